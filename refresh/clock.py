"""The moment of a refresh by this computer's clock, which may have been set back since the one before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from connectors.utc_time import utc_seconds
from refresh.source_states import SourceState

SET_BACK = timedelta(hours=26)  # a clock behind by less catches up; by more, it was wrong before and is believed now
TOLERANCE = timedelta(seconds=2)


def moment_of(before: list[SourceState]) -> tuple[str, str]:
    """Now, never before what is already told; and what is to be said of a clock that was set back."""
    now = datetime.now(UTC)
    known = [told for one in before for told in (one.read_at, one.checked_at, one.tried_at) if told]
    newest = max((datetime.fromisoformat(told) for told in known), default=now)
    if newest <= now + TOLERANCE:
        return utc_seconds(), ""
    said = (
        f"The clock of this computer shows {now:%Y-%m-%d %H:%M} UTC, which is before the last refresh of "
        f"{newest:%Y-%m-%d %H:%M}. Correct the clock if it is wrong."
    )
    return (utc_seconds(newest) if newest - now <= SET_BACK else utc_seconds(now)), said
