"""Turns what was typed into values: every distinct cell once, set-based, by declared formats; what can't be read is
said."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.check.staged_rows import literal
from logbooks.fixed_numbers import with_numbers
from logbooks.recognise.answers import NOTHING, Answers
from logbooks.vocabulary.crop_years import crop_year, is_one_year, named_by
from logbooks.vocabulary.sheet_words import fold, fold_sql, month_words, not_yet_words
from logbooks.vocabulary.units import (
    POINTS,
    Unit,
    names_no_currency,
    out_of,
    own_measure,
    read_currency,
    read_unit,
)
from logbooks.warehouse.parsed_sql import run
from logbooks.warehouse.warehouse import insert

if TYPE_CHECKING:
    import duckdb

PARSING = Path(__file__).parent / "parsing_sql"
POWER = re.compile(r"(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")  # 10³, as laboratories count germs
# Digits of other scripts, and signs that mean point, comma or minus, as we write them.
FOREIGN = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९٫٬−’"
OURS = "012345678901234567890123456789.,-'"
NUMBERS = ("number", "integer", "mass", "money", "price", "share", "percent")
OFTEN = 2  # weights beside which a word must stand to be a measure, and no remark
AROUND = r"^(\D*?)\s*([+-]?[.,]?\d(?:[\d.,'' ]*\d)?)\s*(\D*)$"


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the empty tables that parsing fills."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE cells (row_id BIGINT, found_no INTEGER, letter VARCHAR, text VARCHAR);
        CREATE OR REPLACE TEMP TABLE found (found_no INTEGER, tab_no INTEGER, logbook VARCHAR, name VARCHAR,
            kind VARCHAR, known_later BOOLEAN, in_base VARCHAR,
            header VARCHAR, header_percent BOOLEAN, scale_said VARCHAR, mark_said VARCHAR, mark_of_all VARCHAR,
            decimal_mark VARCHAR, date_order VARCHAR, date_format VARCHAR, latest DATE, choices VARCHAR);
        CREATE OR REPLACE TEMP TABLE choices (found_no INTEGER, word VARCHAR, choice VARCHAR, number INTEGER);
        CREATE OR REPLACE TEMP TABLE parsed (found_no INTEGER, letter VARCHAR, text VARCHAR, number DOUBLE, size DOUBLE,
            scale DOUBLE,
            currency VARCHAR, day DATE, moment TIMESTAMP, yes BOOLEAN, word VARCHAR, code VARCHAR, detail VARCHAR);
        CREATE OR REPLACE TEMP TABLE months (word VARCHAR, number INTEGER);
        CREATE OR REPLACE TEMP TABLE not_yet (word VARCHAR)""")
    insert(connection, "not_yet", [(word,) for word in not_yet_words()], ("word",))
    words = month_words()
    insert(connection, "months", list(words.items()), ("word", "number"))


def prepare(connection: duckdb.DuckDBPyConnection) -> bool:
    """Fills `written` with every distinct cell of `cells` as it is read; says whether there are any."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE distinct_cells AS SELECT DISTINCT found_no, letter, text FROM cells"
    )
    if not connection.execute("SELECT 1 FROM distinct_cells LIMIT 1").fetchall():
        return False
    _plain(connection)
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE written AS
        SELECT d.*, f.* EXCLUDE (found_no), translate(coalesce(n.plain, trim(d.text)),
                 CASE WHEN f.kind IN {(*NUMBERS, "date", "datetime")} THEN '{FOREIGN}' ELSE '' END,
                 CASE WHEN f.kind IN {(*NUMBERS, "date", "datetime")} THEN
                     '{OURS.replace("'", "''")}' ELSE '' END) AS plain
        FROM distinct_cells d JOIN found f USING (found_no) LEFT JOIN normal n ON n.text = d.text""")
    _not_yet(connection)
    return True


