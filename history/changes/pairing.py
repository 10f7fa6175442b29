"""Which row of an older reading is which row of a newer one: unchanged, the same by its key, its content or its values,
or likely the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from history.row_identity import ReadTab, as_list, identities, read_tabs, written
from logbooks.catalogue import logbooks
from logbooks.check.staged_rows import literal
from logbooks.warehouse.warehouse import quoted

if TYPE_CHECKING:
    import duckdb
    import pyarrow

    from logbooks.warehouse.warehouse import Warehouse

MOST_CELLS = 2  # of a row that is likely the same may differ, and at most a third of those filled
MOST_PAIRS = 2_000_000  # looked at in one tab; with more nobody could tell which row became which

# Tried one after another; of rows alike in all of these columns the first goes with the first.
STAGES = (
    ("same", "logbook, tab, whole", "true"),
    ("same", "logbook, whole", "true"),
    ("key", "logbook, identity", "starts_with(identity, 'key ')"),
    ("content", "logbook, tab, content", "true"),
    ("content", "logbook, content", "true"),
    ("value", "logbook, tab, meaning", "meaning IS NOT NULL"),
)


@dataclass(frozen=True)
class Heading:
    """What stands above one column of a tab in both readings, where it is not the same; the canonical name where it was
    recognised."""

    tab: int  # the number both readings give it
    sheet: str
    before: str
    after: str
    name_before: str | None
    name_after: str | None


@dataclass
class Side:
    """One of the two readings: its cursor, its logbook tabs, the number each shares with its other reading, and its
    columns' labels."""

    cursor: duckdb.DuckDBPyConnection
    tabs: list[ReadTab]
    number: dict[int, int]
    labels: dict[int, dict[int, str]]


def sides(before: Warehouse, after: Warehouse) -> tuple[Side, Side, list[Heading]]:
    """Both readings with tabs and columns that belong together named alike, and the headings that are not what they
    were."""
    first, second = _side(before), _side(after)
    _number(first, second)
    return first, second, _relabel(first, second)


def _side(warehouse: Warehouse) -> Side:
    cursor = warehouse.cursor()
    identities(cursor)
    tabs = read_tabs(cursor)
    return Side(cursor, tabs, {}, {tab.tab_no: labels(tab) for tab in tabs})


def labels(tab: ReadTab) -> dict[int, str]:
    """What every column of the tab is called whatever the order: its canonical name, else its heading after a sign."""
    names = {index: name for name, index in tab.columns.items()}
    return {index: names.get(index) or f"~{heading}" for index, heading in enumerate(tab.headings, start=1)}


def _number(before: Side, after: Side) -> None:
    """Gives tabs that are one tab one number: by their own id, else file and name, else as the only one of its log that
    is left."""
    keys = (
        lambda t: (t.logbook, t.source, t.tab_id) if t.tab_id else None,
        lambda t: (t.logbook, t.source, t.sheet),
        lambda t: (t.logbook, t.source),
        lambda t: (t.logbook,),
    )
    number = 0
    for key in keys:
        left = [[tab for tab in side.tabs if tab.tab_no not in side.number and key(tab)] for side in (before, after)]
        for which in dict.fromkeys(key(tab) for tab in left[0]):
            pair = [[tab for tab in tabs if key(tab) == which] for tabs in left]
            if len(pair[0]) == len(pair[1]) == 1:
                number += 1
                before.number[pair[0][0].tab_no] = after.number[pair[1][0].tab_no] = number
    for side in (before, after):
        for tab in side.tabs:
            if tab.tab_no not in side.number:
                number += 1
                side.number[tab.tab_no] = number


def _relabel(before: Side, after: Side) -> list[Heading]:
    """Columns under another heading than before, in their old place, keep their old label; returns what was renamed."""
    old = {before.number[tab.tab_no]: tab for tab in before.tabs}
    renamed = []
    for tab in after.tabs:
        number = after.number[tab.tab_no]
        if number not in old:
            continue
        was, now = before.labels[old[number].tab_no], after.labels[tab.tab_no]
        gone = {index: label for index, label in was.items() if label not in now.values()}
        for index in [index for index, label in now.items() if label not in was.values() and index in gone]:
            renamed.append(
                Heading(
                    number,
                    tab.sheet,
                    old[number].headings[index - 1],
                    tab.headings[index - 1],
                    _name(gone[index]),
                    _name(now[index]),
                )
            )
            now[index] = gone.pop(index)
        renamed += [
            Heading(number, tab.sheet, old[number].headings[index - 1], "", label, None)
            for index, label in gone.items()
            if _name(label)
        ]
    return renamed


def _name(label: str) -> str | None:
    return None if label.startswith("~") else label


def bring_rows(cursor: duckdb.DuckDBPyConnection, side: Side, table: str) -> None:
    """Makes TEMP TABLE `table` in the cursor: every data row of the side with what it can be known by.

    row_id, logbook, tab, tab_no, row_no, standing, whole (all cells as typed), identity, content, meaning (the clean
    values).
    """
    rows = [
        f"""SELECT row_id, {side.number[tab.tab_no]} AS tab, tab_no, row_no, standing,
                       md5({as_list(_labelled(tab, side.labels[tab.tab_no]))}) AS whole FROM _placed
                           WHERE tab_no = {tab.tab_no}"""
        for tab in side.tabs
    ]
    books = sorted({tab.logbook for tab in side.tabs})
    meanings = [
        f"SELECT row_id, hash({', '.join(quoted(c.clean_name) for c in logbooks()[book].columns)}) AS meaning "
        f"FROM clean.{quoted(book)}"
        for book in books
    ]
    nothing = (
        "SELECT NULL::BIGINT AS row_id, NULL::INTEGER AS tab, NULL::INTEGER AS tab_no, NULL::INTEGER AS row_no, '' "
        "AS standing, '' AS whole WHERE false"
    )
    found = side.cursor.sql(f"""WITH r AS ({" UNION ALL ".join(rows) or nothing}),
        m AS ({" UNION ALL ".join(meanings) or "SELECT NULL::BIGINT AS row_id, NULL::UBIGINT AS meaning WHERE false"})
        SELECT r.*, i.logbook, i.identity, i.content, m.meaning FROM r JOIN identity i USING (row_id) LEFT JOIN m
            USING (row_id)""").to_arrow_table()
    bring(cursor, found, table)


