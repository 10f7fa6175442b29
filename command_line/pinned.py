"""What a command wrote rests on a snapshot, so that snapshot is pinned and never thinned."""

from __future__ import annotations

from command_line.printing import say_error
from connectors.trouble import CannotGoOn


def pin(snapshot: str, why: str) -> None:
    """Pins the snapshot and notes why, and that it was today; where the data folder takes no note that is said, and
    what was written stays."""
    from history.snapshots import store
    from words.moment_words import taken_away

    try:
        store.pin(snapshot, taken_away(why))
    except CannotGoOn as trouble:
        say_error(str(trouble))
