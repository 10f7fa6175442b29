"""The moments that what is shown can be compared with: meetings and gates first, then every reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from decisions.occasions import Occasion
from history.snapshots.moments import local
from history.snapshots.snapshot import Snapshot
from words.moment_words import listed_occasion, occasion_words, reading_words
from words.speech import say

SINCE = "since"  # the moment as the link says it: a day, the id of a snapshot, or its moment in words
LONGEST = 60
WIDTH = 480  # px


@dataclass(frozen=True)
class Moment:
    """One of them: what the link says for it, how it stands in the list, how a sentence calls it, and its reading."""

    link: str
    listed: str
    called: str
    reading: Snapshot


def moments(
    earlier: Sequence[Snapshot], names: Mapping[str, str], shown: Snapshot | None, happened: Sequence[Occasion]
) -> list[Moment]:
    """Every occasion of which a reading is kept, newest first, and every reading, newest first; `names` are what
    snapshots are called.

    The reading of an occasion is the last one by the end of its day, as the board's screen compares too.
    """
    today = local(shown.read_at, shown.time_zone).date() if shown else None
    found: list[Moment] = []
    for one in happened:
        reading = next((kept for kept in earlier if _read_by(kept, one.on)), None)
        if reading and one.on.isoformat() not in {other.link for other in found}:
            at = names[reading.snapshot]
            listed = say("moments.listed", occasion=listed_occasion(one.kind, one.on, one.gate), at=at)
            called = say("moments.called", occasion=occasion_words(one.kind, one.on, one.gate), at=at)
            found.append(Moment(one.on.isoformat(), listed, called, reading))
    return found + [
        Moment(one.snapshot, reading_words(one, names[one.snapshot], today), names[one.snapshot], one)
        for one in earlier
    ]


def _read_by(kept: Snapshot, day: date) -> bool:
    return not kept.doubtful_time and local(kept.read_at, kept.time_zone).date() <= day


def choose_moment(offered: Sequence[Moment], usual: Snapshot) -> Moment:
    """Draws the choice, kept in the link, and returns the moment chosen; that of `usual` where nobody chose."""
    with st.container(key="asked_since"):  # not seen: what carries the moment into the link
        asked = st.text_input(
            say("changes.since"), key=SINCE, bind="query-params", max_chars=LONGEST, label_visibility="collapsed"
        ).strip()
    by_link = {one.link: one for one in offered}
    taken = by_link.get(asked) or next((one for one in offered if asked in (one.called, one.reading.snapshot)), None)
    st.session_state["since_moment"] = (taken or by_link[usual.snapshot]).link

    def take() -> None:
        st.session_state[SINCE] = st.session_state["since_moment"]

    chosen = st.selectbox(
        say("changes.since"),
        list(by_link),
        format_func=lambda link: by_link[link].listed if link in by_link else link,
        key="since_moment",
        on_change=take,
        width=WIDTH,
    )
    return by_link[chosen]
