"""Brings lots and samples that stand in the rows of other logs into one row each, and says where the rows of a lot
contradict each other; gives payments that stand in the rows of deliveries the day of the delivery."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.check.staged_rows import OF_ITS_LOT, StagedTab, literal
from logbooks.declare import ColumnKind
from logbooks.recognise.logs_beside import LOTS, PAYMENTS, SAMPLES, TOLD
from logbooks.vocabulary.sheet_words import fold_sql, not_yet_words
from logbooks.warehouse.warehouse import quoted

if TYPE_CHECKING:
    import duckdb

    from logbooks.declare import Column

SALES = "offers"
ALIKE = next(told.alike for told in TOLD if told.logbook == PAYMENTS)
UNLIKE = "lot-told-differently"
OF_ITS_AMOUNT = "no-rate"  # said of the currency of what was paid, which the delivery does not tell


def stage(connection: duckdb.DuckDBPyConnection, tab: StagedTab, first: StagedTab, before: int) -> int:
    """Makes the table of a tab of lots, samples or payments from the staged rows of the log they stand in, of lots and
    samples one row for all that tell the same; returns the last row_id."""
    told = [place for place in tab.places.values() if place.index is not None]
    same = ", ".join(f"({place.text}), {place.letter}" for place in told)
    if tab.logbook.id == PAYMENTS:
        same = "row_no"  # two deliveries of one day may be paid alike
    whose = next(told.alike[0] for told in TOLD if told.logbook == tab.logbook.id)
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE {tab.table} AS
        SELECT * REPLACE ({before} + row_no AS row_id) FROM {first.table}
        WHERE row_id IS NOT NULL AND ({tab.places[whose].text}) IS NOT NULL AND {_tells(tab)}
        QUALIFY row_number() OVER (PARTITION BY {same} ORDER BY row_no) = 1""")
    (last,) = connection.execute(f"SELECT coalesce(max(row_id), {before}) FROM {tab.table}").fetchall()[0]
    connection.execute("INSERT INTO beside_rows VALUES (?, ?)", [before + 1, last])
    return last


def _tells(tab: StagedTab) -> str:
    """The SQL of a row that tells of a sample or a payment at all; of lots every row does."""
    if tab.logbook.id == LOTS:
        return "true"
    if tab.logbook.id == PAYMENTS:
        amount = tab.places["amount"].text
        later = ", ".join(literal(word) for word in not_yet_words())
        return f"({amount}) IS NOT NULL AND {fold_sql(amount)} NOT IN ({later})"
    one_of = next(told.one_of for told in TOLD if told.logbook == tab.logbook.id)
    return "(" + " OR ".join(f"({p.text}) IS NOT NULL" for name, p in tab.places.items() if name in one_of) + ")"


def leave_to_lots(connection: duckdb.DuckDBPyConnection, first: StagedTab, beside: Iterable[StagedTab]) -> None:
    """Says of the rows of a sheet of sales that hold nothing but words of choice, their key and what the tabs `beside`
    read that they are no sales: they tell of a lot that nobody bought yet. In any other log something is missing."""
    if first.logbook.id != SALES or "lot_id" not in first.places:
        return
    told = {place.index for tab in beside for place in tab.places.values()}
    own = [
        place.text
        for place in first.places.values()
        if place.index is not None
        and place.index not in told
        and place.column.kind is not ColumnKind.CHOICE
        and place.column.name not in ("lot_id", *first.logbook.key)
    ]
    if own:
        blank = " AND ".join(f"({text}) IS NULL" for text in own)
        connection.execute(
            f"UPDATE {first.table} SET reason = '{OF_ITS_LOT}', row_id = NULL "
            f"WHERE row_id IS NOT NULL AND ({first.places['lot_id'].text}) IS NOT NULL AND {blank}"
        )


def keep_told_once(connection: duckdb.DuckDBPyConnection, tab: StagedTab, first: StagedTab) -> None:
    """Takes away what was found in a cell that the log reads as the same column: it is said there."""
    names = [name for name, place in tab.places.items() if name in first.places]
    connection.execute(
        f"DELETE FROM flags WHERE logbook = '{tab.logbook.id}' AND list_contains(?, name) "
        f"AND row_id IN (SELECT row_id FROM {tab.table})",
        [names],
    )


def keep_once(connection: duckdb.DuckDBPyConnection, beside: Sequence[StagedTab]) -> None:
    """Leaves of what these tabs in the rows of others tell one row a lot and one a sample, and payments with a day."""
    told = {tab.logbook.id for tab in beside}
    if LOTS in told:
        _one_row_a_lot(connection)
    if SAMPLES in told:
        _one_row_a_sample(connection)
    for tab in beside:
        if tab.logbook.id == PAYMENTS:
            _paid_on_delivery(connection, tab)


def leave_out_with_deliveries(connection: duckdb.DuckDBPyConnection, beside: Sequence[StagedTab]) -> None:
    """Takes away the payments in the rows of deliveries that turned out not to count, and those that can't be read. Of
    a delivery written again the payment counts once, in whichever row it stands."""
    for tab in beside:
        if tab.logbook.id == PAYMENTS:
            _paid_on_delivery(connection, tab)  # a day that was left out since
            here = _of_tab(tab)
            counted, lost = (f"SELECT row_no FROM {schema}.receipts WHERE {here}" for schema in ("clean", "lost"))
            again = f"""SELECT min(row_no) FROM clean.{PAYMENTS} WHERE {here} AND receipt_no IS NOT NULL
                AND row_no NOT IN ({lost}) GROUP BY receipt_no HAVING NOT bool_or(row_no IN ({counted}))"""
            connection.execute(f"""
                DELETE FROM flags WHERE logbook = '{PAYMENTS}' AND name IN {ALIKE} AND code <> '{OF_ITS_AMOUNT}'
                    AND row_id IN (SELECT row_id FROM clean.{PAYMENTS} WHERE {here});
                DELETE FROM clean.{PAYMENTS} WHERE {here} AND row_no NOT IN ({counted}) AND row_no NOT IN ({again});
                INSERT INTO lost.{PAYMENTS} SELECT * FROM clean.{PAYMENTS} WHERE {here} AND amount IS NULL;
                DELETE FROM clean.{PAYMENTS} WHERE {here} AND amount IS NULL""")


