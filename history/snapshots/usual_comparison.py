"""Which earlier reading one is compared with unless somebody says another."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from connectors.trouble import CannotGoOn
from history.snapshots.snapshot import Snapshot
from history.snapshots.snapshot_list import history

if TYPE_CHECKING:
    from logbooks.warehouse.warehouse import Warehouse

A_WEEK = timedelta(days=7)


def earlier_than(snapshot: str) -> list[Snapshot]:
    """The readings kept before this one, newest first; all of them where it is not kept itself."""
    kept = history()
    place = next((place for place, one in enumerate(kept) if one.snapshot == snapshot), -1)
    return kept[place + 1 :]


def usual(earlier: list[Snapshot], read_at: str | None) -> int:
    """The place of the reading of a week before that time, where one is as old, else of the one just before."""
    if read_at is None:
        return 0
    week_before = datetime.fromisoformat(read_at) - A_WEEK
    return next((place for place, one in enumerate(earlier) if datetime.fromisoformat(one.read_at) <= week_before), 0)


def own_readings(w: Warehouse, earlier: list[Snapshot], at: Callable[[str], Warehouse]) -> list[Snapshot]:
    """Those of the readings, newest first, that own sheets may be compared with: without the invented sample that was
    there before them, as `at` opens it; all where the sample itself is shown."""
    if w.is_invented:
        return earlier
    kept = list(earlier)
    with suppress(CannotGoOn):  # of a damaged one nobody knows; whoever opens it is told
        while kept and at(kept[-1].snapshot).is_invented:
            kept.pop()
    return kept
