"""The connected sources as a calm list: where each is, how it stands, what was recognised in it, and what may be
done."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from connectors.google import google_links
from connectors.new_places import BY_ID, refuse_no_sheets
from connectors.source import Source, kind_of
from connectors.trouble import CannotGoOn
from pages.connect import source_tabs
from pages.connect.held_questions import as_decided
from pages.connect.key_section import settings
from pages.connect.refresh_progress import refresh_progress
from pages.connect.source_trial import TABS, Trial, show_trial
from pages.connect.source_words import kind_title, place_of, standing, times
from refresh import configuration, source_states
from refresh.configuration import Configuration
from refresh.source_states import SourceState
from ui.frame.trouble_cards import show_trouble
from ui.parts.inputs import input_key
from ui.state import background
from ui.state.freshness import zone
from words.speech import as_text, say

TRIALS = "source_trials"  # by the name of a source: the Test this visitor asked for
ACTIONS = ("test", "change", "remove")
LOOKS = ("stopped", "waits", "quiet", "good")  # what needs somebody first


def sources(configured: Configuration) -> None:
    """Draws the list with a line of progress while a refresh runs."""
    with st.container(horizontal=True, vertical_alignment="center", key="sources_top"):
        with st.container(width="stretch", gap="xxsmall"):
            st.header(say("sources.title"), anchor=False)
            st.caption(say("sources.every", count=configured.every_minutes))
        with st.container(horizontal=True, width="content", gap="xsmall"):
            if st.button(say("sources.read_all"), icon=":material/sync:", key="read_all"):
                background.now()
                st.rerun()
            settings(configured)
    refresh_progress(configured)
    states = {state.name: state for state in as_decided()}
    stale = {
        one.name: one.since
        for one in source_states.stale_sources(after_hours=configured.stale_after_hours)
        if one.trouble is None
    }
    by_need = sorted(
        enumerate(configured.sources),
        key=lambda one: LOOKS.index(standing(states.get(one[1].name), stale.get(one[1].name, "")).look),
    )
    with st.container(key="sources", gap=None):
        for number, source in by_need:
            with st.container(key=f"source-{number}", gap="xsmall"):
                _source(source, configured, states.get(source.name), number, stale.get(source.name, ""))


def _source(source: Source, configured: Configuration, state: SourceState | None, number: int, stale: str) -> None:
    """One source: who and where, how it stands, its actions; below its tabs, and the Test that was asked for."""
    name, stands, actions = st.columns((5, 7, 3), vertical_alignment="top")
    with name:
        st.html(_name(source))
    with stands:
        st.html(_stands(state, stale))
    with actions, st.container(horizontal=True, horizontal_alignment="right", gap="xsmall"):
        if st.button(say("sources.read"), key=f"read-{number}"):
            background.now(source.name)
            st.rerun()
        asked = st.menu_button(
            say("sources.more"), ACTIONS, format_func=lambda one: say(f"sources.{one}"), key=f"more-{number}"
        )
    if asked == "test":
        st.session_state.setdefault(TRIALS, {})[source.name] = Trial(TABS, source, configuration.mapping())
    elif asked:
        {"change": _change, "remove": _remove}[asked](source, configured)
    if trial := st.session_state.get(TRIALS, {}).get(source.name):
        _tested(source, trial, number)
    source_tabs.tabs(source)


def _name(source: Source) -> str:
    below = " · ".join(part for part in (kind_title(source), place_of(source)) if part)
    owner = f"<div class='below'>{escape(source.owner)}</div>" if source.owner else ""
    return f"<div class='lw-source'><h3>{escape(source.name)}</h3>{owner}<div class='below'>{escape(below)}</div></div>"


def _stands(state: SourceState | None, stale: str) -> str:
    now = standing(state, stale, zone())
    trouble = f"<p>{escape(now.what)} <b>{escape(now.fix)}</b></p>" if now.what else ""
    told = times(state, zone())
    shows = f"<div class='below'>{escape(told)}</div>" if told else ""
    return f"<div class='lw-source'><div class='word {now.look}'>{escape(now.word)}</div>{trouble}{shows}</div>"


def _tested(source: Source, trial: Trial, number: int) -> None:
    """The Test of a source that is configured: where it is, or what it found; until it is closed."""
    with st.container(border=True, key=f"tested-{number}"):
        st.markdown(f"**{say('sources.tested', name=as_text(source.name))}**")
        show_trial(trial)
        if trial.done.is_set() and st.button(say("sources.close"), key=f"close-{number}"):
            del st.session_state[TRIALS][source.name]
            st.rerun()


def _change(source: Source, configured: Configuration) -> None:
    """Asks for another name, owner or place; the place is not shown, because a link may be all that keeps a sheet from
    strangers."""

    @st.dialog(say("sources.change"))
    def asked() -> None:
        name = st.text_input(
            say("sources.name"),
            source.name,
            max_chars=configuration.LONGEST_NAME,
            key=input_key("change_name", source.name),
        ).strip()
        owner = st.text_input(
            say("sources.owner"),
            source.owner,
            max_chars=configuration.LONGEST_NAME,
            key=input_key("change_owner", source.name),
        ).strip()
        where = (
            st.text_input(
                say("sources.new_where"), key=input_key("change_where", source.name), help=say("sources.new_where_help")
            )
            .strip()
            .strip('"')
        )
        if st.button(say("sources.save"), type="primary", disabled=not name, key="change_save"):
            try:
                if where:
                    refuse_no_sheets(where, BY_ID if google_links.takes(where) else "")
                kind = kind_of(where, bool(configured.key_file or background.has_key())).id if where else source.kind
                configuration.change(
                    source.name, replace(source, name=name, owner=owner, where=where or source.where, kind=kind)
                )
            except CannotGoOn as trouble:
                show_trouble(trouble)
                return
            background.now()
            st.rerun()

    asked()


def remove_words(source: Source, configured: Configuration) -> str:
    """What removing a source does to the numbers."""
    if not configured.sources[1:]:
        return say("sources.remove_yes_last")
    return say("sources.remove_yes", count=source_tabs.rows_of(source))


def _remove(source: Source, configured: Configuration) -> None:
    """Asks once, and removes it."""

    @st.dialog(say("sources.remove_title", name=as_text(source.name)))
    def asked() -> None:
        st.markdown(say("sources.remove_what" if configured.sources[1:] else "sources.remove_last"))
        with st.container(horizontal=True):
            if st.button(remove_words(source, configured), type="primary", key="remove_yes"):
                try:
                    configuration.remove(source.name)
                except CannotGoOn as trouble:
                    show_trouble(trouble)
                    return
                st.session_state.get(TRIALS, {}).pop(source.name, None)
                background.now()
                st.rerun()
            if st.button(say("sources.remove_no"), key="remove_no"):
                st.rerun()

    asked()
