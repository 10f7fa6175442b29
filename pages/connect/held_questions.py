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
from words.days import ago, moment
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
    with st.container(horizontal=True):
        for answer, take, what_it_does in (("keep", False, keep_words(one)), ("take", True, take_words(one))):
            if st.button(what_it_does, key=f"{answer}-{one.decision_id}", type="secondary" if take else "primary"):
                tab_decisions.decide(one.decision_id, take)
                background.now(state.name)
                st.toast(say("held.took" if take else "held.kept"))
                st.rerun()
        trial = _looked(state, one) if one.sheet and one.rows_gone else None
    if trial:
        _gone(trial)


def keep_words(one: HeldTab) -> str:
    """What keeping the last good version does: how many rows stay, and of which time."""
    return say("held.keep", count=one.rows_before, day=moment(one.since, zone()))


def take_words(one: HeldTab) -> str:
    """What taking what came does: how many rows it has, and how many are left out of every number."""
    if one.rows_gone and not one.rows_now:
        return say("held.take_none", count=one.rows_gone)
    rows = say("connect.rows", count=one.rows_now)
    return say("held.take", now=rows, count=one.rows_gone) if one.rows_gone else say("held.take_moved", now=rows)


def _looked(state: SourceState, one: HeldTab) -> Trial | None:
    """The look into the sheet for the rows that would go; first the button that asks for it."""
    looked = st.session_state.setdefault(LOOKED, {})
    source = configuration.load().source(state.name)
    if one.decision_id not in looked and source:
        words, key = say("held.look"), f"look-{one.decision_id}"
        if st.button(words, key=key, type="tertiary", icon=":material/visibility:"):
            looked[one.decision_id] = Trial(GONE, source, configuration.mapping(), of=(one.source, one.sheet))
            st.rerun()
    return looked.get(one.decision_id)


def _gone(trial: Trial) -> None:
    """The first rows that would go, as they were typed."""
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
