"""Adds a source: a link or a path is pasted, its kind recognised, a Test reads it and keeps nothing, then it is
added."""

from __future__ import annotations

import streamlit as st

from connectors.source import Source, SourceKind, kinds
from connectors.trouble import CannotGoOn
from pages.connect.key_section import key_file
from pages.connect.source_trial import ACCOUNT, SHARED, TABS, Trial, show_trial
from pages.connect.source_words import GOOGLE
from refresh import configuration
from refresh.configuration import Configuration
from ui.frame.trouble_cards import show_trouble
from ui.state import background
from words.speech import as_text, say

TRIAL, FOUND, ASKED = "add_trial", "add_shared", "add_account"
ROUND = "add_round"  # how many were added by this visitor: after each the form is folded away
WHERE, NAME, OWNER, KIND = "add_where", "add_name", "add_owner", "add_kind"
LINK, SHARED_SHEET = "google_link", "google_sheet"


def add(configured: Configuration) -> None:
    """Draws the box for a place, and below it the questions about it."""
    questions(configured, place(configured))


def place(configured: Configuration) -> str:
    """Draws the box for a link or a path, and returns what was written."""
    # a place of its own for what comes and goes, so that the box below keeps what is being typed
    with st.container():
        if _has_key(configured):
            _choose(configured)
    where = st.text_input(say("add.where"), placeholder=say("add.where_example"), key=WHERE).strip().strip('"')
    if not where:
        st.caption(say("add.where_help"))
    return where


def questions(configured: Configuration, where: str) -> None:
    """Draws what is asked about a place once it is given, and the buttons."""
    if not where:
        return
    has_key = _has_key(configured)
    offered = offers(where, has_key)
    if not offered:
        st.warning(say("add.unknown"), icon=":material/link_off:")
        return
    with st.container():
        kind = _kind(offered)
        _how_to_share(kind, configured, has_key)
    names = st.columns(2)
    name = (
        names[0]
        .text_input(
            say("add.name"), placeholder=say("add.name_example"), max_chars=configuration.LONGEST_NAME, key=NAME
        )
        .strip()
    )
    owner = (
        names[1]
        .text_input(
            say("add.owner"), placeholder=say("add.owner_example"), max_chars=configuration.LONGEST_NAME, key=OWNER
        )
        .strip()
    )
    _test_and_add(Source(name, kind.id, where, owner, configured.key_file if kind.needs_key else ""))


def _has_key(configured: Configuration) -> bool:
    return bool(configured.key_file or background.has_key())


def offers(where: str, has_key: bool) -> list[SourceKind]:
    """The kinds this place can be, the one that will work first: a kind that needs a key comes last where there is
    none."""
    if not where:
        return []
    found = sorted(
        (kind for kind in kinds().values() if kind.takes(where)),
        key=lambda kind: (kind.needs_key and not has_key, kind.order),
    )
    return [kind for kind in found if kind.id in GOOGLE] or found  # a link of Google is also one of the web


def _kind(offered: list[SourceKind]) -> SourceKind:
    if len(offered) == 1:
        st.caption(f"{say('add.kind')}: **{offered[0].title}**")
        return offered[0]
    by_id = {kind.id: kind for kind in offered}
    chosen = st.radio(
        say("add.kind"),
        list(by_id),
        format_func=lambda one: by_id[one].title,
        horizontal=True,
        key=f"{KIND}-{offered[0].id}",
    )
    return by_id[chosen]


def _how_to_share(kind: SourceKind, configured: Configuration, has_key: bool) -> None:
    """What has to be clicked in the spreadsheet first, so that it can be read."""
    if kind.id == LINK:
        st.markdown(say("add.link"))
    elif kind.needs_key and has_key:
        _account(configured)
    elif kind.needs_key:
        with st.container(border=True, key="no_key"):
            st.markdown(say("add.no_key") + "\n" + say("add.no_key_steps"))
            key_file(configured, "add")
    else:
        st.caption(kind.help)


def _account(configured: Configuration) -> None:
    """The address to share with, in a box with a copy button; asked of the key by a process of its own."""
    asked = st.session_state.setdefault(ASKED, None) or Trial(ACCOUNT, _of_key(configured))
    st.session_state[ASKED] = asked
    if address := (asked.answer or {}).get("account"):
        st.markdown(say("add.share"))
        st.code(address, language=None)
    else:
        show_trial(asked)


def _choose(configured: Configuration) -> None:
    """The spreadsheets the key may read, to choose from instead of pasting a link."""
    found = st.session_state.get(FOUND)
    if found is None:
        if st.button(say("add.choose"), icon=":material/list:", key="add_choose", type="tertiary"):
            st.session_state[FOUND] = Trial(SHARED, _of_key(configured))
            st.rerun()
        return
    shared = (found.answer or {}).get("shared")
    if shared is None:
        show_trial(found)
    elif not shared:
        st.info(say("add.none_shared"))
    else:
        by_link = {one["link"]: one["name"] for one in shared}
        st.selectbox(
            say("add.pick"),
            list(by_link),
            None,
            format_func=lambda link: by_link.get(link, link),
            key="add_pick",
            on_change=_picked,
            args=(by_link,),
        )


def _picked(by_link: dict[str, str]) -> None:
    if link := st.session_state["add_pick"]:
        st.session_state[WHERE], st.session_state[NAME] = link, by_link[link][: configuration.LONGEST_NAME]


def _test_and_add(source: Source) -> None:
    trial = st.session_state.get(TRIAL)
    tried = trial if trial and (trial.source.kind, trial.source.where) == (source.kind, source.where) else None
    if trial and not tried:
        trial.stop()  # it was another place's
        del st.session_state[TRIAL]
    answer = (tried.answer if tried else None) or {}
    good, passes = "tabs" in answer, answer.get("trouble", {}).get("passes", False)
    with st.container(horizontal=True, key="add_buttons"):
        if st.button(
            say("add.test"),
            type="secondary" if good else "primary",
            key="add_test",
            disabled=bool(tried and not tried.answer),
        ):
            st.session_state[TRIAL] = Trial(TABS, source, configuration.mapping())
            st.rerun()
        wanted = (good or passes) and st.button(
            say("add.add" if good else "add.add_untested"), type="primary" if good else "secondary", key="add_add"
        )
    if wanted:
        _add(source)
    if tried:
        show_trial(tried)


def _add(source: Source) -> None:
    """Writes it into the configuration and has it read; what is wrong with its name is said beside it."""
    if not source.name:
        st.warning(say("add.needs_name"), icon=":material/edit:")
    else:
        try:
            configuration.add(source)
        except CannotGoOn as trouble:
            show_trouble(trouble)
            return
        background.now(source.name)
        for key in (WHERE, NAME, OWNER, TRIAL, FOUND):
            st.session_state.pop(key, None)
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        st.toast(say("add.added", name=as_text(source.name)))
        st.rerun()


def _of_key(configured: Configuration) -> Source:
    return Source("", SHARED_SHEET, "", key=configured.key_file)