def parse(connection: duckdb.DuckDBPyConnection, sizes: Mapping[str, float], answers: Answers) -> None:
    """Fills `parsed` from what `prepare` wrote, by what is settled; `sizes` give a local unit its size, `answers` say
    which currencies are meant by signs such as $, and which season by one year."""
    signs = answers.of_kind("currency")
    no_measures = {word for word, said in answers.of_kind("size").items() if said == NOTHING}
    kinds = {
        row[0]
        for row in connection.execute("SELECT DISTINCT kind FROM written WHERE letter NOT IN ('e', 'u')").fetchall()
    }
    if kinds & set(NUMBERS):
        connection.execute(f"""CREATE OR REPLACE TEMP TABLE cut AS
            SELECT *, p.before AS before, p.body AS body, p.after AS after FROM (
                SELECT *, regexp_extract({_without_most()}, '{AROUND}', ['before', 'body', 'after']) AS p
                FROM written WHERE kind IN {NUMBERS} AND letter NOT IN ('e', 'u'))""")
        _around(connection, sizes, signs, no_measures)
        _run(connection, "numbers")
    if kinds & {"date", "datetime"}:
        _as_said(connection)
        _run(connection, "dates")
    _run(connection, "words")
    _roles(connection, sizes, signs, no_measures, answers.said("season"))


def _without_most() -> str:
    """The SQL of a number as written, of a score without how many points it is of: 84 of 84/100."""
    scored = [(book.id, column) for book in logbooks().values() for column in book.columns if column.is_score]
    cases = " ".join(
        f"WHEN logbook = '{book}' AND name = '{column.name}' AND letter = 't' "
        f"THEN regexp_replace(plain, {literal(out_of(column.most or 0))}, '\\1')"
        for book, column in scored
    )
    return f"CASE {cases} ELSE plain END"


def _not_yet(connection: duckdb.DuckDBPyConnection) -> None:
    """Takes as blank what only says that a thing has not happened yet, in columns that become known when it has."""
    said = (
        f"""known_later AND kind <> 'choice' AND letter = 't' AND {fold_sql("plain")} IN (SELECT word FROM not_yet)"""
    )
    connection.execute(
        f"INSERT INTO parsed (found_no, letter, text) SELECT found_no, letter, text FROM written WHERE {said}"
    )
    connection.execute(f"DELETE FROM written WHERE {said}")


def _run(connection: duckdb.DuckDBPyConnection, part: str) -> None:
    run(connection, _sql_of(part))


@cache
def _sql_of(part: str) -> str:
    return with_numbers((PARSING / f"{part}.sql").read_text("utf-8")).replace("{fold_plain}", fold_sql("plain"))


