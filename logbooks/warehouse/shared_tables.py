"""Tables that several readers share, worked out of the logbooks (logbooks/warehouse/tables/*.sql) when a question first
names them.

They belong to one cursor, so that they show the day that cursor sees; a question pays only for what it reads and no
earlier one has read.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.fixed_numbers import with_numbers
from logbooks.vocabulary.sheet_words import month_words
from logbooks.warehouse import coffee_limits, cost_categories, defect_schemes, incoterms, market
from logbooks.warehouse.logbook_views import columns_of_view
from logbooks.warehouse.parsed_sql import run
from logbooks.warehouse.rows_in_sql import table_of

if TYPE_CHECKING:
    import duckdb

TABLES = Path(__file__).parent / "tables"
# a log of a million rows is read where it is: copying it costs more than reading it twice
LARGE = ("receipts",)
STATEMENT = re.compile(r"^CREATE (?:TEMP TABLE (\w+)|OR REPLACE MACRO \w+)", re.MULTILINE)
NO_NAMES = re.compile(r"--[^\n]*|'(?:[^']|'')*'")
NAMED = re.compile(r"(?:\bFROM|\bJOIN|,)(?=\s*\(?\s*(\w+))", re.IGNORECASE)
# what the lots looked at are chosen by: tables that compare lots with each other take both sides of the selection alone
CHOSEN = ("station", "variety", "process")

Selection = Mapping[str, tuple[str, ...]]


class SharedTables:
    """A cursor with the shared tables made on it so far, kept for the next question; any thread may ask, one at a
    time."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection):
        self._cursor, self._there = cursor, set[str]()
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()
        for name in CHOSEN:
            cursor.execute(f"SET VARIABLE only_{name} = NULL::VARCHAR[]")

    def ask(
        self, sql: str, parameters: list | dict | None = None, chosen: Selection | None = None
    ) -> tuple[list[str], list[tuple]]:
        """The names of the columns and the rows of any query; it may name any logbook and any shared table.

        `chosen` are the lots looked at, as {"station": ("A",)}; none of a kind named is all of them.
        """
        with self._lock:
            self._choose(chosen or {})
            lay_out(self._cursor, sql, self._there)
            found = run(self._cursor, sql, parameters)
            return [column[0] for column in found.description], found.fetchall()

    def _choose(self, chosen: Selection) -> None:
        """Lets the tables know which lots are looked at; those made for others go."""
        wanted = {name: tuple(values) for name, values in chosen.items() if values}
        if wanted == self._chosen:
            return
        for name in self._there & of_selection():
            self._cursor.execute(f'DROP TABLE temp."{name}"')
            self._there.discard(name)
        for name in CHOSEN:
            self._cursor.execute(f"SET VARIABLE only_{name} = ?::VARCHAR[]", [list(wanted.get(name, ())) or None])
        self._chosen = wanted


def macros(of_rows: bool = False) -> list[str]:
    """The words of the SQL of logbooks/warehouse/tables/, to be known to the database itself; `of_rows` are those that
    give rows of a logbook, and can't be made before its view."""
    return [sql for name, sql in _statements() if name is None and (" AS TABLE\n" in sql) == of_rows]


def lay_out(cursor: duckdb.DuckDBPyConnection, sql: str, there: set[str]) -> None:
    """Makes the shared tables this SQL names, and those they are made of, unless they are `there` already (which is
    added to)."""
    for name in _named(sql):
        if name in there:
            continue
        if name in logbooks():
            _copy(cursor, name)
        else:
            lay_out(cursor, tables()[name], there)
            run(cursor, tables()[name])
        there.add(name)


def _copy(cursor: duckdb.DuckDBPyConnection, logbook: str) -> None:
    """The logbook as of the cursor's day. One without a row has its columns alone: looking through its view takes many
    times as long, and most cooperatives keep a few of the logbooks."""
    if run(cursor, f'SELECT 1 FROM clean."{logbook}" LIMIT 1').fetchone():
        run(cursor, f'CREATE TEMP TABLE "{logbook}" AS FROM main."{logbook}"')
    else:
        run(cursor, f'CREATE TEMP TABLE "{logbook}" ({columns_of_view(logbooks()[logbook])})')


@contextmanager
def laid_out(cursor: duckdb.DuckDBPyConnection, sql: str) -> Iterator[None]:
    """The shared tables this SQL names are there while it lasts, and not afterwards, when the rows may be others."""
    made: set[str] = set()
    lay_out(cursor, sql, made)
    yield
    for name in made:
        cursor.execute(f'DROP TABLE temp."{name}"')


@cache
def tables() -> dict[str, str]:
    """The SQL that makes each shared table, by its name."""
    from_data = {
        "world_bank": market.table_sql(),
        "month_word": table_of("month_word", "word, number", month_words().items()),
        "netted": incoterms.table_sql(),
        "cost_category": cost_categories.table_sql(),
        **coffee_limits.tables_sql(),
        **defect_schemes.tables_sql(),
    }
    return from_data | {name: sql for name, sql in _statements() if name}


@cache
def made_of(sql: str) -> frozenset[str]:
    """The shared tables and logbooks an SQL reads, and those its tables are made of."""
    found: set[str] = set()
    to_read = [sql]
    while to_read:
        for name in set(_words(to_read.pop())) - found:
            if name in tables():
                to_read.append(tables()[name])
            if name in tables() or name in logbooks():
                found.add(name)
    return frozenset(found)


@cache
def of_selection() -> frozenset[str]:
    """The shared tables that hold but the lots looked at, and those made of them."""
    chosen = {name for name, sql in tables().items() if "getvariable('only_" in sql}
    return frozenset(chosen | {name for name, sql in tables().items() if made_of(sql) & chosen})


@cache
def _statements() -> list[tuple[str | None, str]]:
    """Every statement of logbooks/warehouse/tables/ in the order of the files; the name is empty where it makes no
    table."""
    found = []
    for file in sorted(TABLES.rglob("*.sql"), key=lambda file: (file.parent != TABLES, file)):
        text = with_numbers(file.read_text("utf-8"))
        starts = list(STATEMENT.finditer(text))
        ends = [*(start.start() for start in starts[1:]), len(text)]
        found += [(start[1], text[start.start() : end]) for start, end in zip(starts, ends, strict=True)]
    return found


@cache
def _named(sql: str) -> tuple[str, ...]:
    """The shared tables and logbooks an SQL reads, in its order."""
    return tuple(word for word in _words(sql) if word in tables() or (word in logbooks() and word not in LARGE))


def _words(sql: str) -> dict[str, None]:
    """Whatever stands where SQL names a table, each once, in its order."""
    return dict.fromkeys(NAMED.findall(NO_NAMES.sub("", sql)))
