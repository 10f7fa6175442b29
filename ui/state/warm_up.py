"""While this server reads the sources, everybody goes on seeing the old snapshot, until the numbers of the new one are
in the caches.

So nobody waits for a number because somebody typed into a sheet.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from history.snapshots import store
from history.snapshots.moments import day_there
from history.snapshots.snapshot import Snapshot
from ui.state import open_snapshots, results, visitor

log = logging.getLogger("lotwise")
SEASONS = 2  # the newest and the one it is compared with


@contextmanager
def old_numbers_until_warm() -> Iterator[None]:
    """Within it everybody sees the snapshot of its beginning; at its end what the pages need of a newer one is
    there."""
    # Before the first reading there is only the sample, which must not stand in for anybody's data.
    before = store.newest() if visitor.something_was_read() else None
    if before:
        # once another is the newest this one could no longer be had by that name
        open_snapshots.newest(*_shows(before))
    open_snapshots.held_back = before
    try:
        yield
        there = store.newest()
        if open_snapshots.held_back and there and _shows(there) != _shows(open_snapshots.held_back):
            warm_up_numbers(there)
    finally:
        open_snapshots.held_back = None


def warm_up_numbers(there: Snapshot) -> None:
    """Computes what most pages ask of a snapshot; what can't be computed says so on its page, and in the log."""
    with open_snapshots.looking_at(open_snapshots.newest(*_shows(there))):
        for ask in (
            results.problems,
            results.ledger,
            results.tabs,
            results.last_typed,
            results.standing,
            results.roadmap_items,
            results.thresholds,
            _numbers,
            results.decided,
            results.fix_list,
        ):
            try:
                ask()
            except Exception as fault:
                log.warning("not warmed up: %s", getattr(ask, "__name__", ""), exc_info=fault)


def _numbers() -> None:
    years: list[str | None] = [*results.crop_years()[:SEASONS]] or [None]
    for crop_year in years:
        results.answers(crop_year, {})
    newest = next(iter(results.crop_years()), None)
    results.lot_book(newest, {})
    results.inputs(newest, {})


def _shows(kept: Snapshot) -> tuple[str, str]:
    """What a page shows of a snapshot: which, and as of which day."""
    return kept.snapshot, day_there(kept).isoformat()
