"""Applies the rules of logbooks/check/rules_sql/ to the clean tables and decides of every row: used, doubtful or left
out, and of every cell of a row that stays whether it is counted."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.check.staged_rows import NOT_READ, StagedTab
from logbooks.declare import ColumnKind, Logbook
from logbooks.fixed_numbers import with_numbers
from logbooks.plots import plot_places
from logbooks.problems import BY_COLUMN, CELL_LEFT_OUT, DOUBTFUL, LEFT_OUT, problem_kinds
from logbooks.warehouse.parsed_sql import run
from logbooks.warehouse.shared_tables import laid_out
from logbooks.warehouse.warehouse import insert, quoted, schemas_of

if TYPE_CHECKING:
    import duckdb

PLACES = ("row_id", "source", "sheet", "row_no")
CHECK = Path(__file__).parent
RULES = CHECK / "rules_sql"
USUAL_RATES = CHECK / "usual_rates.toml"
COPY = "duplicate-row"  # of a row that counts
MISSING = "missing-value"
NOT_PAID = ("asked_price", "first_bid", "differential", "exchange_price")  # prices that no deal is paid at
# What is said of a row that only tells of its lot beside what it is costs a cell of the lot, never the row.
JUDGED = f"""CREATE OR REPLACE TEMP VIEW judged AS
        SELECT f.*, k.marks, CASE WHEN k.severity <> '{BY_COLUMN}' THEN k.severity
            WHEN s.name IS NULL THEN '{CELL_LEFT_OUT}' ELSE '{LEFT_OUT}' END AS severity
        FROM (FROM flags UNION ALL
              SELECT t.row_id, f.* EXCLUDE (row_id) FROM flags f JOIN twin t ON t.of_row = f.row_id) f
        JOIN kinds k USING (code) LEFT JOIN strict s ON s.logbook = f.logbook AND s.name = f.name
            AND NOT EXISTS (FROM beside_rows b WHERE f.row_id BETWEEN b.first_id AND b.last_id)"""


@dataclass(frozen=True)
class Rule:
    """One file of rules/: one kind of problem, and the SELECT that finds it.

    The header says `-- code:`, `-- severity:`, `-- title:` and `-- logbook:`: an id, `with <column>` (the SELECT is
    made once a logbook, with {logbook}, {day} and {amounts} filled in), several ids or `every` (it returns the logbook
    itself); a line of it that is indented after its dashes goes on with the one above. `-- needs:` names logbooks
    without whose rows it finds nothing. The SELECT returns row_id, the canonical column, what is written, and a detail.
    """

    code: str
    severity: str
    title: str
    logbook: str
    sql: str
    needs: str = ""

    def selects(self, filled_in: list[str]) -> list[str]:
        """The SELECTs over the logbooks that have rows."""
        if self.needs and not set(self.needs.split(", ")) <= set(filled_in):
            return []
        several = self.logbook.split(", ")
        if self.logbook == "every" or (len(several) > 1 and set(several) & set(filled_in)):
            return [self.sql]
        wanted = self.logbook.removeprefix("with ")
        books = [
            logbooks()[name]
            for name in filled_in
            if name == self.logbook or (wanted != self.logbook and logbooks()[name].has(wanted))
        ]
        return [f"SELECT *, '{book.id}' AS logbook FROM ({filled(self.sql, book)})" for book in books]


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file names."""
    found = []
    for file in sorted(RULES.glob("*.sql")):
        text = with_numbers(file.read_text("utf-8"))
        header = re.sub(r"\n--   *", " ", text)
        said = dict(re.findall(r"^-- (code|severity|title|logbook|needs): (.+)$", header, re.MULTILINE))
        if set(said) - {"needs"} != {"code", "severity", "title", "logbook"} or said["code"] != file.stem:
            raise ValueError(f"{file.name} must begin with its code, severity, title and logbook")
        found.append(Rule(**said, sql=text.strip().rstrip(";")))
    return tuple(found)


