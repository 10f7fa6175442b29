"""Small warehouses made from a few typed rows, so that a test shows its whole world."""

from __future__ import annotations

import weakref
from datetime import date
from functools import cache

import duckdb

from logbooks.catalogue import logbooks
from logbooks.plots import plot_places
from logbooks.warehouse.warehouse import Warehouse, create_tables, create_views, quoted


def warehouse_of(as_of: date = date(2026, 3, 31), **logs: list[dict]) -> Warehouse:
    """A warehouse in memory that holds just these clean rows: warehouse_of(lots=[{"lot_id": "M1", ...}])."""
    connection = _an_empty_one()
    row_id = 0
    for name, rows in logs.items():
        known = {column.clean_name for column in logbooks()[name].columns}
        full = []
        for row_no, row in enumerate(rows, start=2):
            row_id += 1
            unknown = set(row) - known
            assert not unknown, f"{name} has no column {unknown}; it has {sorted(known)}"
            place = {"row_id": row_id, "source": "test.xlsx", "sheet": name, "row_no": row_no, "doubtful": False}
            full.append(place | row)
        _insert(connection, name, full)
    if logs.get("plots"):
        plot_places.fill(connection)
    return Warehouse(_Lent(connection), "test", as_of)


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: list[dict]) -> None:
    """All rows at once; a column that only some of them name is empty in the others."""
    if rows:
        columns = list(dict.fromkeys(column for row in rows for column in row))
        marks = ", ".join(["(" + ", ".join("?" * len(columns)) + ")"] * len(rows))
        connection.execute(
            f"INSERT INTO clean.{quoted(name)} ({', '.join(map(quoted, columns))}) VALUES {marks}",
            [row.get(column) for row in rows for column in columns],
        )


# Making the tables and views takes twenty times as long as emptying them, so a database that no test holds any more is
# emptied for the next one.
_GIVEN_BACK: list[duckdb.DuckDBPyConnection] = []
_TABLES = "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY ALL"


class _Lent:
    """A database for one warehouse: it is given back when neither the warehouse nor one of its cursors is left."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self._connection = connection
        weakref.finalize(self, _GIVEN_BACK.append, connection).atexit = False

    def cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        weakref.finalize(cursor, id, self).atexit = False  # whoever has the cursor has the database
        return cursor


def _an_empty_one() -> duckdb.DuckDBPyConnection:
    """A database with every table of the logbooks and no row: a new one, or one given back and emptied."""
    while _GIVEN_BACK:
        connection = _GIVEN_BACK.pop()
        tables = connection.execute(_TABLES).fetchall()
        if tables == _tables_of_a_new_one():
            connection.execute(";".join(f"DELETE FROM {schema}.{quoted(table)}" for schema, table in tables))
            return connection
    return _a_new_one()


def _a_new_one() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    create_tables(connection)
    create_views(connection)
    return connection


@cache
def _tables_of_a_new_one() -> list[tuple[str, str]]:
    return _a_new_one().execute(_TABLES).fetchall()
