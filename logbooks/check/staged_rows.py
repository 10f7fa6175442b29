"""Stages one tab in DuckDB and says of every sheet row whether it is data, or why not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from connectors.cells import letters
from logbooks.declare import Column, Logbook
from logbooks.recognise.recognised import FoundColumn, Recognised
from logbooks.vocabulary.sheet_words import example_pattern, fold_sql, total_words
from logbooks.vocabulary.units import Unit

if TYPE_CHECKING:
    import duckdb
    import pyarrow

    from connectors.cells import Area

# Why a row of the sheet is not data; shown to people as it stands.
ABOVE, HEADER, BLANK = "above the header", "header", "blank"
EXAMPLE, REPEATED, TOTAL, BESIDE = "example", "header again", "total", "beside the table"
PREFILLED, OF_ITS_LOT = "filled in beforehand", "tells of its lot alone"
NO_UNIT = Unit()
NO_LOGBOOK = "the tab is no logbook"
NOT_READ = "not read"  # the standing of rows whose tab lacks a column without which none can be counted
UNSURE = "?"


@dataclass(frozen=True)
class ColumnPlace:
    """One canonical column of one tab: where its cells stand and how they are read."""

    found_no: int
    column: Column
    role: str  # how it is parsed: its kind, or currency, mass unit, price unit, crop year
    index: int | None  # 1-based; 0 the row number; None a constant
    constant: str | None
    header: str
    unit: Unit
    strip: tuple[str, ...]
    date_format: str | None
    unit_said: bool = False  # the unit holds against the unit column and number formats
    above: Unit = NO_UNIT  # what a title says of it, where nothing nearer does
    above_written: str = ""
    money: str | None = None  # the currency of rows that name none
    money_asked: bool = False  # nobody knows it yet, and the rows wait
    where_blank: int = 0  # the column that stands for a key in rows that have none

    @property
    def text(self) -> str:
        """The SQL of the cell's text in the tab's table; null where blank."""
        if self.index is None:
            return literal(self.constant)
        bare = "CAST(row_no AS VARCHAR)" if self.index == 0 else f"c{self.index}"
        if self.where_blank:
            bare = f"coalesce({bare}, c{self.where_blank})"
        for word in self.strip:
            bare = f"nullif(trim(regexp_replace({bare}, {literal(re.escape(word))}, '', 'gi')), '')"
        return bare

    @property
    def letter(self) -> str:
        """The SQL of the cell's letter in the tab's table."""
        if self.where_blank:
            place = f"CASE WHEN c{self.index} IS NULL THEN {self.where_blank} ELSE {self.index} END"
            return f"substr(kinds, {place}, 1)"
        return f"substr(kinds, {self.index}, 1)" if self.index else "'t'"


@dataclass(frozen=True)
class Merges:
    """The cells of a tab, in which what holds for all rows of a merge stands in each; `read` are the merges so read,
    `asked` those that are not, most of them amounts."""

    cells: pyarrow.Table
    read: tuple[Area, ...] = ()
    asked: tuple[Area, ...] = ()


@dataclass(frozen=True, eq=False)
class StagedTab:
    """One tab that is a logbook, with its place in the reading; like no other, also where the cells are the same."""

    tab_no: int
    recognised: Recognised
    logbook: Logbook
    places: dict[str, ColumnPlace]
    merges: Merges

    @property
    def table(self) -> str:
        """The temporary table of its rows."""
        return f"tab_{self.tab_no}"

    @property
    def typed(self) -> str:
        """The temporary table of its data rows with their clean values."""
        return f"typed_{self.tab_no}"

    @property
    def source(self) -> str:
        return self.recognised.tab.source

    @property
    def sheet(self) -> str:
        return self.recognised.tab.sheet

    @property
    def unusable(self) -> bool:
        """Whether a required column is missing, so that no row of the tab can be counted."""
        return self.recognised.beside is None and any(
            column.required and column.name not in self.places for column in self.logbook.columns
        )


def literal(text: str | None) -> str:
    """The text as an SQL string, whatever is in it."""
    return "NULL" if text is None else "'" + text.replace("'", "''").replace("\0", "") + "'"


def stage(connection: duckdb.DuckDBPyConnection, tab: StagedTab, before: int) -> int:
    """Makes the tab's table: row_id is `before` + the sheet's row, reason says why a row is no data; returns the last
    row_id."""
    connection.register("arrow", tab.merges.cells)
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE {tab.table} AS
        SELECT CASE WHEN reason IS NULL THEN {before} + row_no END AS row_id, *
        FROM (SELECT *, {_reason(tab, _cells(tab))} AS reason
              FROM (SELECT row AS row_no, hidden, kinds,
                  {", ".join(f"nullif(trim({cell}), '') AS {cell}" for cell in _cells(tab))} FROM arrow))""")
    connection.unregister("arrow")
    return before + int(tab.recognised.tab.table["row"].to_numpy().max(initial=0))