@cache
def usual_rates() -> dict[str, float]:
    """About how many units of each currency one US dollar buys."""
    return {name: float(rate) for name, rate in tomllib.loads(USUAL_RATES.read_text("utf-8"))["per_usd"].items()}


def filled(sql: str, logbook: Logbook) -> str:
    """The SELECT of a rule for one logbook: {day} is the day of its amounts, {amounts} whether the row has one."""
    amounts = [
        c.clean_name
        for c in logbook.columns
        if c.kind in (ColumnKind.MONEY, ColumnKind.PRICE) and c.name not in NOT_PAID
    ]
    day = (
        "coalesce(t.closed_on, t.offered_on)"
        if logbook.has("offered_on")
        else f"t.{quoted(logbook.dated_by)}"
        if logbook.dated_by
        else "NULL"
    )
    given = " OR ".join(f"t.{quoted(name)} IS NOT NULL" for name in amounts) or "false"
    return sql.replace("{logbook}", quoted(logbook.id)).replace("{day}", day).replace("{amounts}", f"({given})")


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables that the check fills."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE flags (row_id BIGINT, logbook VARCHAR, name VARCHAR, code VARCHAR, written VARCHAR,
            detail VARCHAR);
        CREATE OR REPLACE TEMP TABLE twin (row_id BIGINT, of_row BIGINT);
        CREATE OR REPLACE TEMP TABLE kinds (code VARCHAR, severity VARCHAR, marks BOOLEAN);
        CREATE OR REPLACE TEMP TABLE strict (logbook VARCHAR, name VARCHAR);
        CREATE OR REPLACE TEMP TABLE beside_rows (first_id BIGINT, last_id BIGINT);
        CREATE OR REPLACE TEMP TABLE usual_rate (currency VARCHAR, per_usd DOUBLE);
        CREATE OR REPLACE TEMP TABLE odd_rate (row_id BIGINT, per_base DOUBLE, doubt VARCHAR, near VARCHAR);
        CREATE OR REPLACE TEMP TABLE not_taken_rate (currency VARCHAR, per_base DOUBLE, usual VARCHAR);
        CREATE OR REPLACE TEMP TABLE decided (logbook VARCHAR, name VARCHAR, lost VARCHAR, clean_name VARCHAR);
        CREATE OR REPLACE TEMP TABLE prints (row_id BIGINT, logbook VARCHAR, name VARCHAR, written VARCHAR, key UBIGINT,
            content UBIGINT, whole UBIGINT)""")
    insert(
        connection,
        "kinds",
        [(k.code, k.severity, k.marks) for k in problem_kinds().values()],
        ("code", "severity", "marks"),
    )
    insert(
        connection,
        "strict",
        [(b.id, c.name) for b in logbooks().values() for c in b.columns if b.costs_the_row(c.name)],
        ("logbook", "name"),
    )
    insert(
        connection,
        "decided",
        [
            (b.id, c.name, lost, b.column(lost).clean_name)
            for b in logbooks().values()
            for c in b.columns
            for lost in (c.name, *b.decided_by(c.name))
        ],
        ("logbook", "name", "lost", "clean_name"),
    )
    insert(connection, "usual_rate", list(usual_rates().items()), ("currency", "per_usd"))
    connection.execute(with_numbers((CHECK / "rates_and_prices.sql").read_text("utf-8")))
    connection.execute(JUDGED)


def flag_parsed(connection: duckdb.DuckDBPyConnection) -> None:
    """Flags every cell that could not be read."""
    connection.execute("""INSERT INTO flags SELECT row_id, f.logbook, f.name, p.code, c.text, p.detail
                          FROM cells c JOIN parsed p USING (found_no, letter, text) JOIN found f USING (found_no)
                              WHERE p.code IS NOT NULL""")


def keep_typed(connection: duckdb.DuckDBPyConnection, typed: Mapping[StagedTab, list[str]]) -> None:
    """Brings the typed rows into the clean tables, those that are left out so far of a leg into `lost`; `typed` are the
    columns of each tab. They stand there in the order of the sheet, so that every reading of it adds them in one
    order."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE gone AS SELECT DISTINCT row_id FROM judged WHERE severity = '{LEFT_OUT}'"
    )
    for tab, columns in typed.items():
        clean = {column.clean_name for column in tab.logbook.columns}
        fields = [
            quoted(name)
            for name in ("row_id", "source", "sheet", "row_no", *columns)
            if name in clean or name in PLACES
        ]
        if "currencies" in columns:
            fields.append("CASE WHEN len(currencies) = 1 THEN currencies[1] END AS currency")
        for schema in schemas_of(tab.logbook):
            connection.execute(f"""INSERT INTO {schema}.{quoted(tab.logbook.id)} BY NAME
                                   SELECT {", ".join(fields)}, false AS doubtful FROM {tab.typed}
                                   WHERE row_id {"NOT IN" if schema == "clean" else "IN"} (FROM gone)
                                   ORDER BY row_id""")
    if _is_flagged(connection):
        _leave_out_cells(connection)


