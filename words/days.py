"""How days and moments are written: 31 Mar 2026, 10:42, yesterday 17:05, 3 days ago; never 03/31 or 31/03."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from history.snapshots.moments import local
from words.speech import say

SOON = timedelta(minutes=2)  # two clocks may differ by as much
A_WEEK = 7


def day(when: date | None) -> str:
    """A day as 31 Mar 2026; nothing where there is none."""
    return "" if when is None else f"{when.day} {say('days.months').split()[when.month - 1]} {when.year}"


def moment(when: datetime | str, zone: str | None = None) -> str:
    """A moment as 31 Mar 2026 10:42 where the zone is, this computer's unless given; text is ISO, without a zone it is
    UTC."""
    there = _there(when, zone)
    return f"{day(there)} {there:%H:%M}"


def ago(when: datetime | str, zone: str | None = None, now: datetime | None = None) -> str:
    """A moment as people say it: 10:42, yesterday 17:05, 3 days ago, 18 Nov 2026; one that lies ahead, with its day and
    hour."""
    there, today = _there(when, zone), _there(now or datetime.now(UTC), zone)
    days = (today.date() - there.date()).days
    if there > today + SOON:
        return moment(when, zone)
    if days <= 0:
        return f"{there:%H:%M}"
    if days == 1:
        return say("days.yesterday", at=f"{there:%H:%M}")
    return say("days.ago", count=days) if days < A_WEEK else day(there)


def _there(when: datetime | str, zone: str | None) -> datetime:
    return local(when if isinstance(when, str) else when.isoformat(), zone)
