"""The first tab of the template: what the workbook is, how to fill it, which logbooks and settings there are."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from logbooks.declare import Logbook
from logbooks.settings import settings
from logbooks.vocabulary.setting_words import setting_choice_title, setting_title
from logbooks.vocabulary.shown_names import title
from logbooks.vocabulary.template_words import about, guide, said

LINES = ("start", "star", "leave_empty", "codes", "lists", "units", "free")

TITLE = Font(bold=True, size=20, color="006D5B")
PLAIN = Font(size=12, color="2B2A27")
HEAD = Font(bold=True, size=12, color="FFFFFF")
LINK = Font(size=12, color="006D5B", underline="single")
TEAL = PatternFill("solid", fgColor="006D5B")
RULE = Border(bottom=Side("thin", color="E3DFD6"))
WRAP = Alignment(wrap_text=True, vertical="top")
WIDTHS = {"A": 32, "B": 62, "C": 44, "D": 24}


def write_guide(page: Worksheet, chosen: list[Logbook], code: str) -> str:
    """Fills the explanation tab, whose first cell begins with Lotwise; the reference to its list of setting names."""
    words = guide(code)
    page.title = words["title"]
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = "2B2A27"
    for letter, width in WIDTHS.items():
        page.column_dimensions[letter].width = width
    page["A1"], page["A1"].font = f"Lotwise · {words['title']}", TITLE
    page.row_dimensions[1].height = 34
    _sentence(page, 2, words["what"], bold=True)
    for row, line in enumerate(LINES, start=4):
        _sentence(page, row, f"{row - 3}.  {words[line]}")
    row = _table(
        page,
        5 + len(LINES),
        (words["logbook"], words["one_row"], words["filled_by"]),
        [(title(one.id, code), *about(one, code)) for one in chosen],
    )
    for at, one in enumerate(chosen, start=row - len(chosen)):
        page.cell(at, 1).hyperlink = f"#{quote_sheetname(tab_name(one, code))}!A1"
        page.cell(at, 1).font = LINK
    reference = ""
    if any(one.id == "settings" for one in chosen):
        heads = ("settings", "setting_help", "setting_default", *(("setting_id",) if code != "en" else ()))
        lines = [_setting(name, code)[: len(heads)] for name in settings()]
        end = _table(page, row + 1, tuple(words[head] for head in heads), lines)
        reference = f"{quote_sheetname(page.title)}!$A${end - len(settings())}:$A${end - 1}"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return reference


def tab_name(logbook: Logbook, code: str) -> str:
    """The name of the logbook's tab in that language, within what Excel allows."""
    return "".join(c for c in title(logbook.id, code) if c not in r"[]:*?/\'")[:31]


def text(cell, words: str) -> None:
    """Puts words into a cell as words, even where they begin like a formula."""
    cell.value = words
    cell.data_type = "s"
    if words[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True


def _setting(name: str, code: str) -> tuple[str, ...]:
    """A setting as the guide lists it: its name, what it says with all that may be chosen, what happens without it,
    and what the screens call it."""
    one = settings()[name]
    means = said(one["means"], code)
    choices = [setting_choice_title(name, choice, code) for choice in one.get("choices", ())]
    if any(choice not in means for choice in choices):
        means += f" {' · '.join(choices)}"
    return setting_title(name, code), means, said(one["missing"], code), name


def _sentence(page: Worksheet, row: int, words: str, bold: bool = False) -> None:
    """One line across the columns; not merged, because merged cells are a remark to every reader of sheets."""
    cell = page.cell(row, 1)
    text(cell, words)
    cell.font = Font(size=12, bold=bold, color="2B2A27")
    cell.alignment = Alignment(vertical="center")
    page.row_dimensions[row].height = 20


def _table(page: Worksheet, row: int, heads: tuple[str, ...], lines: list[tuple[str, ...]]) -> int:
    """Writes a table from that row on; the first row after it."""
    for number, head in enumerate(heads, start=1):
        cell = page.cell(row, number, head)
        cell.font, cell.fill, cell.alignment = HEAD, TEAL, Alignment(vertical="center")
    page.row_dimensions[row].height = 22
    for at, line in enumerate(lines, start=row + 1):
        deepest = max(1 + int(len(words) * 1.12 // WIDTHS[column]) for column, words in zip("ABCD", line, strict=False))
        page.row_dimensions[at].height = 17 * deepest + 3
        for number, words in enumerate(line, start=1):
            below = page.cell(at, number)
            text(below, words)
            below.font, below.alignment, below.border = PLAIN, WRAP, RULE
    return row + 1 + len(lines)
