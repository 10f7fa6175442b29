"""The first tab of the template: what the workbook is, how to fill it, which logbooks and settings there are."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from logbooks.declare import Logbook
from logbooks.settings import settings
from logbooks.vocabulary.sheet_words import language, title

LINES = ("start", "star", "leave_empty", "codes", "lists", "units", "free")

TITLE = Font(bold=True, size=20, color="006D5B")
PLAIN = Font(size=12, color="2B2A27")
HEAD = Font(bold=True, size=12, color="FFFFFF")
LINK = Font(size=12, color="006D5B", underline="single")
TEAL = PatternFill("solid", fgColor="006D5B")
RULE = Border(bottom=Side("thin", color="E3DFD6"))
WRAP = Alignment(wrap_text=True, vertical="top")
WIDTHS = {"A": 28, "B": 62, "C": 44}


def write_guide(page: Worksheet, chosen: list[Logbook], code: str) -> str:
    """Fills the explanation tab, whose first cell begins with Lotwise; the reference to its list of setting names."""
    words = _words(code)
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
        [(title(one.id, code), *_about(one, code)) for one in chosen],
    )
    for at, one in enumerate(chosen, start=row - len(chosen)):
        page.cell(at, 1).hyperlink = f"#{quote_sheetname(tab_name(one, code))}!A1"
        page.cell(at, 1).font = LINK
    reference = ""
    if any(one.id == "settings" for one in chosen):
        end = _table(
            page,
            row + 1,
            (words["settings"], words["setting_help"], words["setting_default"]),
            [(name, said["means"], said["missing"]) for name, said in settings().items()],
        )
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


def _words(code: str) -> dict[str, str]:
    """The sentences of the first tab in that language; English for any that is missing."""
    return language("en")["guide"] | language(code).get("guide", {})


def _about(logbook: Logbook, code: str) -> tuple[str, str]:
    """What one row is and who fills it, in that language where we have it."""
    said = language(code).get("about", {}).get(logbook.id, ())
    return tuple(said) if said else (logbook.one_row_is, logbook.filled_by)


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
        page.row_dimensions[at].height = (
            17 * max(1 + int(len(said) * 1.12 // width) for said, width in zip(line, WIDTHS.values(), strict=True)) + 3
        )
        for number, said in enumerate(line, start=1):
            below = page.cell(at, number)
            text(below, said)
            below.font, below.alignment, below.border = PLAIN, WRAP, RULE
    return row + 1 + len(lines)
