"""One line on every page: when the data were read, the last row typed, what day they show, how many rows were left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import streamlit as st

from logbooks.catalogue import logbooks
from logbooks.sources import source_states
from ui import opened, session, time_machine
from ui.alarms import stale, zone
from ui.days import ago, day, moment
from ui.words import say

BETWEEN = " · "
A_REFRESH = timedelta(minutes=15)      # longer than any lasts
LOOK_SECONDS = 20      # how often an open page asks whether there is anything new


def freshness_line() -> None:
    """Draws the line above every page: news of a refresh, the words, the way into the past."""
    with st.container(key="freshness", horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"):
        _news()
        st.text(BETWEEN.join(freshness()), width="content")
        time_machine.control()


def freshness() -> list[str]:
    """The parts of the line, in words."""
    seen = session.seen()
    stale_then = _stale() if seen and seen.moment else []          # what is stale now is said louder, above
    parts = [*_read(ago), *stale_then, say("freshness.as_of", day=day(session.warehouse().as_of))]
    left_out = sum(line["left_out"] for line in session.ledger())
    parts.append(say("freshness.left_out", count=left_out) if left_out else say("freshness.complete"))
    if session.setting("synthetic") == "yes":
        parts.append(say("freshness.sample"))
    if session.is_own():
        parts.append(say("freshness.own"))
    return parts


def in_picture() -> str:
    """What a picture says of the freshness of its numbers, with days that stay true: read at, last row typed, what is stale since when."""
    damaged = [say("freshness.instead")] if session.warehouse().instead_of else []
    return BETWEEN.join([*_read(moment), *damaged, *_stale()])


def day_of(when: str) -> str:
    """The day of a moment where the spreadsheets are kept."""
    return moment(when, zone()).rpartition(" ")[0]


def _stale() -> list[str]:
    """Which sources are stale since when: now, or at the moment of the past that is shown."""
    seen, shown = session.seen(), session.shown()
    if seen and not seen.moment:
        known = [(one.name, one.since) for one in stale()]
    else:
        known = sorted((name, at) for name, at in shown.checked.items() if _left_behind(at, shown.read_at)) if shown else []
    return [say("freshness.stale", name=name, since=day_of(since)) for name, since in known]


def _left_behind(checked: str, read_at: str) -> bool:
    """Whether a source was not asked in the refresh that made a reading; one that was, was asked when it began."""
    return datetime.fromisoformat(read_at) - datetime.fromisoformat(checked) > A_REFRESH


def _read(said: Callable[..., str]) -> list[str]:
    """When it was read or last found unchanged, and the last row typed; `said` puts a moment into words."""
    shown = session.shown()
    seen = session.seen()
    at = (shown.read_at if seen.moment else shown.confirmed_at) if shown else max((file["read_at"] for file in session.sources()), default=None)
    parts = [say("freshness.read", at=said(at, zone()))] if at else []
    typed = session.last_typed()
    return [*parts, _typed(typed, said)] if typed else parts


def _typed(typed: dict, said: Callable[..., str]) -> str:
    """The last row that was seen to be new, and in which log; in a first reading, when the source says it was edited last."""
    if typed["told_by"] == "reading":
        return say("freshness.typed", at=said(typed["seen_at"], zone()), log=logbooks()[typed["logbook"]].title)
    return say("freshness.edited", at=said(typed["seen_at"], zone()))


@st.fragment(run_every=LOOK_SECONDS)
def _news() -> None:
    """What goes on elsewhere, from three small files: a refresh under way, or new data that this page does not show yet."""
    now = source_states.progress()
    if source_states.is_under_way(now):
        done = sum(one.standing not in (source_states.WAITING, source_states.READING) for one in now.sources)
        st.text(say("freshness.reading", done=done, count=len(now.sources)), width="content")
    seen, newest = session.seen(), opened.to_show()
    if seen and newest and not seen.moment and newest.snapshot != seen.newest.snapshot:
        at = ago(newest.read_at, newest.time_zone)
        if st.button(say("freshness.new", at=at), key="show_new", type="primary", icon=":material/refresh:"):
            st.rerun()
