"""Sheets to an .xlsx, and an .xlsx compared with sheets cell by cell (a workbook's bytes hold the time it was
saved)."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import zip_longest
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from sample_data.sheets import TITLE, SampleCell, Sheet
from sample_data.world import NAME


def save(sheets: list[Sheet], path: Path) -> None:
    """Writes the sheets as an .xlsx that says in its properties that it is invented."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = TITLE, NAME
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.tab_hidden else "visible"
        for row in sorted(sheet.hidden):
            page.row_dimensions[row].hidden = True
        for line in sheet.rows:
            page.append([_written(page, cell) for cell in line])
        for area in sheet.merged:
            page.merged_cells.add(area)
    book.save(path)


def _written(page, cell: SampleCell | None):
    if cell is None or cell.number_format == "General":
        return cell and cell.value
    written = WriteOnlyCell(page)
    written.value = cell.value
    written.number_format = cell.number_format
    return written


def differences(path: Path, sheets: list[Sheet]) -> list[str]:
    """Every place where the workbook is not those sheets, in words; empty where it is."""
    book = load_workbook(path)
    if book.sheetnames != [sheet.name for sheet in sheets]:
        return [f"{path.name} has the tabs {book.sheetnames}, not {[sheet.name for sheet in sheets]}"]
    return [
        f"{path.name}, {sheet.name}, row {row}, column {column}: {found}, not {wanted}"
        for sheet in sheets
        for row, column, found, wanted in _differing(book[sheet.name], sheet)
    ]


def _differing(page, sheet: Sheet):
    hidden = {row for row, dimension in page.row_dimensions.items() if dimension.hidden}
    if hidden != sheet.hidden:
        yield 0, 0, f"hidden rows {sorted(hidden)}", sorted(sheet.hidden)
    for row, (found, wanted) in enumerate(zip_longest(page.iter_rows(), sheet.rows, fillvalue=()), start=1):
        for column, (cell, given) in enumerate(zip_longest(found, wanted), start=1):
            one = (None, "General") if cell is None or cell.value is None else (_plain(cell.value), cell.number_format)
            other = (None, "General") if given is None else (_plain(given.value), given.number_format)
            if one != other:
                yield row, column, one, other


def _plain(value: object) -> object:
    """The value as openpyxl gives it back: a day is a moment at midnight, a whole number an integer."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value.isoformat()}T00:00:00"
    return value.isoformat() if isinstance(value, date | time) else value
