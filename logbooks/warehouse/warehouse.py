"""The DuckDB tables the logbooks become, and the one function that hands out cursors."""

from __future__ import annotations

import threading
from datetime import date

import duckdb

from logbooks.catalogue import logbooks
from logbooks.declare import Logbook
from logbooks.warehouse.logbook_views import PLACE, quoted, view_sql
from logbooks.warehouse.shared_tables import SharedTables, macros

# The place of every plot row as the check found it (logbooks/plots/plot_places.py fills it): `reasons` are the codes of
# its faults, `valid` says there is none; `geojson` is in longitude, latitude, six decimals.
PLOT_SHAPE = """
CREATE SCHEMA IF NOT EXISTS checked;
CREATE TABLE checked.plot_shape (row_id BIGINT, plot_id VARCHAR, valid BOOLEAN, kind VARCHAR, country VARCHAR,
    reasons VARCHAR[], details VARCHAR[],
    doubts VARCHAR[], area_drawn_ha DOUBLE, longitude DOUBLE, latitude DOUBLE, geojson VARCHAR)"""

# Cells that could not be read, of rows that are counted all the same and of rows that are left out for it.
LEFT_OUT_CELLS = "CREATE TABLE left_out_cells (row_id BIGINT, logbook VARCHAR, name VARCHAR)"

# The rate of a currency that somebody answered for the season, where no rate of it is written down.
SAID_RATE = "CREATE TABLE said_rate (currency VARCHAR, per_base DOUBLE)"

# When each row was first seen in a snapshot, and when it was last known not to be there
# (history/snapshots/first_seen.py fills it).
FIRST_SEEN = """CREATE TABLE first_seen (logbook VARCHAR, identity VARCHAR, row_id BIGINT, seen_at VARCHAR,
    seen_there TIMESTAMP, bare_at VARCHAR, bare_there TIMESTAMP)"""

# How a filled database is used. Threads share a sum out as they are free, so that its last digits differ from run to
# run: one thread adds in one order, and questions asked at the same time still take a processor each.
LOCKED_DOWN = {"threads": "1", "lock_configuration": "true"}


class Warehouse:
    """Clean tables of one reading of the logs, seen as of a day.

    `clean.<logbook>` holds every counted row; the view `<logbook>` shows what was known on the day `as_of`.
    One connection must never be used by two threads, so it is never handed out: ask for a `cursor()` each time, or ask
    the `shared_tables`, which stay from question to question.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, snapshot_id: str, as_of: date, instead_of: str | None = None
    ):
        self._connection = connection
        self.id = snapshot_id
        self.as_of = as_of
        self.instead_of = instead_of  # the newer snapshot that was damaged, where this one had to stand in
        self._shared: dict[int, SharedTables] = {}
        self._settings: dict[str, str | None] = {}
        self._lock = threading.Lock()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A fresh cursor that sees the logs as of `as_of`; variables are not inherited, so the day is set here."""
        cursor = self._connection.cursor()
        cursor.execute("SET VARIABLE as_of = ?::DATE", [self.as_of])
        return cursor

    def shared_tables(self, half: int = 0) -> SharedTables:
        """The shared tables as of `as_of`, made when a question first names them; two threads that ask at the same time
        best take a half each."""
        with self._lock:
            if half not in self._shared:
                self._shared[half] = SharedTables(self.cursor())
            return self._shared[half]

    def rows(self, sql: str, parameters: list | dict | None = None) -> list[dict]:
        """The result of a query as dictionaries; it may name any logbook and any shared table."""
        names, rows = self.shared_tables().ask(sql, parameters)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def setting(self, name: str) -> str | None:
        """One setting as it was written for all streams; None where nobody wrote it."""
        if name not in self._settings:  # every page asks for some of them
            self._settings[name] = self.rows("SELECT setting_text($name) AS written", {"name": name})[0]["written"]
        return self._settings[name]

    @property
    def is_invented(self) -> bool:
        """Whether its settings say that the cooperative is invented, as the sample's do."""
        return self.setting("synthetic") == "yes"

    def seen_on(self, day: date) -> Warehouse:
        """The same tables as of another day."""
        return Warehouse(self._connection, self.id, day, self.instead_of)

    def close(self) -> None:
        """Lets go of the memory or the file; nothing can be asked afterwards."""
        self._shared.clear()
        self._connection.close()


def empty_warehouse(as_of: date) -> Warehouse:
    """A warehouse in memory without a row, for questions about what comes with the program."""
    connection = duckdb.connect()
    create_tables(connection)
    create_views(connection)
    return Warehouse(connection, "empty", as_of)


def lock_down(connection: duckdb.DuckDBPyConnection) -> None:
    """Lets nobody change the settings of a database whose tables are filled, and has every sum of it added in one
    order."""
    for name, value in LOCKED_DOWN.items():
        connection.execute(f"SET GLOBAL {name} = {value}")


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes an empty clean table for every declared logbook."""
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    connection.execute("CREATE SCHEMA IF NOT EXISTS clean; CREATE SCHEMA IF NOT EXISTS lost")
    for logbook in logbooks().values():
        columns = ", ".join([*PLACE, *(f"{quoted(c.clean_name)} {c.duckdb_type}" for c in logbook.columns)])
        for schema in schemas_of(logbook):
            connection.execute(f"CREATE TABLE {schema}.{quoted(logbook.id)} ({columns})")
    connection.execute(LEFT_OUT_CELLS)
    connection.execute(PLOT_SHAPE)
    connection.execute(FIRST_SEEN)
    connection.execute(SAID_RATE)


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the words of the SQL known and the view of every logbook as of the cursor's day."""
    connection.execute("SET VARIABLE as_of = DATE '9999-12-31'")
    for macro in macros():
        connection.execute(macro)
    for logbook in logbooks().values():
        for schema in schemas_of(logbook):
            connection.execute(view_sql(logbook, schema))
    for macro in macros(of_rows=True):
        connection.execute(macro)


def schemas_of(logbook: Logbook) -> tuple[str, ...]:
    """Where rows of a logbook are kept: those that count, and of some logbooks those left out."""
    return ("clean", "lost") if logbook.is_a_leg else ("clean",)


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple], names: tuple[str, ...]) -> None:
    """Puts rows into a table by column name, whole columns at once; making Arrow of them would import pandas."""
    if not rows:
        return
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    connection.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(f'unnest(${name})' for name in names)}", columns
    )
