"""A spreadsheet as the .xlsx Google exports, and a spreadsheet built from an .xlsx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula

from tests.google.sheets import ERRORS, Cell, Error, Spreadsheet, Tab, cell, letters

FORMULA = re.compile(r'(<c r="([A-Z]+\d+)"[^>]*>)(<v\b|<is\b)')


def xlsx(book: Spreadsheet) -> bytes:
    """The bytes of the export: values, formats, hidden rows and tabs, merges, notes, and formulas with their values."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    formulas: list[dict[str, str]] = []
    for tab in [one for one in book.tabs if one.kind == "GRID"]:
        sheet = made.create_sheet(tab.title)
        sheet.sheet_state = "hidden" if tab.hidden else "visible"
        formulas.append({})
        for row, cells in enumerate(tab.rows, 1):
            for column, one in enumerate(cells):
                _write(sheet.cell(row, column + 1), one) if one != Cell() else None
                if one.formula and one.value is not None:
                    formulas[-1][f"{letters(column)}{row}"] = one.formula[1:]
        for row in tab.hidden_rows | tab.filtered_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for top, bottom, left, right in tab.merges:
            sheet.merge_cells(start_row=top + 1, end_row=bottom, start_column=left + 1, end_column=right)
    content = io.BytesIO()
    made.save(content)
    return _with_formulas(content.getvalue(), formulas) if any(formulas) else content.getvalue()


def _write(target, one: Cell) -> None:
    value = one.value.shown if isinstance(one.value, Error) else one.value
    target.value = int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value
    if isinstance(one.value, str):
        target.data_type = "s"
    if isinstance(one.value, Error):
        target.data_type = "e"
    if one.number_format and one.number_format[1]:
        target.number_format = one.number_format[1]
    if one.struck:
        target.font = Font(strike=True)
    if one.note:
        target.comment = Comment(one.note, "")


def _with_formulas(content: bytes, formulas: list[dict[str, str]]) -> bytes:
    """openpyxl writes a value or a formula; the export of Google has both."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as was, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as now:
        for part in was.namelist():
            data = was.read(part)
            if found := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", part):
                data = _sheet_with(formulas[int(found[1]) - 1], data)
            now.writestr(part, data)
    return out.getvalue()


def _sheet_with(formulas: dict[str, str], sheet: bytes) -> bytes:
    def both(found: re.Match) -> str:
        return f"{found[1]}<f>{escape(formulas[found[2]])}</f>{found[3]}" if found[2] in formulas else found[0]

    return FORMULA.sub(both, sheet.decode("utf-8")).encode("utf-8")


def fill(book: Spreadsheet, path: Path, tabs: Sequence[str] | None = None, rows: int | None = None) -> Spreadsheet:
    """Adds the tabs of a workbook (or those named, or their first rows alone) to a spreadsheet: values, formats, hidden
    rows and tabs, merges, notes."""
    for read in _tabs(path, path.stat().st_mtime_ns):
        if tabs is None or read.title in tabs:
            tab = book.add_tab(read.title, read.rows[:rows])
            tab.hidden, tab.hidden_rows, tab.merges = read.hidden, set(read.hidden_rows), list(read.merges)
    return book


@cache
def _tabs(path: Path, _changed: int) -> tuple[Tab, ...]:
    """The tabs of a workbook; kept, because many tests begin with the same one."""
    typed = openpyxl.load_workbook(path)
    calculated = any(one.data_type == "f" for sheet in typed for row in sheet.iter_rows() for one in row)
    shown = openpyxl.load_workbook(path, data_only=True) if calculated else typed
    return tuple(_tab(sheet, typed[sheet.title]) for sheet in shown)


def _tab(sheet, typed) -> Tab:
    tab = Tab(sheet.title, 0, hidden=sheet.sheet_state != "visible")
    for row in sheet.iter_rows():
        for one in row:
            if one.value is not None or one.comment:
                tab.put(one.row - 1, one.column - 1, _cell_of(one, typed.cell(one.row, one.column)))
    tab.hidden_rows = {number - 1 for number, kept in sheet.row_dimensions.items() if kept.hidden}
    tab.merges = [(one.min_row - 1, one.max_row, one.min_col - 1, one.max_col) for one in sheet.merged_cells.ranges]
    return tab


def _cell_of(one, typed) -> Cell:
    formula = (
        typed.value
        if isinstance(typed.value, str) and typed.data_type == "f"
        else typed.value.text
        if isinstance(typed.value, ArrayFormula)
        else None
    )
    value = Error(one.value) if one.data_type == "e" and one.value in ERRORS else one.value
    pattern = one.number_format if one.number_format != "General" else None
    made = cell(
        value, pattern, formula=formula, note=one.comment.text if one.comment else "", struck=bool(one.font.strike)
    )
    return (
        made
        if made.value is None or not isinstance(made.value, str)
        else replace(made, number_format=("TEXT", "@") if pattern == "@" else None)
    )