def settle_unsure(connection: duckdb.DuckDBPyConnection, before: Mapping[StagedTab, int]) -> None:
    """Settles whether the rows are data whose words must be looked at; `before` is the row_id before the first of each
    tab."""
    for tab in with_rows(connection, list(before), lambda tab: f"reason = '{UNSURE}'"):
        connection.execute(
            f"UPDATE {tab.table} SET reason = {_reason_in_words(tab, _cells(tab))} WHERE reason = '{UNSURE}'"
        )
        connection.execute(f"UPDATE {tab.table} SET row_id = {before[tab]} + row_no WHERE reason IS NULL")


def write_down(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab]) -> None:
    """Writes of every row of the staged tabs whether it is data, as it is settled."""
    connection.execute(
        "INSERT INTO not_data "
        + " UNION ALL ".join(
            f"SELECT {literal(tab.source)}, {literal(tab.sheet)}, row_no, reason FROM {tab.table} WHERE row_id IS NULL"
            for tab in tabs
        )
    )
    write_places(connection, tabs)


def write_places(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab]) -> None:
    """Writes where every data row of the staged tabs stands and what is in its cells."""
    connection.execute(
        "INSERT INTO _placed "
        + " UNION ALL ".join(
            f"SELECT row_id, {tab.tab_no}, row_no, '{NOT_READ if tab.unusable else 'used'}', "
            f"[{', '.join(_cells(tab))}] FROM {tab.table} WHERE row_id IS NOT NULL"
            for tab in tabs
        )
    )


def with_rows(
    connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab], condition: Callable[[StagedTab], str]
) -> list[StagedTab]:
    """Those of the staged tabs, in their order, that have a row for which their SQL condition holds."""
    asked = " UNION ALL ".join(
        f"SELECT {place} FROM {tab.table} WHERE {condition(tab)} HAVING count(*) > 0" for place, tab in enumerate(tabs)
    )
    return [tabs[place] for (place,) in sorted(connection.execute(asked).fetchall())] if asked else []


def _cells(tab: StagedTab) -> list[str]:
    return [f"c{n}" for n in range(1, tab.recognised.tab.width + 1)]


def headings(recognised: Recognised) -> list[str]:
    """What stands above every column of the tab, each once: its header, else column D."""
    named = {found.index: found.header for found in recognised.columns.values()}
    named |= dict((*recognised.unknown, *recognised.of_the_tool))
    result: list[str] = []
    for index in range(1, recognised.tab.width + 1):
        heading = named.get(index) or f"column {letters(index)}"
        while heading in result:
            heading += " (again)"
        result.append(heading)
    return result


def as_json(recognised: Recognised) -> str:
    """What was recognised in a tab, as JSON: canonical column to header, place and unit; constants; unknown headers."""
    columns = {
        name: {"header": one.header, "column": letters(one.index) if one.index else "row number", "unit": one.unit}
        for name, one in recognised.columns.items()
    }
    return json.dumps({"columns": columns, "constants": recognised.constants}, ensure_ascii=False)