def _paid_on_delivery(connection: duckdb.DuckDBPyConnection, tab: StagedTab) -> None:
    """Gives payments the day of their delivery where no day of payment can be read."""
    here = _of_tab(tab)
    connection.execute(f"""UPDATE clean.{PAYMENTS} p SET paid_on = d.received_on
        FROM (SELECT row_no, received_on FROM clean.receipts WHERE {here}) d
        WHERE p.paid_on IS NULL AND d.row_no = p.row_no
            AND p.row_id IN (SELECT row_id FROM clean.{PAYMENTS} WHERE {here})""")


def _of_tab(tab: StagedTab) -> str:
    """The SQL of the rows of a clean table that stand in that tab."""
    return f"source = {literal(tab.source)} AND sheet = {literal(tab.sheet)}"


def _one_row_a_sample(connection: duckdb.DuckDBPyConnection) -> None:
    """Leaves of the rows that tell the same sample the first; a sample without a day is none, and it is said."""
    beside = f"SELECT t.* FROM clean.{SAMPLES} t JOIN beside_rows b ON t.row_id BETWEEN b.first_id AND b.last_id"
    connection.execute(f"""INSERT INTO flags
        SELECT row_id, '{SAMPLES}', 'sampled_on', 'sample-without-day', '', '' FROM ({beside})
        WHERE sampled_on IS NULL AND row_id NOT IN (SELECT row_id FROM flags WHERE name = 'sampled_on')""")
    same = ", ".join(quoted(column.clean_name) for column in logbooks()[SAMPLES].columns)
    connection.execute(f"""DELETE FROM clean.{SAMPLES} WHERE row_id IN (SELECT row_id FROM ({beside})
        WHERE sampled_on IS NULL
        UNION ALL SELECT row_id FROM ({beside})
        QUALIFY row_number() OVER (PARTITION BY {same} ORDER BY row_id) > 1)""")


def _one_row_a_lot(connection: duckdb.DuckDBPyConnection) -> None:
    """Leaves of the rows of each lot the first, with all that the others tell too; what they tell differently is
    flagged, and a lot without a crop year has that of its first delivery, else of the first that happened to it."""
    told = [column for column in logbooks()[LOTS].columns if column.name not in ("lot_id", "note")]
    values = ", ".join(f"('{c.name}', {quoted(c.clean_name)}::VARCHAR, {_compared(c)})" for c in told)
    connection.execute(f"""INSERT INTO flags
        SELECT min(row_id), '{LOTS}', name, '{UNLIKE}', arg_min(value, row_id),
            lot_id || ': ' || array_to_string(list_sort(list(DISTINCT value)), ', ')
        FROM clean.{LOTS}, LATERAL (VALUES {values}) AS v(name, value, compared)
        WHERE value IS NOT NULL GROUP BY lot_id, name HAVING count(DISTINCT compared) > 1""")
    merged = ", ".join(
        f"CASE WHEN count(DISTINCT {_compared(c)}) = 1 THEN arg_min({quoted(c.clean_name)}, row_id) END AS "
        f"{quoted(c.clean_name)}"
        for c in told
        if c.name != "crop_year"
    )
    names = [column.clean_name for column in told]
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE one_lot AS
        SELECT min(l.row_id) AS row_id, {merged}, CASE WHEN count(DISTINCT as_one_name(crop_year)) = 1
            THEN arg_min(crop_year, row_id)
            ELSE any_value(crop_year_of(coalesce(d.received, d.happened))) END AS crop_year
        FROM clean.{LOTS} l LEFT JOIN ({_days()}) d USING (lot_id) GROUP BY lot_id;
        DELETE FROM clean.{LOTS} WHERE row_id NOT IN (SELECT row_id FROM one_lot);
        UPDATE clean.{LOTS} l SET {", ".join(f"{quoted(name)} = o.{quoted(name)}" for name in names)}
            FROM one_lot o WHERE o.row_id = l.row_id;
        DROP TABLE one_lot""")


def _compared(column: Column) -> str:
    """The SQL of the text in which two values of that column are the same, however they are written."""
    name = quoted(column.clean_name)
    return f"as_one_name({name})" if column.duckdb_type == "VARCHAR" else f"CAST({name} AS VARCHAR)"


def _days() -> str:
    """The SQL of the first day of each lot: of its deliveries, and of all that happened to it."""
    days = " UNION ALL ".join(
        f"SELECT lot_id, '{book.id}' AS logbook, {quoted(book.dated_by)} AS day FROM clean.{quoted(book.id)}"
        for book in logbooks().values()
        if book.dated_by and book.has("lot_id")
    )
    return f"""SELECT lot_id, min(day) FILTER (logbook = 'receipts') AS received, min(day) AS happened FROM ({days})
        WHERE lot_id IS NOT NULL GROUP BY lot_id"""
