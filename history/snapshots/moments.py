"""Days and hours where the cooperative is: which day it is there, and which snapshot somebody means by a day or an
hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from connectors.cells import Workbook
from connectors.trouble import CannotGoOn
from history.snapshots.snapshot import Snapshot


class NoSuchMoment(CannotGoOn):
    """What was asked for is neither a day, nor an hour, nor a snapshot."""


def zone(name: str | None) -> tzinfo | None:
    """The time zone of that name; None, which stands for this computer's own, where there is none or nobody knows
    it."""
    try:
        return ZoneInfo(name) if name else None
    except (OSError, ValueError):  # an unknown name, or one that is no name at all
        return None


def zone_of(workbooks: Iterable[Workbook]) -> str | None:
    """The time zone most of the workbooks are kept in; None where none tells."""
    told = Counter(one.time_zone for one in workbooks if zone(one.time_zone) is not None)
    return min(told, key=lambda name: (-told[name], name)) if told else None


def local(moment: str, time_zone: str | None) -> datetime:
    """An ISO moment as the clock on the wall showed it there, without a zone."""
    at = datetime.fromisoformat(moment)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(zone(time_zone)).replace(tzinfo=None)


def day_written(day: date) -> str:
    """A day as people write it, as it may stand in a sentence: 31 Mar 2026."""
    return f"{day.day} {day:%b %Y}"


def day_there(kept: Snapshot) -> date:
    """The day, where the cooperative is, on which the snapshot was last known to be the newest."""
    return local(kept.confirmed_at, kept.time_zone).date()


def until(moment: date | str, time_zone: str | None) -> datetime:
    """The last instant that a day or an ISO time includes, with its zone; a time without one is meant where the
    cooperative is."""
    try:
        told = _told(moment) if isinstance(moment, str) else moment
        if not MINYEAR < told.year < MAXYEAR:  # elsewhere on earth it would be a day no calendar has
            raise ValueError("beyond the calendar")
    except ValueError as error:
        raise NoSuchMoment(
            "This is not a day, not an hour and not a snapshot on this computer.",
            "Give a day such as 2026-03-31.",
            repr(moment),
        ) from error
    if not isinstance(told, datetime):
        told = datetime.combine(told + timedelta(days=1), time()) - timedelta(microseconds=1)
    if told.tzinfo is None:
        there = zone(time_zone)
        told = told.replace(tzinfo=there) if there else _here(told)
    return told


def _here(told: datetime) -> datetime:
    """A time of this computer's clock; Windows knows no zone before 1970, and there it is taken for UTC."""
    try:
        return told.astimezone()
    except OSError:
        return told.replace(tzinfo=UTC)


def day_ahead(moment: date | str, time_zone: str | None) -> date | None:
    """The day of a moment that has not come where the cooperative is; None for one that has, and for what is none."""
    with suppress(ValueError, OverflowError):
        told = _told(moment) if isinstance(moment, str) else moment
        now = local(datetime.now(UTC).isoformat(), time_zone)
        if not isinstance(told, datetime):
            return told if told > now.date() else None
        there = local(told.isoformat(), time_zone) if told.tzinfo else told
        return there.date() if there > now + timedelta(minutes=1) else None
    return None


def _told(moment: str) -> date:
    """The day, however it is written, else the hour."""
    with suppress(ValueError):
        return date.fromisoformat(moment)
    return datetime.fromisoformat(moment)
