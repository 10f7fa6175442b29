"""The fix list as a workbook of one tab to print on A4: a line a cause, for those who never open the dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.hyperlink import Hyperlink

from decisions.fix_causes import FixCause, FixList, FixQuestion
from exports.text_workbook import FACE, TITLE, head_cell, lay_out, tab_name, text_cell
from logbooks.links import file_link, web_link
from logbooks.problems import COSTS_ROWS
from words import fix_words
from words.days import day
from words.speech import say

# The columns by their words, with their widths in letters; together they fit A4 across.
COLUMNS = {
    "tab": 20,
    "rows_head": 16,
    "column": 18,
    "written": 22,
    "what": 42,
    "fix": 42,
    "at_stake": 24,
    "done_head": 7,
}
HEAD = 3  # the row of the headings, said again on every page
A_LINE, ROOM = 14, 4  # points of a line of text, and around it
SECTION = Font(name=FACE, bold=True, size=12)
LINK = Font(name=FACE, color="24528F", underline="single")
WRONG = Font(name=FACE, color="B3261E")  # as on the pages: what is wrong
RULE = Border(bottom=Side(style="thin", color="E3DFD6"))


def write_fix_list(path: Path, found: FixList) -> None:
    """Writes the workbook: questions, causes by what is at stake, notes, and what was mended.

    Every cell is text, never a formula, whatever stands in the sheets.
    """
    book = Workbook(write_only=True)
    page = _Page(book.create_sheet(tab_name(say("fix.title"), set())))
    page.across(say("fix.title"), TITLE)
    page.across(say("fix.nothing") if found.nothing else say("fix.how", day=day(found.as_of)))
    page.line([head_cell(page.tab, say(f"fix.{name}")) for name in COLUMNS])
    several = len({one.first.source for one in (*found.causes, *found.notes, *found.done)}) > 1
    if found.questions:
        page.section(say("fix.questions", count=len(found.questions)))
        for asked in found.questions:
            page.line(_question(page.tab, asked))
    for title, causes in (("causes", found.causes), ("notes", found.notes), ("done", found.done)):
        if causes:
            page.section(fix_words.done_title(found) if title == "done" else say(f"fix.{title}", count=len(causes)))
            for cause in causes:
                page.line(_cause(page.tab, cause, found.base_currency, several, done=title == "done"))
    book.save(path)


class _Page:
    """The tab, written from above, each row as high as what stands in it: not every program finds that out itself."""

    def __init__(self, tab: Any):  # the stubs leave out margins and heights, which it has as any other tab
        self.tab, self.row = tab, 0
        lay_out(tab, tuple(COLUMNS.values()), HEAD)
        tab.print_title_rows = f"{HEAD}:{HEAD}"
        margins = tab.page_margins
        margins.left = margins.right = margins.top = 0.4
        footer = tab.oddFooter
        assert footer is not None and footer.center is not None, "openpyxl makes the three parts of a footer"
        footer.center.text = "&P / &N"

    def section(self, text: str) -> None:
        """A blank row and a title."""
        self._append([], 1)
        self.across(text, SECTION)

    def across(self, text: str, font: Font | None = None) -> None:
        """A line over the whole width: nothing stands beside it."""
        cell = text_cell(self.tab, text, font)
        cell.alignment = Alignment(wrap_text=False, vertical="top")
        self._append([cell], 1.4 if font else 1)

    def line(self, cells: Sequence[Cell]) -> None:
        """A row of the table."""
        for cell in cells:
            cell.border = RULE
        lines = (_lines(str(cell.value or ""), width) for cell, width in zip(cells, COLUMNS.values(), strict=True))
        self._append(cells, max(lines))

    def _append(self, cells: Sequence[Cell], lines: float) -> None:
        self.row += 1
        self.tab.row_dimensions[self.row].height = ROOM + lines * A_LINE
        self.tab.append(list(cells))


def _lines(text: str, width: int) -> int:
    """In how many lines a text stands in a cell so many letters wide, broken between words."""
    return sum(max(1, len(wrap(part, width - 1))) for part in text.split("\n"))


def _question(tab: WriteOnlyWorksheet, asked: FixQuestion) -> list[Cell]:
    texts = (
        fix_words.question_tabs(asked),
        fix_words.question_rows(asked),
        "",
        fix_words.examples(asked),
        asked.question.asks,
        say("fix.answer"),
        fix_words.question_stake(asked),
        "",
    )
    return [text_cell(tab, text) for text in texts]


def _cause(tab: WriteOnlyWorksheet, cause: FixCause, currency: str, names_file: bool, done: bool) -> list[Cell]:
    """A line of a cause; its place opens the first of its cells."""
    first = cause.first
    is_wrong = first.severity in COSTS_ROWS and not done
    stake = "" if done else ": ".join(filter(None, (fix_words.until_then(cause), fix_words.stake(cause, currency))))
    return [
        text_cell(tab, f"{first.sheet}\n{first.source}" if names_file and first.sheet else first.sheet or first.source),
        _linked(tab, cause),
        text_cell(tab, ", ".join(cause.headings)),
        text_cell(tab, fix_words.written(cause)),
        text_cell(tab, fix_words.was(cause) if done else fix_words.what(cause), WRONG if is_wrong else None),
        text_cell(tab, "" if done else first.fix),
        text_cell(tab, stake),
        text_cell(tab, say("fix.is_done") if done else ""),
    ]


def _linked(tab: WriteOnlyWorksheet, cause: FixCause) -> Cell:
    """Where it is, which opens the first cell: in the shared sheet, or in the file where it lies beside this list."""
    first = cause.first
    web, file = web_link(first.link), file_link(first.source, first.sheet, first.place)
    cell = text_cell(tab, fix_words.where(cause), LINK if web or file else None)
    if web or file:
        target, location = file if file and not web else (web, None)
        # the property asks where the cell stands, which is not known yet; the stubs know the property alone
        cell._hyperlink = Hyperlink(ref="", target=target, location=location)  # type: ignore[attr-defined]
    return cell
