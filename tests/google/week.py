"""A simulated week at the cooperative: staff type, calls fail, refreshes run; only the time is simulated."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from random import Random

from connectors.google.service_key import find_key
from connectors.google.spreadsheet import id_of, read
from connectors.google.wire import Clock, Wire
from connectors.source import Source, kinds
from refresh import configuration, source_states, tab_decisions
from refresh.one_refresh import refresh
from tests.google.server import Call, Google
from tests.google.sheets import Spreadsheet
from tests.google.staff import Staff

TICK = 0.01  # seconds that pass whenever somebody looks at the clock; no two moments are the same


class SimulatedClock:
    """Seconds since 1970 that pass only when somebody looks or waits; may be looked at from any thread."""

    def __init__(self, at: float, seed: int = 0):
        self._at, self._lock, self._chance, self.waited = at, threading.Lock(), Random(seed), 0.0

    def __call__(self) -> float:
        with self._lock:
            self._at += TICK
            return self._at

    def wait(self, seconds: float) -> None:
        """Lets the time pass at once."""
        with self._lock:
            self._at += seconds
            self.waited += seconds

    def wire(self) -> Clock:
        """The same time for one wire of the connector; its patience counts its own waits alone, as waits side by side
        would overlap."""
        own = [0.0]

        def wait(seconds: float) -> None:
            own[0] += seconds
            self.wait(seconds)

        return Clock(now=lambda: own[0], wait=wait, draw=self._chance.uniform, everyday=self)


@contextmanager
def going_by(clock: SimulatedClock) -> Iterator[None]:
    """Google Sheets are read as always, but for the clock the wire goes by."""
    real = kinds()["google_sheet"]

    def fetch(source, mark, say):
        return read(Wire(find_key(source.key), source.name, say, clock=clock.wire()), source, id_of(source.where), mark)

    kinds()["google_sheet"] = replace(real, fetch=fetch)
    try:
        yield
    finally:
        kinds()["google_sheet"] = real


@dataclass
class Refreshed:
    """What one refresh did to one spreadsheet, by the server's own log."""

    title: str
    changed: bool  # edited since it was last read, or not read in full for a day
    edited_meanwhile: bool
    calls: Counter[str]
    faults: int
    good: bool  # the source has no trouble afterwards


@dataclass
class Week:
    """The spreadsheets, the staff and the refreshes of one simulated week."""

    google: Google
    clock: SimulatedClock
    books: list[Spreadsheet]
    staff: Staff
    refreshed: list[Refreshed] = field(default_factory=list)
    snapshots: int = 0
    held: int = 0
    failed: int = 0  # refreshes in which a source could not be read
    _read: dict[str, tuple[float, float]] = field(default_factory=dict)  # by key: edited at, read at

    def configure(self) -> None:
        """Writes every spreadsheet into lotwise.toml, as Connect does."""
        for book in self.books:
            configuration.add(Source(book.title, "google_sheet", self.google.link(book), book.owner[0]))

    def work(self, edits: int, seconds_between: float) -> None:
        """Staff make so many edits."""
        for _ in range(edits):
            self.staff.act()
            self.clock.wait(seconds_between)

    def refresh(self, edit_after_calls: int | None = None) -> bool:
        """One refresh, with an edit that falls between two of its calls where asked; whether every source could be
        read.

        What is held is looked at and taken, as the manager would who knows that nothing is lost.
        """
        log, before = len(self.google.calls), {book.key: (book.modified, self.clock()) for book in self.books}
        if edit_after_calls is not None:
            self.google.after(edit_after_calls, self.staff.act, kind="sheets")
        told = refresh()
        self.snapshots += told.snapshot is not None
        calls = self.google.calls[log:]
        states = {one.name: one for one in source_states.source_states()}
        for book in self.books:
            self._note(book, [call for call in calls if book.key in call.path], before[book.key], states[book.title])
        self._take([one for state in states.values() for one in state.held])
        good = all(one.trouble is None for one in states.values())
        self.failed += not good
        return good

    def _note(self, book: Spreadsheet, calls: list[Call], before: tuple[float, float], state) -> None:
        edited, read_at = self._read.get(book.key, (0.0, 0.0))
        changed = edited != round(before[0], 3) or before[1] - read_at >= 24 * 3600 - 60
        good = state.trouble is None
        kinds_of = Counter(call.kind for call in calls)
        if good and kinds_of["sheets"]:
            self._read[book.key] = (round(book.modified, 3), before[1])
        self.refreshed.append(
            Refreshed(
                book.title,
                changed,
                book.modified != before[0],
                kinds_of,
                sum(call.fault is not None for call in calls),
                good,
            )
        )

    def _take(self, about: list) -> None:
        self.held += len(about)
        for one in about:
            tab_decisions.decide(one.decision_id, take=True)

    def settle(self, tries: int = 5) -> int:
        """Refreshes without further edits until every source is read and nothing is held; how many it took."""
        for number in range(1, tries + 1):
            if self.refresh() and not any(one.held for one in source_states.source_states()):
                return number
        raise AssertionError(f"after {tries} refreshes still in trouble: {source_states.source_states()}")