def _is_flagged(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether anything was found wrong so far; of most small sheets nothing is, and nothing is to be taken out."""
    return bool(connection.execute("SELECT 1 FROM flags LIMIT 1").fetchall())


def _prints(logbook: Logbook) -> str:
    """The SELECT of what of every clean row makes it the same as another, as one number each.

    `key` is null where the row has no key: its first part is missing, or the day in it.
    """
    key = [logbook.column(name) for name in logbook.key]
    decisive = key[:1] + [c for c in key if c.kind is ColumnKind.DATE]
    keyed = " AND ".join(f"{quoted(c.clean_name)} IS NOT NULL" for c in decisive) or "false"
    hashed = ", ".join(quoted(c.clean_name) for c in key) or "0"
    content = ", ".join(quoted(c.clean_name) for c in logbook.columns if c.name != "note")
    # a sale of several lots is one row of the sheet still
    once = " WHERE row_id NOT IN (SELECT row_id FROM twin)" if logbook.id == "offers" else ""
    name, written = (logbook.key[0], f"CAST({quoted(key[0].clean_name)} AS VARCHAR)") if key else ("", "''")
    return f"""SELECT row_id, '{logbook.id}', '{name}', {written}, CASE WHEN {keyed} THEN hash({hashed}) END,
        hash({content}), hash({content}, note) FROM clean.{quoted(logbook.id)}{once}"""


def apply_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Flags what the rules find: first what leaves rows out, then, over the rows that stay, what is doubtful."""
    counts = connection.execute(
        " UNION ALL ".join(f"SELECT '{name}', count(*) FROM clean.{quoted(name)}" for name in logbooks())
    ).fetchall()
    filled_in = [name for name, rows in counts if rows]
    if filled_in:
        run(connection, "INSERT INTO prints " + " UNION ALL ".join(_prints(logbooks()[name]) for name in filled_in))
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW place_of AS SELECT row_id AS id, row_no, sheet, source FROM _placed JOIN "
        "_tabs USING (tab_no)"
    )
    connection.execute("""INSERT INTO not_taken_rate FROM odd_said_rate;
        DELETE FROM said_rate WHERE currency IN (SELECT currency FROM not_taken_rate)""")
    if "rates" in filled_in:
        connection.execute("INSERT INTO odd_rate FROM rate_doubts")
    for severities in ((LEFT_OUT, CELL_LEFT_OUT, BY_COLUMN), (DOUBTFUL,)):
        found = [
            f"SELECT row_id, logbook, \"column\", '{rule.code}', written, detail FROM ({select})"
            for rule in rules()
            if rule.severity in severities
            for select in rule.selects(filled_in)
        ]
        with laid_out(connection, select := " UNION ALL ".join(found)):
            run(connection, f"INSERT INTO flags {select}")
        if _is_flagged(connection):
            _leave_out(connection)
            _leave_out_cells(connection)


