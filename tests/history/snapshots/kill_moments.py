"""The moments at which refreshes are killed, where a kill fell by what it left on the disk, and a history with
something to thin."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from history.data_folder import home, pointer
from history.snapshots import snapshot_list, store

LOOK_SECONDS = 0.002
LONG_AGO = timedelta(days=30)  # of that day one snapshot stays; those added before it go at the next refresh


def _anywhere(stay: Callable[[float], bool], share: float, whole_seconds: float) -> None:
    """Until a share of a whole refresh is over."""
    stay(1.1 * share * whole_seconds)


def _at_the_switch(stay: Callable[[float], bool], share: float, whole_seconds: float) -> None:
    """Until the new pointer is being written, and some milliseconds more."""
    mark = pointer().stat().st_mtime_ns
    while not list(home().glob("current*.tmp")) and pointer().stat().st_mtime_ns == mark and not stay(LOOK_SECONDS):
        pass
    stay(0.02 * share)


def _after_the_switch(stay: Callable[[float], bool], share: float, whole_seconds: float) -> None:
    """Until the new pointer is in its place, and a part of what comes then, which ends with thinning."""
    mark = pointer().stat().st_mtime_ns
    while pointer().stat().st_mtime_ns == mark and not stay(LOOK_SECONDS):
        pass
    stay(0.25 * share * whole_seconds)


MOMENTS = (_anywhere, _anywhere, _anywhere, _at_the_switch, _after_the_switch)


@dataclass(frozen=True)
class OnDisk:
    """What is on the disk at a moment: the snapshot everybody sees, those the pointer names, the files."""

    newest: str | None
    kept: frozenset[str]
    files: frozenset[str]


def on_disk() -> OnDisk:
    files = [*store.snapshots().iterdir(), *home().glob("*.tmp")]
    return OnDisk(
        store.current_id(), frozenset(one.snapshot for one in store.history()), frozenset(file.name for file in files)
    )


def where_fell(there: OnDisk, now: OnDisk) -> str:
    """Where a kill fell, told by what it left on the disk."""
    fresh, forgotten = now.files - there.files, there.kept - now.kept
    switching = any(name.startswith("current") for name in fresh)
    if now.newest == there.newest:
        built = [name for name in fresh if name.startswith("20")]
        return (
            "in the switch of the pointer"
            if switching
            else "before a snapshot was begun"
            if not built
            else "between snapshot and switch"
            if any(name.endswith(".duckdb") for name in built)
            else "while the snapshot was built"
        )
    if not forgotten:
        return "in thinning" if switching else "between switch and thinning"
    return "in thinning" if any(f"{name}.duckdb" in now.files for name in forgotten) else "after thinning"


def grow_old() -> None:
    """Gives the history one more snapshot of long ago for the next refresh to thin: a copy of the oldest, as if made a
    second before it.

    The first of them is the last of its day and stays; what it shows is generation 0.
    """
    oldest = store.history()[-1]
    read_at = datetime.fromisoformat(oldest.read_at) - (LONG_AGO if len(store.history()) == 1 else timedelta(seconds=1))
    name, at = f"{read_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}", read_at.isoformat(timespec="seconds")
    shutil.copyfile(store.snapshots() / f"{oldest.snapshot}.duckdb", store.snapshots() / f"{name}.duckdb")
    snapshot_list.change(lambda kept: [*kept, replace(oldest, snapshot=name, read_at=at, confirmed_at=at)])
