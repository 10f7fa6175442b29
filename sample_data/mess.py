"""The messy workbook: the clean one as people would keep it, with faults planted at places that are written down."""

from __future__ import annotations

from connectors.trouble import CannotGoOn
from sample_data import faults, habits
from sample_data.sheets import Sheet, sheets
from sample_data.typed import opened


def messy(logs: dict[str, list[dict]]) -> tuple[list[Sheet], list[dict]]:
    """The tabs of the messy workbook, and its faults: sheet, row, column, code, what was done. CannotGoOn where this
    cooperative has too few rows to plant them all."""
    book = opened(sheets(logs))
    habits.apply(book, {lot["lot_id"]: lot["station"] for lot in logs["lots"]})
    try:
        faults.plant(book)
    except (IndexError, StopIteration) as fault:
        raise CannotGoOn(
            "This cooperative has not enough rows, or plots, for all the faults.",
            "Choose another --seed, a larger --scale, or leave --messy out.",
        ) from fault
    return [page.sheet for page in book.pages], book.listed()
