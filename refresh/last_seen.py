"""What the newest snapshot holds of a source of which no last good reading is left: what comes is compared with that.

A snapshot keeps the rows, not the sheet, so that nothing of it can stand in for a tab: until somebody has decided, the
pages stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace

from connectors.cells import Tab, Workbook
from connectors.source import Fetched
from connectors.trouble import CannotGoOn
from history.held_tab import HeldTab
from history.snapshots import store
from logbooks.recognise.header_rows import by_letter
from logbooks.recognise.mapping import Mapping
from logbooks.recognise.tabs_together import recognise_tabs
from refresh import held_tabs
from refresh.source_places import SourcePlace
from refresh.source_states import SourceState
from refresh.tab_rows import TabRows, rows_as

WORDS = held_tabs.SAID["without_reading"]
TABS = """SELECT t.source, t.sheet, t.tab_id, t.logbook, t.recognised, list(p.cells) AS rows
    FROM _tabs t JOIN _placed p USING (tab_no)
    WHERE NOT t.beside AND t.logbook IS NOT NULL AND t.refused_code IS NULL GROUP BY ALL ORDER BY min(tab_no)"""


@dataclass(frozen=True)
class LastSeen:
    """The workbooks of a source as a snapshot holds them: tabs without cells, and the rows of each by its id()."""

    workbooks: tuple[Workbook, ...]
    rows: dict[int, TabRows]


def remember(places: Iterable[SourcePlace], told: Iterable[SourceState]) -> None:
    """A source of which nothing is told any more was read when the newest snapshot was, where that holds rows of it: so
    these leave no number before they are read again."""
    names = {one.name for one in told}
    for place in (place for place in places if place.source.name not in names):
        newest = store.newest()
        if newest and (seen := rows_of_source(place)):
            books = tuple(book.source for book in seen.workbooks)
            place.before = replace(place.before, read_at=newest.read_at, workbooks=books)
            place.state = replace(place.state, read_at=newest.read_at, workbooks=books)


def rows_of_source(place: SourcePlace) -> LastSeen | None:
    """What the newest good snapshot holds of the source; None where there is none, or nothing of it stands there."""
    try:
        with closing(store.current()) as w:
            found = [told for told in w.rows(TABS) if _is_of(place, told["source"])]
            return _as_tabs(found) if found else None
    except CannotGoOn:
        return None


def held(before: LastSeen, came: Fetched, mapping: Mapping, state: SourceState, now: str) -> tuple[HeldTab, ...]:
    """What of that would be lost with what came, and is asked about."""
    parts = [replace(book, tabs=tuple(_parts(book.tabs, mapping))) for book in came.workbooks]
    there = Fetched(tuple(parts), came.mark)
    return held_tabs.compare(before.workbooks, there, mapping, state, now, before.rows)[1]


def not_compared(name: str) -> str:
    """That what came of a source was taken without being compared."""
    return WORDS["not_compared"].format(name=name)


def nothing_to_use(name: str, is_asked: bool) -> str:
    """Why no snapshot can be made: nothing of the source can be used, because something is asked about it or it can't
    be read."""
    return WORDS["asks" if is_asked else "can_not_be_read"].format(name=name)


def _is_of(place: SourcePlace, workbook: str) -> bool:
    names = {place.source.name, place.before.name}
    return workbook in place.before.workbooks or any(
        workbook == name or workbook.startswith(f"{name}/") for name in names
    )


def _as_tabs(found: list[dict]) -> LastSeen:
    books: dict[str, list[Tab]] = {}
    rows: dict[int, TabRows] = {}
    for told in found:
        tab = Tab(told["source"], told["sheet"], None, 0, tab_id=told["tab_id"] or "")
        books.setdefault(tab.source, []).append(tab)
        rows[id(tab)] = _rows(told)
    return LastSeen(tuple(Workbook(name, "", "", None, tuple(tabs)) for name, tabs in books.items()), rows)


def _rows(told: dict) -> TabRows:
    """The rows of a tab of a snapshot, by the columns that were recognised in it."""
    recognised = json.loads(told["recognised"])
    headings = {name: column["header"] for name, column in recognised["columns"].items()}
    places = {name: by_letter(f"column {column['column']}") for name, column in recognised["columns"].items()}
    texts = [{name: row[place - 1] for name, place in places.items() if place} for row in told["rows"]]
    return rows_as(told["logbook"], headings, recognised["constants"], texts)


def _parts(tabs: Iterable[Tab], mapping: Mapping) -> list[Tab]:
    """The tabs as a snapshot names them, each table by itself."""
    read = [one.tab for one in recognise_tabs(tabs, mapping) if one.beside is None]
    return list({id(tab): tab for tab in read}.values())
