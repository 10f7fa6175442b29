"""What was wrong in an earlier reading of the same sheets and is wrong no longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from connectors.trouble import CannotGoOn
from history import fault_log
from history.changes.changed_problems import problem_changes
from history.changes.pairing import Side, bring_rows, pair_rows, sides
from history.snapshots import store
from history.snapshots.snapshot_list import history
from history.snapshots.usual_comparison import earlier_than, own_readings, usual

if TYPE_CHECKING:
    from logbooks.problems import Problem
    from logbooks.warehouse.warehouse import Warehouse


def same_files(before: Warehouse, after: Warehouse) -> bool:
    """Whether a file of the later reading was in the earlier one too, by its name."""
    names = [{row["source"] for row in w.rows("SELECT source FROM sources")} for w in (before, after)]
    return bool(names[0] & names[1])


def reading_before(w: Warehouse, at: Callable[[str], Warehouse] = store.at) -> Warehouse | None:
    """The reading of the same sheets that this one is usually compared with, opened by `at`; None where there is none,
    or where it is damaged, which is noted."""
    earlier = own_readings(w, earlier_than(w.id), at)
    if not earlier:
        return None
    read_at = next((one.read_at for one in history() if one.snapshot == w.id), None)
    one = earlier[usual(earlier, read_at)]
    try:
        kept = at(one.snapshot)
    except CannotGoOn as trouble:
        fault_log.note(f"not compared with {one.snapshot}: {trouble}", trouble.detail)
        return None
    return kept if same_files(kept, w) else None


def mended(before: Warehouse, after: Warehouse) -> tuple[Problem, ...]:
    """The problems of the earlier reading that are gone, in its order, of what was read again.

    A tab that is no longer there or no longer read was not mended, nor was a column that is no longer recognised; of a
    file of another name only rows that stand in both count.
    """
    older, newer, _ = sides(before, after)
    cursor = newer.cursor
    bring_rows(cursor, older, "b")
    bring_rows(cursor, newer, "a")
    pair_rows(cursor, older, newer)
    _, gone = problem_changes(cursor, older, newer)
    read = _read_again(older, newer, after)
    files = {row["source"] for row in after.rows("SELECT source FROM sources")}
    paired = set(cursor.execute("SELECT DISTINCT source, sheet, row_no FROM problem_b WHERE row_id > 0").fetchall())
    return tuple(
        one
        for one in gone
        if one.name not in read.get((one.source, one.sheet), {one.name})
        and (one.source in files or (one.source, one.sheet, one.row) in paired)
    )


def _read_again(older: Side, newer: Side, after: Warehouse) -> dict[tuple[str, str], set[str]]:
    """By file and name every tab of the earlier reading that the later one read, with its columns that are no longer
    recognised."""
    rows = after.rows("SELECT source, sheet FROM _tabs WHERE logbook IS NOT NULL AND refused_code IS NULL")
    there = {(row["source"], row["sheet"]) for row in rows}
    now = {newer.number[tab.tab_no]: tab for tab in newer.tabs if (tab.source, tab.sheet) in there}
    found: dict[tuple[str, str], set[str]] = {tab: set() for tab in there}
    for tab in older.tabs:
        place = tab.source, tab.sheet
        if other := now.get(older.number[tab.tab_no]):
            lost = {*tab.columns, *tab.constants} - {*other.columns, *other.constants}
            found[place] = found.get(place, set()) | lost
    return found
