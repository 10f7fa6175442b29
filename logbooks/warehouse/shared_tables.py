"""Tables that several readers share, worked out of the logbooks (logbooks/warehouse/tables/*.sql) when a question first
names them.

Each cursor gets its own, so that they show the day that cursor sees; a question pays only for what it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.fixed_numbers import with_numbers
from logbooks.warehouse import market

if TYPE_CHECKING:
    import duckdb

TABLES = Path(__file__).parent / "tables"
# a log of a million rows is read where it is: copying it costs more than reading it twice
LARGE = ("receipts",)
STATEMENT = re.compile(r"^CREATE (?:TEMP TABLE (\w+)|OR REPLACE MACRO \w+)", re.MULTILINE)
NO_NAMES = re.compile(r"--[^\n]*|'(?:[^']|'')*'")
NAMED = re.compile(r"(?:\bFROM|\bJOIN|,)(?=\s*\(?\s*(\w+))", re.IGNORECASE)


def macros() -> list[str]:
    """The words of the SQL of logbooks/warehouse/tables/, to be known to the database itself."""
    return [sql for name, sql in _statements() if name is None]


def lay_out(cursor: duckdb.DuckDBPyConnection, sql: str, there: set[str]) -> None:
    """Makes the shared tables this SQL names, and those they are made of, unless they are `there` already (which is
    added to)."""
    for name in _named(sql):
        if name in there:
            continue
        there.add(name)
        if name in logbooks():
            cursor.execute(f'CREATE TEMP TABLE "{name}" AS FROM main."{name}"')
        else:
            lay_out(cursor, tables()[name], there)
            cursor.execute(tables()[name])


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
    return {"world_bank": market.table_sql()} | {name: sql for name, sql in _statements() if name}


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
    words = dict.fromkeys(NAMED.findall(NO_NAMES.sub("", sql)))
    return tuple(word for word in words if word in tables() or (word in logbooks() and word not in LARGE))
