"""Cells that can't be read for one reason that a person can clear up, gathered by the question that does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.declare import ColumnKind, Logbook
from logbooks.questions.open_questions import Example, Hanging, kinds
from logbooks.recognise.answers import about_column, for_tab, question_id
from logbooks.vocabulary.sheet_words import fold
from logbooks.warehouse.warehouse import insert, quoted

if TYPE_CHECKING:
    import duckdb

MOST_EXAMPLES = 5
APART = ("dates", "mark", "percent", "unit", "money")  # kinds that are asked of each tab alone too


@dataclass(frozen=True)
class Cause:
    """One reason in one column of one tab: the problem, what is written and its detail where they make it another
    reason."""

    code: str
    logbook: str
    name: str
    heading: str
    sheet: str
    written: str
    detail: str
    question: str = ""
    part: str = ""
    apart: str = ""  # the id of the question, or of its part, for this tab alone
    currencies: tuple[str, ...] = ()  # the money its amounts may be in, where the heading does not say it


@dataclass(frozen=True)
class GatheredCauses:
    """The causes of every question in the order they were met, and what hangs on each question and part."""

    causes: dict[str, list[Cause]] = field(default_factory=dict)
    hanging: dict[str, Hanging] = field(default_factory=dict)


@cache
def _codes() -> dict[str, tuple[str, str]]:
    """The kind of question, and for settings its name, by the code of a problem."""
    found = {code: (kind, "") for kind, one in kinds().items() for code in one.get("codes", ())}
    named = {name: one for name, one in kinds()["setting"].items() if isinstance(one, dict)}
    return found | {code: ("setting", name) for name, one in named.items() for code in one.get("codes", ())}


# What a cause is asked by: its question and the part of it, of the kinds that are asked heading by heading or word by
# word.
IDS: dict[str, Callable[[Cause], tuple[str, str]]] = {
    "size": lambda c: _size(c.detail),
    "dates": lambda c: ("dates", about_column("dates", c.logbook, c.name, c.heading)),
    "mark": lambda c: ("mark", about_column("mark", c.logbook, c.name, c.heading)),
    "season": lambda c: ("season", ""),
    "word": lambda c: (
        about_column("word", c.logbook, c.name, c.heading),
        about_column("word", c.logbook, c.name, c.heading, c.written),
    ),
    "unit": lambda c: (about_column("unit", c.logbook, c.name, c.heading), ""),
    "money": lambda c: (about_column("money", c.logbook, c.name, c.heading), ""),
    "percent": lambda c: (about_column("percent", c.logbook, c.name, c.heading), ""),
    "currency": lambda c: (question_id("currency", (c.detail or c.written).strip().lower()), ""),
    "lot": lambda c: ("lot", question_id("lot", fold(c.written) or c.written)),
}


def _size(setting: str) -> tuple[str, str]:
    word, _, measure = setting.rpartition("_")
    return question_id("area" if measure == "ha" else "size", word), ""


def gather(connection: duckdb.DuckDBPyConnection) -> GatheredCauses:
    """What of the cells that can't be read is asked about; filled in once every row is judged."""
    wordy, told = (
        ", ".join(f"'{code}'" for code, (kind, _) in _codes().items() if kind in asked)
        for asked in (("word", "lot", "currency"), ("size", "area", "currency", "lot"))
    )
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE spoiled AS
        SELECT j.row_id, j.logbook, j.name, j.code, j.written, p.tab_no, p.row_no, p.standing, t.sheet,
            coalesce(h.heading, '') AS heading, CASE WHEN code IN ({wordy}) THEN trim(j.written) ELSE '' END AS word,
            CASE WHEN code IN ({told}) THEN coalesce(j.detail, '') ELSE '' END AS about
        FROM judged j JOIN _placed p USING (row_id) JOIN _tabs t USING (tab_no)
        LEFT JOIN _headings h ON h.tab_no = p.tab_no AND h.name = j.name
        WHERE t.tab_no > 0 AND j.code IN ({", ".join(f"'{code}'" for code in _codes())})""")
    found = connection.execute("""SELECT code, logbook, name, heading, sheet, word, about, tab_no FROM spoiled
        GROUP BY ALL ORDER BY tab_no, min(row_no), name, word""").fetchall()
    if not found:
        return GatheredCauses()
    money = _may_be_in(connection)
    causes = [_named(replace(Cause(*one[:7]), currencies=money.get(one[1:4], ()))) for one in found]
    connection.execute("""CREATE OR REPLACE TEMP TABLE cause (code VARCHAR, logbook VARCHAR, name VARCHAR,
        heading VARCHAR, sheet VARCHAR, word VARCHAR, about VARCHAR, tab_no INTEGER, question VARCHAR, part VARCHAR,
        apart VARCHAR)""")
    rows = [(*one, cause.question, cause.part, cause.apart) for one, cause in zip(found, causes, strict=True)]
    names = ("code", "logbook", "name", "heading", "sheet", "word", "about", "tab_no", "question", "part", "apart")
    insert(connection, "cause", rows, names)
    by_question: dict[str, list[Cause]] = {}
    for cause in causes:
        by_question.setdefault(cause.question, []).append(cause)
    return GatheredCauses(by_question, _hanging(connection))


def question_ids(cause: Cause) -> tuple[str, str]:
    """The ids of the question and of its part that ask about such a cell as it stands in a problem; "" where none
    does."""
    if cause.code == "no-rate":
        return question_id("rate", cause.written.strip().upper()), ""
    if cause.code not in _codes():
        return "", ""
    wordy = _codes()[cause.code][0] in ("word", "lot", "currency")
    asked = _named(replace(cause, written=cause.written.strip() if wordy else ""))
    return asked.question, asked.part


def _may_be_in(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """By logbook, column and heading: the currencies that its amounts may be in."""
    found = connection.execute("""SELECT logbook, name, heading, list(currency ORDER BY number)
        FROM (SELECT logbook, name, heading, currency, min(number) AS number FROM may_be_in GROUP BY ALL)
        GROUP BY ALL""").fetchall()
    return {(logbook, name, heading): tuple(money) for logbook, name, heading, money in found}


def _named(cause: Cause) -> Cause:
    kind, setting = _codes()[cause.code]
    question, part = (question_id("setting", setting), "") if setting else IDS[kind](cause)
    apart = for_tab(part or question, cause.sheet) if kind in APART else ""
    return replace(cause, question=question, part=part, apart=apart)


def _hanging(connection: duckdb.DuckDBPyConnection) -> dict[str, Hanging]:
    """What hangs on every question and part, by its id."""
    connection.execute("""CREATE OR REPLACE TEMP TABLE hanging AS
        SELECT s.*, unnest(list_distinct([question, nullif(part, ''), nullif(apart, '')])) AS asked
        FROM spoiled s JOIN cause USING (code, logbook, name, heading, sheet, word, about, tab_no)""")
    connection.execute("DELETE FROM hanging WHERE asked IS NULL")
    books = [logbooks()[one] for (one,) in connection.execute("SELECT DISTINCT logbook FROM hanging").fetchall()]
    worth = " UNION ALL ".join(select for book in books for select in worth_of_rows(book))
    found = connection.execute(f"""
        WITH worth AS (SELECT row_id, any_value(kg) AS kg, any_value(money) AS money FROM ({worth}) GROUP BY row_id),
        row_of AS (SELECT DISTINCT asked, row_id, standing FROM hanging),
        sums AS (SELECT asked, count(*) AS rows, count(*) FILTER (standing IN ('left out', 'not read')) AS unused,
                     CASE WHEN count(kg) = count(*) THEN sum(kg) END AS kg,
                     CASE WHEN count(money) = count(*) THEN sum(money) END AS money
                 FROM row_of LEFT JOIN worth USING (row_id) GROUP BY asked),
        cells AS (SELECT asked, count(*) AS cells FROM hanging GROUP BY asked),
        first AS (SELECT asked, list({{'sheet': sheet, 'row': row_no, 'written': written}} ORDER BY tab_no, row_no)
                      [:{MOST_EXAMPLES}] AS examples
                  FROM (SELECT asked, sheet, written, min(tab_no) AS tab_no, min(row_no) AS row_no FROM hanging
                        GROUP BY asked, sheet, written QUALIFY row_number() OVER (PARTITION BY asked
                            ORDER BY min(tab_no), min(row_no)) <= {MOST_EXAMPLES}) GROUP BY asked)
        SELECT asked, cells, rows, unused, kg, money, examples
        FROM sums JOIN cells USING (asked) JOIN first USING (asked)""").fetchall()
    return {
        asked: Hanging(cells=cells, rows=rows, unused=unused, kg=kg, money=money, examples=tuple(map(_example, first)))
        for asked, cells, rows, unused, kg, money, first in found
    }


def _example(one: dict) -> Example:
    return Example(f"{one['sheet']}, row {one['row']}", one["written"])


def worth_of_rows(book: Logbook, base: str = "(SELECT currency FROM base_money)") -> list[str]:
    """The SELECTs of row_id, kg and money in the base currency, which is that SQL, of the rows of a logbook, used and
    left out."""
    masses = [c.clean_name for c in book.columns if c.kind is ColumnKind.MASS]
    kg = quoted("weight_kg" if "weight_kg" in masses else masses[0]) if masses else "NULL::DOUBLE"
    price = next((c.clean_name for c in book.columns if c.kind is ColumnKind.PRICE and c.main), None)
    price = price or next((c.clean_name for c in book.columns if c.name in ("accepted_price", "price")), None)
    amount = "amount" if book.has("amount") and book.has("currency") else f"{kg} * {quoted(price)}" if price else "NULL"
    own = f"coalesce(upper(trim(currency)) = {base}, true)"
    money = f"CASE WHEN {own} THEN {amount} END" if book.has("currency") else "NULL::DOUBLE"
    schemas = ("clean", "lost") if book.is_a_leg else ("clean",)
    return [f"SELECT row_id, {kg} AS kg, {money} AS money FROM {one}.{quoted(book.id)}" for one in schemas]
