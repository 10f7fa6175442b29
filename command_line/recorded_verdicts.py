"""What everybody sees today is written down where a gate has passed: by the first command that sees it."""

from __future__ import annotations

from contextlib import closing

from command_line.printing import say_error
from connectors.trouble import CannotGoOn
from decisions.verdict import written_down
from decisions.verdict.verdict import Standing
from history import fault_log
from history.snapshots import store
from logbooks.warehouse.warehouse import Warehouse
from words.kept_words import said_in_short
from words.speech import say


def write_down(w: Warehouse, found: Standing) -> None:
    """Keeps the last gate's verdict and a plan that became another; where the disk takes none, that is said."""
    try:
        written_down.write_down(w, found)
    except CannotGoOn as trouble:
        say_error(str(trouble))


def write_down_due() -> str:
    """Keeps the verdict of a gate that has come with the snapshot everybody sees, and says so in a sentence; "" where
    none was due. What stands in the way goes into the log alone: the sheets were read all the same."""
    if store.newest() is None:
        return ""
    try:
        with closing(store.current()) as w:
            kept = written_down.write_down_due(w)
    except CannotGoOn as trouble:
        fault_log.note(str(trouble), trouble.detail)
    except Exception as fault:
        fault_log.logged(fault, "while the verdict of a gate was written down")
    else:
        return say("decide.kept.by_refresh", said=said_in_short(kept.shown)) if kept else ""
    return ""
