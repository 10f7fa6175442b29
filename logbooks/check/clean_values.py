"""Brings the values of one tab into the clean table of its logbook and flags every cell that can't be counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from logbooks.check import row_flags
from logbooks.check.staged_rows import StagedTab, literal
from logbooks.check.value_sql import Defaults, ValueSql, odd
from logbooks.warehouse.warehouse import quoted

if TYPE_CHECKING:
    import duckdb


def collect(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab], latest: str) -> set[int]:
    """Adds the cells of the staged tabs that must be parsed to `cells`; returns the found numbers of their columns."""
    odd_cells = {
        place.found_no: (
            f"({place.text}) IS NOT NULL AND {odd(place, place.letter, f'({place.text})', latest)}",
            f"SELECT row_id, {place.found_no}, {place.letter}, ({place.text}) FROM {tab.table} WHERE row_id IS "
            f"NOT NULL",
        )
        for tab in tabs
        for place in tab.places.values()
    }
    questions = [
        (tab.table, [(place.found_no, odd_cells[place.found_no][0]) for place in tab.places.values()]) for tab in tabs
    ]
    wanted = holding(connection, questions)
    if wanted:
        connection.execute(
            "INSERT INTO cells "
            + " UNION ALL ".join(f"{odd_cells[n][1]} AND {odd_cells[n][0]}" for n in sorted(wanted))
        )
    return wanted


def holding(
    connection: duckdb.DuckDBPyConnection, questions: Sequence[tuple[str, Sequence[tuple[int, str]]]]
) -> set[int]:
    """The numbers of those conditions that hold for a data row of their table; all tables are asked at once.

    Nearly all hold for no row, and asking costs far less than a SELECT of the rows for each.
    """
    asked = []
    for table, conditions in questions:
        held = ", ".join(f"CASE WHEN bool_or({condition}) THEN {number} END" for number, condition in conditions)
        if held:
            asked.append(
                f"SELECT unnest(list_filter([{held}], lambda n: n IS NOT NULL)) FROM {table} WHERE row_id IS NOT NULL"
            )
    return {number for (number,) in connection.execute(" UNION ALL ".join(asked)).fetchall()} if asked else set()


def type_tabs(
    connection: duckdb.DuckDBPyConnection,
    tabs: Sequence[StagedTab],
    defaults: Defaults,
    latest: str,
    with_odd: set[int],
) -> dict[StagedTab, list[str]]:
    """Makes for every tab the table of its data rows with their clean values and flags what is missing or odd; returns
    the columns.

    `with_odd` are the found numbers of the columns of which a cell had to be parsed.
    """
    columns: dict[StagedTab, list[str]] = {}
    flags: list[row_flags.Flag] = []
    for tab in tabs:
        sql = ValueSql(
            tab, defaults, latest, frozenset(p.found_no for p in tab.places.values() if p.found_no in with_odd)
        )
        values = sql.columns()
        connection.execute(f"""CREATE OR REPLACE TEMP TABLE {tab.typed} AS
            SELECT t.row_id, {literal(tab.source)} AS source, {literal(tab.sheet)} AS sheet, t.row_no, t.hidden,
                {", ".join(f"{value} AS {quoted(name)}" for name, value in values.items())}
            FROM {tab.table} t {sql.join()} WHERE t.row_id IS NOT NULL""")
        columns[tab], flags = list(values), flags + row_flags.flags(tab)
    wanted = holding(
        connection,
        [
            (table, [(number, flag.condition) for number, flag in enumerate(flags) if flag.table == table])
            for table in dict.fromkeys(flag.table for flag in flags)
        ],
    )
    if wanted:
        connection.execute("INSERT INTO flags " + " UNION ALL ".join(flags[number].select for number in sorted(wanted)))
    return columns
