"""Whether a column that a person pointed to by its letter stands elsewhere, because somebody put one in or took one
out."""

from __future__ import annotations

from collections import Counter

from connectors.cells import Tab
from logbooks.recognise.header_rows import by_letter
from logbooks.recognise.mapping import TabMapping

MOST_OF_IT = 0.8  # a column is where it was, or where another one is, by so many of its texts

Columns = dict[int, Counter[str]]


def moved(was: Tab, came: Tab, said: TabMapping | None) -> bool:
    """Whether the letters a person said mean other columns in the tab that came than in the one that was.

    They do where a heading of theirs stands in another column, or where the texts of a column stand in another one
    while neither holds what it held. Of a column that was blank nobody can tell, so that any move counts.
    """
    if said is None or was.cells is None or came.cells is None:
        return False
    places = {place for where in said.columns.values() if (place := by_letter(where))}
    if not places:
        return False
    if any(_heading_moved(place, _headings(was, said), _headings(came, said)) for place in places):
        return True
    before, after = _columns(was), _columns(came)
    restless = {index for index in before | after if not _holds(after.get(index), before.get(index))}
    if not restless & places:
        return False
    pairs = [
        (one, other)
        for one in restless
        for other in restless
        if one != other and _holds(after.get(other), before.get(one))
    ]
    return any(not before.get(place) or any(place in pair for pair in pairs) for place in places) if pairs else False


def _heading_moved(place: int, before: dict[int, str], after: dict[int, str]) -> bool:
    old, new = before.get(place), after.get(place)
    return old != new and bool({old} & set(after.values()) or {new} & set(before.values()))


def _headings(tab: Tab, said: TabMapping) -> dict[int, str]:
    """The filled cells of the header row, where the person said which row that is."""
    row: dict = next((row for row in tab.table.slice(0, 40).to_pylist() if row["row"] == said.header_row), {})
    return {index: text for index in range(1, tab.width + 1) if (text := (row.get(f"c{index}") or "").strip())}


def _columns(tab: Tab) -> Columns:
    """How often each text stands in a column."""
    return {
        index: Counter(text for text in tab.table.column(f"c{index}").to_pylist() if text and text.strip())
        for index in range(1, tab.width + 1)
    }


def _holds(column: Counter[str] | None, texts: Counter[str] | None) -> bool:
    """Whether most of the texts stand in the column; none do of a blank one."""
    return bool(column and texts and (column & texts).total() >= MOST_OF_IT * texts.total())
