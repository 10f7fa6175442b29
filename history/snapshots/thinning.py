"""Which snapshots are old enough to go: all of the last week stay, then one a day for a season, then one a month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from history.snapshots.moments import local
from history.snapshots.snapshot import Snapshot

WEEK, SEASON = timedelta(days=7), timedelta(days=365)
NEWEST = 3  # always there, so that a damaged one has others to stand in for it
LEAP = timedelta(days=60)  # a clock that jumps ahead by more than this is believed once it has run on for a week


def too_old(kept: Sequence[Snapshot], now: datetime) -> list[Snapshot]:
    """Those of the snapshots, newest first, that go: not the last of their day or month, and nothing stands on them."""
    if _just_leapt(kept, now):
        return []
    goes, taken = [], set()
    for place, one in enumerate(kept):
        period = _between(kept, place, now) if one.doubtful_time else _period(one, now)
        if period is None or place < NEWEST or one.pins or period not in taken:
            taken.add(period)
        else:
            goes.append(one)
    return goes


def _period(one: Snapshot, now: datetime) -> tuple | None:
    """The day or month of which only the last is kept; None for the last week, of which all are."""
    age = now - _at(one.read_at)
    there = local(one.read_at, one.time_zone)
    if age <= WEEK:
        return None
    return (there.year, there.month, there.day) if age <= WEEK + SEASON else (there.year, there.month)


def _between(kept: Sequence[Snapshot], place: int, now: datetime) -> tuple | None:
    """The period of one whose time is not believed: that of its neighbours, where both are of the same; None where it
    can't be told."""
    newer = next((one for one in reversed(kept[:place]) if not one.doubtful_time), None)
    older = next((one for one in kept[place + 1 :] if not one.doubtful_time), None)
    if newer is None or older is None:
        return None
    period = _period(newer, now)
    return period if period == _period(older, now) else None


def _just_leapt(kept: Sequence[Snapshot], now: datetime) -> bool:
    """Whether the clock has jumped far ahead within the last week by its own count: then nothing is old for certain."""
    later = now
    for one in kept:
        if one.doubtful_time:
            continue
        if later - _at(one.confirmed_at) > LEAP:
            return True
        later = _at(one.read_at)
        if now - later > WEEK:
            return False
    return False


def _at(moment: str) -> datetime:
    at = datetime.fromisoformat(moment)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
