"""The snapshots this process has open, a few at a time, and what the pages computed from each: both are let go
together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from history.snapshots import store
from history.snapshots.snapshot import Snapshot
from logbooks.warehouse.warehouse import Warehouse

OPEN = 4  # the newest, the one before for those who still look at it, and two of the past
MOST_KEPT = 400  # results of one snapshot

elsewhere = threading.local()  # the warehouse a thread looks at for now
held_back: Snapshot | None = None  # what everybody goes on seeing while ui/state/warm_up.py makes a newer one ready


@contextmanager
def looking_at(here: Warehouse, keeps: bool = True) -> Iterator[None]:
    """Within it this thread asks of that warehouse, whatever its visitor looks at; unless it `keeps`, what it computes
    is forgotten."""
    before = dict(vars(elsewhere))  # one may stand within another
    elsewhere.warehouse, elsewhere.keeps = here, keeps
    try:
        yield
    finally:
        vars(elsewhere).clear()
        vars(elsewhere).update(before)


class Shelf:
    """Results of one snapshot by their key: each made once, however many ask at once; the one longest unused makes
    room."""

    def __init__(self, most: int = MOST_KEPT):
        self._most = most
        self._results: dict[str, Any] = {}
        self._making: dict[str, threading.RLock] = {}
        self._lock = threading.Lock()

    def result(self, key: str, make: Callable[[], Any]) -> Any:
        """What was kept under the key, else what `make` gives now; an error is kept by nobody."""
        with self._lock:
            if key in self._results:
                self._results[key] = self._results.pop(key)  # the last one used stands last
                return self._results[key]
            making = self._making.setdefault(key, threading.RLock())
        with making:
            with self._lock:
                if key in self._results:
                    return self._results[key]
            try:
                made = make()
                with self._lock:
                    self._results[key] = made
                    while len(self._results) > self._most:
                        del self._results[next(iter(self._results))]
                return made
            finally:
                with self._lock:
                    self._making.pop(key, None)


def to_show() -> Snapshot | None:
    """The snapshot everybody sees now; None before the first reading."""
    return held_back or store.newest()


@st.cache_resource(max_entries=OPEN, show_spinner=False)
def newest(snapshot: str, day: str) -> Warehouse:
    """The snapshot everybody sees; asked anew when another one is, or when it was confirmed on another day."""
    store.remove_orphans()
    return store.current()


@st.cache_resource(max_entries=OPEN, show_spinner=False)
def past(moment: str, snapshot: str, day: str) -> Warehouse:
    """What was seen at a moment, as long as `snapshot` is the newest and was last confirmed on that day."""
    return store.at(moment)


@st.cache_resource(max_entries=OPEN, show_spinner=False)
def shelf(snapshot: str, day: str) -> Shelf:
    """Where the results of one snapshot, seen as of a day, are kept."""
    return Shelf()
