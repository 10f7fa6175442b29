"""A moment as everything kept says it: ISO, UTC, to the second."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_seconds(moment: datetime | str | None = None) -> str:
    """The moment as 2026-03-31T16:42:00+00:00; now unless given. One without a zone is taken for UTC."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    moment = moment or datetime.now(UTC)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
