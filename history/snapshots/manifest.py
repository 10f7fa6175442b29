"""The manifest of a snapshot: rows and content of every table, written last and compared at every opening."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.check import intake
from logbooks.plots import plot_places
from logbooks.warehouse.warehouse import create_tables, create_views, lock_down, quoted

if TYPE_CHECKING:
    import duckdb

ROOT = Path(__file__).resolve().parents[2]

NO_ROWS = [0, "0"]  # how many rows, and their content

Config = dict[str, str | bool | int | float | list[str]]  # as duckdb.connect takes it


class Damaged(Exception):
    """A snapshot is not what was written."""


def tables_of(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Every table of the snapshot as SQL, but the manifest itself."""
    found = connection.execute("""SELECT schema_name, table_name FROM duckdb_tables()
                                  WHERE NOT temporary AND NOT internal AND table_name NOT IN ('_manifest', '_made_by')
                                      ORDER BY ALL""").fetchall()
    return [f"{quoted(schema)}.{quoted(table)}" for schema, table in found]


def without_rows(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables of a file that hold no row, by their lists of blocks, which is all that a scan of them would read."""
    found = connection.execute("""SELECT schema_name, table_name FROM duckdb_tables()
                                  WHERE NOT temporary AND NOT internal AND estimated_size = 0""").fetchall()
    return {f"{quoted(schema)}.{quoted(table)}" for schema, table in found}


def measured(connection: duckdb.DuckDBPyConnection, empty: Collection[str] = ()) -> dict[str, list]:
    """Rows and content hash of every table, asked for at once; the hash does not depend on the order of rows. Of those
    known to be `empty` nothing is asked: planning that takes far longer than to hash what a cooperative has written."""
    tables = [table for table in tables_of(connection) if table not in empty]
    asked = " UNION ALL ".join(
        f"SELECT {place} AS place, count(*) AS rows, "
        f"CAST(coalesce(sum(CAST(hash(t) AS HUGEINT)), 0) AS VARCHAR) AS content FROM {table} t"
        for place, table in enumerate(tables)
    )
    found = connection.execute(f"{asked} ORDER BY place").fetchall() if tables else []
    return dict.fromkeys(empty, NO_ROWS) | {tables[place]: [rows, content] for place, rows, content in found}


def write(connection: duckdb.DuckDBPyConnection, number: int = 0) -> dict[str, list]:
    """Writes the manifest into the snapshot, and as which one of them it was made; returns the manifest."""
    said = measured(connection)
    connection.execute("CREATE TABLE _manifest (table_name VARCHAR, rows BIGINT, content VARCHAR)")
    connection.execute(
        f"INSERT INTO _manifest VALUES {', '.join(['(?, ?, ?)'] * len(said))}",
        [value for table, counts in said.items() for value in (table, *counts)],
    )
    connection.execute(
        "CREATE TABLE _made_by AS SELECT ? AS fingerprint, CAST(? AS BIGINT) AS number", [fingerprint(), number]
    )
    return said


def own(connection: duckdb.DuckDBPyConnection) -> dict[str, list]:
    """The manifest a snapshot carries."""
    return {table: [rows, content] for table, rows, content in connection.execute("FROM _manifest").fetchall()}


def number(connection: duckdb.DuckDBPyConnection) -> int:
    """As which one of the snapshots it was made, counted from 1; 0 where an earlier version of the program did not
    say."""
    told = {row[0] for row in connection.execute("DESCRIBE _made_by").fetchall()}
    return connection.execute("SELECT number FROM _made_by").fetchall()[0][0] if "number" in told else 0


def digest(said: dict[str, list]) -> str:
    """One word for a manifest, short enough for the pointer to hold one of every snapshot."""
    return hashlib.sha256(json.dumps(sorted(said.items())).encode("utf-8")).hexdigest()


def verify(connection: duckdb.DuckDBPyConnection, said: dict[str, list] | str) -> None:
    """Raises Damaged unless the tables are what both manifests say: the snapshot's own and the pointer's, whole or its
    digest."""
    told = own(connection)
    if digest(told) != (
        said if isinstance(said, str) else digest({table: list(counts) for table, counts in said.items()})
    ):
        raise Damaged("the snapshot and the pointer do not say the same")
    empty = without_rows(connection) & told.keys()
    if measured(connection, empty) != told:
        raise Damaged("the tables are not what was written")


@cache
def fingerprint() -> str:
    """One word for the declared logbooks and their views, so that a snapshot knows which program made it."""
    makers = (
        "logbooks/declared/*.py",
        "logbooks/warehouse/*.py",
        "logbooks/warehouse/tables/**/*.sql",
        "logbooks/fixed_numbers.toml",
        "logbooks/settings.toml",
        "logbooks/check/intake.py",
        "logbooks/check/tables.sql",
        "history/row_identity.py",
    )
    files = sorted(file for pattern in makers for file in ROOT.glob(pattern))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def is_of_this_version(connection: duckdb.DuckDBPyConnection) -> bool:
    return connection.execute("SELECT fingerprint FROM _made_by").fetchall()[0][0] == fingerprint()


def rebuilt(old: duckdb.DuckDBPyConnection, memory: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The tables of a snapshot of another version in memory, under the views of this one; the old is closed."""
    create_tables(memory)
    memory.execute(intake.TABLES)
    held = set(tables_of(old))
    for table in [*(f'"clean".{quoted(name)}' for name in logbooks()), *tables_of(memory)]:
        if table in held:
            memory.register("old_rows", old.sql(f"FROM {table}").to_arrow_table())
            known = {row[0] for row in memory.execute(f"DESCRIBE {table}").fetchall()}
            same = [quoted(row[0]) for row in old.execute(f"DESCRIBE {table}").fetchall() if row[0] in known]
            memory.execute(f"DELETE FROM {table}; INSERT INTO {table} BY NAME SELECT {', '.join(same)} FROM old_rows")
            memory.unregister("old_rows")
    create_views(memory)
    if '"checked"."plot_shape"' not in held:
        plot_places.fill(memory)
    lock_down(memory)
    old.close()
    return memory