def bring(cursor: duckdb.DuckDBPyConnection, rows: pyarrow.Table, table: str) -> None:
    """Makes a temporary table of the cursor out of these rows."""
    cursor.register("brought", rows)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS FROM brought")
    cursor.unregister("brought")


def _labelled(tab: ReadTab, label: Mapping[int, str]) -> list[str]:
    return [
        f"{literal(name + '=')} || cells[{index}]"
        for name, index in sorted((name, index) for index, name in label.items())
    ]


def pair_rows(cursor: duckdb.DuckDBPyConnection, before: Side, after: Side) -> None:
    """Makes TEMP TABLE pair (b, a, how) out of the tables `b` and `a`: each row at most once, the surest ground
    first."""
    cursor.execute("CREATE OR REPLACE TEMP TABLE pair (b BIGINT, a BIGINT, how VARCHAR)")
    for how, key, where in STAGES:
        left = [
            f"""SELECT row_id, {key}, row_number() OVER (PARTITION BY {key} ORDER BY row_no, row_id) AS place
                    FROM {side} WHERE {where} AND row_id NOT IN (SELECT {side} FROM pair)"""
            for side in ("b", "a")
        ]
        cursor.execute(
            f"INSERT INTO pair SELECT x.row_id, y.row_id, '{how}' FROM ({left[0]}) x JOIN ({left[1]}) y USING "
            f"({key}, place)"
        )
    _likely(cursor, before, after)


def _likely(cursor: duckdb.DuckDBPyConnection, before: Side, after: Side) -> None:
    """Pairs rows of one tab that differ in a cell or two, where each is nearer to the other than to any third."""
    cursor.execute("""CREATE OR REPLACE TEMP TABLE lonely AS
        SELECT 'b' AS side, logbook, tab, row_id, identity FROM b WHERE row_id NOT IN (SELECT b FROM pair)
        UNION ALL SELECT 'a', logbook, tab, row_id, identity FROM a WHERE row_id NOT IN (SELECT a FROM pair)""")
    tabs = cursor.execute(f"""SELECT tab, any_value(logbook) FROM lonely GROUP BY tab
        HAVING count(*) FILTER (side = 'b') > 0 AND count(*) FILTER (side = 'a') > 0
           AND count(*) FILTER (side = 'b') * count(*) FILTER (side = 'a') <= {MOST_PAIRS} ORDER BY tab""").fetchall()
    for tab, logbook in tabs:
        for name, side in (("b", before), ("a", after)):
            ids = [
                row[0]
                for row in cursor.execute(
                    "SELECT row_id FROM lonely WHERE side = ? AND tab = ?", [name, tab]
                ).fetchall()
            ]
            bring(cursor, _cells(side, tab, logbook, ids), f"near_{name}")
        cursor.execute(_nearest([column.name for column in logbooks()[logbook].columns]))


def _nearest(names: Sequence[str]) -> str:
    """The SQL that pairs near_b and near_a; two rows that both have a key of their own are two rows."""
    columns = [quoted(name) for name in names]
    differing = " + ".join(f"(x.{name} IS DISTINCT FROM y.{name})::INT" for name in columns)
    filled = " + ".join(f"(x.{name} IS NOT NULL OR y.{name} IS NOT NULL)::INT" for name in columns)
    return f"""INSERT INTO pair
        WITH told AS (SELECT x.row_id AS b, y.row_id AS a, {differing} AS differing, {filled} AS filled FROM near_b x,
            near_a y
                      WHERE NOT (starts_with(x.identity, 'key ') AND starts_with(y.identity, 'key '))),
        near AS (SELECT * FROM told WHERE differing <= {MOST_CELLS} AND differing * 3 <= filled),
        best AS (SELECT * FROM near QUALIFY differing = min(differing) OVER (PARTITION BY b)
            AND differing = min(differing) OVER (PARTITION BY a)),
        ranked AS (SELECT b, a, count(*) OVER (PARTITION BY b) AS of_b, count(*) OVER (PARTITION BY a) AS of_a
            FROM best)
        SELECT b, a, 'likely' FROM ranked WHERE of_b = 1 AND of_a = 1"""


def _cells(side: Side, number: int, logbook: str, ids: Iterable[int]) -> pyarrow.Table:
    """These rows of the tab of that number: row_id, identity and every canonical column as two readings of one cell
    agree on it."""
    tab = next(tab for tab in side.tabs if side.number[tab.tab_no] == number)
    index = {label: place for place, label in side.labels[tab.tab_no].items()}
    cells = [
        f"{written(c, f'cells[{index[c.name]}]') if c.name in index else 'CAST(NULL AS VARCHAR)'} AS {quoted(c.name)}"
        for c in logbooks()[logbook].columns
    ]
    return side.cursor.sql(
        f"""SELECT row_id, identity, {", ".join(cells)} FROM _placed JOIN identity USING (row_id)
                                   WHERE row_id IN (SELECT unnest(?::BIGINT[]))""",
        params=[list(ids)],
    ).to_arrow_table()
