"""Databases in memory that are lent: one that nobody holds any more is emptied for the next who asks.

Making the tables, views and words of the logbooks takes many times as long as emptying them.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import cached_property

import duckdb

from logbooks.warehouse.warehouse import quoted

TABLES = "SELECT database_name, schema_name, table_name, sql, estimated_size FROM duckdb_tables() WHERE NOT internal"
Table = tuple[str, str, str, str]  # its database, its schema, its name, and the SQL that makes it


class Lent:
    """A database for one warehouse: it is given back when neither the warehouse nor one of its cursors is left."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, given_back: list[duckdb.DuckDBPyConnection]):
        self._connection = connection
        weakref.finalize(self, given_back.append, connection).atexit = False

    def cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        weakref.finalize(cursor, id, self).atexit = False  # whoever has the cursor has the database
        return cursor

    def close(self) -> None:
        """Nothing: the cursors that are left may still be asked."""


class Databases:
    """Databases as `make` makes them: with the same tables, and in these the same rows."""

    def __init__(self, make: Callable[[duckdb.DuckDBPyConnection], None]):
        self._make = make
        self._given_back: list[duckdb.DuckDBPyConnection] = []

    def lend(self) -> tuple[duckdb.DuckDBPyConnection, Lent]:
        """The connection of such a database, to be filled; and what a warehouse holds instead of it."""
        while self._given_back:
            connection = self._given_back.pop()
            if self._emptied(connection):
                break
        else:
            connection = self._new()
        return connection, Lent(connection, self._given_back)

    def _new(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        self._make(connection)
        return connection

    @cached_property
    def _of_a_new_one(self) -> tuple[set[Table], set[Table]]:
        """Its tables, and those of them that hold rows, which stay."""
        found = _tables(self._new())
        return set(found), {table for table, rows in found.items() if rows}

    def _emptied(self, connection: duckdb.DuckDBPyConnection) -> bool:
        """Whether the database has all tables it had at first and no other that stays; it holds no row then but those
        that were there at first."""
        tables, lasting = self._of_a_new_one
        found = _tables(connection)
        added = found.keys() - tables
        if not tables <= found.keys() or any(database != "temp" for database, *_ in added):
            return False
        dropping = [f"DROP TABLE {_named(table)}" for table in added]
        emptying = [f"DELETE FROM {_named(table)}" for table in tables - lasting if found[table]]
        connection.execute(";".join(dropping + emptying))
        return True


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[Table, int]:
    """Every table, and about how many rows it holds: none only where there is none, once all is committed."""
    return {tuple(table): rows for *table, rows in connection.execute(TABLES).fetchall()}


def _named(table: Table) -> str:
    return ".".join(map(quoted, table[:3]))
