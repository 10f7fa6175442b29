"""Small warehouses made from a few typed rows, so that a test shows its whole world."""

from __future__ import annotations

from datetime import date

import duckdb

from logbooks.catalogue import logbooks
from logbooks.plots import plot_places
from logbooks.warehouse.warehouse import Warehouse, create_tables, create_views, quoted
from tests.lent import Databases


def warehouse_of(as_of: date = date(2026, 3, 31), **logs: list[dict]) -> Warehouse:
    """A warehouse in memory that holds just these clean rows: warehouse_of(lots=[{"lot_id": "M1", ...}])."""
    connection, lent = _DATABASES.lend()
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
    return Warehouse(lent, "test", as_of)


def _insert(connection: duckdb.DuckDBPyConnection, name: str, rows: list[dict]) -> None:
    """All rows at once; a column that only some of them name is empty in the others."""
    if rows:
        columns = list(dict.fromkeys(column for row in rows for column in row))
        marks = ", ".join(["(" + ", ".join("?" * len(columns)) + ")"] * len(rows))
        connection.execute(
            f"INSERT INTO clean.{quoted(name)} ({', '.join(map(quoted, columns))}) VALUES {marks}",
            [row.get(column) for row in rows for column in columns],
        )


def _make(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("SET GLOBAL threads = 1")  # as a warehouse that is asked has it
    create_tables(connection)
    create_views(connection)


_DATABASES = Databases(_make)
