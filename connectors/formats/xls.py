"""An old .xls workbook, through xlrd."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from functools import partial

import numpy
import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError
from xlrd.formula import FormulaError

from connectors.cells import BLANK, ERROR, NUMBER, TEXT, YES_NO, Remark
from connectors.formats.grid import SheetReading, hidden_columns, of_cells
from connectors.formats.stored_numbers import look, shown
from connectors.formats.struck_text import Struck, runs_at
from connectors.trouble import CannotOpen

# Records by their numbers: what begins and ends a part, and what holds one cell.
_BOF, _EOF = (0x0009, 0x0209, 0x0409, 0x0809), 0x000A
_CELLS = (0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD)


# What names stand for is of no use here, and xlrd stops at some that it does not know.
xlrd.book.Book.names_epilogue = lambda self: None  # type: ignore[method-assign]
# What xlrd raises where it knows something not, rather than where the bytes can't be right.
_NOT_KNOWN = (XLRDError, FormulaError, AssertionError, NotImplementedError)


def read(content: bytes, name: str) -> Iterator[tuple[str, SheetReading]]:
    """The name and reading of each tab in order; raises CannotOpen where it is locked or xlrd comes to its limits."""
    try:
        yield from _tabs(_open(content))
    except _NOT_KNOWN as error:
        if "encrypted" in str(error):
            raise CannotOpen(
                f"{name} is protected with a password.", "Save it without a password, best as .xlsx."
            ) from error
        raise CannotOpen(
            f"{name} need not be damaged, but it holds something that our reader of old .xls workbooks does not know.",
            "Open it in Excel or LibreOffice, save it as .xlsx, and choose that one.",
            repr(error),
        ) from error


def _open(content: bytes) -> xlrd.Book:
    """The workbook; one whose parts overlap is opened all the same, as Excel does: the second reader sees whether it
    was read right."""
    opened = partial(
        xlrd.open_workbook,
        file_contents=content,
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
        logfile=io.StringIO(),
    )
    try:
        return opened()
    except CompDocError:
        return opened(ignore_workbook_corruption=True)


def _tabs(book: xlrd.Book) -> Iterator[tuple[str, SheetReading]]:
    looks = [_look(book, style.format_key) for style in book.xf_list]
    since_1904 = book.datemode == 1
    for number, title in enumerate(book.sheet_names()):
        sheet = book.sheet_by_index(number)
        struck = Struck()
        reading = of_cells(
            [
                (
                    row + 1,
                    column + 1,
                    *_left(_content(cell, looks, since_1904), struck, book, sheet, row, column),
                )
                for row in range(sheet.nrows)
                for column, cell in enumerate(sheet.row(row))
            ]
        )
        reading.seen_otherwise = [*struck.parts, *_kept_with_charts(book, number)]
        hidden = [row + 1 for row, about in sheet.rowinfo_map.items() if about.hidden]
        reading.hidden_rows = numpy.array(sorted(hidden), numpy.int32)
        reading.merges = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sorted(sheet.merged_cells)]
        if sheet.visibility:
            reading.remarks.append(Remark("hidden-tab"))
        unseen = [(column + 1, column + 1) for column, about in sheet.colinfo_map.items() if about.hidden]
        reading.remarks += [*hidden_columns(reading, unseen), *struck.remarks()]
        yield title, reading
        book.unload_sheet(number)


def _kept_with_charts(book: xlrd.Book, sheet: int) -> Iterator[tuple[int, int]]:
    """The places that the numbers kept with charts of the sheet name; they are cells of no sheet.

    A chart stands among the records of its sheet ([MS-XLS] 2.1.7.20.5), from a BOF of its own to an EOF.
    """
    begins = book._sh_abs_posn  # type: ignore[attr-defined]
    if not book.mem or not begins:  # before Excel 5 a file was a sheet
        return
    memory, place, depth = book.mem, begins[sheet], 0
    while place + 4 <= len(memory):
        kind, length = struct.unpack_from("<HH", memory, place)
        if kind in _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth > 1 and kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", memory, place + 4)
            yield row + 1, column + 1
        place += 4 + length


def _look(book: xlrd.Book, key: int) -> tuple[str, str]:
    known = book.format_map.get(key)
    return look(known.format_str if known else "", key)


def _left(
    content: tuple[str, str], struck: Struck, book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int
) -> tuple[str, str]:
    """The kind and text of a cell without its struck part; what is struck is noted."""
    kind, text = content
    style = sheet.cell_xf_index(row, column) if text else None
    if style is None or style >= len(book.xf_list):
        return content
    runs = sheet.rich_text_runlist_map.get((row, column), []) if kind == TEXT else []
    fonts = [(0, book.xf_list[style].font_index), *runs]
    lined = [bool(font < len(book.font_list) and book.font_list[font].struck_out) for _, font in fonts]
    if not any(lined):
        return content
    return kind, struck.add(row + 1, column + 1, runs_at(text, [start for start, _ in fonts], lined))


def _content(cell: xlrd.sheet.Cell, looks: list[tuple[str, str]], since_1904: bool) -> tuple[str, str]:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return TEXT, str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return YES_NO, "yes" if cell.value else "no"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ERROR, xlrd.error_text_from_code.get(int(cell.value), "#VALUE!")
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return BLANK, ""
    style = cell.xf_index
    meaning, code = looks[style] if style is not None and style < len(looks) else (NUMBER, "")
    return shown(float(cell.value), meaning, since_1904, code)
