"""Rows of a tab that nobody could name yet: they are not read, and what is plainly no data among them is told apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from logbooks.check.staged_rows import ABOVE, BESIDE, BLANK, HEADER, NO_LOGBOOK, TOTAL, literal
from logbooks.recognise.header_rows import Row, first_rows, likely_headings
from logbooks.vocabulary.sheet_words import fold_sql, total_words

if TYPE_CHECKING:
    import duckdb

    from connectors.cells import Tab
    from logbooks.recognise.recognised import Recognised

FEWEST = 3  # of so many headings a row that fills one cell only is a note


def write_down(connection: duckdb.DuckDBPyConnection, one: Recognised) -> None:
    """Writes of every row of a tab that is no logbook whether it waits to be read, or why it is no data."""
    tab = one.tab
    if tab.cells is None:
        return
    connection.register("arrow", tab.cells)
    reason = literal(NO_LOGBOOK) if one.not_a_log else _reason(tab)
    place = f"SELECT {literal(tab.source)}, {literal(tab.sheet)}, row"
    connection.execute(f"INSERT INTO not_data {place}, {reason} AS reason FROM arrow WHERE reason IS NOT NULL")
    connection.execute(f"INSERT INTO not_read {place} FROM arrow WHERE {reason} IS NULL")
    connection.unregister("arrow")


def _reason(tab: Tab) -> str:
    """The SQL that says why a row is no data; null where it may be."""
    heading = _headings(tab)
    cells = [f"nullif(trim(c{number}), '')" for number in range(1, tab.width + 1)]
    filled = " + ".join(f"({cell} IS NOT NULL)::INT" for cell in cells)
    totals = "|".join(re.escape(word).replace(r"\ ", " ") for word in total_words())
    first = f"coalesce({', '.join(cells)}, '')"
    headings = len(heading.texts)
    return f"""CASE WHEN coalesce({", ".join(cells)}) IS NULL THEN '{BLANK}'
        WHEN row = {heading.row} THEN '{HEADER}'
        WHEN row < {heading.row} AND 2 * ({filled}) < {headings} THEN '{ABOVE}'
        WHEN regexp_matches({fold_sql(first)}, '^({totals})( |$)') THEN '{TOTAL}'
        WHEN {headings} >= {FEWEST} AND {filled} = 1 THEN '{BESIDE}' END"""


def _headings(tab: Tab) -> Row:
    """The row that looks most like headings; none where the first rows hold no word."""
    row = likely_headings(first_rows(tab))
    return row if any(any(map(str.isalpha, text)) for text in row.texts.values()) else Row(0, {})
