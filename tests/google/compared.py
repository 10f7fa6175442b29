"""What must stand in the warehouse, worked out from the server's own cells and by nothing the program uses to read
them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from history.snapshots import store
from tests.google.sheets import EPOCH, Cell, Error, Spreadsheet, letters

CELLS_A_READ = 200_000


def as_written(cell: Cell) -> str | None:
    """The text that must stand in the warehouse for a cell; None where there must be none."""
    value, kind = cell.value, (cell.number_format or ("",))[0]
    if value is None or isinstance(value, str):
        return (value or "").strip(" ") or None
    if isinstance(value, Error):
        return value.shown
    if isinstance(value, bool):
        return "yes" if value else "no"
    if kind in ("DATE", "DATE_TIME"):
        return str(EPOCH + timedelta(seconds=round(value * 86400))).removesuffix(" 00:00:00")
    number = Decimal(repr(value)) * (100 if kind == "PERCENT" else 1)
    return f"{number.normalize():f}" + (" %" if kind == "PERCENT" else "")


def in_the_sheets(books: Sequence[Spreadsheet]) -> dict[tuple[str, str, int, str], str]:
    """Every cell below the headings: (spreadsheet, tab, row, heading) to text."""
    cells = {}
    for book in books:
        for tab in book.tabs:
            headings = [
                as_written(tab.at(0, column)) or f"column {letters(column)}" for column in range(tab.column_count)
            ]
            for row, held in enumerate(tab.rows[1:], 2):
                for heading, cell in zip(headings, held, strict=False):
                    if (text := as_written(cell)) is not None:
                        cells[book.title, tab.title, row, heading] = text
    return cells


def in_the_warehouse() -> dict[tuple[str, str, int, str], str]:
    """The same of the snapshot everybody sees."""
    rows = store.current().rows("SELECT source, sheet, row_no, written FROM placed")
    return {
        (row["source"], row["sheet"], row["row_no"], heading): text
        for row in rows
        for heading, text in json.loads(row["written"]).items()
    }


def expected_calls(book: Spreadsheet, changed: bool) -> Counter[str]:
    """Two questions to Drive and two reads of a changed spreadsheet, one read more for each further 200,000 cells; else
    one question."""
    cells = sum(tab.row_count * tab.column_count for tab in book.tabs)
    return Counter(drive=2, sheets=1 - (-cells // CELLS_A_READ)) if changed else Counter(drive=1)
