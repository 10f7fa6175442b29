"""The links that open a sheet at a cell; what is not plainly one of ours is none."""

from __future__ import annotations

import re

LONGEST = 1000
WEB = re.compile(r"https://[A-Za-z0-9][A-Za-z0-9.-]*(:\d{1,5})?/[A-Za-z0-9._~:/?#@!$&()*+,;=%\[\]-]*")
FILE = re.compile(r"\w[\w .,()\[\]+&-]*\.(xlsx|xlsm|xlsb|xls|ods)", re.IGNORECASE)
PLACE = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}|[1-9][0-9]{0,6}:[1-9][0-9]{0,6}")


def web_link(link: str | None) -> str:
    """The link where it is an https address without blanks, quotes or angle brackets; else ""."""
    return link if link and len(link) <= LONGEST and WEB.fullmatch(link) else ""


def file_link(source: str, sheet: str, place: str | None) -> tuple[str, str] | None:
    """A workbook beside the list, as a relative address, and the place in it, such as 'Ofertas'!F12; None where a name
    is not plain."""
    if (
        not FILE.fullmatch(source)
        or (place and not PLACE.fullmatch(place))
        or not sheet
        or re.search(r"[\x00-\x1f\[\]]", sheet)
    ):
        return None
    address = re.sub(
        r"[^A-Za-z0-9._-]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8")), source
    )
    return address, f"'{sheet.replace(chr(39), chr(39) * 2)}'!{place or 'A1'}"
