"""A workbook behind any https link: OneDrive, SharePoint, Dropbox, Nextcloud, or a file on a web server."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from connectors.source import Fetched, Mark, Source, SourceKind
from connectors.web.linked_workbook import fetch_linked
from connectors.web.web_failures import below, host_of

RULES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["rule"]
PAGES = ("sharepoint.com", "sharepoint.us", "sharepoint.cn", "1drv.ms", "onedrive.live.com")
OPENS_ANYTHING = ("authkey", "tempauth", "access_token", "token", "sig", "sv", "key", "password", "guestaccesstoken")


def takes(where: str) -> bool:
    """Whether the text is a link; http is taken on this computer alone, and refused with its reason when it is
    fetched."""
    return re.match(r"\s*https?://\S+\s*$", where, re.IGNORECASE) is not None


def fetch(source: Source, mark: Mark | None, say: Callable[[str], None]) -> Fetched:
    """The workbook, where it has changed since the mark."""
    host = host_of(source.where.strip())
    say(f"asking {host}")
    # the download says what is wrong with it
    link, page = (direct(source.where), page_of(source.where)) if host else (source.where, "")
    return fetch_linked(source, link, mark, say, page)


def direct(where: str) -> str:
    """The link that gives the file itself."""
    parts = urlsplit(where.strip())
    for rule in RULES:
        path = rule.get("path", "")
        if (not rule["hosts"] or below(host_of(where.strip()), rule["hosts"])) and re.search(path, parts.path):
            query = {
                name: value
                for name, value in parse_qsl(parts.query, keep_blank_values=True)
                if name not in rule.get("drop", ())
            }
            return urlunsplit(
                parts._replace(
                    path=re.sub(path, rule["to"], parts.path) if "to" in rule else parts.path,
                    query=urlencode(query | rule.get("set", {})),
                    fragment="",
                )
            )
    return where.strip()


def page_of(where: str) -> str:
    """The page that shows the workbook, without a place in it: no address opens a cell of Excel for the web that
    Microsoft describes. "" where there is no such page, or its link alone lets anyone in by a key it carries."""
    parts = urlsplit(where.strip())
    asked = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if parts.scheme != "https" or not below(host_of(where.strip()), list(PAGES)) or asked & set(OPENS_ANYTHING):
        return ""
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name.lower() not in ("download", "e")]
    return urlunsplit(parts._replace(query=urlencode(kept), fragment="")).replace("{", "%7B").replace("}", "%7D")


KIND = SourceKind(
    "download",
    "Excel in OneDrive, SharePoint or on the web",
    "The link that Share copies, for anyone with the link. Also a link to an .xlsx file on any web server, by https.",
    takes,
    fetch,
    order=30,
)