def flag_plots(connection: duckdb.DuckDBPyConnection) -> None:
    """Judges the places of the plots, decimals counted on what was typed, and flags what is wrong with them."""
    if not connection.execute("SELECT 1 FROM clean.plots LIMIT 1").fetchall():
        return
    typed = {
        row_id: (latitude, longitude)
        for row_id, latitude, longitude in connection.execute("""
        SELECT p.row_id, any_value(p.cells[list_position(t.headings, h.heading)]) FILTER (h.name = 'latitude'),
               any_value(p.cells[list_position(t.headings, h.heading)]) FILTER (h.name = 'longitude')
        FROM _placed p JOIN _tabs t USING (tab_no) JOIN _headings h USING (tab_no)
        WHERE t.logbook = 'plots' AND h.name IN ('latitude', 'longitude') GROUP BY p.row_id""").fetchall()
    }
    found = plot_places.fill(connection, typed)
    insert(connection, "flags", found, ("row_id", "logbook", "name", "code", "written", "detail"))


def _leave_out(connection: duckdb.DuckDBPyConnection) -> None:
    """Takes the rows that were just left out from the clean tables and their prints; those of a leg that are no copy of
    a counted row go into `lost`."""
    gone = f"SELECT row_id FROM judged WHERE severity = '{LEFT_OUT}'"
    for (name,) in connection.execute(f"SELECT DISTINCT logbook FROM judged WHERE severity = '{LEFT_OUT}'").fetchall():
        if logbooks()[name].is_a_leg:
            connection.execute(
                f"INSERT INTO lost.{quoted(name)} SELECT * FROM clean.{quoted(name)} WHERE row_id IN ({gone}) "
                f"AND row_id NOT IN (SELECT row_id FROM judged WHERE code = '{COPY}')"
            )
        connection.execute(f"DELETE FROM clean.{quoted(name)} WHERE row_id IN ({gone})")
    connection.execute(f"DELETE FROM prints WHERE row_id IN ({gone})")


def _leave_out_cells(connection: duckdb.DuckDBPyConnection) -> None:
    """Empties the cells that were just left out of rows that stay, and those whose values they decide."""
    connection.execute(f"""INSERT INTO left_out_cells
        SELECT DISTINCT j.row_id, j.logbook, d.lost FROM judged j JOIN decided d USING (logbook, name)
        WHERE j.severity = '{CELL_LEFT_OUT}' AND (j.row_id, d.lost) NOT IN (SELECT (row_id, name) FROM left_out_cells)
        """)
    for logbook, name, clean_name in connection.execute("""SELECT DISTINCT logbook, d.name, d.clean_name
            FROM left_out_cells c JOIN decided d USING (logbook, name) WHERE d.name = d.lost""").fetchall():
        connection.execute(
            f"UPDATE clean.{quoted(logbook)} SET {quoted(clean_name)} = NULL WHERE {quoted(clean_name)} IS NOT NULL "
            f"AND row_id IN (SELECT row_id FROM left_out_cells WHERE logbook = ? AND name = ?)",
            [logbook, name],
        )


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes the standing of every row into `_placed`, marks the doubtful ones in the clean tables, and keeps which
    cells cost a row."""
    connection.execute(f"""UPDATE _placed p SET standing = f.standing FROM (
            SELECT row_id, CASE WHEN bool_or(severity = '{LEFT_OUT}') THEN 'left out' ELSE 'doubtful' END AS standing
            FROM judged WHERE marks AND row_id IS NOT NULL GROUP BY row_id) f WHERE f.row_id = p.row_id
                AND p.standing NOT IN ('left out', '{NOT_READ}')""")
    doubted = f"SELECT DISTINCT t.logbook FROM _placed JOIN _tabs t USING (tab_no) WHERE standing = '{DOUBTFUL}'"
    for (name,) in connection.execute(doubted).fetchall():
        connection.execute(f"""UPDATE clean.{quoted(name)} SET doubtful = true
            WHERE row_id IN (SELECT row_id FROM _placed WHERE standing = 'doubtful')""")
    connection.execute(f"""INSERT INTO left_out_cells SELECT DISTINCT row_id, logbook, name
        FROM judged JOIN kinds USING (code) WHERE judged.severity = '{LEFT_OUT}' AND name <> ''
            AND (kinds.severity = '{BY_COLUMN}' OR code = '{MISSING}')""")
