"""Tabs made from a few written rows, as a connector would hand them over."""

from __future__ import annotations

import pyarrow

from connectors.cells import BLANK, NUMBER, TEXT, Tab


def tab_of(rows: list[list], sheet: str = "Sheet1", source: str = "book.xlsx", first_row: int = 1) -> Tab:
    """The tab of these rows; empty rows are left away, as readers do; numbers are number cells."""
    width = max((len(row) for row in rows), default=0)
    numbered = [(number, list(row) + [None] * (width - len(row))) for number, row in enumerate(rows, first_row)]
    kept = [(number, row) for number, row in numbered if any(cell not in (None, "") for cell in row)]
    columns = {
        "row": pyarrow.array([number for number, _ in kept], pyarrow.int32()),
        "hidden": pyarrow.array([False] * len(kept), pyarrow.bool_()),
        "kinds": pyarrow.array(["".join(_kind(cell) for cell in row) for _, row in kept], pyarrow.string()),
    }
    for number in range(width):
        columns[f"c{number + 1}"] = pyarrow.array(
            [None if row[number] in (None, "") else str(row[number]) for _, row in kept], pyarrow.string()
        )
    return Tab(source, sheet, pyarrow.table(columns), width)


def _kind(cell) -> str:
    if cell in (None, ""):
        return BLANK
    return NUMBER if isinstance(cell, (int, float)) else TEXT
