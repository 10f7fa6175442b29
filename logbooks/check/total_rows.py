"""Rows that sum up others and look like data: their word stands among the codes, or they hold nothing but a sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from logbooks.check import staged_rows
from logbooks.declare import ColumnKind, Logbook
from logbooks.vocabulary.total_words import may_say_total, says_total

if TYPE_CHECKING:
    import duckdb

    from logbooks.check.staged_rows import ColumnPlace, StagedTab

CODE = "total-row"
ADDED = (ColumnKind.MASS, ColumnKind.MONEY)
BESIDE = (ColumnKind.DATE, ColumnKind.CHOICE)  # what a sum may have beside it: its day, and of what it is
NUMBERS = (*ADDED, ColumnKind.PRICE, ColumnKind.NUMBER, ColumnKind.INTEGER)
NAMED = 10  # of so many rows the problem says the numbers


@dataclass(frozen=True)
class TotalRow:
    """One such row: where the total is, what stands there, and whether the row would have counted otherwise."""

    row: int
    place: ColumnPlace
    written: str
    asked: bool


def find(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab]) -> None:
    """Takes such rows of the staged tabs out of the data, and tells of each tab that lost one in one problem."""
    found: dict[StagedTab, list[TotalRow]] = defaultdict(list)
    for tab, place, text in _said(connection, tabs):
        found[tab] += _rows_that_say(connection, tab, place, text)
    for tab, rows in found.items():
        _take_out(connection, tab, rows)
    for tab in _with_bare_rows(connection, tabs):
        sums = _bare_sums(connection, tab)
        _take_out(connection, tab, sums)
        found[tab] += sums
    for tab, rows in found.items():
        _tell(connection, tab, [row for row in rows if row.asked])


def _said(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab]) -> list[tuple[StagedTab, ColumnPlace, str]]:
    """Every text among the codes that is a word for a total."""
    places = [(tab, place) for tab in tabs if _is_added_up(tab.logbook) for place in tab.places.values()]
    places = [(tab, place) for tab, place in places if place.index and _names_something(tab.logbook, place)]
    asked = " UNION ALL ".join(
        f"SELECT DISTINCT {number}, c{place.index} FROM {tab.table} WHERE reason IS NULL AND "
        f"regexp_matches(strip_accents(lower(c{place.index})), {staged_rows.literal(may_say_total())})"
        for number, (tab, place) in enumerate(places)
    )
    texts = connection.execute(asked).fetchall() if asked else []
    return [
        (*places[number], text)
        for number, text in sorted(texts)
        if says_total(text) and not _may_be_a_name(places[number][1], text)
    ]


def _is_added_up(logbook: Logbook) -> bool:
    """Whether the logbook has amounts that somebody may sum up in the sheet."""
    return any(c.kind in ADDED or (c.required and c.kind in NUMBERS) for c in logbook.columns) and logbook.key != (
        "setting",
        "stream",
    )


def _names_something(logbook: Logbook, place: ColumnPlace) -> bool:
    """Whether the cells of the column say which one, who or when, and a total has no answer."""
    column = place.column
    return column.kind is ColumnKind.ID or (
        column.kind in (ColumnKind.TEXT, ColumnKind.DATE)
        and (column.required or column.name in ("farmer_name", "station"))
    )


def _may_be_a_name(place: ColumnPlace, text: str) -> bool:
    """Suma and Soma are people too."""
    return place.column.name == "farmer_name" and len(text) <= 4


def _rows_that_say(
    connection: duckdb.DuckDBPyConnection, tab: StagedTab, place: ColumnPlace, text: str
) -> list[TotalRow]:
    complete = " AND ".join(f"{cell} IS NOT NULL" for cell in staged_rows.required_cells(tab)) or "true"
    rows = connection.execute(
        f"SELECT row_no, {complete} FROM {tab.table} WHERE reason IS NULL AND c{place.index} = ?", [text]
    ).fetchall()
    return [TotalRow(row, place, text, whole) for row, whole in rows]


def _bare(tab: StagedTab) -> tuple[list[ColumnPlace], str]:
    """The columns that are added up, and the SQL of a row without codes and words that lacks something."""
    added = [place for place in tab.places.values() if place.index and place.column.kind in ADDED]
    others = [f"c{p.index}" for p in tab.places.values() if p.index and p.column.kind not in (*NUMBERS, *BESIDE)]
    nothing = f"coalesce({', '.join(others)}) IS NULL" if others else "false"
    some = f"coalesce({', '.join(f'c{place.index}' for place in added)}) IS NOT NULL" if added else "false"
    lacks = " OR ".join(f"{cell} IS NULL" for cell in staged_rows.required_cells(tab)) or "false"
    return added, f"reason IS NULL AND {nothing} AND {some} AND ({lacks})"


def _with_bare_rows(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab]) -> list[StagedTab]:
    asked = " UNION ALL ".join(
        f"SELECT {number} FROM {tab.table} WHERE {_bare(tab)[1]} HAVING count(*) > 0" for number, tab in enumerate(tabs)
    )
    return [tabs[number] for (number,) in connection.execute(asked).fetchall()] if asked else []


def _bare_sums(connection: duckdb.DuckDBPyConnection, tab: StagedTab) -> list[TotalRow]:
    """The rows without codes and words of which one is the sum of those since the last total, or of all above."""
    added, bare = _bare(tab)
    cells = connection.execute(
        f"SELECT row_no, reason IS NOT NULL, {bare}, {', '.join(f'c{place.index}' for place in added)} "
        f"FROM {tab.table} WHERE reason IS NULL OR reason = '{staged_rows.TOTAL}' ORDER BY row_no"
    ).fetchall()
    found = {}
    for position, place in enumerate(added):
        since: list[float | None] = []
        every: list[float | None] = []
        for row, is_total, is_bare, *texts in cells:
            value = _number(texts[position])
            if is_total or (is_bare and (_is_sum(value, since) or _is_sum(value, every))):
                since = []
                if not is_total:
                    found.setdefault(row, TotalRow(row, place, texts[position], True))
            elif value is not None or texts[position]:
                since.append(value)
                every.append(value)
    return [found[row] for row in sorted(found)]


def _is_sum(value: float | None, parts: list[float | None]) -> bool:
    known = [part for part in parts if part is not None]
    return value is not None and len(known) == len(parts) > 1 and abs(sum(known) - value) <= 1e-6 * abs(value)


def _number(text: str | None) -> float | None:
    try:
        return float((text or "").replace(",", "."))
    except ValueError:
        return None


def _take_out(connection: duckdb.DuckDBPyConnection, tab: StagedTab, rows: Iterable[TotalRow]) -> None:
    if numbers := ", ".join(str(row.row) for row in rows):
        connection.execute(
            f"UPDATE {tab.table} SET reason = '{staged_rows.TOTAL}', row_id = NULL WHERE row_no IN ({numbers})"
        )


def _tell(connection: duckdb.DuckDBPyConnection, tab: StagedTab, rows: list[TotalRow]) -> None:
    """One problem of the tab, at the first of the rows."""
    numbers = sorted({row.row for row in rows})
    if not numbers:
        return
    first = min(rows, key=lambda row: row.row)
    more = f" and {len(numbers) - NAMED:,} more" if len(numbers) > NAMED else ""
    said = ", ".join(map(str, numbers[:NAMED])) + more
    connection.execute(
        "INSERT INTO _problems VALUES (?, 'doubtful', ?, ?, ?, ?, ?, ?, ?)",
        [CODE, tab.tab_no, first.row, first.place.column.name, first.place.header, first.written, said, len(numbers)],
    )
