"""The rows and cells that differ between two readings whose rows are paired, as tables of a cursor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from connectors.cells import letters
from history.changes.pairing import Side, bring
from logbooks.catalogue import logbooks
from logbooks.check.staged_rows import literal
from logbooks.declare import Logbook
from logbooks.warehouse.warehouse import quoted

if TYPE_CHECKING:
    import duckdb

    from history.row_identity import ReadTab

# Of two readings of one cell: the text is the same, or the counted value is, or neither.
EDIT = """CREATE OR REPLACE TEMP TABLE edit AS
    WITH both_sides AS (
        SELECT coalesce(x.no, y.no) AS no, coalesce(x.label, y.label) AS label, coalesce(y.name, x.name) AS name,
            coalesce(y.title, x.title) AS title, coalesce(y.heading, x.heading) AS heading,
               x.text AS before, y.text AS after, x.value AS value_before, y.value AS value_after,
                   coalesce(y.index, 0) AS index,
               coalesce(y.place, '') AS place, x.counted AND y.counted AS counted
        FROM (SELECT d.no, c.* FROM cell_b c JOIN differing d ON d.b = c.row_id) x
        FULL JOIN (SELECT d.no, c.* FROM cell_a c JOIN differing d ON d.a = c.row_id) y ON x.no = y.no
            AND x.label = y.label)
    SELECT no, label, name, title, heading, before, after, value_before, value_after, index, place,
           CASE WHEN before IS NOT DISTINCT FROM after THEN 'reread' WHEN counted
               AND value_before = value_after THEN 'rewritten' ELSE 'changed' END AS kind
    FROM both_sides WHERE before IS DISTINCT FROM after OR (counted AND value_before IS DISTINCT FROM value_after)"""

ROW_CHANGE = """CREATE OR REPLACE TEMP TABLE row_change AS
    WITH worst AS (SELECT no, CASE WHEN bool_or(kind = 'changed') THEN 'changed'
        WHEN bool_or(kind = 'rewritten') THEN 'rewritten' ELSE 'reread' END AS kind
                   FROM edit GROUP BY no),
    named AS (
        SELECT d.no, CASE WHEN d.b IS NULL THEN 'added' WHEN d.a IS NULL THEN 'removed'
            WHEN w.kind IS NOT NULL THEN w.kind
                          WHEN d.standing_before <> d.standing_after THEN 'reread'
                              WHEN d.tab_before <> d.tab_after THEN 'moved' END AS kind, d.*
        FROM differing d LEFT JOIN worst w ON w.no = d.no)
    SELECT n.no, n.kind, coalesce(n.tab_after, n.tab_before) AS tab, s.logbook, s.source, s.sheet, s.row_no, s.who,
        s.lot, s.day, s.link,
           CASE WHEN n.kind IN ('added', 'removed') THEN s.written END AS written, coalesce(n.how = 'likely',
               false) AS likely,
           CASE WHEN n.tab_before <> n.tab_after THEN o.source || ', ' || o.sheet ELSE '' END AS moved_from,
           o.lot AS lot_before, n.standing_before, n.standing_after, n.b, n.a
    FROM named n LEFT JOIN said_b o ON o.row_id = n.b LEFT JOIN said_a y ON y.row_id = n.a,
         LATERAL (SELECT coalesce(y.logbook, o.logbook) AS logbook, CASE WHEN n.a IS NULL THEN o.source ELSE y.source
             END AS source,
                         CASE WHEN n.a IS NULL THEN o.sheet ELSE y.sheet END AS sheet,
                             coalesce(y.row_no, o.row_no) AS row_no,
                         coalesce(y.who, o.who) AS who, coalesce(y.lot, o.lot) AS lot, coalesce(y.day, o.day) AS day,
                         CASE WHEN n.a IS NULL THEN o.link ELSE y.link END AS link,
                             coalesce(y.written, o.written) AS written) s
    WHERE n.kind IS NOT NULL"""


def bring_changes(cursor: duckdb.DuckDBPyConnection, before: Side, after: Side) -> None:
    """Makes TEMP TABLE row_change and edit out of `b`, `a` and `pair`; `no` numbers a row that is not what it was."""
    cursor.execute("""CREATE OR REPLACE TEMP TABLE differing AS SELECT row_number() OVER () AS no, * FROM (
        SELECT p.b, p.a, p.how, b.standing AS standing_before, a.standing AS standing_after, b.tab AS tab_before,
            a.tab AS tab_after
        FROM pair p JOIN b ON b.row_id = p.b JOIN a ON a.row_id = p.a
        WHERE b.whole <> a.whole OR b.meaning IS DISTINCT FROM a.meaning OR b.standing <> a.standing OR b.tab <> a.tab
        UNION ALL SELECT row_id, NULL, NULL, standing, NULL, tab, NULL FROM b WHERE row_id NOT IN (SELECT b FROM pair)
        UNION ALL SELECT NULL, row_id, NULL, NULL, standing, NULL, tab FROM a WHERE row_id NOT IN (SELECT a
            FROM pair))""")
    now = {after.number[tab.tab_no]: tab for tab in after.tabs}

    def said(tab: ReadTab, side: Side) -> str:
        return _said(tab, now.get(side.number[tab.tab_no], tab))

    for name, side in (("b", before), ("a", after)):
        ids = [row[0] for row in cursor.execute(f"SELECT {name} FROM differing WHERE {name} IS NOT NULL").fetchall()]
        both = [
            row[0]
            for row in cursor.execute(f"SELECT {name} FROM differing WHERE b IS NOT NULL AND a IS NOT NULL").fetchall()
        ]
        _bring(cursor, side, ids, f"said_{name}", said, SAID)
        _bring(cursor, side, both, f"cell_{name}", _cells, CELLS)
    cursor.execute(EDIT)
    cursor.execute(ROW_CHANGE)


SAID = """SELECT NULL::BIGINT AS row_id, '' AS logbook, '' AS source, '' AS sheet, 0 AS row_no, '' AS who, '' AS lot,
          NULL::DATE AS day, '' AS link, '' AS written WHERE false"""
CELLS = """SELECT NULL::BIGINT AS row_id, '' AS label, '' AS name, '' AS title, '' AS heading, 0 AS index,
           '' AS place, '' AS text, '' AS value, false AS counted WHERE false"""


def _bring(cursor: duckdb.DuckDBPyConnection, side: Side, ids: Iterable[int], table: str, select, nothing: str) -> None:
    side.cursor.execute("CREATE OR REPLACE TEMP TABLE wanted AS SELECT unnest(?::BIGINT[]) AS row_id", [list(ids)])
    parts = [select(tab, side) for tab in side.tabs] if ids else []
    bring(cursor, side.cursor.sql(" UNION ALL ".join(parts) or nothing).to_arrow_table(), table)


def _said(tab: ReadTab, now: ReadTab) -> str:
    """The SELECT of what is said of every wanted row of the tab, which is called as it is now: where it stands, who it
    is, its lot and day, what is written."""
    book = logbooks()[tab.logbook]
    names = book.key or tuple(column.name for column in book.columns if column.required)[:3]
    lot = tab.text("lot_id") if book.has("lot_id") else "NULL"
    day = f"c.{quoted(book.column(book.dated_by).clean_name)}" if book.dated_by else "NULL"
    heads = ", ".join(literal(heading) for heading in tab.headings)
    return f"""SELECT row_id, '{book.id}' AS logbook, {literal(now.source)} AS source, {literal(now.sheet)} AS sheet,
        p.row_no, coalesce(nullif(concat_ws(' · ', {", ".join(tab.text(name) for name in names)}), ''), '') AS who,
            CAST({lot} AS VARCHAR) AS lot, CAST({day} AS DATE) AS day,
        {literal(tab.link)} AS link,
        CAST(to_json(map_from_entries(list_filter(list_zip([{heads}], p.cells), lambda e: e[2] IS NOT NULL))) AS
            VARCHAR) AS written
        FROM _placed p SEMI JOIN wanted USING (row_id) LEFT JOIN clean.{quoted(book.id)} c USING (row_id)
            WHERE p.tab_no = {tab.tab_no}"""


def _cells(tab: ReadTab, side: Side) -> str:
    """The SELECT of every cell of the wanted rows of the tab: its label, text as typed and clean value; `counted` where
    the row is."""
    book = logbooks()[tab.logbook]
    rows = [*_columns(tab, side, book), *_without_cell(tab, side, book)]
    lists = [", ".join(part) for part in zip(*rows, strict=True)]
    names = ("label", "name", "title", "heading", "index", "place", "text", "value")
    spread = ", ".join(
        f"unnest(CAST([{items}] AS {'INTEGER' if name == 'index' else 'VARCHAR'}[])) AS {quoted(name)}"
        for name, items in zip(names, lists, strict=True)
    )
    return f"""SELECT row_id, {spread}, counted
        FROM (SELECT p.row_id, p.row_no, p.cells, c.row_id IS NOT NULL AS counted, c.* EXCLUDE (row_id, row_no)
              FROM _placed p SEMI JOIN wanted USING (row_id) LEFT JOIN clean.{quoted(book.id)} c ON c.row_id = p.row_id
              WHERE p.tab_no = {tab.tab_no})"""


def _columns(tab: ReadTab, side: Side, book: Logbook) -> list[tuple[str, ...]]:
    own = {index: name for name, index in tab.columns.items()}
    found: list[tuple[str, ...]] = []
    for index, label in side.labels[tab.tab_no].items():
        column = book.column(own[index]) if index in own else None
        title = column.title if column else tab.headings[index - 1]
        found.append(
            (
                literal(label),
                literal(column.name if column else None),
                literal(title),
                literal(tab.headings[index - 1]),
                str(index),
                f"'{letters(index)}' || row_no",
                f"cells[{index}]",
                f"CAST({quoted(column.clean_name)} AS VARCHAR)" if column else "NULL",
            )
        )
    return found


def _without_cell(tab: ReadTab, side: Side, book: Logbook) -> list[tuple[str, ...]]:
    """Columns whose value comes from elsewhere: a heading, a setting, a mapping."""
    here = set(side.labels[tab.tab_no].values())
    return [
        (
            literal(c.name),
            literal(c.name),
            literal(c.title),
            "NULL",
            "0",
            "''",
            literal(tab.constants.get(c.name)),
            f"CAST({quoted(c.clean_name)} AS VARCHAR)",
        )
        for c in book.columns
        if c.name not in here
    ]
