"""The sum that loses no row: rows in = used + used but doubtful + left out + not data + not read yet, for every tab.

Not read yet are the rows of a tab that nobody could name, or that lacks a column without which none can be counted. A
row that tells of its lot beside what it is counts once, as what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.check.staged_rows import NOT_READ
from logbooks.warehouse.warehouse import quoted

if TYPE_CHECKING:
    import duckdb


class LedgerBroken(AssertionError):
    """A row of a sheet is in no part of the ledger, or in two: a bug of ours, never a fault in the data."""


def write(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills `ledger` from the tabs as read and from what became of their rows, and asserts that nothing is lost."""
    connection.execute(f"""INSERT INTO ledger
        SELECT t.source, t.sheet, t.logbook, t.rows_in, coalesce(p.used, 0), coalesce(p.doubtful, 0),
            coalesce(p.left_out, 0), coalesce(n.not_data, 0), coalesce(p.not_read, 0) + coalesce(w.not_read, 0)
        FROM _tabs t
        LEFT JOIN (SELECT tab_no, count(*) FILTER (standing = 'used') AS used,
            count(*) FILTER (standing = 'doubtful') AS doubtful,
            count(*) FILTER (standing = 'left out') AS left_out, count(*) FILTER (standing = '{NOT_READ}') AS not_read
            FROM _placed GROUP BY tab_no) p USING (tab_no)
        LEFT JOIN (SELECT source, sheet, count(*) AS not_data FROM not_data GROUP BY source, sheet) n
            USING (source, sheet)
        LEFT JOIN (SELECT source, sheet, count(*) AS not_read FROM not_read GROUP BY source, sheet) w
            USING (source, sheet)
        WHERE NOT t.beside ORDER BY t.tab_no""")
    check(connection)


def check(connection: duckdb.DuckDBPyConnection) -> None:
    """Raises LedgerBroken where the parts do not add up, or the clean tables hold other rows than the ledger says."""
    wrong = connection.execute(
        "SELECT source, sheet, rows_in, used + doubtful + left_out + not_data + not_read FROM ledger WHERE rows_in <> "
        "used + doubtful + left_out + not_data + not_read"
    ).fetchall()
    if wrong:
        raise LedgerBroken(
            "; ".join(
                f"{source}, {sheet}: {rows} rows in the sheet, {parts} accounted for"
                for source, sheet, rows, parts in wrong
            )
        )
    counted = connection.execute("SELECT coalesce(sum(used), 0), coalesce(sum(doubtful), 0) FROM ledger").fetchall()[0]
    clean = " UNION ALL ".join(f"SELECT row_id, doubtful FROM clean.{quoted(name)}" for name in logbooks())
    held = connection.execute(
        f"SELECT count(*) FILTER (NOT doubtful), count(*) FILTER (doubtful) FROM ({clean}) WHERE row_id NOT IN "
        "(SELECT row_id FROM _placed JOIN _tabs USING (tab_no) WHERE beside)"
    ).fetchall()[0]
    if tuple(counted) != tuple(held):
        raise LedgerBroken(
            f"the clean tables hold {held[0]} rows and {held[1]} doubtful ones, the ledger says {counted[0]} "
            f"and {counted[1]}"
        )
