"""Days that have not come are refused, as the pages refuse them."""

from __future__ import annotations

from datetime import date

from connectors.trouble import CannotGoOn


def refuse_future(*moments: date | str | None) -> None:
    """Raises CannotGoOn for the first of the days, hours or names of snapshots that lies ahead; None is passed over."""
    from history.snapshots import store
    from history.snapshots.moments import day_ahead
    from words.days import day
    from words.speech import say

    kept = store.history()
    zone = kept[0].time_zone if kept else None
    for moment in (one for one in moments if one and one not in {known.snapshot for known in kept}):
        if ahead := day_ahead(moment, zone):
            raise CannotGoOn(say("machine.ahead", day=day(ahead)), say("machine.ahead_fix"))
