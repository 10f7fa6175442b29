"""How fresh what is shown is: when it was read, what was typed last, which sources are stale; for the line above a page
and for pictures."""

from __future__ import annotations

from datetime import datetime, timedelta

from refresh import source_states
from refresh.source_states import Stale
from ui.state import results, visitor
from words.days import moment
from words.speech import say

BETWEEN = " · "
A_REFRESH = timedelta(minutes=15)  # longer than any lasts
LOOK_SECONDS = 20  # how often an open page asks whether there is anything new


def in_picture() -> str:
    """What a picture says of the freshness of its numbers, with days that stay true: read at, last row typed, what is
    stale since when."""
    at, typed = times()
    said = [say("freshness.read", at=moment(at, zone()))] if at else []
    if typed:
        told = "typed_on" if typed["told_by"] == "reading" else "edited"
        said.append(say(f"freshness.{told}", at=moment(typed["seen_at"], zone())))
    if visitor.warehouse().instead_of:
        said.append(say("freshness.instead"))
    if found := stale_then_or_now():  # the names last: what does not fit on the line is cut
        names = ", ".join(name for name, _ in found)
        said.append(
            say("freshness.all_stale", count=len(found), since=day_of(min(since for _, since in found)), names=names)
        )
    return BETWEEN.join(said)


def day_of(when: str) -> str:
    """The day of a moment where the spreadsheets are kept."""
    return moment(when, zone()).rpartition(" ")[0]


def stale() -> list[Stale]:
    """The sources whose newest state is not known; none where no source is configured."""
    configured = visitor.configured()
    return (
        [
            one
            for one in source_states.stale_sources(after_hours=configured.stale_after_hours)
            if configured.source(one.name)
        ]
        if configured.sources
        else []
    )


def zone() -> str | None:
    """The time zone of the spreadsheets, where they tell."""
    seen = visitor.seen()
    return seen.newest.time_zone if seen else None


def stale_then_or_now() -> list[tuple[str, str]]:
    """Which sources are stale since when: now, or at the moment of the past that is shown."""
    seen, shown = visitor.seen(), visitor.shown()
    if seen and not seen.moment:
        return [(one.name, one.since) for one in stale()]
    return sorted((name, at) for name, at in shown.checked.items() if _left_behind(at, shown.read_at)) if shown else []


def _left_behind(checked: str, read_at: str) -> bool:
    """Whether a source was not asked in the refresh that made a reading; one that was, was asked when it began."""
    return datetime.fromisoformat(read_at) - datetime.fromisoformat(checked) > A_REFRESH


def times() -> tuple[str | None, dict | None]:
    """When what is shown was read or last found unchanged, and what is known of the last row typed."""
    seen, shown = visitor.seen(), visitor.shown()
    if shown:
        return (shown.read_at if seen and seen.moment else shown.confirmed_at), results.last_typed()
    return max((file["read_at"] for file in results.sources()), default=None), results.last_typed()
