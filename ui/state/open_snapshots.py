"""The snapshots this process has open, a few at a time, and what the pages computed from each: both are let go
together."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from history.snapshots import store
from history.snapshots.snapshot import Snapshot
from logbooks.warehouse.warehouse import Warehouse
from ui.state.result_size import size_of

# Each costs some 45 MB with the tables that its questions share: the newest, with the one before for those who still
# look at it; and three of the past.
NEWEST_OPEN, PAST_OPEN = 2, 3
MOST_KEPT, MOST_BYTES = 400, 30_000_000  # results of one snapshot, and all of them together

_open: weakref.WeakSet[Warehouse] = weakref.WeakSet()
_noting = threading.Lock()  # of _open, which visitors add to while it is looked through
elsewhere = threading.local()  # the warehouse a thread looks at for now
_last = threading.local()  # weakly, for threads live long: the warehouse that was asked about last, and its shelf
_pasts: set[tuple[str, str, str]] = set()  # what `past` was asked, and
_shelves: set[tuple[str, str]] = set()  # of which snapshot and day shelves were made
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
    """Results of one snapshot by their key: each made once, however many ask at once; those longest unused make room
    where there are more than so many or all together are larger than so many bytes."""

    def __init__(self, most: int = MOST_KEPT, most_bytes: int = MOST_BYTES):
        self._most, self._most_bytes = most, most_bytes
        self._results: dict[str, Any] = {}
        self._sizes: dict[str, int] = {}
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
                size = size_of(made)
                with self._lock:
                    self._results[key], self._sizes[key] = made, size
                    self._make_room()
                return made
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def _make_room(self) -> None:
        while self._results and (len(self._results) > self._most or sum(self._sizes.values()) > self._most_bytes):
            oldest = next(iter(self._results))
            del self._results[oldest], self._sizes[oldest]


def to_show() -> Snapshot | None:
    """The snapshot everybody sees now; None before the first reading."""
    return held_back or store.newest()


@st.cache_resource(max_entries=NEWEST_OPEN, show_spinner=False)
def newest(snapshot: str, day: str) -> Warehouse:
    """The snapshot everybody sees; asked anew when another one is, or when it was confirmed on another day."""
    store.remove_orphans()
    return _noted(store.current())


@st.cache_resource(max_entries=PAST_OPEN, show_spinner=False)
def past(moment: str, snapshot: str, day: str) -> Warehouse:
    """What was seen at a moment, as long as `snapshot` is the newest and was last confirmed on that day."""
    _pasts.add((moment, snapshot, day))
    return _noted(store.at(moment))


def _noted(opened: Warehouse) -> Warehouse:
    """The same, known to be open for as long as anybody holds it."""
    with _noting:
        _open.add(opened)
    return opened


@st.cache_resource(max_entries=NEWEST_OPEN + PAST_OPEN, show_spinner=False)
def shelf(snapshot: str, day: str) -> Shelf:
    """Where the results of one snapshot, seen as of a day, are kept."""
    _shelves.add((snapshot, day))
    return Shelf()


def forget_closed() -> None:
    """Lets go of moments that were asked for beside a snapshot that is no longer the newest, and of the results of
    snapshots that nobody has open any more; to be called once another one is the newest."""
    now = store.current_id()
    for asked in [one for one in tuple(_pasts) if one[1] != now]:
        past.clear(*asked)
        _pasts.discard(asked)
    with _noting:
        still_open = {_seen_as(here) for here in _open}
    for closed in _shelves - still_open:
        shelf.clear(*closed)
        _shelves.discard(closed)


def _seen_as(here: Warehouse) -> tuple[str, str]:
    return here.id, here.as_of.isoformat()


def shelf_of(here: Warehouse) -> Shelf:
    """The shelf of an open snapshot; a page asks for it some thirty times."""
    before, kept = getattr(_last, "asked", (lambda: None, lambda: None))
    if before() is here and (found := kept()) is not None:
        return found
    found = shelf(*_seen_as(here))
    _last.asked = weakref.ref(here), weakref.ref(found)
    return found
