"""The tabs that came back with so much less that somebody must decide: what was, what is, what is gone."""

from __future__ import annotations

import streamlit as st

from logbooks import held
from logbooks.source_states import Held, SourceState, source_states
from ui import background
from ui.days import moment
from ui.words import as_text, say


def held_tabs() -> None:
    """Draws one question a tab that is held, above everything else; nothing where none is."""
    for state in source_states():
        for one in (one for one in held.as_decided(state.held) if not one.decided):
            with st.container(border=True, key=f"held-{one.decision_id}"):
                _question(state, one)


def _question(state: SourceState, one: Held) -> None:
    st.markdown(f":material/front_hand: {question(one)}")
    since = moment(one.since)
    st.caption(say("held.since", since=since, owner=as_text(state.owner)) if state.owner else say("held.since_nobody", since=since))
    with st.container(horizontal=True):
        for answer, take in (("keep", False), ("take", True)):
            if st.button(say(f"held.{answer}"), key=f"{answer}-{one.decision_id}"):
                held.decide(one.decision_id, take)
                background.now(state.name)
                st.toast(say("held.took" if take else "held.kept"))
                st.rerun()


def question(one: Held) -> str:
    """What came back, beside what was; in the words of the tab, which are shown to the letter."""
    told = {"sheet": as_text(one.sheet), "source": as_text(one.source), "before": one.rows_before, "now": one.rows_now, "why": as_text(one.why)}
    kind = "empty" if not one.rows_now else "fewer" if one.rows_now < one.rows_before else "other"
    return say(f"held.{kind}", **told)

