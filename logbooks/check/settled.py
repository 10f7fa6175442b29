"""What the workbook itself settles, so that nobody is asked: kept as an answer with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from logbooks.check.staged_rows import StagedTab
from logbooks.fixed_numbers import fixed, with_numbers
from logbooks.recognise.answers import Answers, about_column
from logbooks.vocabulary.sheet_words import fold, payment_words
from logbooks.warehouse.warehouse import insert

if TYPE_CHECKING:
    import duckdb

    from logbooks.recognise.recognised import Recognised
    from logbooks.recognise.settled_columns import Settled

SQL = Path(__file__).parent / "parsing_sql"
MARKS = (",", ".", "thousands")
# `cells` are those that are read only because of it, `evidence` a part of settled.toml, `written` what proves it.
TABLES = """
    CREATE TABLE settled (question VARCHAR, answer VARCHAR, tab_no INTEGER, name VARCHAR, heading VARCHAR, cells BIGINT,
        evidence VARCHAR, written VARCHAR);"""
COLUMNS = ("question", "answer", "tab_no", "name", "heading", "cells", "evidence", "written")
TEMPORARY = """
    CREATE OR REPLACE TEMP TABLE answered_days (found_no INTEGER, reading VARCHAR);
    CREATE OR REPLACE TEMP TABLE settled_orders (found_no INTEGER, reading VARCHAR, evidence VARCHAR, proof VARCHAR,
        short_too BOOLEAN);
    CREATE OR REPLACE TEMP TABLE settled_days (found_no INTEGER, text VARCHAR, settled_day DATE);
    CREATE OR REPLACE TEMP TABLE settled_marks (found_no INTEGER, mark VARCHAR, answered BOOLEAN, proof VARCHAR);
    CREATE OR REPLACE TEMP TABLE years_last (found_no INTEGER);
    CREATE OR REPLACE TEMP TABLE season (source VARCHAR, first DATE, last DATE);"""
DAY_TEXTS = r"""
    CREATE OR REPLACE TEMP TABLE day_texts AS
    SELECT found_no, source, text, latest, declared, p.a AS a, p.b AS b, p.c AS c
    FROM (SELECT w.found_no, t.source, w.text, w.latest, w.date_order AS declared,
                 regexp_extract(plain, '^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$', ['a', 'b', 'c']) AS p
          FROM written w JOIN _tabs t USING (tab_no)
          WHERE kind IN ('date', 'datetime') AND letter = 't' AND date_format IS NULL)
    WHERE p.c <> ''"""
# the first and last day that is written in full, of every workbook
WRITTEN_IN_FULL = r"""
    SELECT source, TRY_CAST(regexp_extract(plain, '^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}') AS DATE) AS day
    FROM written JOIN _tabs USING (tab_no) WHERE kind IN ('date', 'datetime') AND letter = 't'
    UNION ALL
    SELECT source, CASE WHEN a::INT > 12 THEN TRY_CAST(concat(c, '-', lpad(b, 2, '0'), '-', lpad(a, 2, '0')) AS DATE)
                        ELSE TRY_CAST(concat(c, '-', lpad(a, 2, '0'), '-', lpad(b, 2, '0')) AS DATE) END
    FROM day_texts WHERE length(c) = 4 AND (a::INT > 12) <> (b::INT > 12)"""

# Where a workbook speaks of no season: the years of a column that at one end has but a few years, all of them recent,
# and at the other more days than these, not all of which could be recent years.
YEARS_OF_COLUMNS = r"""
    SELECT source, make_date(2000 + min(years.first), 1, 1),
           make_date(2000 + max(years.last), 12, 31)
    FROM (SELECT source, CASE WHEN c_recent AND NOT a_recent AND c_years < a_years THEN {'first': min_c, 'last': max_c}
                              WHEN a_recent AND NOT c_recent AND a_years < c_years THEN {'first': min_a, 'last': max_a}
                         END AS years
          FROM (SELECT source, min(a::INT) AS min_a, max(a::INT) AS max_a, min(c::INT) AS min_c, max(c::INT) AS max_c,
                       count(DISTINCT a) AS a_years, count(DISTINCT c) AS c_years,
                       bool_and(2000 + c::INT BETWEEN {since} AND {until}) AS c_recent,
                       bool_and(length(a) = 2 AND 2000 + a::INT BETWEEN {since} AND {until}) AS a_recent
                FROM day_texts WHERE length(c) = 2 GROUP BY found_no, source
                HAVING count(DISTINCT text) >= {days_that_tell_the_year}))
    WHERE years IS NOT NULL AND source NOT IN (SELECT source FROM season) GROUP BY source"""


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the empty tables."""
    connection.execute(TABLES + TEMPORARY)


