"""The tables of a reading once more in memory, in which rows that are left out are counted for a moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb

from logbooks.catalogue import logbooks
from logbooks.warehouse.warehouse import Warehouse, create_tables, create_views, quoted

if TYPE_CHECKING:
    import pyarrow

    from logbooks.declare import Column

NEW_ROW = 2**62
WANTED = "row_id IN (SELECT unnest($ids::BIGINT[]))"


class TrialTables:
    """A copy of what a warehouse holds; after each change it is as it was."""

    def __init__(self, w: Warehouse):
        self._of, self._memory = w, duckdb.connect()
        create_tables(self._memory)
        create_views(self._memory)
        self._tables: dict[str, pyarrow.Table] = {}
        cursor = w.cursor()
        named = "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT temporary"
        both = {*cursor.execute(named).fetchall()} & {*self._memory.execute(named).fetchall()}
        for schema, name in sorted(both):
            table = f"{quoted(schema)}.{quoted(name)}"
            self._tables[table] = cursor.sql(f"FROM {table}").to_arrow_table()
            self._fill(table)

    def seen(self) -> Warehouse:
        """The tables as they are now; what was worked out of them before is not kept."""
        return Warehouse(self._memory, self._of.id, self._of.as_of)

    def close(self) -> None:
        """Lets go of the memory."""
        self._memory.close()

    @contextmanager
    def with_value(self, book: str, column: Column, value: Any, row_ids: Sequence[int]) -> Iterator[Warehouse]:
        """These rows of a leg are counted, with that value in the column."""
        name, typed, ids = quoted(column.clean_name), f"CAST($value AS {column.duckdb_type})", {"ids": list(row_ids)}
        given = ids | {"value": value}
        self._memory.execute(f"UPDATE clean.{quoted(book)} SET {name} = {typed} WHERE {WANTED}", given)
        known = f"SELECT * REPLACE ({typed} AS {name}) FROM lost.{quoted(book)} WHERE {WANTED}"
        self._memory.execute(f"INSERT INTO clean.{quoted(book)} {known}", given)
        self._memory.execute(f"DELETE FROM lost.{quoted(book)} WHERE {WANTED}", ids)
        mark = ids | {"name": column.name}  # what else is left out of these rows stays so
        self._memory.execute(f"DELETE FROM left_out_cells WHERE {WANTED} AND name = $name", mark)
        try:
            yield self.seen()
        finally:
            self._as_before(book)

    @contextmanager
    def one_of_each(self, book: str, row_ids: Sequence[int], last: bool) -> Iterator[Warehouse]:
        """Of these rows of a leg, which share their keys, the first of each key is counted, or the last."""
        key = ", ".join(quoted(logbooks()[book].column(name).clean_name) for name in logbooks()[book].key)
        order = f"PARTITION BY {key} ORDER BY row_no {'DESC' if last else ''}, row_id"
        ids = {"ids": list(row_ids)}
        one = f"FROM lost.{quoted(book)} WHERE {WANTED} QUALIFY row_number() OVER ({order}) = 1"
        self._memory.execute(f"INSERT INTO clean.{quoted(book)} {one}", ids)
        self._memory.execute(f"DELETE FROM lost.{quoted(book)} WHERE {WANTED}", ids)
        try:
            yield self.seen()
        finally:
            self._as_before(book)

    @contextmanager
    def without(self, row_ids: Mapping[str, Sequence[int]]) -> Iterator[Warehouse]:
        """These rows, by logbook, are not there."""
        for book, ids in row_ids.items():
            self._memory.execute(f"DELETE FROM clean.{quoted(book)} WHERE {WANTED}", {"ids": list(ids)})
        try:
            yield self.seen()
        finally:
            for book in row_ids:
                self._as_before(book)

    @contextmanager
    def with_row(self, book: str, row: Mapping[str, Any]) -> Iterator[Warehouse]:
        """One more row, by the clean names of its columns; its `row_id` is one that no other row has."""
        place = {"row_id": NEW_ROW, "source": "", "sheet": "", "row_no": 0, "doubtful": False}
        full = place | dict(row)
        names, marks = ", ".join(map(quoted, full)), ", ".join("?" * len(full))
        self._memory.execute(f"INSERT INTO clean.{quoted(book)} ({names}) VALUES ({marks})", list(full.values()))
        try:
            yield self.seen()
        finally:
            self._as_before(book)

    @contextmanager
    def with_values(self, book: str, column: str, values: Mapping[int, Any]) -> Iterator[Warehouse]:
        """These rows hold another value in the column of that clean name."""
        name, typed = quoted(column), next(c.duckdb_type for c in logbooks()[book].columns if c.clean_name == column)
        given = f"(SELECT unnest($ids::BIGINT[]) AS id, unnest($values::{typed}[]) AS value)"
        self._memory.execute(
            f"UPDATE clean.{quoted(book)} t SET {name} = g.value FROM {given} g WHERE t.row_id = g.id",
            {"ids": list(values), "values": list(values.values())},
        )
        try:
            yield self.seen()
        finally:
            self._as_before(book)

    @contextmanager
    def with_rates(self, times: float) -> Iterator[Warehouse]:
        """So many times the units of every other currency for one unit of the base currency, written or answered."""
        rates = ('"clean"."rates"', '"main"."said_rate"')
        for table in rates:
            self._memory.execute(f"UPDATE {table} SET per_base = per_base * $times", {"times": times})
        try:
            yield self.seen()
        finally:
            for table in rates:
                self._fill(table)

    def _as_before(self, book: str) -> None:
        for table in (f'"clean".{quoted(book)}', f'"lost".{quoted(book)}', '"main"."left_out_cells"'):
            if table in self._tables:
                self._fill(table)

    def _fill(self, table: str) -> None:
        self._memory.register("brought", self._tables[table])
        self._memory.execute(f"DELETE FROM {table}; INSERT INTO {table} BY NAME FROM brought")
        self._memory.unregister("brought")
