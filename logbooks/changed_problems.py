"""Problems that came and went between two readings: of one row it is the same problem wherever the row stands now."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from logbooks import health

if TYPE_CHECKING:
    import duckdb

    from logbooks.pairing import Side
    from logbooks.problems import Problem
    from logbooks.warehouse import Warehouse


def problem_changes(cursor: duckdb.DuckDBPyConnection, before: Warehouse, after: Warehouse, older: Side,
                    newer: Side) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems that are new, and those that are gone, each in the order of files, tabs and rows."""
    pairs = dict(cursor.execute("SELECT b, a FROM pair").fetchall())
    was = _known(before, older, lambda row: ("a", pairs[row]) if row in pairs else ("b", row))
    now = _known(after, newer, lambda row: ("a", row))
    return _beyond(now, was), _beyond(was, now)


def _known(w: Warehouse, side: Side, row_name) -> list[tuple[tuple, Problem]]:
    """Every problem with what it is known by: its kind, its column, and its row or tab."""
    found = health.problems(w)
    if not found:
        return []
    ids = {(source, sheet, row_no): row_id for row_id, source, sheet, row_no in side.cursor.execute(
        "SELECT row_id, source, sheet, row_no FROM _placed JOIN _tabs USING (tab_no) WHERE (tab_no, row_no) IN (SELECT tab_no, row_no FROM _problems)").fetchall()}
    numbers = {(tab.source, tab.sheet): side.number[tab.tab_no] for tab in side.tabs}
    named = []
    for problem in found:
        tab = (problem.source, problem.sheet)
        row = ids.get((*tab, problem.row))
        where = row_name(row) if row is not None else ("tab", numbers.get(tab, tab), problem.column)
        named.append(((problem.code, problem.name, *where), problem))
    return named


def _beyond(some: list[tuple[tuple, Problem]], others: list[tuple[tuple, Problem]]) -> tuple[Problem, ...]:
    """The problems of the first that the second does not have, as often as it does not."""
    left = Counter(key for key, _ in others)
    found = []
    for key, problem in some:
        if left[key]:
            left[key] -= 1
        else:
            found.append(problem)
    return tuple(found)
