"""A tab that came back with so much less that the last good one stays until somebody decides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class HeldTab:
    """What was there, what came, why it is held, and what was decided; `since` is ISO, UTC."""

    source: str  # the workbook
    sheet: str  # "" where the whole workbook is missing
    logbook: str | None
    rows_before: int
    rows_now: int
    rows_gone: int
    why: str  # in words: is empty; 40 of 120 rows are gone; is no longer read as Offers
    since: str
    decision_id: str  # names the content asked about: a tab that changes again is asked about again
    # "keep": somebody said that the last good one stays; "take": the next refresh takes what came; WAITS; "": asked
    decided: str = ""
    fix: str = ""  # what else is to be done when it is taken, in words
