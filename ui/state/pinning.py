"""What somebody took away rests on a snapshot, so that snapshot is pinned and never thinned."""

from __future__ import annotations

from connectors.trouble import CannotGoOn
from history import fault_log
from history.snapshots import store
from words.moment_words import taken_away


def pin_snapshots(why: str, *snapshots: str) -> None:
    """Pins the snapshots and notes why, and today's day; a disk that takes no note now keeps nobody from the file."""
    try:
        for snapshot in snapshots:
            store.pin(snapshot, taken_away(why))
    except CannotGoOn as trouble:
        fault_log.note(f"not noted on {', '.join(snapshots)}: {why}", trouble.detail)
