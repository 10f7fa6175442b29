"""One line on every page: when the data were read, the last row typed, what day they show, how many rows were left out."""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from logbooks.catalogue import logbooks
from logbooks.snapshots.kept import Kept
from logbooks.sources import source_states
from ui import opened, session, time_machine
from ui.alarms import LOOK_SECONDS, stale, zone
from ui.days import ago, day, moment
from ui.session import Seen
from ui.words import say

BETWEEN = " · "
A_REFRESH = timedelta(minutes=15)      # longer than any lasts


def freshness_line() -> None:
    """Draws the line above every page: news of a refresh, the words, the way into the past."""
    with st.container(key="freshness", horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"):
        _line(*_times(), _shown_here())
        time_machine.control()


@st.fragment(run_every=LOOK_SECONDS)
def _line(at: str | None, typed: dict | None, shown_here: list[str]) -> None:
    """News and words of a page that may stay open for days, so that 10:42 becomes yesterday 10:42."""
    seen, newest = session.seen(), opened.to_show()
    if seen and newest and newest.snapshot == seen.newest.snapshot and at == seen.newest.confirmed_at:
        at = newest.confirmed_at               # looked at again meanwhile, and nothing had changed
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"):
        _news(seen, newest)
        st.text(BETWEEN.join([*_read(at, typed), *shown_here]), width="content")


def _shown_here() -> list[str]:
    """The parts of the line that stay as long as the page does."""
    seen = session.seen()
    stale_then = _stale() if seen and seen.moment else []          # what is stale now is said louder, above
    parts = [*(say("freshness.stale", name=name, since=day_of(since)) for name, since in stale_then), say("freshness.as_of", day=day(session.warehouse().as_of))]
    left_out = sum(line["left_out"] for line in session.ledger())
    parts.append(say("freshness.left_out", count=left_out) if left_out else say("freshness.complete"))
    if session.setting("synthetic") == "yes":
        parts.append(say("freshness.sample"))
    if session.is_own():
        parts.append(say("freshness.own"))
    return parts


def in_picture() -> str:
    """What a picture says of the freshness of its numbers, with days that stay true: read at, last row typed, what is stale since when."""
    at, typed = _times()
    said = [say("freshness.read", at=moment(at, zone()))] if at else []
    if typed:
        told = "typed_on" if typed["told_by"] == "reading" else "edited"
        said.append(say(f"freshness.{told}", at=moment(typed["seen_at"], zone())))
    if session.warehouse().instead_of:
        said.append(say("freshness.instead"))
    if found := _stale():                # the names last: what does not fit on the line is cut
        names = ", ".join(name for name, _ in found)
        said.append(say("freshness.all_stale", count=len(found), since=day_of(min(since for _, since in found)), names=names))
    return BETWEEN.join(said)


def day_of(when: str) -> str:
    """The day of a moment where the spreadsheets are kept."""
    return moment(when, zone()).rpartition(" ")[0]


def _stale() -> list[tuple[str, str]]:
    """Which sources are stale since when: now, or at the moment of the past that is shown."""
    seen, shown = session.seen(), session.shown()
    if seen and not seen.moment:
        return [(one.name, one.since) for one in stale()]
    return sorted((name, at) for name, at in shown.checked.items() if _left_behind(at, shown.read_at)) if shown else []


def _left_behind(checked: str, read_at: str) -> bool:
    """Whether a source was not asked in the refresh that made a reading; one that was, was asked when it began."""
    return datetime.fromisoformat(read_at) - datetime.fromisoformat(checked) > A_REFRESH


def _times() -> tuple[str | None, dict | None]:
    """When what is shown was read or last found unchanged, and what is known of the last row typed."""
    seen, shown = session.seen(), session.shown()
    if shown:
        return (shown.read_at if seen.moment else shown.confirmed_at), session.last_typed()
    return max((file["read_at"] for file in session.sources()), default=None), session.last_typed()


def _read(at: str | None, typed: dict | None) -> list[str]:
    """When it was read; and the last row that was seen to be new, and in which log; in a first reading, when the source says it was edited last."""
    parts = [say("freshness.read", at=ago(at, zone()))] if at else []
    if typed and typed["told_by"] == "reading":
        parts.append(say("freshness.typed", at=ago(typed["seen_at"], zone()), log=logbooks()[typed["logbook"]].title))
    elif typed:
        parts.append(say("freshness.edited", at=ago(typed["seen_at"], zone())))
    return parts


def _news(seen: Seen | None, newest: Kept | None) -> None:
    """What goes on elsewhere: a refresh under way, or new data that this page does not show yet."""
    now = source_states.progress()
    if source_states.is_under_way(now):
        done = sum(one.standing not in (source_states.WAITING, source_states.READING) for one in now.sources)
        st.text(say("freshness.reading", done=done, count=len(now.sources)), width="content")
    if seen and newest and not seen.moment and newest.snapshot != seen.newest.snapshot:
        at = ago(newest.read_at, newest.time_zone)
        if st.button(say("freshness.new", at=at), key="show_new", type="primary", icon=":material/refresh:"):
            st.rerun()