def _plain(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills `normal`: NFKC without invisible characters, one space between words, for the texts that need it."""
    texts = connection.execute("""SELECT DISTINCT text FROM distinct_cells
                                  WHERE strlen(text) <> length(text) OR contains(text, '  ')
                                      OR regexp_matches(text, '[\\t\\r\\n]')""").fetchall()
    connection.execute("CREATE OR REPLACE TEMP TABLE normal (text VARCHAR, plain VARCHAR)")
    insert(connection, "normal", [(text, plain(text)) for (text,) in texts], ("text", "plain"))


def plain(text: str) -> str:
    """The text with full-width and other compatible characters as their ordinary ones, no invisible ones, single
    spaces."""
    text = POWER.sub(lambda raised: "^" + raised.group(), text)  # folded, 10³ would be 103
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return " ".join(visible.split())


def _around(
    connection: duckdb.DuckDBPyConnection,
    sizes: Mapping[str, float],
    signs: Mapping[str, str],
    no_measures: Collection[str],
) -> None:
    """Fills `around`: what the words before and after the digits mean, each distinct pair once."""
    pairs = connection.execute(
        "SELECT DISTINCT found_no, kind, name, logbook, in_base, before, after FROM cut WHERE body <> ''"
    ).fetchall()
    rows: list[tuple] = []
    often: Counter[tuple[int, str]] | None = None
    for found_no, kind, name, logbook, base, before, after in pairs:
        unit = unit_in_words(kind, name, logbook, f"{before} {after}", sizes) if before or after else Unit()
        if unit.code == "unknown-unit" and kind == "mass" and not before:
            often = _words_beside(connection) if often is None else often
            unit = _measure(unit, after, sizes, no_measures) if often[found_no, fold(after)] >= OFTEN else unit
        if unit == Unit(unit.size) and names_no_currency(f"{before} {after}", base):
            unit = replace(unit, currency=signs["$"]) if "$" in signs else Unit(code="unknown-currency", detail="$")
        rows.append(
            (found_no, before, after, unit.size, unit.scale, unit.currency, unit.percent, unit.code, unit.detail)
        )
    connection.execute("""CREATE OR REPLACE TEMP TABLE around (found_no INTEGER, before VARCHAR, after VARCHAR,
                          size DOUBLE, scale DOUBLE, currency VARCHAR, percent BOOLEAN, code VARCHAR,
                          detail VARCHAR)""")
    insert(
        connection,
        "around",
        rows,
        ("found_no", "before", "after", "size", "scale", "currency", "percent", "code", "detail"),
    )


def _words_beside(connection: duckdb.DuckDBPyConnection) -> Counter[tuple[int, str]]:
    """In how many cells of a column each word stands behind a number."""
    found = Counter[tuple[int, str]]()
    for found_no, after, cells in connection.execute("""SELECT found_no, after, count(*)
            FROM cut JOIN cells USING (found_no, letter, text) WHERE body <> '' AND before = '' AND kind = 'mass'
            GROUP BY ALL""").fetchall():
        found[found_no, fold(after)] += cells
    return found


def _measure(unknown: Unit, words: str, sizes: Mapping[str, float], no_measures: Collection[str]) -> Unit:
    """The measure of people's own that the words are; still unknown where they said that it is none."""
    return unknown if fold(words) in no_measures else own_measure(words, sizes)


def _as_said(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills `as_said`: the days of columns whose date format a person told; 1st and 4th are read as 1 and 4."""
    connection.execute("CREATE OR REPLACE TEMP TABLE as_said (found_no INTEGER, text VARCHAR, said TIMESTAMP)")
    for found_no, form in connection.execute(
        "SELECT DISTINCT found_no, date_format FROM written WHERE date_format IS NOT NULL"
    ).fetchall():
        connection.execute(
            f"""INSERT INTO as_said SELECT DISTINCT found_no, text,
                    try_strptime(regexp_replace(plain, '(\\d)(st|nd|rd|th)\\b', '\\1', 'gi'), {literal(form)})
                FROM written WHERE found_no = ?""",
            [found_no],
        )


def unit_in_words(kind: str, name: str, logbook: str, text: str, sizes: Mapping[str, float]) -> Unit:
    """The unit that stands beside a number of such a column."""
    column = logbooks()[logbook].column(name) if logbooks()[logbook].has(name) else None
    own = (POINTS if column.is_score else column.unit) if column and kind in ("number", "integer") else ""
    dimension = {"mass": "mass", "price": "price", "money": "money", "share": "share", "percent": "share"}.get(
        kind, own
    )
    return read_unit(text, dimension, sizes)


def _roles(
    connection: duckdb.DuckDBPyConnection,
    sizes: Mapping[str, float],
    signs: Mapping[str, str],
    no_measures: Collection[str],
    which: str | None,
) -> None:
    """Reads the few text columns with a meaning of their own: currencies, units, crop years."""
    rows: list[tuple] = []
    for found_no, kind, letter, text, bare in connection.execute(
        "SELECT found_no, kind, letter, text, plain FROM written WHERE kind IN ('currency', 'mass unit', "
        "'price unit', 'crop year') AND letter NOT IN ('e', 'u')"
    ).fetchall():
        if kind == "currency":
            currency = read_currency(bare) or signs.get(bare.strip().lower())
            rows.append(
                (
                    found_no,
                    letter,
                    text,
                    None,
                    None,
                    None,
                    currency,
                    None if currency else "unknown-currency",
                    "" if currency else bare,
                )
            )
        elif kind == "crop year":
            alone = is_one_year(bare)
            year = named_by(bare, which) if alone and which else crop_year(bare)
            code = None if year else "one-year-season" if alone else "unclear-crop-year"
            rows.append((found_no, letter, text, year, None, None, None, code, ""))
        else:
            unit = read_unit(bare, "mass" if kind == "mass unit" else "price", sizes)
            if unit.code == "unknown-unit" and kind == "mass unit":
                unit = _measure(unit, bare, sizes, no_measures)
            rows.append((found_no, letter, text, bare, unit.size, unit.scale, unit.currency, unit.code, unit.detail))
    names = ("found_no", "letter", "text", "word", "size", "scale", "currency", "code", "detail")
    insert(connection, "parsed", rows, names)
