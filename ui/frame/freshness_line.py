"""What stands above every page: what makes its numbers less than they should be, and one line: whose data these are,
when they were read, the last row typed, what day they show, how many rows were left out."""

from __future__ import annotations

from html import escape

import streamlit as st

from connectors.trouble import CannotGoOn
from history.snapshots.snapshot import Snapshot
from logbooks.catalogue import logbooks
from refresh import source_states
from ui.frame import time_machine
from ui.frame.alarms import Alarm, damaged, show_alarms
from ui.frame.style_sheet import in_css
from ui.frame.trouble_cards import show_trouble
from ui.state import open_snapshots, results, visitor
from ui.state.freshness import BETWEEN, LOOK_SECONDS, day_of, stale_then_or_now, times, zone
from ui.state.visitor import LookingAt
from words.days import ago, day
from words.speech import say


def above_page(on_connect: bool = False) -> None:
    """Draws what stands above every page: the alarms, whose data these are, how fresh they are, news of a refresh, and
    the way into the past."""
    with st.container(
        key="freshness", horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"
    ):
        _follow(damaged(), on_connect, whose_html(), *times(), _shown_here())
        time_machine.control()


@st.fragment(run_every=LOOK_SECONDS)
def _follow(
    known: list[Alarm], on_connect: bool, whose: str, at: str | None, typed: dict | None, shown_here: list[str]
) -> None:
    """Asked again and again, for a page may stay open for days: what went wrong meanwhile, what is new, and 10:42
    becomes yesterday 10:42. One fragment, because each costs a page some milliseconds."""
    words = under_way = newer = ""
    try:
        show_alarms(known, on_connect)
        seen, newest = visitor.seen(), open_snapshots.to_show()
        if seen and newest and newest.snapshot == seen.newest.snapshot and at == seen.newest.confirmed_at:
            at = newest.confirmed_at  # looked at again meanwhile, and nothing had changed
        words, under_way, newer = BETWEEN.join([*_read(at, typed), *shown_here]), _under_way(), _newer(seen, newest)
    except CannotGoOn as trouble:  # the folder went away while the page was open, whose numbers stand there still
        show_trouble(trouble)
    st.html(f"<div class='lw-whose'>{whose}<span>{escape(words)}</span></div>")
    if under_way:
        st.text(under_way, width="content")
    if newer and st.button(newer, key="show_new", type="primary", icon=":material/refresh:"):
        st.rerun()


def whose_html() -> str:
    """The name of the cooperative whose data these are, a badge where they are invented, and what stands on every
    printed sheet: whose data, and of which day."""
    name = results.setting("cooperative")
    whose = f"<b>{escape(name)}</b>" if name else ""
    badge = f"<i>{escape(say('freshness.sample'))}</i>" if results.is_invented() else ""
    paper = in_css(say("freshness.paper", name=name or say("app.name"), day=day(visitor.warehouse().as_of)))
    return f"{whose}{badge}<style>@media print {{ @page {{ @top-left {{ content: '{paper}' }} }} }}</style>"


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


def _under_way() -> str:
    """How far a refresh is that goes on now; "" where none does."""
    now = source_states.progress()
    if now is None or not source_states.is_under_way(now):
        return ""
    done = sum(one.standing not in (source_states.WAITING, source_states.READING) for one in now.sources)
    return say("freshness.reading", done=done, count=len(now.sources))


def _newer(seen: LookingAt | None, newest: Snapshot | None) -> str:
    """That there are data this page does not show yet; "" where it shows the newest, or the past."""
    if not seen or not newest or seen.moment or newest.snapshot == seen.newest.snapshot:
        return ""
    return say("freshness.new", at=ago(newest.read_at, newest.time_zone))
