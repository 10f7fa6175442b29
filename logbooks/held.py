"""Never less by accident: a tab that comes back with much less stays as it was until a person has said what is right.

A tab is held where it is empty, missing, refused or no longer read as its logbook, or where more than a fifth of its rows
are gone. A row of a log with a key is gone where no tab of that log in the source holds its key any more, so that rows
may be moved; other rows are counted. A tab that was renamed is the same tab: by its id, else by its headings and rows.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace as changed
from functools import cache
from pathlib import Path

from connectors.cells import Remark, Tab, Workbook
from connectors.kept import same_cells
from connectors.source import Fetched
from logbooks.catalogue import logbooks
from logbooks.home import cannot_keep, home, replace
from logbooks.mapping import Mapping
from logbooks.source_states import Held, SourceState
from logbooks.tab_rows import TabRows, rows_of

TAKE, KEEP = "take", "keep"
TOO_MANY = 0.2
CODE = "tab-held"
WHYS = Path(__file__).with_name("held.toml")


def decide(decision_id: str, take: bool) -> None:
    """Notes what a person said of a held tab: the next refresh takes what came, or the last good one stays until it changes again."""
    try:
        _folder().mkdir(exist_ok=True)
    except OSError as error:
        raise cannot_keep(error) from error
    replace(_file(decision_id), json.dumps({"decided": TAKE if take else KEEP}))


def decisions() -> dict[str, str]:
    """By decision what was said: take or keep."""
    found = {}
    for file in _folder().glob("*.json"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            found[file.stem] = json.loads(file.read_text("utf-8"))["decided"]
    return found


def as_decided(held: Sequence[Held]) -> tuple[Held, ...]:
    """The same with what was said of them since."""
    said = decisions()
    return tuple(changed(one, decided=said.get(one.decision_id, "")) for one in held)


def forget_but(these: Collection[str]) -> None:
    """Forgets what was said of tabs that are held no more, so that the same loss is asked about again."""
    for file in _folder().glob("*.json"):
        if file.stem not in these:
            with suppress(OSError):
                file.unlink()


def compare(last: Sequence[Workbook], came: Fetched, mapping: Mapping, state: SourceState, now: str) -> tuple[tuple[Workbook, ...], tuple[Held, ...]]:
    """The workbooks to be used, with the last good tab in the place of each one held, and what is held; nothing is on a first reading."""
    still = [book for book in last if book.source in came.still]
    carried = [one for one in as_decided(state.held) if one.source in came.still]
    one = _Comparison([book for book in last if book.source not in came.still], list(came.workbooks), mapping, state, now)
    used = one.settle()
    order = {book.source: place for place, book in enumerate(last)}
    books = sorted([*used, *still], key=lambda book: order.get(book.source, len(order)))
    return tuple(books), (*carried, *one.held)


def marked(workbooks: Iterable[Workbook], held: Sequence[Held]) -> tuple[Workbook, ...]:
    """The workbooks with a remark on each tab that is held, so that the snapshot and every report say so."""
    return tuple(changed(book, tabs=tuple(_marked(tab, held) for tab in book.tabs)) for book in workbooks)


def _marked(tab: Tab, held: Sequence[Held]) -> Tab:
    about = [one for one in held if one.source == tab.source and one.sheet in ("", tab.sheet)]
    remarks = tuple(Remark(CODE, detail=f"since {one.since[:10]} {one.why}") for one in about[:1])
    return changed(tab, remarks=(*tab.remarks, *remarks)) if remarks else tab


class _Comparison:
    """The workbooks of one source as they were and as they came."""

    def __init__(self, last: list[Workbook], came: list[Workbook], mapping: Mapping, state: SourceState, now: str):
        self.last, self.came, self.state, self.now = last, came, state, now
        self.said, self.held = decisions(), []
        self.rows = {id(tab): rows_of(tab, mapping) for book in (*last, *came) for tab in book.tabs}
        self.new_of = self._partners()

    def settle(self) -> list[Workbook]:
        """What is to be used of what came."""
        books = {book.source: book for book in self.came}
        for before in self.last:
            counted = [tab for tab in before.tabs if self.rows[id(tab)].counts]
            lost = {id(tab): why for tab in counted if (why := self._loss(tab))}
            now = self._book(before)
            if now is None and counted and len(lost) == len(counted):
                if self._holds(before.source, "", None, counted, _why("workbook", rows=sum(self.rows[id(tab)].count for tab in counted))):
                    books[before.source] = before
                continue
            for place, tab in enumerate(before.tabs):
                new = self.new_of.get(id(tab))
                book = now or books.get(before.source) or changed(before, tabs=())
                if id(tab) in lost and self._holds(book.source, new.sheet if new else tab.sheet, new, [tab], lost[id(tab)]):
                    books[book.source] = _with(books.get(book.source, book), tab, new, place)
        return list(books.values())

    def _book(self, before: Workbook) -> Workbook | None:
        """The same workbook among those that came: by its name without that of its source; a single one is the same under any name."""
        if len(self.last) == len(self.came) == 1:
            return self.came[0]
        return next((book for book in self.came if book.source.rpartition("/")[2] == before.source.rpartition("/")[2]), None)

    def _partners(self) -> dict[int, Tab]:
        """The tab that came by the tab it was: by id, else by name, else one that has its headings and its rows."""
        found: dict[int, Tab] = {}
        for before in self.last:
            now = self._book(before)
            for tab in before.tabs if now else ():
                same = [new for new in now.tabs if tab.tab_id and new.tab_id == tab.tab_id] or [new for new in now.tabs if new.sheet == tab.sheet]
                if same:
                    found[id(tab)] = same[0]
        taken = {id(new) for new in found.values()}
        free = [new for book in self.came for new in book.tabs if id(new) not in taken]
        for tab in (tab for book in self.last for tab in book.tabs if id(tab) not in found):
            if renamed := next((new for new in free if self.rows[id(tab)].is_same(self.rows[id(new)], TOO_MANY)), None):
                found[id(tab)] = renamed
                free = [new for new in free if new is not renamed]
        return found

    def _loss(self, tab: Tab) -> str:
        """Why the tab must not simply be replaced; "" where it may."""
        was, new = self.rows[id(tab)], self.new_of.get(id(tab))
        now = self.rows[id(new)] if new else None
        gone = was.gone(now, [one for one in self._came() if one.logbook == was.logbook])
        title = logbooks()[was.logbook].title
        if gone <= TOO_MANY * was.count:
            return ""
        if new is None:
            return _why("missing", rows=was.count)
        if new.refused:
            return _why("refused", rows=was.count)
        if new.cells is None or new.cells.num_rows == 0 or (now.logbook == was.logbook and now.usable and now.count == 0):
            return _why("empty", rows=was.count)
        if now.logbook != was.logbook or not now.usable:
            return _why("unknown", rows=was.count, logbook=title)
        if was.keys and not now.keys and now.count >= (1 - TOO_MANY) * was.count:
            return _why("key", rows=was.count, column=was.key_title)
        return _why("gone", rows=was.count, gone=gone)

    def _came(self) -> list[TabRows]:
        return [self.rows[id(tab)] for book in self.came for tab in book.tabs]

    def _holds(self, source: str, sheet: str, new: Tab | None, tabs: list[Tab], why: str) -> bool:
        """Whether the last good one stays; then it is asked about, unless somebody has answered."""
        told = json.dumps([self.state.name, source, (new and new.tab_id) or sheet, same_cells(new) if new else None])
        decision = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        if self.said.get(decision) == TAKE:
            return False
        since = next((one.since for one in self.state.held if one.decision_id == decision), self.now)
        rows, count = [self.rows[id(tab)] for tab in tabs], self.rows[id(new)].count if new else 0
        gone = sum(one.gone(self.rows[id(new)] if new else None, self._came()) for one in rows)
        self.held.append(Held(source, sheet, rows[0].logbook if sheet else None, sum(one.count for one in rows), count, gone, why, since,
                              decision, self.said.get(decision, "")))
        return True


def _with(book: Workbook, tab: Tab, new: Tab | None, place: int) -> Workbook:
    """The workbook with the last good tab in the place of the one that came, or where it was."""
    tabs = [changed(tab, source=book.source, sheet=one.sheet) if one is new else one for one in book.tabs]
    if new is None:
        tabs.insert(place, changed(tab, source=book.source))
    return changed(book, tabs=tuple(tabs))


def _why(which: str, **words: object) -> str:
    return _whys()[which].format(**words)


@cache
def _whys() -> dict[str, str]:
    return tomllib.loads(WHYS.read_text("utf-8"))


def _folder() -> Path:
    return home() / "decisions"


def _file(decision_id: str) -> Path:
    if not decision_id.isalnum():
        raise ValueError("a decision is named by letters and digits alone")
    return _folder() / f"{decision_id}.json"
