"""Rows that were filled in beforehand for somebody to go on with: 0, USD, FALSE, a day, and nothing that happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from logbooks.check import staged_rows
from logbooks.declare import ColumnKind
from logbooks.vocabulary.sheet_words import fold_sql, no_words

if TYPE_CHECKING:
    import duckdb

    from logbooks.check.staged_rows import ColumnPlace, StagedTab

CODE = "prefilled-rows"
# Of these kinds whatever stands there may have been filled in beforehand; of numbers 0 alone, of all others nothing.
CHOSEN = (ColumnKind.CHOICE, ColumnKind.YES_NO, ColumnKind.DATE, ColumnKind.DATETIME)
NEVER = (ColumnKind.ID, ColumnKind.MASS, ColumnKind.MONEY)
UNITS = ("currency", "mass unit", "price unit", "crop year")
NUMBERS = (
    ColumnKind.MASS,
    ColumnKind.MONEY,
    ColumnKind.PRICE,
    ColumnKind.NUMBER,
    ColumnKind.INTEGER,
    ColumnKind.SHARE,
    ColumnKind.PERCENT,
)
NOTHING = r"^(\D{0,4}0+([.,]0+)?\D{0,4}|[-–—])$"  # 0, 0.00, $0, 0 kg, and the dash that bookkeepers see for it
COUNTED = r"^\d+$"  # the number of the line, in columns nobody understood


def find(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab]) -> None:
    """Takes such rows of the staged tabs out of the data, and tells of each tab that has some in one problem."""
    for tab in staged_rows.with_rows(connection, tabs, _lacks):
        condition = _prefilled(tab, _same_throughout(connection, tab))
        rows = connection.execute(f"SELECT row_no FROM {tab.table} WHERE {condition} ORDER BY row_no").fetchall()
        if rows:
            connection.execute(
                f"UPDATE {tab.table} SET reason = '{staged_rows.PREFILLED}', row_id = NULL WHERE {condition}"
            )
            said = f"row {rows[0][0]}" if len(rows) == 1 else f"{len(rows):,} rows, the last of them {rows[-1][0]}"
            connection.execute(
                "INSERT INTO _problems VALUES (?, 'doubtful', ?, ?, NULL, NULL, '', ?, ?)",
                [CODE, tab.tab_no, rows[0][0], said, len(rows)],
            )


def _lacks(tab: StagedTab) -> str:
    return f"reason IS NULL AND {staged_rows.lacks(tab)}"


def _beside(tab: StagedTab) -> list[int]:
    """The columns nobody understood."""
    placed = {place.index for place in tab.places.values()}
    return [index for index in range(1, tab.recognised.tab.width + 1) if index not in placed]


def _same_throughout(connection: duckdb.DuckDBPyConnection, tab: StagedTab) -> set[int]:
    """The columns of no code and no quantity that hold one text in several of the rows that lack something, and no
    other."""
    placed = [p.index for p in tab.places.values() if p.index and p.column.kind not in (*NEVER, *CHOSEN)]
    columns = [*_beside(tab), *placed]
    if not columns:
        return set()
    asked = ", ".join(f"count(DISTINCT c{index}) = 1 AND count(c{index}) > 2" for index in columns)
    (same,) = connection.execute(f"SELECT {asked} FROM {tab.table} WHERE {_lacks(tab)}").fetchall()
    return {index for index, one in zip(columns, same, strict=True) if one}


def _prefilled(tab: StagedTab, same: set[int]) -> str:
    """The SQL of such a row: it lacks what it needs, and nothing in it says that something happened."""
    conditions = [_lacks(tab)]
    for place in tab.places.values():
        if place.index and place.index not in same and not _may_hold_anything(place):
            nothing = _matches(place.index, NOTHING) if place.column.kind in NUMBERS else "false"
            conditions.append(f"(c{place.index} IS NULL OR {nothing})")
    for index in _beside(tab):
        if index not in same:
            nothing = _matches(index, f"{NOTHING}|{COUNTED}")
            conditions.append(f"(c{index} IS NULL OR {nothing} OR {_says_no(index)})")
    return " AND ".join(conditions)


def _may_hold_anything(place: ColumnPlace) -> bool:
    return place.column.kind in CHOSEN or place.role in UNITS


def _says_no(index: int) -> str:
    words = ", ".join(map(staged_rows.literal, no_words()))
    return f"{fold_sql(f'c{index}')} IN ({words})"


def _matches(index: int, pattern: str) -> str:
    """Whether the cell is of that pattern, or a formula or a box to tick, which say nothing by themselves."""
    cell = f"c{index}"
    return (
        f"(substr(kinds, {index}, 1) = 'u' OR (substr(kinds, {index}, 1) = 'b' AND {cell} = 'no') "
        f"OR regexp_matches(lower({cell}), {staged_rows.literal(pattern)}))"
    )
