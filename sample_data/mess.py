"""The messy workbook: the clean one as people would keep it, with faults planted at places that are written down."""

from __future__ import annotations

from sample_data import faults, habits
from sample_data.sheets import Sheet, sheets
from sample_data.typed import opened


def messy(logs: dict[str, list[dict]]) -> tuple[list[Sheet], list[dict]]:
    """The tabs of the messy workbook, and its faults: sheet, row, column, code, what was done."""
    book = opened(sheets(logs))
    habits.apply(book, {lot["lot_id"]: lot["station"] for lot in logs["lots"]})
    faults.plant(book)
    return [page.sheet for page in book.pages], book.listed()
