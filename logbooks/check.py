"""Applies the rules of logbooks/rules/ to the clean tables and decides of every row: used, doubtful or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.declare import Column, Kind, Logbook
from logbooks.problems import BY_COLUMN, DOUBTFUL, LEFT_OUT, leaves_out, problem_kinds
from logbooks.warehouse import quoted

if TYPE_CHECKING:
    import duckdb

RULES = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Rule:
    """One file of rules/: one kind of problem, and the SELECT that finds it.

    The header says `-- code:`, `-- severity:`, `-- title:` and `-- logbook:`: an id, or `with <column>` or
    `with a key`, for which the SELECT is run once a logbook with the words of filled() put in. It returns row_id, the canonical column, what is written, and a detail.
    """

    code: str
    severity: str
    title: str
    logbook: str
    sql: str

    def for_logbooks(self) -> Iterator[tuple[Logbook, str]]:
        """Every logbook the rule is about, with the SELECT for it."""
        for logbook in logbooks().values():
            if self.logbook == logbook.id or (self.logbook == "with a key" and logbook.key) or (
                    self.logbook.startswith("with ") and logbook.has(self.logbook.removeprefix("with "))):
                yield logbook, filled(self.sql, logbook)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file names."""
    found = []
    for file in sorted(RULES.glob("*.sql")):
        text = file.read_text("utf-8")
        said = dict(re.findall(r"^-- (code|severity|title|logbook): (.+)$", text, re.MULTILINE))
        if set(said) != {"code", "severity", "title", "logbook"} or said["code"] != file.stem:
            raise ValueError(f"{file.name} must begin with its code, severity, title and logbook")
        found.append(Rule(**said, sql=text.strip().rstrip(";")))
    return tuple(found)


def filled(sql: str, logbook: Logbook) -> str:
    """The SELECT of a rule for one logbook."""
    def named(columns: list[Column]) -> list[str]:
        return [quoted(column.clean_name) for column in columns]

    def listed(names: list[str]) -> str:
        return ", ".join(f"t.{name}" for name in names) or "NULL"

    def same(names: list[str]) -> str:
        return " AND ".join(f"t.{name} IS NOT DISTINCT FROM o.{name}" for name in names) or "false"

    key = named([logbook.column(name) for name in logbook.key])
    decisive = named([c for c in logbook.columns if c.name in logbook.key[:1] or (c.name in logbook.key and c.kind is Kind.DATE)])
    whole = named(list(logbook.columns))
    amounts = named([c for c in logbook.columns if c.kind in (Kind.MONEY, Kind.PRICE) and c.name not in ("asked_price", "first_bid", "differential")])
    day = "coalesce(t.closed_on, t.offered_on)" if logbook.has("offered_on") else f"t.{quoted(logbook.dated_by)}" if logbook.dated_by else "NULL"
    words = {"logbook": quoted(logbook.id), "key": listed(key), "same_key": same(key), "key_name": key[0] if key else "row_id",
             "key_column": f"'{logbook.key[0]}'" if key else "''", "content": listed([name for name in whole if name != '"note"']),
             "keyed": " AND ".join(f"t.{name} IS NOT NULL" for name in decisive) or "false", "whole": listed(whole), "same_whole": same(whole),
             "day": day, "amounts": "(" + (" OR ".join(f"t.{name} IS NOT NULL" for name in amounts) or "false") + ")"}
    for word, value in words.items():
        sql = sql.replace("{" + word + "}", value)
    return sql


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables that the check fills."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE flags (row_id BIGINT, logbook VARCHAR, name VARCHAR, code VARCHAR, written VARCHAR, detail VARCHAR);
        CREATE OR REPLACE TEMP TABLE kinds (code VARCHAR, severity VARCHAR, marks BOOLEAN);
        CREATE OR REPLACE TEMP TABLE strict (logbook VARCHAR, name VARCHAR)""")
    connection.executemany("INSERT INTO kinds VALUES (?, ?, ?)", [(k.code, k.severity, k.marks) for k in problem_kinds().values()])
    connection.executemany("INSERT INTO strict VALUES (?, ?)", [(b.id, c.name) for b in logbooks().values() for c in b.columns if leaves_out(c)])
    connection.execute(f"""CREATE OR REPLACE TEMP VIEW judged AS
        SELECT f.*, k.marks, CASE WHEN k.severity <> '{BY_COLUMN}' THEN k.severity WHEN s.name IS NULL THEN '{DOUBTFUL}' ELSE '{LEFT_OUT}' END AS severity
        FROM flags f JOIN kinds k USING (code) LEFT JOIN strict s ON s.logbook = f.logbook AND s.name = f.name""")


def keep_typed(connection: duckdb.DuckDBPyConnection, logbook: Logbook) -> None:
    """Moves the rows of `typed` that nothing leaves out so far into the clean table."""
    names = [row[0] for row in connection.execute("DESCRIBE typed").fetchall()]
    clean = {column.clean_name for column in logbook.columns} | {"row_id", "source", "sheet", "row_no"}
    fields = [quoted(name) for name in names if name in clean]
    if "currencies" in names:
        fields.append("CASE WHEN len(currencies) = 1 THEN currencies[1] END AS currency")
    connection.execute(f"""INSERT INTO clean.{quoted(logbook.id)} BY NAME SELECT {', '.join(fields)}, false AS doubtful FROM typed
                           WHERE row_id NOT IN (SELECT row_id FROM judged WHERE severity = '{LEFT_OUT}')""")


def apply_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Flags what the rules find: first what leaves rows out, then, over the rows that stay, what is doubtful."""
    filled_in = {name for name in logbooks() if connection.execute(f"SELECT 1 FROM clean.{quoted(name)} LIMIT 1").fetchone()}
    for severity in (LEFT_OUT, DOUBTFUL):
        for rule in rules():
            if rule.severity == severity:
                for logbook, sql in rule.for_logbooks():
                    if logbook.id in filled_in:
                        connection.execute(f"""INSERT INTO flags SELECT row_id, '{logbook.id}', "column", '{rule.code}', written, detail FROM ({sql})""")
        _leave_out(connection, filled_in)


def _leave_out(connection: duckdb.DuckDBPyConnection, filled_in: set[str]) -> None:
    for name in filled_in:
        connection.execute(f"DELETE FROM clean.{quoted(name)} WHERE row_id IN (SELECT row_id FROM judged WHERE logbook = '{name}' AND severity = '{LEFT_OUT}')")


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes the standing of every row into `_placed` and marks the doubtful ones in the clean tables."""
    connection.execute(f"""UPDATE _placed p SET standing = f.standing FROM (
            SELECT row_id, CASE WHEN bool_or(severity = '{LEFT_OUT}') THEN 'left out' ELSE 'doubtful' END AS standing
            FROM judged WHERE marks AND row_id IS NOT NULL GROUP BY row_id) f WHERE f.row_id = p.row_id AND p.standing <> 'left out'""")
    for name in logbooks():
        connection.execute(f"""UPDATE clean.{quoted(name)} SET doubtful = true
            WHERE row_id IN (SELECT row_id FROM _placed WHERE standing = 'doubtful')""")