def _reason(tab: StagedTab, cells: list[str]) -> str:
    """The SQL that says why a row is no data; null where it is; UNSURE where its words must be looked at."""
    placed = [place for place in tab.places.values() if place.index]
    required = required_cells(tab)
    nothing = f"coalesce({', '.join(f'c{p.index}' for p in placed)}) IS NULL" if placed else "false"
    odd = (
        " OR ".join(
            [
                *(f"{cell} IS NULL" for cell in required),
                *(f"contains({cell}, ':') OR contains({cell}, '：')" for cell in required),
            ]
        )
        or "false"
    )
    headed = [(f"c{place.index}", literal(" ".join(place.header.split()).lower())) for place in placed if place.header]
    again = " AND ".join(f"({cell} IS NULL OR lower({cell}) = {header})" for cell, header in headed) or "false"
    may_be_again = " OR ".join(f"lower({cell}) = {header}" for cell, header in headed[:2]) or "false"
    filled = " + ".join(f"({cell} IS NOT NULL)::INT" for cell, _ in headed) or "0"
    return f"""CASE WHEN row_no < {tab.recognised.header_row} THEN '{ABOVE}'
        WHEN row_no = {tab.recognised.header_row} THEN '{HEADER}'
        WHEN coalesce({", ".join(cells)}) IS NULL THEN '{BLANK}'
        WHEN CASE WHEN {may_be_again} THEN ({again}) AND {filled} >= 2 ELSE false END THEN '{REPEATED}'
        WHEN {odd} THEN '{UNSURE}' WHEN {nothing} THEN '{BESIDE}' END"""


def _reason_in_words(tab: StagedTab, cells: list[str]) -> str:
    """The SQL for the rows whose words must be looked at: the template's example, a total, a remark beside the
    table."""
    required = required_cells(tab)
    placed = [f"c{place.index}" for place in tab.places.values() if place.index]
    example = (
        " OR ".join(f"regexp_matches(strip_accents(lower({cell})), {literal(example_pattern())})" for cell in required)
        or "false"
    )
    totals = "|".join(re.escape(word).replace(r"\ ", " ") for word in total_words())
    first = f"coalesce({', '.join(cells)}, '')"
    return f"""CASE WHEN {example} THEN '{EXAMPLE}'
               WHEN {lacks(tab)} AND regexp_matches({fold_sql(first)}, '^({totals})( |$)') THEN '{TOTAL}'
               WHEN coalesce({", ".join(placed) or "NULL"}) IS NULL THEN '{BESIDE}' END"""


def required_cells(tab: StagedTab) -> list[str]:
    """The cells of required columns."""
    return [f"c{place.index}" for place in tab.places.values() if place.index and place.column.required]


def lacks(tab: StagedTab) -> str:
    """The SQL of a row in which a cell of a required column is empty."""
    return f"({' OR '.join(f'{cell} IS NULL' for cell in required_cells(tab)) or 'false'})"


def places(recognised: Recognised, first_no: int, unit_of: Callable[[Column, str], Unit]) -> dict[str, ColumnPlace]:
    """Every canonical column of the tab that has cells or a constant; `unit_of(column, text)` reads a unit in words."""
    declared = recognised.declared
    found: dict[str, ColumnPlace] = {}
    for number, name in enumerate(
        [*recognised.columns, *(n for n in recognised.constants if n not in recognised.columns)]
    ):
        column = declared.column(name)
        here = recognised.columns.get(name) or FoundColumn(0, column.title)
        constant = None if name in recognised.columns else recognised.constants[name]
        index = here.index if name in recognised.columns else None
        unit = unit_of(column, here.unit) if here.unit else NO_UNIT
        found[name] = ColumnPlace(
            first_no + number,
            column,
            role_of(column),
            index,
            constant,
            here.header or column.title,
            unit,
            here.strip,
            here.date_format,
            here.unit_said,
            unit_of(column, here.above) if here.above else NO_UNIT,
            here.above_written,
            where_blank=here.where_blank,
        )
    return found


def role_of(column: Column) -> str:
    """How the cells of a column are parsed: by its kind, but for the few text columns with a meaning of their own."""
    own = {"currency": "currency", "weight_unit": "mass unit", "price_unit": "price unit", "crop_year": "crop year"}
    return own.get(column.name, column.kind.value) if column.kind.value == "text" else column.kind.value
