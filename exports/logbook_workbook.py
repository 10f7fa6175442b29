"""Rows kept here as the tab of their logbook in the template, to be put among the cooperative's own sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from openpyxl import load_workbook

from logbooks.catalogue import logbooks
from logbooks.workbooks.template import tabs_of, write_template
from logbooks.workbooks.template_guide import tab_name


def write_logbook(path: Path, logbook: str, rows: Iterable[Mapping], language: str = "en") -> None:
    """Writes the template of one logbook, such as plan or decisions, in that language with these rows, by the names of
    its columns, instead of its example."""
    write_template(path, (logbook,), language)
    book = load_workbook(path)
    page = book[tab_name(logbooks()[logbook], language)]
    (_, columns) = tabs_of((logbook,))[0]
    page.delete_rows(2)
    for at, row in enumerate(rows, start=2):
        for number, column in enumerate(columns, start=1):
            value = row.get(column.name)
            cell = page.cell(at, number, value if not isinstance(value, str) else value.strip() or None)
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
    book.save(path)
