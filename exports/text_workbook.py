"""A workbook to take away: tabs of texts under frozen headings, in which nothing a sheet holds can become a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

FACE = "Calibri"  # a font without a name is drawn in any face
TITLE = Font(name=FACE, bold=True, size=14)
MOST = 32_000  # a cell of Excel holds 32,767 letters
MOST_ROWS = 1_000_000  # a tab of Excel 1,048,576 rows
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True)
class TextTab:
    """One tab: its name, a line over the table, the headings with their widths in letters, and the rows, made when they
    are written."""

    name: str
    title: str
    heads: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[str | int | None]]


def write_text_book(path: Path, tabs: Sequence[TextTab]) -> None:
    """Writes the tabs; whole numbers stay numbers, every other value is text, even where it begins with = + - or @."""
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for one in tabs:
        tab = book.create_sheet(tab_name(one.name, taken))
        lay_out(tab, [width for _, width in one.heads], 2)
        tab.append([text_cell(tab, one.title, TITLE)])
        tab.append([head_cell(tab, head) for head, _ in one.heads])
        for number, row in enumerate(one.rows, start=1):
            if number > MOST_ROWS:
                break
            tab.append([value if isinstance(value, int) else text_cell(tab, value or "") for value in row])
    book.save(path)


def lay_out(tab: WriteOnlyWorksheet, widths: Sequence[int], heads: int) -> None:
    """Gives the columns their widths in letters and keeps the first rows, so many, in sight; printed on A4 across, the
    width on one page."""
    page: Any = tab  # its stubs leave out the widths and the set-up of the page, which it has as any other tab
    for place, width in enumerate(widths):
        page.column_dimensions[chr(65 + place)].width = width
    tab.freeze_panes = f"A{heads + 1}"
    tab.print_title_rows = f"1:{heads}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def head_cell(tab: WriteOnlyWorksheet, text: str) -> Cell:
    """A cell of the row of headings."""
    cell = text_cell(tab, text, Font(name=FACE, bold=True))
    cell.fill = PatternFill("solid", fgColor="F6F4EF")
    return cell


def text_cell(tab: WriteOnlyWorksheet, text: str, font: Font | None = None) -> Cell:
    """A cell that holds the text as text, even where it begins with = + - or @."""
    cell = WriteOnlyCell(tab, value=FORBIDDEN.sub("\ufffd", text)[:MOST])
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font:
        cell.font = font
    return cell


def tab_name(wanted: str, taken: set[str]) -> str:
    """A name Excel takes, noted among those `taken`: at most 31 letters, none it forbids, unlike every other."""
    bare = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted).strip(" '")[:28] or "Tab"
    name, number = bare, 1
    while name.lower() in taken:
        number += 1
        name = f"{bare[:26]} {number}"
    taken.add(name.lower())
    return name
