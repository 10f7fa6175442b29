"""The verdicts that were given, the last gate's written down by the first look at what everybody sees."""

from __future__ import annotations

from connectors.trouble import CannotGoOn
from decisions.verdict.kept_verdicts import KeptVerdict, seen_from
from decisions.verdict.verdict import Standing
from decisions.verdict.written_down import write_down
from history import fault_log
from ui.state import results, visitor


def given(found: Standing) -> tuple[KeptVerdict, ...]:
    """The verdicts given by the day that is seen; none of an upload of one's own. A disk that takes none now keeps
    nobody from the page, and is tried again."""
    if visitor.is_own():
        return ()
    here = visitor.warehouse()
    try:
        results.kept("written down", lambda w: write_down(w, found))  # of one reading and day it is always the same
    except CannotGoOn as trouble:
        fault_log.note(f"the verdict of {here.id} is not written down", trouble.detail)
    return seen_from(here)
