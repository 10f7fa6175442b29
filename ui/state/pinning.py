"""What somebody took away goes on standing on a reading, so that reading is kept for ever."""

from __future__ import annotations

from connectors.trouble import CannotGoOn
from history import fault_log
from history.snapshots import store


def handed_on(why: str, *snapshots: str) -> None:
    """Notes on the readings what was taken away of them; a disk that takes no note now keeps nobody from the file."""
    try:
        for snapshot in snapshots:
            store.keep_for(snapshot, why)
    except CannotGoOn as trouble:
        fault_log.note(f"not noted on {', '.join(snapshots)}: {why}", trouble.detail)
