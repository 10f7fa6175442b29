"""The rows a tab holds as a logbook: how many, and which, as far as its cells alone tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from connectors.cells import Tab
from logbooks.catalogue import logbooks
from logbooks.mapping import Mapping
from logbooks.problems import SHEET_UNUSABLE, problem_kinds
from logbooks.recognise import Recognised, recognise


@dataclass(frozen=True)
class TabRows:
    """A tab read as a logbook, or as none; not `usable` where a required column is missing or the tab was refused.

    `keys` has the keys of the rows that have every part of theirs, `others` the recognised cells of all the rest.
    """

    logbook: str | None = None
    usable: bool = False
    headings: tuple[str, ...] = ()
    count: int = 0
    keys: frozenset[tuple[str, ...]] = frozenset()
    others: frozenset[tuple[str, ...]] = frozenset()
    without_key: int = 0
    key_title: str = ""

    @property
    def counts(self) -> bool:
        """Whether there is anything to lose."""
        return self.usable and self.count > 0

    def gone(self, now: TabRows | None, everywhere: Iterable[TabRows]) -> int:
        """How many of these rows are gone: those with a key from every tab that came, the others by their number from this one."""
        came = now if now and now.usable and now.logbook == self.logbook else TabRows()
        known = frozenset().union(*(one.keys for one in everywhere if one.usable and one.logbook == self.logbook))
        keyed_since = len(came.keys - self.keys)
        return len(self.keys - known) + max(0, self.without_key - came.without_key - keyed_since)

    def is_same(self, other: TabRows, tolerance: float) -> bool:
        """Whether a tab of another name has the same headings and all but a few of the same rows."""
        if not self.counts or (self.logbook, self.headings) != (other.logbook, other.headings):
            return False
        return len(self.keys - other.keys) + len(self.others - other.others) <= tolerance * len(self.keys | self.others)


def rows_of(tab: Tab, mapping: Mapping) -> TabRows:
    """The rows of the tab, read as the recogniser and the mapping read it."""
    if tab.cells is None or tab.refused:
        return TabRows()
    found = recognise(tab, mapping)
    return _rows(found) if found.logbook else TabRows()


def _rows(found: Recognised) -> TabRows:
    declared = logbooks()[found.logbook]
    usable = not any(problem_kinds()[one.code].severity == SHEET_UNUSABLE for one in found.remarks)
    places = {name: column.index for name, column in found.columns.items() if column.index > 0}
    cells = found.tab.cells.select(["row", *(f"c{index}" for index in places.values())]).to_pydict()
    rows = [dict(zip(places, texts, strict=True)) for row, *texts in zip(*cells.values(), strict=True)
            if row > found.header_row and any(text and text.strip() for text in texts)]
    keys, others, without = set(), set(), 0
    for row in rows:
        key = tuple((row.get(name) or found.constants.get(name) or "").strip().casefold() for name in declared.key)
        if key and all(key):
            keys.add(key)
        else:
            without += 1
            others.add(tuple(row.values()))
    headings = tuple(column.header for column in found.columns.values())
    title = declared.column(declared.key[0]).title if declared.key else ""
    return TabRows(found.logbook, usable, headings, len(keys) + without, frozenset(keys), frozenset(others), without, title)
