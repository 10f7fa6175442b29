"""One line on every page: when the data were read, the last row typed, what day they show, how many rows were left
out."""

from __future__ import annotations

import streamlit as st

from connectors.trouble import CannotGoOn
from history.snapshots.snapshot import Snapshot
from logbooks.catalogue import logbooks
from refresh import source_states
from ui.frame import time_machine
from ui.frame.style_sheet import in_css
from ui.state import open_snapshots, results, visitor
from ui.state.freshness import BETWEEN, LOOK_SECONDS, day_of, stale_then_or_now, times, zone
from ui.state.visitor import LookingAt
from words.days import ago, day
from words.speech import say


def freshness_line() -> None:
    """Draws the line above every page: news of a refresh, the words, the way into the past."""
    with st.container(
        key="freshness", horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"
    ):
        whose()
        paper_head()
        _line(*times(), _shown_here())
        time_machine.control()


@st.fragment(run_every=LOOK_SECONDS)
def _line(at: str | None, typed: dict | None, shown_here: list[str]) -> None:
    """News and words of a page that may stay open for days, so that 10:42 becomes yesterday 10:42."""
    try:
        seen, newest = visitor.seen(), open_snapshots.to_show()
    except CannotGoOn:  # the alarm above says it
        return
    if seen and newest and newest.snapshot == seen.newest.snapshot and at == seen.newest.confirmed_at:
        at = newest.confirmed_at  # looked at again meanwhile, and nothing had changed
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"):
        _news(seen, newest)
        st.text(BETWEEN.join([*_read(at, typed), *shown_here]), width="content")


def whose() -> None:
    """Draws the name of the cooperative whose data these are, and a badge where they are invented."""
    with st.container(key="cooperative", horizontal=True, vertical_alignment="center", gap="small"):
        name = results.setting("cooperative")
        if name:
            st.text(name, width="content")
        if results.is_invented():
            st.badge(say("freshness.sample"), color="red")


def paper_head() -> None:
    """Sends what stands on every printed sheet: whose data, and of which day."""
    said = say(
        "freshness.paper", name=results.setting("cooperative") or say("app.name"), day=day(visitor.warehouse().as_of)
    )
    st.html(f"<style>@media print {{ @page {{ @top-left {{ content: '{in_css(said)}' }} }} }}</style>")


def _shown_here() -> list[str]:
    """The parts of the line that stay as long as the page does."""
    seen = visitor.seen()
    stale_then = stale_then_or_now() if seen and seen.moment else []  # what is stale now is said louder, above
    parts = [
        *(say("freshness.stale", name=name, since=day_of(since)) for name, since in stale_then),
        say("freshness.as_of", day=day(visitor.warehouse().as_of)),
    ]
    counts = {name: sum(line[name] for line in results.ledger()) for name in ("not_read", "left_out")}
    lost = [say(f"freshness.{name}", count=count) for name, count in counts.items() if count]
    parts += lost or [say("freshness.complete")]
    if visitor.is_own():
        parts.append(say("freshness.own"))
    return parts


def _read(at: str | None, typed: dict | None) -> list[str]:
    """When it was read; and the last row that was seen to be new, and in which log; in a first reading, when the source
    says it was edited last."""
    parts = [say("freshness.read", at=ago(at, zone()))] if at else []
    if typed and typed["told_by"] == "reading":
        parts.append(say("freshness.typed", at=ago(typed["seen_at"], zone()), log=logbooks()[typed["logbook"]].title))
    elif typed:
        parts.append(say("freshness.edited", at=ago(typed["seen_at"], zone())))
    return parts


def _news(seen: LookingAt | None, newest: Snapshot | None) -> None:
    """What goes on elsewhere: a refresh under way, or new data that this page does not show yet."""
    now = source_states.progress()
    if now is not None and source_states.is_under_way(now):
        done = sum(one.standing not in (source_states.WAITING, source_states.READING) for one in now.sources)
        st.text(say("freshness.reading", done=done, count=len(now.sources)), width="content")
    if seen and newest and not seen.moment and newest.snapshot != seen.newest.snapshot:
        at = ago(newest.read_at, newest.time_zone)
        if st.button(say("freshness.new", at=at), key="show_new", type="primary", icon=":material/refresh:"):
            st.rerun()
