"""The tabs that came back with so much less that somebody must decide: what was, what is, what is gone."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from history.held_tab import HeldTab
from pages.connect.source_trial import GONE, Trial, show_trial
from refresh import configuration, tab_decisions
from refresh.source_states import SourceState, source_states
from ui.parts.tables import Cell, show_table
from ui.state import background
from ui.state.freshness import zone
from words.days import ago
from words.speech import as_text, say

LOOKED = "looked_at_gone"  # by decision: the look into the sheet this visitor asked for


def as_decided() -> list[SourceState]:
    """Every source as it stands, with what was said of its held tabs since."""
    return [
        replace(state, held=tab_decisions.as_decided(state.held)) if state.held else state for state in source_states()
    ]


def held_tabs() -> None:
    """Draws one question a tab that is held, above everything else; nothing where none is."""
    for state in as_decided():
        for one in (one for one in state.held if not one.decided):
            with st.container(border=True, key=f"held-{one.decision_id}"):
                _question(state, one)


def _question(state: SourceState, one: HeldTab) -> None:
    st.markdown(f":material/front_hand: {question(one)}")
    if one.fix:
        st.markdown(as_text(one.fix))
    since = ago(one.since, zone())
    st.caption(
        say("held.since", since=since, owner=as_text(state.owner))
        if state.owner
        else say("held.since_nobody", since=since)
    )
    if one.sheet and one.rows_gone:
        with st.container():
            _gone(state, one)
    with st.container(horizontal=True):
        for answer, take in (("keep", False), ("take", True)):
            if st.button(say(f"held.{answer}"), key=f"{answer}-{one.decision_id}"):
                tab_decisions.decide(one.decision_id, take)
                background.now(state.name)
                st.toast(say("held.took" if take else "held.kept"))
                st.rerun()


def _gone(state: SourceState, one: HeldTab) -> None:
    """The first rows that would go, looked up in the sheet when somebody asks."""
    looked = st.session_state.setdefault(LOOKED, {})
    trial = looked.get(one.decision_id)
    if trial is None:
        source = configuration.load().source(state.name)
        if source and st.button(
            say("held.look"), key=f"look-{one.decision_id}", type="tertiary", icon=":material/visibility:"
        ):
            looked[one.decision_id] = Trial(GONE, source, configuration.mapping(), of=(one.source, one.sheet))
            st.rerun()
        return
    show_trial(trial)
    if found := (trial.answer or {}).get("gone"):
        rows = [[Cell(text) for text in row] for row in found["rows"]]
        show_table([say("rows.row"), *found["heads"]], rows, say("held.look"), "plain gone")
        if found["more"]:
            st.caption(say("held.more", count=found["more"]))


def question(one: HeldTab) -> str:
    """What came back, beside what was; in the words of the tab, which are shown to the letter."""
    told = {
        "sheet": as_text(one.sheet),
        "source": as_text(one.source),
        "before": one.rows_before,
        "now": one.rows_now,
        "why": as_text(one.why),
    }
    kind = (
        "whole"
        if not one.sheet
        else "fewer"
        if one.rows_gone and one.rows_now and one.rows_now < one.rows_before
        else "other"
    )
    return say(f"held.{kind}", **told)
