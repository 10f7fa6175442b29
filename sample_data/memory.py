"""Sheets to tabs without an Excel file: for simulating many cooperatives."""

from __future__ import annotations

from datetime import date, datetime

from connectors.cells import DATE, DATETIME, NUMBER, PERCENT, TEXT, Tab
from connectors.formats.grid import of_cells, table
from connectors.formats.stored_numbers import look, shown
from sample_data.sheets import SampleCell, Sheet


def tab_of(source: str, sheet: Sheet) -> Tab:
    """The tab a reader gives for a sheet without errors and formulas."""
    reading = of_cells(
        [
            (row, column, *_kind_and_text(cell))
            for row, line in enumerate(sheet.rows, start=1)
            for column, cell in enumerate(line, start=1)
            if cell is not None
        ]
    )
    cells, width = table(reading)
    return Tab(source, sheet.name, cells, width, counts=reading.counts())


def _kind_and_text(cell: SampleCell) -> tuple[str, str]:
    value = cell.value
    if isinstance(value, str):
        return TEXT, value
    if isinstance(value, datetime):
        return DATETIME, value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return DATE, value.isoformat()
    meaning, code = look(cell.number_format)
    return shown(value, PERCENT if meaning == PERCENT else NUMBER, code=code)
