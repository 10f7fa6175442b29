"""Finds dates whose day and month the spreadsheet may have exchanged while somebody typed.

Where the locale is month-first, 03/04/2026 typed by people who write the day first silently becomes a date, 4 March,
and 25/04/2026 stays text because there is no such date. The texts tell how people typed; the dates bear no trace of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from logbooks.check.staged_rows import ColumnPlace, StagedTab, literal

if TYPE_CHECKING:
    import duckdb

CODE = "days-and-months-mixed"
NEAR = timedelta(days=31)  # so far from the texts a date may lie and still belong to the same weeks of typing
ROLES = ("date", "datetime")
# Texts of which one part is above 12, so that they say by themselves which is the day.
PROOFS = r"""
    SELECT found_no, text, day, a, length(year_text) = 2 FROM (
        SELECT found_no, text, a, year_text, TRY_CAST(concat(CASE WHEN length(year_text) = 2 THEN '20' END, year_text,
            '-', CASE WHEN a > 12 THEN concat(b, '-', a) ELSE concat(a, '-', b) END) AS DATE) AS day
        FROM (SELECT found_no, text, p.y AS year_text, TRY_CAST(p.a AS INTEGER) AS a, TRY_CAST(p.b AS INTEGER) AS b
              FROM (SELECT found_no, text, regexp_extract(plain, '^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})( .*)?$',
                  ['a', 'b', 'y', 't']) AS p
                    FROM written WHERE letter = 't' AND kind IN ('date', 'datetime')))
        WHERE (a > 12) <> (b > 12))
    WHERE day IS NOT NULL ORDER BY found_no, day, text"""


@dataclass(frozen=True)
class Proof:
    """A day that stayed text and says itself which part is the day; `first` is its first part."""

    text: str
    day: date
    first: int
    short_year: bool


def flag_mixed(
    connection: duckdb.DuckDBPyConnection, tabs: Iterable[StagedTab], with_odd: set[int], latest: date
) -> None:
    """Flags such dates and empties the moments among them; `with_odd` are the columns of which cells were parsed,
    `latest` the day of reading."""
    columns = [
        (tab, place)
        for tab in tabs
        for place in tab.places.values()
        if place.role in ROLES and place.index and place.found_no in with_odd
    ]
    if not columns:
        return
    proofs: dict[int, list[Proof]] = {}
    for found_no, *proof in connection.execute(PROOFS).fetchall():
        proofs.setdefault(found_no, []).append(Proof(*proof))
    for tab, place in columns:
        if place.found_no in proofs:
            doubted = mixed(_dates(connection, tab, place), proofs[place.found_no], latest)
            if doubted:
                _flag(connection, tab, place, doubted)


def mixed(dates: Sequence[date], proofs: Sequence[Proof], latest: date) -> Proof | None:
    """A text that makes the dates of its column doubtful: its order is the only one, none of them has a day above 12,
    and read the other way round they lie at least as near to the days that stayed text. None where they can be trusted.
    """
    years = {day.year for day in dates}
    proofs = [one for one in proofs if not one.short_year or _ends_with_its_year(one, years)]
    either = [day for day in dates if day.day != day.month]
    if not proofs or not either or any(day.day > 12 for day in dates) or len({one.first > 12 for one in proofs}) > 1:
        return None
    first, last = proofs[0].day - NEAR, min(max(one.day for one in proofs) + NEAR, latest)
    as_read = sum(first <= day <= last for day in either)
    exchanged = sum(first <= day.replace(month=day.day, day=day.month) <= last for day in either)
    return proofs[0] if exchanged >= as_read else None


def _ends_with_its_year(proof: Proof, years: set[int]) -> bool:
    """Whether 25/04/26 can't begin with its year: the column has dates of 2026 and none of 2025."""
    return proof.day.year in years and 2000 + proof.first not in years


def _dates(connection: duckdb.DuckDBPyConnection, tab: StagedTab, place: ColumnPlace) -> list[date]:
    """Every day that a date cell of the column holds, once."""
    return [
        day
        for (day,) in connection.execute(
            f"SELECT DISTINCT {_day(place)} FROM {tab.table} WHERE {_is_date(place)}"
        ).fetchall()
    ]


def _day(place: ColumnPlace) -> str:
    return f"CAST(TRY_CAST(({place.text}) AS TIMESTAMP) AS DATE)"


def _is_date(place: ColumnPlace) -> str:
    return f"row_id IS NOT NULL AND {place.letter} IN ('d', 'm') AND {_day(place)} IS NOT NULL"


def _flag(connection: duckdb.DuckDBPyConnection, tab: StagedTab, place: ColumnPlace, proof: Proof) -> None:
    day, doubted = _day(place), f"{_is_date(place)} AND day({_day(place)}) <> month({_day(place)})"
    exchanged = f"strftime({day}, '%Y-%d-%m')"
    connection.execute(f"""INSERT INTO flags SELECT row_id, {literal(tab.logbook.id)}, {literal(place.column.name)},
                               '{CODE}', ({place.text}),
                               {exchanged} || {literal(f" (as in {proof.text}, which stayed text)")}
                           FROM {tab.table} WHERE {doubted}""")
    connection.execute(
        """UPDATE parsed SET day = NULL, moment = NULL
                          WHERE found_no = ? AND letter IN ('d', 'm') AND moment IS NOT NULL
                              AND day(moment) <> month(moment)""",
        [place.found_no],
    )
