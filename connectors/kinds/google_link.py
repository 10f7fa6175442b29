"""A Google spreadsheet that anyone with the link may view: exported as .xlsx and read as Excel is, without any key."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from connectors.google.google_links import base
from connectors.source import Fetched, Mark, Source, SourceKind
from connectors.trouble import NotAllowed
from connectors.web.linked_workbook import fetch_linked
from connectors.web.web_failures import WORDS, host_of

SHEET = re.compile(r"/spreadsheets/(?:u/\d+/)?d/(e/)?([A-Za-z0-9_-]{6,})")
FILE = re.compile(r"/file/(?:u/\d+/)?d/([A-Za-z0-9_-]{6,})")


def takes(where: str) -> bool:
    """Whether the text is a link of a Google spreadsheet, or of an Excel file in Google Drive."""
    path = urlsplit(where.strip()).path if host_of(where.strip()) in ("docs.google.com", "drive.google.com") else ""
    return bool(SHEET.search(path) or FILE.search(path))


def fetch(source: Source, mark: Mark | None, say: Callable[[str], None]) -> Fetched:
    """The spreadsheet, where its export has changed since the mark."""
    say("asking Google")
    return fetch_linked(
        source, export_of(source.where), mark, say, cell_link(source.where), WORDS["services"]["google"]
    )


def export_of(where: str) -> str:
    """The address that gives the whole spreadsheet as .xlsx; raises NotAllowed for a link of something else."""
    parts, elsewhere = urlsplit(where.strip() if host_of(where.strip()) else ""), base()
    docs, drive = elsewhere or "https://docs.google.com", elsewhere or "https://drive.google.com"
    key = parse_qs(parts.query).get("resourcekey")
    more = f"&resourcekey={key[0]}" if key and re.fullmatch(r"[\w-]+", key[0]) else ""
    if sheet := SHEET.search(parts.path):
        if sheet[1]:
            return f"{docs}/spreadsheets/d/e/{sheet[2]}/pub?output=xlsx"
        return f"{docs}/spreadsheets/d/{sheet[2]}/export?format=xlsx{more}"
    if file := FILE.search(parts.path):
        return f"{drive}/uc?export=download&id={file[1]}{more}"
    raise NotAllowed(
        "This is not the link of a Google spreadsheet.",
        "Open the spreadsheet and copy the whole link from the address bar.",
    )


def cell_link(where: str) -> str:
    """The address of a cell, {tab} and {place} to be filled in: an export tells tabs by name alone, so the name goes
    into it."""
    sheet = SHEET.search(urlsplit(where.strip()).path)
    return (
        f"https://docs.google.com/spreadsheets/d/{sheet[2]}/edit#range=%27{{tab}}%27!{{place}}"
        if sheet and not sheet[1]
        else ""
    )


KIND = SourceKind(
    "google_link",
    "Google Sheets, shared by link",
    "Open the spreadsheet, choose Share, and under General access choose Anyone with the link, Viewer. No key "
    "is needed.",
    takes,
    fetch,
    order=20,
)
