"""Problems that came and went between two readings: of one row it is the same problem wherever the row stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from history.changes.pairing import Side, bring
from logbooks.problems import Problem

if TYPE_CHECKING:
    import duckdb

# A problem is known by its kind, its column, and its row; of a whole tab by the tab and the heading.
KNOWN = """SELECT x.code, x.name, x.heading, x.tab_no, x.row_no, p.row_id, t.source, t.sheet
    FROM _problems x JOIN _tabs t USING (tab_no) LEFT JOIN _placed p ON p.tab_no = x.tab_no AND p.row_no = x.row_no"""
SHOWN = """SELECT DISTINCT p.code, p.severity, p.logbook, p.source, p.sheet, p.row_no AS "row", p."column",
        coalesce(p.written, '') AS written, p.what, p.fix, p.name, p.place, p.link
    FROM problems p SEMI JOIN wanted_problem w ON w.code = p.code AND w.source = p.source AND w.sheet = p.sheet
        AND w.row_no IS NOT DISTINCT FROM p.row_no
         AND w.name IS NOT DISTINCT FROM p.name AND w.heading IS NOT DISTINCT FROM p."column"
    ORDER BY p.source, p.sheet, "row" NULLS FIRST, p.name, p.code"""


def problem_changes(
    cursor: duckdb.DuckDBPyConnection, before: Side, after: Side
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems that are new, and those that are gone, each in the order of files, tabs and rows; reads the table
    `pair`."""
    for side, table in ((before, "problem_b"), (after, "problem_a")):
        bring(cursor, side.cursor.sql(KNOWN).to_arrow_table(), f"{table}_raw")
        numbers = ", ".join(f"({tab_no}, {number})" for tab_no, number in side.number.items()) or "(NULL, NULL)"
        # a row that is gone is like none that is there
        row = "coalesce(q.a, -x.row_id)" if side is before else "x.row_id"
        cursor.execute(f"""CREATE OR REPLACE TEMP TABLE {table} AS
            SELECT x.* EXCLUDE (row_id), coalesce({row}, 0) AS row_id,
                CASE WHEN x.row_id IS NULL THEN coalesce('tab ' || n.number, x.source || ' ' || x.sheet) ||
                    coalesce(x.heading, '') ELSE '' END AS whole_tab
            FROM {table}_raw x LEFT JOIN pair q ON q.b = x.row_id LEFT JOIN (VALUES {numbers}) n(tab_no, number)
                ON n.tab_no = x.tab_no""")
    return _shown(cursor, after, "problem_a", "problem_b"), _shown(cursor, before, "problem_b", "problem_a")


def _shown(cursor: duckdb.DuckDBPyConnection, side: Side, these: str, others: str) -> tuple[Problem, ...]:
    """The problems of one reading that the other does not have."""
    left = cursor.sql(f"""SELECT DISTINCT code, name, heading, source, sheet, row_no FROM {these} x
        WHERE NOT EXISTS (SELECT 1 FROM {others} y WHERE y.code = x.code AND y.name IS NOT DISTINCT FROM x.name
            AND y.row_id = x.row_id AND y.whole_tab = x.whole_tab)""").to_arrow_table()
    if not left.num_rows:
        return ()
    bring(side.cursor, left, "wanted_problem")
    found = side.cursor.execute(SHOWN)
    names = [column[0] for column in found.description]
    return tuple(Problem(**dict(zip(names, row, strict=True))) for row in found.fetchall())
