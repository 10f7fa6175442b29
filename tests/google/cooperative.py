"""The sample cooperative as its staff would keep it: three spreadsheets with three owners. All of it is SYNTHETIC."""

from __future__ import annotations

from pathlib import Path

from tests.google.exported import fill
from tests.google.server import Google
from tests.google.sheets import Spreadsheet

CLEAN = Path(__file__).parents[2] / "sample_data" / "clean.xlsx"

OFFICE = (
    *("Offers", "Intents", "Costs", "Payments", "Labour", "Feedback", "Incidents", "Documents", "Traces", "Plan"),
    *("Roadmap", "Exchange rates"),
)

# Title, owner (a desk, not a person), tabs. 23 tabs; the last spreadsheet is shared by link as well.
BOOKS = (
    (
        "Station book (synthetic)",
        ("Station office", "station@cooperative.example"),
        ("Settings", "Lots", "Plots", "Receipts", "Processing", "Inputs"),
    ),
    (
        "Laboratory book (synthetic)",
        ("Laboratory", "laboratory@cooperative.example"),
        ("Quality", "Defects", "Laboratory tests", "Checks", "Handovers"),
    ),
    (
        "Office book (synthetic)",
        ("Sales office", "office@cooperative.example"),
        OFFICE,
    ),
)


def put_on(google: Google, reader: str | None = None, path: Path = CLEAN, rows: int | None = None) -> list[Spreadsheet]:
    """The three spreadsheets on a server, whole or their first rows alone, shared with the reader's address; the last
    one by link too."""
    books = [google.add(title, locale="es_HN", owner=owner) for title, owner, _ in BOOKS]
    for book, (_, _, tabs) in zip(books, BOOKS, strict=True):
        fill(book, path, tabs, rows)
        if reader:
            book.share_with(reader)
    books[-1].link_shared = True
    return books
