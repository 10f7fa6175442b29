"""Never less by accident: a tab that comes back with much less stays as it was until a person has said what is right.

A tab is held where it is empty, missing, refused or no longer read as its logbook, or where more than a fifth of its
rows are gone; or where columns moved that a person named by their letter. A row of a log with a key is gone where no
tab of that log in the source holds its key any more, so that rows may be moved; any other where nothing like it came
back and it arrived in no other tab. A tab between which and a held one rows went is held with it, also one that is new.
A tab that was renamed is the same tab: by its id, else by its headings and rows.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace as changed
from pathlib import Path

from connectors.cells import Remark, Tab, Workbook
from connectors.kept_readings import same_cells
from connectors.source import Fetched
from history.held_tab import HeldTab
from history.snapshots.moments import day_written, local
from logbooks.recognise.mapping import Mapping
from refresh import moved_columns
from refresh.source_states import WAITS, SourceState
from refresh.tab_decisions import TAKE, as_decided, decisions
from refresh.tab_partners import partners, same_books
from refresh.tab_rows import Row, TabRows, rows_of

CODE = "tab-held"
SAID = tomllib.loads(Path(__file__).with_name("held_tabs.toml").read_text("utf-8"))
TOO_MANY = SAID["more_than_share_gone"]
Rows = dict[int, TabRows]  # by the id() of a tab


def compare(
    last: Sequence[Workbook],
    came: Fetched,
    mapping: Mapping,
    state: SourceState,
    now: str,
    known: Rows | None = None,
) -> tuple[tuple[Workbook, ...], tuple[HeldTab, ...]]:
    """The workbooks to be used, with the last good tab in the place of each one held, and what is held; nothing is on a
    first reading. `known` has the rows of tabs of which the cells are not."""
    still = [book for book in last if book.source in came.still]
    carried = [one for one in as_decided(state.held) if one.source in came.still]
    one = _Comparison(
        [book for book in last if book.source not in came.still], list(came.workbooks), mapping, state, now, known
    )
    used = one.settle()
    order = {book.source: place for place, book in enumerate(last)}
    books = sorted([*used, *still], key=lambda book: order.get(book.source, len(order)))
    return tuple(books), (*carried, *one.held)


def marked(workbooks: Iterable[Workbook], held: Sequence[HeldTab]) -> tuple[Workbook, ...]:
    """The workbooks with a remark on each tab that is held, so that the snapshot and every report say so."""
    return tuple(
        changed(book, tabs=tuple(_marked(tab, held, book.time_zone) for tab in book.tabs)) for book in workbooks
    )


def _marked(tab: Tab, held: Sequence[HeldTab], time_zone: str | None) -> Tab:
    about = [one for one in held if one.source == tab.source and one.sheet in ("", tab.sheet)]
    remarks = tuple(
        Remark(CODE, detail=f"{one.why}, since {day_written(local(one.since, time_zone))}") for one in about[:1]
    )
    return changed(tab, remarks=(*tab.remarks, *remarks)) if remarks else tab


class _Comparison:
    """The workbooks of one source as they were and as they came."""

    def __init__(
        self,
        last: list[Workbook],
        came: list[Workbook],
        mapping: Mapping,
        state: SourceState,
        now: str,
        known: Rows | None = None,
    ):
        self.last, self.came, self.mapping, self.state, self.now = last, came, mapping, state, now
        self.said = decisions()
        self.held: list[HeldTab] = []
        tabs = [tab for book in (*last, *came) for tab in book.tabs]
        self.rows = dict(known or {})
        self.rows |= {id(tab): rows_of(tab, mapping) for tab in tabs if id(tab) not in self.rows}
        self.new = [tab for book in came for tab in book.tabs]
        self.book_of = same_books(last, came, self._is_same)
        self.new_of = partners(last, came, self.book_of, self._is_same)
        self.was_of = {id(new): tab for book in last for tab in book.tabs if (new := self.new_of.get(id(tab)))}
        self.fresh = [tab for tab in self.new if id(tab) not in self.was_of]
        self.new_of |= {id(tab): tab for tab in self.fresh}
        self.arrived: dict[tuple[int, str | None], Counter] = {}

    def settle(self) -> list[Workbook]:
        """What is to be used of what came."""
        books, lost = {book.source: book for book in self.came}, self._lost()
        for before in self.last:
            counted, now = self._counted(before), self.book_of.get(before.source)
            if now is None and counted and all(id(tab) in lost for tab in counted):
                self._hold(
                    before.source,
                    "",
                    None,
                    counted,
                    min((lost[id(tab)] for tab in counted), key=_why("together").__eq__),
                )
                books[before.source] = before
                continue
            for place, tab in enumerate(before.tabs):
                if id(tab) in lost:
                    new, book = self.new_of.get(id(tab)), now or books.get(before.source) or changed(before, tabs=())
                    stays = self._under(tab, book.source, new.sheet if new else tab.sheet)
                    self._hold(book.source, stays.sheet, new, [tab], lost[id(tab)])
                    books[book.source] = _with(books.get(book.source, book), stays, new, place)
        for new in (new for new in self.fresh if id(new) in lost):
            self._hold(new.source, new.sheet, new, [], lost[id(new)])
            books[new.source] = changed(
                books[new.source], tabs=tuple(tab for tab in books[new.source].tabs if tab is not new)
            )
        return list(books.values())

    def _counted(self, book: Workbook) -> list[Tab]:
        return [tab for tab in book.tabs if self.rows[id(tab)].counts]

    def _lost(self) -> dict[int, str]:
        """Why, by tab, the last good one stays: too much of it is gone, or rows went between it and one that stays, so
        that they would count twice or not at all if only one of the two were taken."""
        lost: dict[int, str] = {}
        for before in self.last:
            counted, now = self._counted(before), self.book_of.get(before.source)
            own = {id(tab): why for tab in counted if (why := self._loss(tab))}
            if now is None and self.said.get(self._decision(before.source, "", None)) == TAKE:
                own = {}
            elif now is None and len(own) == len(counted):
                own = dict.fromkeys(own, _why("workbook", rows=sum(self.rows[id(tab)].count for tab in counted)))
            else:
                for tab in [tab for tab in counted if id(tab) in own]:
                    new = self.new_of.get(id(tab))
                    if self.said.get(self._decision((now or before).source, tab.sheet, new)) == TAKE:
                        del own[id(tab)]
            lost |= own
        tabs = [*(tab for book in self.last for tab in book.tabs), *self.fresh]
        more = [tab for tab in tabs if id(tab) in lost]
        while more:
            more = [tab for tab in tabs if id(tab) not in lost and any(self._exchanged(tab, other) for other in more)]
            lost |= {id(tab): _why("together") for tab in more}
        return lost

    def _exchanged(self, one: Tab, other: Tab) -> bool:
        """Whether rows went from one of two tabs to the other."""
        return any(
            to in self.new_of and self._moved(tab, self.new_of[to]) for tab, to in ((one, id(other)), (other, id(one)))
        )

    def _moved(self, tab: Tab, to: Tab) -> bool:
        """Whether rows that left a tab arrived in another one that came."""
        logbook, now = self.rows[id(tab)].logbook, self.new_of.get(id(tab))
        left = self.rows[id(tab)].rows(logbook) - (self.rows[id(now)].rows(logbook) if now else Counter())
        return to is not now and bool(left & self._arrived(to, logbook))

    def _arrived(self, new: Tab, logbook: str | None) -> Counter:
        """The rows of a tab that came which it did not have before."""
        if (id(new), logbook) not in self.arrived:
            was = self.was_of.get(id(new))
            self.arrived[id(new), logbook] = self.rows[id(new)].rows(logbook) - (
                self.rows[id(was)].rows(logbook) if was else Counter()
            )
        return self.arrived[id(new), logbook]

    def _is_same(self, tab: Tab, new: Tab) -> bool:
        return self.rows[id(tab)].is_same(self.rows[id(new)], TOO_MANY)

    def _loss(self, tab: Tab) -> str:
        """Why the tab must not simply be replaced; "" where it may."""
        was, new, gone = self.rows[id(tab)], self.new_of.get(id(tab)), self._gone(tab)
        if new and moved_columns.moved(tab, new, self.mapping.for_tab(new.source, new.sheet)):
            return _why("letters")
        if gone <= TOO_MANY * was.count:
            return ""
        if new is None:
            return _why("missing", rows=was.count)
        if new.refused:
            return _why("refused", rows=was.count)
        now = self.rows[id(new)]
        if (
            new.cells is None
            or new.cells.num_rows == 0
            or (now.logbook == was.logbook and now.usable and now.count == 0)
        ):
            return _why("empty", rows=was.count)
        if now.logbook != was.logbook or not now.usable:
            return _why("unknown", rows=was.count, logbook=was.title)
        if was.keys and not now.keys and now.count >= (1 - TOO_MANY) * was.count:
            return _why("key", rows=was.count, column=was.key_title)
        return _why("gone", rows=was.count, gone=gone)

    def _gone(self, tab: Tab) -> int:
        """How many rows of a tab are in no tab that came."""
        was, now = self.rows[id(tab)], self.new_of.get(id(tab))
        of_log = [new for new in self.new if self.rows[id(new)].usable and self.rows[id(new)].logbook == was.logbook]
        known = frozenset().union(*(self.rows[id(new)].keys for new in of_log))
        arrived: Counter[Row] = Counter()
        for new in of_log if was.others else ():
            arrived.update(self._arrived(new, was.logbook) if new is not now else ())
        return was.gone(self.rows[id(now)] if now else None, known, arrived)

    def _decision(self, source: str, sheet: str, new: Tab | None) -> str:
        """The name of what is asked: another one where the tab comes with other cells."""
        told = json.dumps(
            [self.state.name, source, (new.tab_id or new.sheet) if new else sheet, same_cells(new) if new else None]
        )
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:20]

    def _hold(self, source: str, sheet: str, new: Tab | None, tabs: list[Tab], why: str) -> None:
        """Asks about what came; the last good one stays until somebody has answered."""
        decision = self._decision(source, sheet, new)
        since = next((one.since for one in self.state.held if one.decision_id == decision), self.now)
        now = self.rows[id(new)] if new else TabRows()
        logbook = self.rows[id(tabs[0])].logbook if tabs else now.logbook
        by_letter, decided = why == _why("letters"), WAITS if why == _why("together") else self.said.get(decision, "")
        self.held.append(
            HeldTab(
                source,
                sheet,
                logbook if sheet else None,
                sum(self.rows[id(tab)].count for tab in tabs),
                now.count,
                0 if by_letter else sum(self._gone(tab) for tab in tabs),
                why,
                since,
                decision,
                decided,
                _why("letters_fix") if by_letter else "",
            )
        )

    def _under(self, tab: Tab, source: str, sheet: str) -> Tab:
        """The tab under a new name; under its own where by the new one it would be read as something else."""
        renamed = changed(tab, source=source, sheet=sheet)
        return (
            renamed
            if sheet == tab.sheet or rows_of(renamed, self.mapping) == self.rows[id(tab)]
            else changed(renamed, sheet=tab.sheet)
        )


def _with(book: Workbook, stays: Tab, new: Tab | None, place: int) -> Workbook:
    """The workbook with the last good tab in the place of the one that came, or where it was."""
    if new is None:
        return changed(book, tabs=(*book.tabs[:place], stays, *book.tabs[place:]))
    return changed(book, tabs=tuple(stays if one is new else one for one in book.tabs))


def _why(which: str, **words: object) -> str:
    return SAID["why"][which].format(**words)
