"""Small warehouses made from a few typed rows, so that a test shows its whole world."""

from __future__ import annotations

from datetime import date

import duckdb

from logbooks.catalogue import logbooks
from logbooks.plots import plot_places
from logbooks.warehouse.warehouse import Warehouse, create_tables, create_views, quoted


def warehouse_of(as_of: date = date(2026, 3, 31), **logs: list[dict]) -> Warehouse:
    """A warehouse in memory that holds just these clean rows: warehouse_of(lots=[{"lot_id": "M1", ...}])."""
    connection = duckdb.connect()
    create_tables(connection)
    row_id = 0
    for name, rows in logs.items():
        known = {column.clean_name for column in logbooks()[name].columns}
        for row_no, row in enumerate(rows, start=2):
            row_id += 1
            unknown = set(row) - known
            assert not unknown, f"{name} has no column {unknown}; it has {sorted(known)}"
            full = {"row_id": row_id, "source": "test.xlsx", "sheet": name, "row_no": row_no, "doubtful": False, **row}
            names, marks = ", ".join(quoted(n) for n in full), ", ".join("?" * len(full))
            connection.execute(f"INSERT INTO clean.{quoted(name)} ({names}) VALUES ({marks})", list(full.values()))
    create_views(connection)
    plot_places.fill(connection)
    return Warehouse(connection, "test", as_of)