def note(connection: duckdb.DuckDBPyConnection, rows: Iterable[tuple]) -> None:
    """Writes down what is settled: rows of question, answer, tab_no, name, heading, cells, evidence, written."""
    insert(connection, "settled", list(rows), COLUMNS)


def note_columns(connection: duckdb.DuckDBPyConnection, numbered: Iterable[tuple[int, Recognised]]) -> None:
    """Writes down what the recognised tabs settle of their columns."""
    told = [(tab_no, one, cells) for tab_no, found in numbered for one, cells in _cells_below(found)]
    if told:
        note(
            connection,
            [(o.question, o.answer, no, o.name, o.heading, cells, o.evidence, o.written) for no, o, cells in told],
        )


def _cells_below(found: Recognised) -> list[tuple[Settled, int]]:
    """What the tab settles, each with how many cells stand below its heading."""
    if found.tab.cells is None or not found.settled:
        return []
    below = found.below
    empty = [below[f"c{one.index}"].null_count if one.index else 0 for one in found.settled]
    return [(one, below.num_rows - blank) for one, blank in zip(found.settled, empty, strict=True)]


def settle_days(
    connection: duckdb.DuckDBPyConnection,
    tabs: Iterable[StagedTab],
    answers: Answers,
    seasons: Mapping[str, Iterable[str]],
    latest: date,
) -> None:
    """Settles which part of a day is which, where texts leave it open; `seasons` are the crop years that titles name,
    by workbook. What a person answered holds; an answer that is no order leaves the column as it is."""
    connection.execute(
        "DELETE FROM answered_days; DELETE FROM settled_orders; DELETE FROM settled_days; DELETE FROM years_last"
    )
    places = {place.found_no: (tab, place) for tab in tabs for place in tab.places.values()}
    ids = {no: about_column("dates", tab.logbook.id, p.column.name, p.header) for no, (tab, p) in places.items()}
    # one heading may stand for two days of a sale: what was said of it then holds for both
    same = {
        no: [ids[other] for other, (book, p) in places.items() if (book.tab_no, p.index) == (tab.tab_no, place.index)]
        for no, (tab, place) in places.items()
    }
    here = {no: answers.of_tab(tab.sheet) for no, (tab, _) in places.items()}
    answered = [(no, said) for no in ids if (said := here[no].said(ids[no], *same[no], "dates")) is not None]
    if answered:
        insert(connection, "answered_days", answered, ("found_no", "reading"))
    connection.execute(DAY_TEXTS)
    if not connection.execute("SELECT 1 FROM day_texts LIMIT 1").fetchall():
        return
    _seasons(connection, dict.fromkeys(tab for tab, _ in places.values()), seasons, latest)
    connection.execute(with_numbers((SQL / "settled_days.sql").read_text("utf-8")))
    found = connection.execute("""
        SELECT found_no, reading, count(*), any_value(evidence), any_value(proof)
        FROM settled_orders JOIN cells USING (found_no) JOIN day_readings USING (found_no, text)
            LEFT JOIN settled_days USING (found_no, text)
        WHERE settled_day IS NOT NULL OR NOT short AND declared IS NULL AND dmy <> mdy AND reading <> 'ymd'
            AND found_no NOT IN (SELECT found_no FROM day_readings WHERE NOT short AND (dmy IS NULL) <> (mdy IS NULL))
        GROUP BY ALL ORDER BY found_no""").fetchall()
    note(
        connection,
        (
            (ids[no], reading, places[no][0].tab_no, places[no][1].column.name, places[no][1].header, cells, *evidence)
            for no, reading, cells, *evidence in found
        ),
    )


