"""Rows that sum up others and look like data: their word stands among the codes, or they hold nothing but a sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from logbooks.check import staged_rows
from logbooks.declare import ColumnKind, Logbook
from logbooks.vocabulary.total_words import begins_like_total, may_say_total, says_total

if TYPE_CHECKING:
    import duckdb

    from logbooks.check.staged_rows import ColumnPlace, StagedTab

CODE = "total-row"
ADDED = (ColumnKind.MASS, ColumnKind.MONEY)
BESIDE = (ColumnKind.DATE, ColumnKind.CHOICE)  # what a sum may have beside it: its day, and of what it is
NUMBERS = (*ADDED, ColumnKind.PRICE, ColumnKind.NUMBER, ColumnKind.INTEGER)
NAMES = ("farmer_name", "station")
UNITS = ("currency", "weight_unit")  # a whole row may have a total in such a column: it is then a slip
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
    like: dict[StagedTab, list[str]] = defaultdict(list)
    for tab, place, text in _told(connection, tabs):
        if says_total(text) and not _may_be_a_name(place, text):
            found[tab] += _rows_that_say(connection, tab, place, text)
        elif begins_like_total(text):
            like[tab].append(f"c{place.index} = {staged_rows.literal(text)}")
    for tab, rows in found.items():
        _take_out(connection, tab, rows)
    for tab in dict.fromkeys([*like, *staged_rows.with_rows(connection, tabs, _bare)]):
        sums = _sums(connection, tab, " OR ".join([_bare(tab), *like[tab]]))
        _take_out(connection, tab, sums)
        found[tab] += sums
    for tab, rows in found.items():
        _tell(connection, tab, [row for row in rows if row.asked])


def _told(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab]) -> list[tuple[StagedTab, ColumnPlace, str]]:
    """Every text among the codes that holds letters of a word for a total."""
    places = [(tab, place) for tab in tabs if _is_added_up(tab.logbook) for place in tab.places.values()]
    places = [(tab, place) for tab, place in places if place.index and _names_something(place)]
    asked = " UNION ALL ".join(
        f"SELECT DISTINCT {number}, c{place.index} FROM {tab.table} WHERE reason IS NULL AND "
        f"regexp_matches(strip_accents(lower(c{place.index})), {staged_rows.literal(may_say_total())})"
        for number, (tab, place) in enumerate(places)
    )
    texts = connection.execute(asked).fetchall() if asked else []
    return [(*places[number], text) for number, text in sorted(texts)]


def _is_added_up(logbook: Logbook) -> bool:
    """Whether the logbook has amounts that somebody may sum up in the sheet."""
    return any(c.kind in ADDED or (c.required and c.kind in NUMBERS) for c in logbook.columns)


def _names_something(place: ColumnPlace) -> bool:
    """Whether the cells of the column say which one, who or when, and a total has no answer."""
    column = place.column
    return column.kind is ColumnKind.ID or (
        column.kind in (ColumnKind.TEXT, ColumnKind.DATE) and (column.required or column.name in (*NAMES, *UNITS))
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
    may_be_whole = place.column.name not in UNITS
    return [TotalRow(row, place, text, whole) for row, whole in rows if may_be_whole or not whole]


def _added(tab: StagedTab) -> list[ColumnPlace]:
    """The columns that are added up."""
    return [place for place in tab.places.values() if place.index and place.column.kind in ADDED]


def _bare(tab: StagedTab) -> str:
    """The SQL of a row with something to add up, without codes and words, that lacks something."""
    added = [f"c{place.index}" for place in _added(tab)]
    others = [f"c{p.index}" for p in tab.places.values() if p.index and p.column.kind not in (*NUMBERS, *BESIDE)]
    if not added or not others:
        return "false"
    nothing, some = (f"coalesce({', '.join(cells)})" for cells in (others, added))
    return f"reason IS NULL AND {nothing} IS NULL AND {some} IS NOT NULL AND {staged_rows.lacks(tab)}"


def _sums(connection: duckdb.DuckDBPyConnection, tab: StagedTab, candidate: str) -> list[TotalRow]:
    """Those of the candidates, given as SQL, of which one number is the sum of those since the last total, or of all
    above."""
    added = _added(tab)
    cells = connection.execute(
        f"SELECT row_no, reason IS NOT NULL, {candidate}, {', '.join(f'c{place.index}' for place in added) or 'NULL'} "
        f"FROM {tab.table} WHERE reason IS NULL OR reason = '{staged_rows.TOTAL}' ORDER BY row_no"
    ).fetchall()
    found: dict[int, TotalRow] = {}
    for position, place in enumerate(added):
        since, every = RunningSum(), RunningSum()
        for row, is_total, is_candidate, *texts in cells:
            value = _number(texts[position])
            if is_total or (is_candidate and (since.is_sum(value) or every.is_sum(value))):
                since = RunningSum()
                if not is_total:
                    found.setdefault(row, TotalRow(row, place, texts[position], True))
            elif texts[position]:
                since.add(value)
                every.add(value)
    return [found[row] for row in sorted(found)]


@dataclass
class RunningSum:
    """A sum of at least two numbers, unless one of them could not be read."""

    total: float = 0.0
    count: int = 0
    readable: bool = True

    def add(self, value: float | None) -> None:
        """Takes one more number, None where it could not be read."""
        self.total, self.count = self.total + (value or 0.0), self.count + 1
        self.readable = self.readable and value is not None

    def is_sum(self, value: float | None) -> bool:
        """Whether the value is that sum."""
        return value is not None and self.readable and self.count > 1 and abs(self.total - value) <= 1e-6 * abs(value)


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
