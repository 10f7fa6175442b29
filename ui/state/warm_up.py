"""While this server reads the sources, everybody goes on seeing what was there before, until the numbers of the new reading are made too.

So nobody waits for a number because somebody typed into a sheet.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from logbooks.snapshots import store
from logbooks.snapshots.kept import Kept
from logbooks.snapshots.moments import day_there
from ui import opened, session

log = logging.getLogger("lotwise")
SEASONS = 2      # the newest and the one it is compared with


@contextmanager
def shown_before() -> Iterator[None]:
    """Within it everybody sees the snapshot of its beginning; at its end what the pages need of a newer one is there."""
    # Before the first reading there is only the sample, which must not stand in for anybody's data.
    before = store.newest() if session.something_was_read() else None
    if before:
        opened.newest(*_shows(before))      # once another is the newest this one could no longer be had by that name
    opened.held_back = before
    try:
        yield
        there = store.newest()
        if opened.held_back and there and _shows(there) != _shows(opened.held_back):
            make_ready(there)
    finally:
        opened.held_back = None


def make_ready(there: Kept) -> None:
    """Computes what most pages ask of a snapshot; what can't be computed says so on its page, and in the log."""
    with opened.looking_at(opened.newest(*_shows(there))):
        for ask in (session.problems, session.ledger, session.tabs, session.last_typed, session.standing, session.roadmap_items, session.thresholds, _numbers):
            try:
                ask()
            except Exception as fault:
                log.warning("not ready ahead: %s", getattr(ask, "__name__", ""), exc_info=fault)


def _numbers() -> None:
    for crop_year in session.crop_years()[:SEASONS] or [None]:
        session.answers(crop_year, {})
    newest = next(iter(session.crop_years()), None)
    session.lot_book(newest, {})
    session.inputs(newest, {})


def _shows(kept: Kept) -> tuple[str, str]:
    """What a page shows of a snapshot: which, and as of which day."""
    return kept.snapshot, day_there(kept).isoformat()
