"""Who a row is between two readings: its log's key where it has one of its own, else its content; never its row
number."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from logbooks.catalogue import logbooks
from logbooks.check.staged_rows import literal
from logbooks.declare import Column, ColumnKind, Logbook
from logbooks.vocabulary.sheet_words import fold_sql
from logbooks.warehouse.warehouse import quoted

if TYPE_CHECKING:
    import duckdb

TO_THE_LETTER = (ColumnKind.ID, ColumnKind.GEOMETRY)


@dataclass(frozen=True)
class ReadTab:
    """One tab that was read as a logbook: which cell of its rows (from 1) is which column, and what stands above every
    cell."""

    tab_no: int
    logbook: str
    source: str
    sheet: str
    columns: dict[str, int]
    constants: dict[str, str]
    headings: tuple[str, ...]
    tab_id: str = ""
    link: str = ""

    def text(self, name: str) -> str:
        """The SQL of what is written in that column, over `_placed`; null where it is blank or not in the tab."""
        if name in self.columns:
            return f"cells[{self.columns[name]}]"
        return literal(self.constants.get(name))


def read_tabs(connection: duckdb.DuckDBPyConnection) -> list[ReadTab]:
    """The tabs of a snapshot that are logbooks, in the order they were read."""
    found = []
    for tab_no, logbook, source, sheet, recognised, headings, tab_id, link in connection.execute(
        """SELECT tab_no, logbook, source, sheet, recognised, headings, coalesce(tab_id, ''), coalesce(link, '')
               FROM _tabs WHERE logbook IS NOT NULL ORDER BY tab_no"""
    ).fetchall():
        if logbook not in logbooks():
            continue
        said = json.loads(recognised)
        columns = {
            name: _index(place["column"])
            for name, place in said["columns"].items()
            if place["column"] != "row number" and logbooks()[logbook].has(name)
        }
        found.append(ReadTab(tab_no, logbook, source, sheet, columns, said["constants"], tuple(headings), tab_id, link))
    return found


def identities(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes TEMP TABLE identity (row_id, logbook, identity, content) for every data row, also those left out.

    `content` names the recognised cells, whatever their order and headings. `identity` is the key where no row of other
    content has the same, else the content; rows that are alike in all of that are numbered. Both outlive the program's
    version: they are made of what is written. A temporary table is seen by this connection alone.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE identity (row_id BIGINT, logbook VARCHAR, identity VARCHAR, content VARCHAR)"
    )
    parts = [_told(tab) for tab in read_tabs(connection)]
    if parts:
        connection.execute(f"""INSERT INTO identity
            WITH told AS MATERIALIZED ({" UNION ALL ".join(parts)}),
            shared AS (SELECT logbook, key FROM told WHERE key IS NOT NULL GROUP BY ALL
                HAVING count(DISTINCT content) > 1),
            named AS (SELECT t.*, coalesce(CASE WHEN s.key IS NULL THEN t.key END, t.content) AS bare
                      FROM told t LEFT JOIN shared s ON s.logbook = t.logbook AND s.key = t.key),
            numbered AS (SELECT *, row_number() OVER (PARTITION BY logbook, bare ORDER BY beside, row_id) AS number
                FROM named)
            SELECT row_id, logbook, CASE WHEN number = 1 THEN bare ELSE bare || ' #' || number END, content
                FROM numbered""")


def _told(tab: ReadTab) -> str:
    """The SELECT of one tab's rows: key (null where a part of it is missing), content, and the rest for the order of
    equals."""
    book = logbooks()[tab.logbook]
    content = [
        f"'{column.name}=' || {written(column, tab.text(column.name))}"
        for column in sorted(book.columns, key=lambda c: c.name)
        if column.name in tab.columns or column.name in tab.constants
    ]
    known = set(tab.columns.values())
    beside = [
        f"{literal(heading + '=')} || cells[{index}]"
        for heading, index in sorted(
            (heading, index) for index, heading in enumerate(tab.headings, start=1) if index not in known
        )
    ]
    exact = [f"'{name}=' || {tab.text(name)}" for name in sorted(tab.columns)]
    join = f"LEFT JOIN clean.{quoted(book.id)} c USING (row_id)" if _days(book) else ""
    return f"""SELECT row_id, '{book.id}' AS logbook, {_key(book, tab)} AS key,
                      'content ' || md5({as_list(content)}) AS content, {as_list([*exact, *beside])} AS beside
               FROM (SELECT row_id, cells FROM _placed WHERE tab_no = {tab.tab_no}) {join}"""


def _key(book: Logbook, tab: ReadTab) -> str:
    """The SQL of the key; its first part and its days must be there, the others may be blank, as a setting's stream
    is."""
    if not book.key:
        return "CAST(NULL AS VARCHAR)"
    columns = [book.column(name) for name in book.key]
    parts = [_part(column, tab.text(column.name)) for column in columns]
    needed = [
        part
        for column, part in zip(columns, parts, strict=True)
        if column is columns[0] or column.kind is ColumnKind.DATE
    ]
    given = " AND ".join(f"({part}) IS NOT NULL" for part in needed)
    return f"CASE WHEN {given} THEN 'key ' || CAST(to_json([{', '.join(parts)}]) AS VARCHAR) END"


def _part(column: Column, text: str) -> str:
    """The SQL of one part of a key: codes to the letter, days by their value, words however they are spelled."""
    if column.kind is ColumnKind.DATE:
        return f"coalesce(CAST(c.{quoted(column.clean_name)} AS VARCHAR), {written(column, text)})"
    if column.kind in (ColumnKind.TEXT, ColumnKind.CHOICE):
        return f"coalesce(nullif({fold_sql(text)}, ''), {text})"
    return written(column, text)


def written(column: Column, text: str) -> str:
    """The SQL of a cell's text as two readings of one cell agree on it: codes to the letter, 12.0 as 12, words in small
    letters."""
    if column.kind in TO_THE_LETTER:
        return text
    small = f"lower(regexp_replace({text}, '\\s+', ' ', 'g'))"
    if column.kind in (ColumnKind.DATE, ColumnKind.DATETIME):
        return f"coalesce(CAST(TRY_CAST({text} AS {column.duckdb_type}) AS VARCHAR), {small})"
    if column.kind in (ColumnKind.TEXT, ColumnKind.CHOICE, ColumnKind.YES_NO):
        return small
    return f"coalesce(CAST(TRY_CAST({text} AS DOUBLE) AS VARCHAR), {small})"


def _days(book: Logbook) -> bool:
    return any(book.column(name).kind is ColumnKind.DATE for name in book.key)


def as_list(parts: list[str]) -> str:
    """The SQL of one text that holds those of the parts that are not null, told apart for certain."""
    return (
        f"CAST(to_json(list_filter(CAST([{', '.join(parts)}] AS VARCHAR[]), lambda part: part IS NOT NULL)) AS VARCHAR)"
    )


def _index(letters: str) -> int:
    """The number of the column a sheet gives these letters: A is 1, AB is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
