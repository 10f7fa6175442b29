"""Any page as it was seen at a moment of the past: the moment stands in the link, on every page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from connectors.trouble import CannotGoOn
from decisions.occasions import Occasion, occasions
from history.snapshots import store
from history.snapshots.moments import day_ahead, local
from history.snapshots.snapshot import Snapshot
from ui.state import visitor
from words.days import day, moment
from words.moment_words import listed_occasion, reading_words, told_apart
from words.speech import as_text, say

AT = "at"  # the moment as the link says it: a day, or the id of a snapshot
DAY, READING = "at_day", "at_reading"
LONGEST = 60
MOST = 200  # readings that are offered by name; any day can be chosen


class NotYet(CannotGoOn):
    """A day is asked for that has not come."""


def asked() -> str:
    """The moment the link asks for, "" for now; an own upload has no past."""
    if visitor.is_own():
        st.session_state[AT] = ""
    # not seen: what carries the moment into the link and from page to page
    return st.text_input(
        say("machine.moment"), key=AT, bind="query-params", max_chars=LONGEST, label_visibility="collapsed"
    ).strip()


def check(text: str) -> None:
    """Raises NotYet for a day that lies ahead."""
    newest = store.newest()
    if newest and not _is_kept(text) and (wanted := day_ahead(text, newest.time_zone)):
        raise NotYet(say("machine.ahead", day=day(wanted)), say("machine.ahead_fix"))


def _is_kept(text: str) -> bool:
    """Whether it names a snapshot."""
    return any(one.snapshot == text for one in store.history())


def back_to_now() -> None:
    """Forgets the moment; the link loses it too."""
    st.session_state[AT] = ""


def control() -> None:
    """Draws the small button from which a day or a reading of the past is chosen."""
    box = st.popover(say("machine.open"), type="tertiary", icon=":material/history:", key="machine", on_change="rerun")
    if box.open:
        with box:
            _choices(occasions(visitor.warehouse()))


def _choices(happened: Sequence[Occasion] = ()) -> None:
    if visitor.is_own():
        st.text(say("machine.own"))
        return
    history = store.history()
    _choose_day(history)
    _choose_reading(history, happened)


def _choose_day(history: list[Snapshot]) -> None:
    days = [local(one.read_at, one.time_zone).date() for one in history if not one.doubtful_time]
    first, last = min(days), max(*days, local(history[0].confirmed_at, history[0].time_zone).date())
    chosen = _as_day(st.session_state.get(AT, ""))
    st.session_state[DAY] = chosen if chosen and first <= chosen <= last else None
    st.date_input(
        say("machine.day"),
        min_value=first,
        max_value=last,
        key=DAY,
        format="YYYY-MM-DD",
        on_change=_take_day,
        help=say("machine.help"),
    )


def listed(history: Sequence[Snapshot], happened: Sequence[Occasion]) -> dict[str, str]:
    """What can be chosen, by what the link then says: the days of meetings and gates since the first reading, and the
    readings, newest first."""
    called, first = told_apart(history), min(local(one.read_at, one.time_zone).date() for one in history)
    named = {one.on.isoformat(): listed_occasion(one.kind, one.on, one.gate) for one in happened if one.on >= first}
    return named | {one.snapshot: reading_words(one, called[one.snapshot]) for one in history[:MOST]}


def _choose_reading(history: list[Snapshot], happened: Sequence[Occasion]) -> None:
    named = listed(history, happened)
    chosen = st.session_state.get(AT, "")
    st.session_state[READING] = chosen if chosen in named else None
    st.selectbox(
        say("machine.reading", count=len(history)),
        list(named),
        key=READING,
        index=None,
        format_func=lambda name: named.get(name, name),
        placeholder=say("machine.choose"),
        on_change=_take_reading,
    )


def _take_day() -> None:
    chosen = st.session_state[DAY]
    st.session_state[AT] = chosen.isoformat() if chosen else ""


def _take_reading() -> None:
    st.session_state[AT] = st.session_state[READING] or ""


def strip() -> None:
    """Draws what past moment the page shows, with the way back to now; nothing where it shows now."""
    seen, shown = visitor.seen(), visitor.shown()
    if seen is None or not seen.moment or shown is None:
        return
    zone = shown.time_zone
    read = local(shown.read_at, zone)
    wanted = _as_day(seen.moment)
    if wanted is None:
        words = say("machine.at_reading", at=told_apart(store.history())[shown.snapshot])
    elif wanted == read.date():
        words = say("machine.at_day", day=day(wanted), at=f"{read:%H:%M}")
    else:
        words = say("machine.at_later_day", day=day(wanted), at=moment(shown.read_at, zone))
    _draw(words, "machine_strip")


def no_such_moment(trouble: CannotGoOn) -> None:
    """Draws, in place of a page, why the moment asked for can't be shown, the way back to now, and the moments there
    are."""
    st.title(say("machine.title"), anchor=False)
    _draw(str(trouble), "machine_none")
    if store.newest():
        with st.container(width=420, key="moments"):
            _choices()


def _draw(words: str, key: str) -> None:
    with st.container(key=key, horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown(f"**{as_text(words)}**", width="content")
        st.button(say("machine.now"), on_click=back_to_now, key=f"{key}_now", type="tertiary", icon=":material/undo:")


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
