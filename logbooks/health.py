"""What was read and what became of it: sources, tabs, the ledger, the problems, and the sheet rows behind a number."""

from __future__ import annotations

from collections.abc import Iterable

from logbooks.problems import Problem
from logbooks.warehouse.warehouse import Warehouse


def problems(w: Warehouse) -> list[Problem]:
    """Everything wrong or doubtful, in the order of files, tabs and rows."""
    return (
        [
            Problem(**row)
            for row in w.rows("""
        SELECT code, severity, logbook, source, sheet, row_no AS row, "column", coalesce(written, '') AS written, what,
            fix, name, place, link FROM problems""")
        ]
        if _was_read(w)
        else []
    )


def ledger(w: Warehouse) -> list[dict]:
    """One line a tab: source, sheet, logbook, rows_in = used + doubtful + left_out + not_data."""
    return w.rows("FROM ledger") if _was_read(w) else []


def tabs(w: Warehouse) -> list[dict]:
    """What was recognised in every tab: source, sheet, logbook, header_row, recognised (JSON), unknown (JSON),
    refused_code, not_a_log."""
    return w.rows("FROM tabs") if _was_read(w) else []


def sources(w: Warehouse) -> list[dict]:
    """Every workbook: source, content_hash, read_at, modified_at."""
    return w.rows("FROM sources ORDER BY source") if _was_read(w) else []


def rows_behind(w: Warehouse, row_ids: Iterable[int]) -> list[dict]:
    """The sheet rows of those ids: row_id, logbook, source, sheet, row_no, standing, written (JSON of heading to text
    as typed), place, link."""
    if not _was_read(w):
        return []
    return w.rows(
        "SELECT * FROM placed WHERE row_id IN (SELECT unnest($ids::BIGINT[])) ORDER BY logbook, source, sheet, row_no",
        {"ids": list(row_ids)},
    )


def cells_of(w: Warehouse) -> dict[tuple[str, str], tuple[list[str], str]]:
    """Of every tab, by file and name: its headings from the first column on, each once, and the link to a cell with
    {place} in it, "" where there is none."""
    found = w.rows("SELECT source, sheet, headings, coalesce(link, '') AS link FROM _tabs") if _was_read(w) else []
    return {(tab["source"], tab["sheet"]): (tab["headings"], tab["link"]) for tab in found}


def _was_read(w: Warehouse) -> bool:
    """Whether the warehouse comes from workbooks; one made of typed rows for a simulation has no such tables."""
    return bool(w.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'ledger'"))
