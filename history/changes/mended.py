"""What was wrong in an earlier reading of the same sheets and is wrong no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from history.changes.changed_problems import problem_changes
from history.changes.pairing import bring_rows, pair_rows, sides

if TYPE_CHECKING:
    from logbooks.problems import Problem
    from logbooks.warehouse.warehouse import Warehouse


def same_files(before: Warehouse, after: Warehouse) -> bool:
    """Whether a file of the later reading was in the earlier one too, by its name."""
    names = [{row["source"] for row in w.rows("SELECT source FROM sources")} for w in (before, after)]
    return bool(names[0] & names[1])


def mended(before: Warehouse, after: Warehouse) -> tuple[Problem, ...]:
    """The problems of the earlier reading that are gone, in its order; those of a tab that is no longer there were not
    mended."""
    older, newer, _ = sides(before, after)
    cursor = newer.cursor
    bring_rows(cursor, older, "b")
    bring_rows(cursor, newer, "a")
    pair_rows(cursor, older, newer)
    _, gone = problem_changes(cursor, older, newer)
    there = {(row["source"], row["sheet"]) for row in after.rows("SELECT source, sheet FROM tabs")}
    known = set(newer.number.values())
    there |= {(tab.source, tab.sheet) for tab in older.tabs if older.number[tab.tab_no] in known}
    return tuple(problem for problem in gone if (problem.source, problem.sheet) in there)
