"""A moment as everything kept says it: ISO, UTC, to the second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def utc_seconds(moment: datetime | str | None = None) -> str:
    """The moment as 2026-03-31T16:42:00+00:00; now unless given. One without a zone is taken for UTC."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    moment = moment or datetime.now(UTC)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")


def of_a_file(seconds: float) -> str | None:
    """When a file says that it was changed, of its seconds since 1970, which may lie before; None beyond any calendar.

    Windows can't be asked for local times before 1970, so nothing here asks for one.
    """
    try:
        return utc_seconds(_FIRST + timedelta(seconds=seconds))
    except OverflowError:
        return None
