"""What was read and what became of it: sources, tabs, the ledger, the problems, and the sheet rows behind a number."""

from __future__ import annotations

from collections.abc import Iterable

from logbooks.problems import Problem
from logbooks.warehouse.warehouse import Warehouse

SLIPS = """
    SELECT s.row_id FROM slip() s JOIN delivery_day d
      ON d.lot_id IS NOT DISTINCT FROM s.lot_id AND d.day IS NOT DISTINCT FROM s.day
     AND d.form IS NOT DISTINCT FROM s.form AND d.stream IS NOT DISTINCT FROM s.stream
     AND d.crop_year IS NOT DISTINCT FROM s.crop_year AND d.timing IS NOT DISTINCT FROM s.timing
     AND d.weighed = s.weighed AND d.looked_at = s.looked_at AND d.by_reading = s.by_reading
    WHERE d.row_id IN (SELECT unnest($days::BIGINT[]))"""


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
    """One line a tab: source, sheet, logbook, rows_in = used + doubtful + left_out + not_data + not_read."""
    return w.rows("FROM ledger") if _was_read(w) else []


def tabs(w: Warehouse) -> list[dict]:
    """What was recognised in every tab: source, sheet, logbook, header_row, recognised (JSON), unknown (JSON),
    refused_code, not_a_log."""
    return w.rows("FROM tabs") if _was_read(w) else []


def settled(w: Warehouse) -> list[dict]:
    """What the workbooks settle themselves, in their order: question, answer, source, sheet, logbook, name, heading,
    cells read because of it, evidence (a part of questions/settled.toml), written (what proves it)."""
    if not w.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'settled'"):
        return []  # a snapshot made before workbooks settled anything
    return w.rows("""SELECT question, answer, source, sheet, logbook, name, heading, cells, evidence, written
                     FROM settled JOIN _tabs USING (tab_no) ORDER BY tab_no, question""")


def sources(w: Warehouse) -> list[dict]:
    """Every workbook: source, content_hash, read_at, modified_at."""
    return w.rows("FROM sources ORDER BY source") if _was_read(w) else []


def rows_behind(w: Warehouse, row_ids: Iterable[int]) -> list[dict]:
    """The sheet rows of those ids: row_id, logbook, source, sheet, row_no, standing, written (JSON of heading to text
    as typed), place, link. A number below -1 stands for all deliveries of a day to a lot."""
    if not _was_read(w):
        return []
    return w.rows(
        "SELECT * FROM placed WHERE row_id IN (SELECT unnest($ids::BIGINT[])) ORDER BY logbook, source, sheet, row_no",
        {"ids": each_row(w, row_ids)},
    )


def each_row(w: Warehouse, row_ids: Iterable[int]) -> list[int]:
    """The ids of single sheet rows, in their order: the deliveries of a day are taken apart."""
    asked = set(row_ids)
    days = [row_id for row_id in asked if row_id < -1]
    if days:
        asked.update(row["row_id"] for row in w.rows(SLIPS, {"days": days}))
    return sorted(row_id for row_id in asked if row_id >= 0)


def cells_of(w: Warehouse) -> dict[tuple[str, str], tuple[list[str], str]]:
    """Of every tab, by file and name: its headings from the first column on, each once, and the link to a cell with
    {place} in it, "" where there is none."""
    found = w.rows("SELECT source, sheet, headings, coalesce(link, '') AS link FROM _tabs") if _was_read(w) else []
    return {(tab["source"], tab["sheet"]): (tab["headings"], tab["link"]) for tab in found}


def _was_read(w: Warehouse) -> bool:
    """Whether the warehouse comes from workbooks; one made of typed rows for a simulation has no such tables."""
    return bool(w.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'ledger'"))
