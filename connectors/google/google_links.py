"""Links of spreadsheets: which texts are one, the id in it, and the link of a cell; and where Google is."""

from __future__ import annotations

import os
import re

from connectors.trouble import CannotOpen, NotAllowed
from connectors.web.web_failures import LOCAL, host_of

BASE_VARIABLE = "LOTWISE_GOOGLE_BASE"
LINK = "https://docs.google.com/spreadsheets/d/{identity}/edit?gid={gid}#gid={gid}&range={{place}}"
_IN_LINK = re.compile(
    r"^\s*https?://(?P<host>[^/\s]+)/(?:a/[^/\s]+/)?spreadsheets/(?:u/\d+/)?d/"
    r"(?P<identity>[\w-]{10,128})(?:[/?#]\S*)?\s*$",
    re.ASCII,
)
_PUBLISHED = re.compile(r"/spreadsheets/(?:u/\d+/)?d/e/")
_BARE = re.compile(r"^[\w-]{30,128}$", re.ASCII)
_HOSTS = re.compile(r"^(docs|drive|sheets)\.google\.com$|^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$")


def takes(where: str) -> bool:
    """Whether the text is the link of a spreadsheet, or its bare id."""
    found = _IN_LINK.match(where)
    return bool(_BARE.match(where.strip()) or (found and _HOSTS.match(found["host"]) and not _PUBLISHED.search(where)))


def id_of(where: str) -> str:
    """The id of the spreadsheet; raises CannotOpen where the text names none."""
    found = _IN_LINK.match(where)
    if not takes(where):
        raise CannotOpen(
            "The link is not the link of a Google spreadsheet.",
            "Open the spreadsheet in a browser and copy the link from the address bar; a published copy can't be read.",
        )
    return found["identity"] if found else where.strip()


def base() -> str:
    """Another address to ask in place of Google's, for trying on this computer, else ""; raises NotAllowed where it
    leads elsewhere."""
    said = os.environ.get(BASE_VARIABLE, "").rstrip("/")
    if said and host_of(said) not in LOCAL:
        raise NotAllowed(
            f"{BASE_VARIABLE} leads to another computer.",
            f"It is for trying Lotwise on this computer only: take {BASE_VARIABLE} out of the environment.",
        )
    return said
