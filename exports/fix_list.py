"""The fix list as a workbook: a tab for every sheet that needs mending, for those who never open the dashboard."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.hyperlink import Hyperlink

from exports.text_workbook import TITLE, head_cell, lay_out, tab_name, text_cell
from logbooks import health
from logbooks.links import file_link, web_link
from logbooks.problems import CELL_LEFT_OUT, DOUBTFUL, LEFT_OUT, SHEET_UNUSABLE, Problem
from logbooks.warehouse.warehouse import Warehouse

HEADINGS = ("Row", "Cell", "Column", "What is written", "What is wrong", "What to do", "Until then", "Done")
WIDTHS = (7, 9, 20, 24, 46, 46, 16, 7)
UNTIL_THEN = {
    LEFT_OUT: "not counted",
    CELL_LEFT_OUT: "counted without it",
    DOUBTFUL: "counted, marked",
    SHEET_UNUSABLE: "tab not used",
}
LINK = Font(color="006D5B", underline="single")


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
    tab = book.create_sheet("What to correct")
    _page(tab, (34, 28, 12, 12, 28), 4)
    counts = {(line["source"], line["sheet"]): line for line in health.ledger(w)}
    tab.append([text_cell(tab, "What to correct in the logbooks", TITLE)])
    tab.append(
        [
            text_cell(
                tab,
                f"As of {w.as_of:%Y-%m-%d}. Correct the cells in your own sheets, not here. Then read the sheets again."
                if sheets
                else f"As of {w.as_of:%Y-%m-%d}. Nothing is wrong: every row is counted.",
            )
        ]
    )
    tab.append([])
    tab.append([head_cell(tab, word) for word in ("File", "Tab", "To correct", "Not counted", "In this workbook")])
    for place, found in sheets:
        left_out = counts.get(place, {}).get("left_out", 0)
        tab.append(
            [text_cell(tab, place[0]), text_cell(tab, place[1]), len(found), left_out, text_cell(tab, names[place])]
        )


def _tab(book: Workbook, name: str, place: tuple[str, str], found: list[Problem]) -> None:
    tab = book.create_sheet(name)
    _page(tab, WIDTHS, 2)
    tab.append([text_cell(tab, f"{place[1]}  ({place[0]})", TITLE)])
    tab.append([head_cell(tab, word) for word in HEADINGS])
    for problem in found:
        texts = (problem.column, problem.written, problem.what, problem.fix, UNTIL_THEN.get(problem.severity, ""), "")
        tab.append([problem.row, _linked(tab, problem), *(text_cell(tab, text or "") for text in texts)])


def _linked(tab: WriteOnlyWorksheet, problem: Problem) -> Cell:
    """The place of the cell, which opens it: in the shared sheet, or in the file where it lies beside this list."""
    web, file = web_link(problem.link), file_link(problem.source, problem.sheet, problem.place)
    cell = text_cell(tab, problem.place or ("open" if web else ""), LINK if web or file else None)
    if web or file:
        target, location = file if file and not web else (web, None)
        # the property asks where the cell stands, which is not known yet; the stubs know the property alone
        cell._hyperlink = Hyperlink(ref="", target=target, location=location)  # type: ignore[attr-defined]
    return cell


def _page(tab: WriteOnlyWorksheet, widths: tuple[int, ...], heads: int) -> None:
    lay_out(tab, widths, heads)
    footer = tab.oddFooter
    assert footer is not None and footer.center is not None, "openpyxl makes the three parts of a footer"
    footer.center.text = "Page &P of &N"


def _names(places: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """A tab name for every sheet."""
    taken = {"what to correct"}
    return {place: tab_name(place[1], taken) for place in places}
