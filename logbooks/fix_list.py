"""The fix list as a workbook: a tab for every sheet that needs mending, for those who never open the dashboard."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.hyperlink import Hyperlink

from logbooks import health
from logbooks.links import file_link, web_link
from logbooks.problems import DOUBTFUL, LEFT_OUT, SHEET_UNUSABLE, Problem
from logbooks.warehouse import Warehouse

HEADINGS = ("Row", "Cell", "Column", "What is written", "What is wrong", "What to do", "Until then", "Done")
WIDTHS = (7, 9, 20, 24, 46, 46, 16, 7)
UNTIL_THEN = {LEFT_OUT: "not counted", DOUBTFUL: "counted, marked", SHEET_UNUSABLE: "tab not used"}
MOST = 32_000                                   # a cell of Excel holds 32,767 letters
LINK = Font(color="006D5B", underline="single")
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def write_fix_list(path: Path, w: Warehouse) -> None:
    """Writes the workbook: a first tab with the sums, then a tab for every sheet with its problems, row by row.

    Every cell is text or a row number, never a formula, whatever stands in the sheets.
    """
    book = Workbook(write_only=True)
    problems = health.problems(w)
    sheets = [(place, list(found)) for place, found in groupby(problems, key=lambda p: (p.source, p.sheet))]
    names = _names([place for place, _ in sheets])
    _first_tab(book, w, sheets, names)
    for place, found in sheets:
        _tab(book, names[place], place, found)
    book.save(path)


def _first_tab(book: Workbook, w: Warehouse, sheets: list, names: dict) -> None:
    tab = book.create_sheet("What to mend")
    _page(tab, (34, 28, 12, 12, 28), "1:4")
    counts = {(line["source"], line["sheet"]): line for line in health.ledger(w)}
    tab.append([_cell(tab, "What to mend in the logbooks", Font(bold=True, size=14))])
    tab.append([_cell(tab, f"As of {w.as_of:%Y-%m-%d}. Mend the cells in your own sheets, not here; then read them again." if sheets
                      else f"As of {w.as_of:%Y-%m-%d}. Nothing is wrong: every row is counted.")])
    tab.append([])
    tab.append(_heads(tab, ("File", "Tab", "To mend", "Not counted", "In this workbook")))
    for place, found in sheets:
        left_out = counts.get(place, {}).get("left_out", 0)
        tab.append([_cell(tab, place[0]), _cell(tab, place[1]), len(found), left_out, _cell(tab, names[place])])


def _tab(book: Workbook, name: str, place: tuple[str, str], found: list[Problem]) -> None:
    tab = book.create_sheet(name)
    _page(tab, WIDTHS, "1:2")
    tab.append([_cell(tab, f"{place[1]}  ({place[0]})", Font(bold=True, size=14))])
    tab.append(_heads(tab, HEADINGS))
    for problem in found:
        texts = (problem.column, problem.written, problem.what, problem.fix, UNTIL_THEN.get(problem.severity, ""), "")
        tab.append([problem.row, _linked(tab, problem), *(_cell(tab, text or "") for text in texts)])


def _linked(tab: WriteOnlyWorksheet, problem: Problem) -> WriteOnlyCell:
    """The place of the cell, which opens it: in the shared sheet, or in the file where it lies beside this list."""
    web, file = web_link(problem.link), file_link(problem.source, problem.sheet, problem.place)
    cell = _cell(tab, problem.place or ("open" if web else ""), LINK if web or file else None)
    if web:
        cell._hyperlink = Hyperlink(ref="", target=web)            # the property asks where the cell stands, which is not known yet
    elif file:
        cell._hyperlink = Hyperlink(ref="", target=file[0], location=file[1])
    return cell


def _page(tab: WriteOnlyWorksheet, widths: tuple[int, ...], repeated: str) -> None:
    """Printed on A4 across, the width on one page, headings on every page."""
    for number, width in enumerate(widths):
        tab.column_dimensions[chr(65 + number)].width = width
    tab.page_setup.orientation, tab.page_setup.paperSize = "landscape", 9
    tab.page_setup.fitToWidth, tab.page_setup.fitToHeight = 1, 0
    tab.sheet_properties.pageSetUpPr.fitToPage = True
    tab.print_title_rows = repeated
    tab.oddFooter.center.text = "Page &P of &N"
    tab.freeze_panes = f"A{int(repeated[-1]) + 1}"


def _heads(tab: WriteOnlyWorksheet, words: tuple[str, ...]) -> list[WriteOnlyCell]:
    cells = [_cell(tab, word, Font(bold=True)) for word in words]
    for cell in cells:
        cell.fill = PatternFill("solid", fgColor="F6F4EF")
    return cells


def _cell(tab: WriteOnlyWorksheet, text: str, font: Font | None = None) -> WriteOnlyCell:
    """A cell that holds the text as text, even where it begins with = + - or @."""
    cell = WriteOnlyCell(tab, value=FORBIDDEN.sub("\ufffd", text)[:MOST])
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font:
        cell.font = font
    return cell


def _names(places: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """A tab name for every sheet: at most 31 letters, none that Excel forbids, no two alike."""
    names: dict[tuple[str, str], str] = {}
    taken = {"what to mend"}
    for place in places:
        bare = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", place[1]).strip(" '")[:28] or "Tab"
        name, number = bare, 1
        while name.lower() in taken:
            number += 1
            name = f"{bare[:27]} {number}"
        taken.add(name.lower())
        names[place] = name
    return names