def settle_marks(connection: duckdb.DuckDBPyConnection, tabs: Iterable[StagedTab], answers: Answers) -> None:
    """Settles which mark stands before decimals in columns that leave it open. What a person answered holds; an answer
    that is no mark leaves the column as it is."""
    connection.execute("DELETE FROM settled_marks")
    places = {place.found_no: (tab, place) for tab in tabs for place in tab.places.values()}
    ids = {no: about_column("mark", tab.logbook.id, p.column.name, p.header) for no, (tab, p) in places.items()}
    here = {no: answers.of_tab(tab.sheet) for no, (tab, _) in places.items()}
    answered = [
        (no, said if said in MARKS else None, True) for no, one in ids.items() if (said := here[no].said(one, "mark"))
    ]
    if answered:
        insert(connection, "settled_marks", answered, ("found_no", "mark", "answered"))
    connection.execute(with_numbers((SQL / "settled_marks.sql").read_text("utf-8")))
    found = connection.execute(r"""
        SELECT found_no, mark, count(*), 'numbers-of-workbook', any_value(proof)
        FROM settled_marks JOIN cells USING (found_no)
        WHERE NOT answered AND letter = 't' AND regexp_matches(text, '(^|\D)[1-9]\d{0,2}[.,]\d{3}(\D|$)')
        GROUP BY ALL ORDER BY found_no""").fetchall()
    note(
        connection,
        (
            (ids[no], mark, places[no][0].tab_no, places[no][1].column.name, places[no][1].header, *rest)
            for no, mark, *rest in found
        ),
    )


def note_paid(connection: duckdb.DuckDBPyConnection, tabs: Iterable[StagedTab], answers: Answers) -> None:
    """Writes down which words of a status speak of payment and are read as sold, where nobody said what they mean."""
    places = {
        place.found_no: (tab, place)
        for tab in tabs
        for place in tab.places.values()
        if tab.logbook.id == "offers" and place.column.name == "status"
    }
    if not places:
        return
    found = connection.execute(
        """SELECT found_no, text, count(*) FROM parsed JOIN cells USING (found_no, letter, text)
           WHERE word = 'accepted' AND list_contains(?::INTEGER[], found_no) GROUP BY ALL ORDER BY ALL""",
        [list(places)],
    ).fetchall()
    rows = []
    for no, text, cells in found:
        tab, place = places[no]
        question = about_column("word", "offers", "status", place.header, text)
        asked = answers.of_tab(tab.sheet).said(question, about_column("word", "offers", "status", place.header))
        if asked is None and any(f" {word} " in f" {fold(text)} " for word in payment_words()):
            rows.append((question, "accepted", tab.tab_no, "status", place.header, cells, "paid-is-sold", text))
    note(connection, rows)


def _seasons(
    connection: duckdb.DuckDBPyConnection, tabs: Iterable[StagedTab], named: Mapping[str, Iterable[str]], latest: date
) -> None:
    """Fills `season`: from when to when each workbook speaks, by days in full, crop years in titles and in columns."""
    slack = fixed("season_slack_days")
    stored = " UNION ALL ".join(
        f"SELECT {tab.tab_no} AS tab_no, TRY_CAST(left({place.text}, 10) AS DATE) AS day FROM {tab.table} "
        f"WHERE row_id IS NOT NULL AND {place.letter} IN ('d', 'm')"
        for tab in tabs
        for place in tab.places.values()
        if place.role in ("date", "datetime") and place.index
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE crop_years_named (source VARCHAR, year INTEGER)")
    years = [(source, int(year[:4])) for source, found in named.items() for year in found]
    if years:
        insert(connection, "crop_years_named", years, ("source", "year"))
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE season AS
        WITH full_days AS ({WRITTEN_IN_FULL}
            {f"UNION ALL SELECT source, day FROM ({stored}) JOIN _tabs USING (tab_no)" if stored else ""}),
        spans AS (
            SELECT source, day - {slack} AS first, day + {slack} AS last FROM full_days
            WHERE day BETWEEN make_date({fixed("earliest_year")}, 1, 1) AND DATE '{latest}'
            UNION ALL
            SELECT source, make_date(year, 1, 1), make_date(year + 1, 12, 31) FROM crop_years_named
            UNION ALL
            SELECT source, make_date(year, 1, 1), make_date(year + 1, 12, 31) FROM (
                SELECT source, TRY_CAST(regexp_extract(plain, '^(20\\d\\d) ?[-/–]', 1) AS INTEGER) AS year
                FROM written JOIN _tabs USING (tab_no) WHERE kind = 'crop year') WHERE year IS NOT NULL)
        SELECT source, min(first)::DATE AS first, max(last)::DATE AS last FROM spans GROUP BY source""")
    since = YEARS_OF_COLUMNS.replace("{since}", str(latest.year - int(fixed("recent_years"))))
    connection.execute(f"INSERT INTO season {with_numbers(since.replace('{until}', str(latest.year)))}")
