"""Brings lots that stand in the rows of other logs into one row each, and says where their rows contradict each
other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.check.staged_rows import StagedTab
from logbooks.recognise.lots_beside import LOTS
from logbooks.warehouse.warehouse import quoted

if TYPE_CHECKING:
    import duckdb

UNLIKE = "lot-told-differently"


def stage(connection: duckdb.DuckDBPyConnection, tab: StagedTab, first: StagedTab, before: int) -> int:
    """Makes the table of a tab of lots from the staged rows of the log it stands in, one row for all that tell the
    same; returns the last row_id."""
    told = [place for place in tab.places.values() if place.index is not None]
    same = ", ".join(f"({place.text}), {place.letter}" for place in told)
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE {tab.table} AS
        SELECT * REPLACE ({before} + row_no AS row_id) FROM {first.table}
        WHERE row_id IS NOT NULL AND ({tab.places["lot_id"].text}) IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY {same} ORDER BY row_no) = 1""")
    (last,) = connection.execute(f"SELECT coalesce(max(row_id), {before}) FROM {tab.table}").fetchall()[0]
    connection.execute("INSERT INTO beside_rows VALUES (?, ?)", [before + 1, last])
    return last


def keep_told_once(connection: duckdb.DuckDBPyConnection, tab: StagedTab, first: StagedTab) -> None:
    """Takes away what was found in a cell that the log reads as the same column: it is said there."""
    names = [name for name, place in tab.places.items() if name in first.places]
    connection.execute(
        f"DELETE FROM flags WHERE logbook = '{LOTS}' AND list_contains(?, name) "
        f"AND row_id IN (SELECT row_id FROM {tab.table})",
        [names],
    )


def one_row_a_lot(connection: duckdb.DuckDBPyConnection) -> None:
    """Leaves of the rows of each lot the first, with all that the others tell too; what they tell differently is
    flagged, and a lot without a crop year has that of its first delivery, else of the first that happened to it."""
    told = [c.name for c in logbooks()[LOTS].columns if c.name not in ("lot_id", "note")]
    names = [name for name in told if logbooks()[LOTS].column(name).duckdb_type == "VARCHAR"]
    values = ", ".join(f"('{name}', {quoted(name)})" for name in names)
    connection.execute(f"""INSERT INTO flags
        SELECT min(row_id), '{LOTS}', name, '{UNLIKE}', arg_min(value, row_id),
            lot_id || ': ' || array_to_string(list_sort(list(DISTINCT value)), ', ')
        FROM clean.{LOTS}, LATERAL (VALUES {values}) AS v(name, value)
        WHERE value IS NOT NULL GROUP BY lot_id, name HAVING count(DISTINCT as_one_name(value)) > 1""")
    merged = ", ".join(
        f"CASE WHEN count(DISTINCT as_one_name({quoted(name)})) = 1 THEN arg_min({quoted(name)}, row_id) END AS "
        f"{quoted(name)}"
        for name in names
        if name != "crop_year"
    )
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE one_lot AS
        SELECT min(l.row_id) AS row_id, {merged}, CASE WHEN count(DISTINCT as_one_name(crop_year)) = 1
            THEN arg_min(crop_year, row_id)
            ELSE any_value(crop_year_of(coalesce(d.received, d.happened))) END AS crop_year
        FROM clean.{LOTS} l LEFT JOIN ({_days()}) d USING (lot_id) GROUP BY lot_id;
        DELETE FROM clean.{LOTS} WHERE row_id NOT IN (SELECT row_id FROM one_lot);
        UPDATE clean.{LOTS} l SET {", ".join(f"{quoted(name)} = o.{quoted(name)}" for name in names)}
            FROM one_lot o WHERE o.row_id = l.row_id;
        DROP TABLE one_lot""")


def _days() -> str:
    """The SQL of the first day of each lot: of its deliveries, and of all that happened to it."""
    days = " UNION ALL ".join(
        f"SELECT lot_id, '{book.id}' AS logbook, {quoted(book.dated_by)} AS day FROM clean.{quoted(book.id)}"
        for book in logbooks().values()
        if book.dated_by and book.has("lot_id")
    )
    return f"""SELECT lot_id, min(day) FILTER (logbook = 'receipts') AS received, min(day) AS happened FROM ({days})
        WHERE lot_id IS NOT NULL GROUP BY lot_id"""
