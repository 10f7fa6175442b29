"""How it stands, before any table: what the rule said, what the pilot earned or lost so far, and its day."""

from __future__ import annotations

from html import escape

import streamlit as st

from decisions.gates import GATES, PilotDay
from decisions.report import ALL_SEASONS
from decisions.verdict.kept_verdicts import KeptVerdict, shown
from decisions.verdict.verdict import Standing
from ui.frame.board_route import board_address
from ui.parts.earned import earned_words, state_html
from ui.parts.filters import Chosen
from ui.parts.page_links import DECIDE, link_to
from ui.state import visitor
from words.kept_words import said_in_short
from words.speech import say

LAST_DAY = 360


def state_lines(found: Standing, kept: tuple[KeptVerdict, ...], chosen: Chosen) -> str:
    """Draws in large letters what the rule said at the last gate, or why it says nothing, and what the pilot earned or
    lost; with the way to the rest and to the board's screen. Returns the first of it."""
    given = shown(found, kept)
    said = said_in_short(given) if given else found.why_not or ""
    with st.container(horizontal=True, vertical_alignment="center", key="decided_line"):
        st.html(state_html(said, earned_words(chosen)), width="stretch")
        with st.container(gap="xxsmall", width="content"):
            link_to(DECIDE, say("board.decide"))
            if not visitor.is_own():
                address = board_address(chosen.crop_year or ALL_SEASONS)
                st.link_button(say("deck.open"), address, icon=":material/present_to_all:", type="tertiary")
    return said


def standing_line(standing: PilotDay, said: str) -> None:
    """Draws the day of the pilot on its way to day 360, with the gates as marks; why there is none, unless that was
    said above."""
    if standing.day is None:
        if standing.why_not and standing.why_not != said:
            st.text(standing.why_not)
        return
    st.html(standing_html(standing))


def standing_html(standing: PilotDay) -> str:
    """The line of the pilot as HTML of our own words and numbers."""
    assert standing.day is not None, "the line is drawn where the day of the pilot is known"
    if standing.next_gate is None:
        then = say("board.gates_over")
    elif standing.days_left == 0:
        then = say("board.gate_today", gate=standing.next_gate)
    else:
        then = say("board.gate", gate=standing.next_gate, count=standing.days_left)
    done = min(standing.day, LAST_DAY) / LAST_DAY * 100
    marks = "".join(
        f"<i style='right:{place:.1f}%'></i><s style='left:{100 - place:.1f}%'>{gate}</s>"
        for gate in GATES
        for place in [100 - gate / LAST_DAY * 100]
    )
    day = say("board.day" if standing.next_gate else "board.day_after", day=standing.day)
    return (
        f"<div class='lw-way'><b>{escape(day)}</b><span>{escape(then)}</span>"
        f"<div class='way' aria-hidden='true'><u style='width:{done:.1f}%'></u>{marks}</div></div>"
    )
