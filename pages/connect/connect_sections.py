"""Connect: the sources and how each stands, a new source, files brought once, and the empty workbook to type into."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from connectors.trouble import CannotGoOn
from logbooks.workbooks import template
from pages.connect import upload_section
from pages.connect.add_source import ROUND, add, place, questions
from pages.connect.held_questions import held_tabs
from pages.connect.source_list import sources
from refresh import configuration, last_configuration
from refresh.configuration import Configuration
from ui.frame.trouble_cards import show_trouble
from ui.parts.downloads import bytes_of
from ui.state import background
from words.speech import as_text, say

LANGUAGES = ("en", "es", "pt", "fr", "vi", "id", "sw", "am", "rw")
SHEET_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def connect() -> None:
    """Draws what waits for an answer, the sources, and the ways to bring more."""
    held_tabs()
    first = None
    if trouble := last_configuration.trouble():
        _not_readable(trouble)
    else:
        configured = configuration.load()
        _wrong(configured)
        if configured.sources:
            _connected(configured)
        else:
            first = configured
    _ways(first)
    upload_section.recognised()


def _connected(configured: Configuration) -> None:
    """The list, with the form for another sheet folded away below it."""
    sources(configured)
    opened = st.expander(
        say("add.title"), icon=":material/add:", key=f"add_open-{st.session_state.get(ROUND, 0)}", on_change="rerun"
    )
    if opened.open:
        with opened:
            add(configured)


def _ways(first: Configuration | None) -> None:
    """The ways to bring sheets as equal cards; where none is connected yet, to connect one comes first."""
    ways = [upload_section.bring, _template]
    where = ""
    if first:
        st.caption(say("sources.none_how"))
    cards = st.columns(len(ways) + bool(first), gap="small")
    if first:
        with cards[0], _card("connect"):
            st.header(f"{say('add.title')} :green-badge[{say('connect.recommended')}]", anchor=False)
            st.caption(say("add.why"))
            where = place(first)
    for card, way in zip(cards[bool(first) :], ways, strict=True):
        with card, _card(way.__name__):
            way()
    if first:
        questions(first, where)


def _card(name: str) -> DeltaGenerator:
    return st.container(border=True, height="stretch", key=f"way-{name}")


def _not_readable(trouble: CannotGoOn) -> None:
    """What is wrong with the file as a whole, and the last good one where it was kept."""
    show_trouble(trouble)
    _offer_last_good()
    st.caption(say("sources.file", file=as_text(configuration.path())))


def _offer_last_good() -> None:
    """The last file that could be followed, where it is another one and names a sheet."""
    if good := last_configuration.last_good():
        names = ", ".join(one.name for one in good.sources)
        st.markdown(say("sources.last_good", count=len(good.sources), names=as_text(names)))
        if st.button(say("sources.take_last_good"), icon=":material/restore_page:", type="primary", key="last_good"):
            last_configuration.take_last_good()
            background.now()
            st.rerun()


def _wrong(configured: Configuration) -> None:
    """The entries of the configuration that can't be followed, with their line and the place of the file."""
    for one in configured.wrong:
        show_trouble(one)
    if configured.wrong:
        _offer_last_good()
        st.caption(say("sources.file", file=as_text(configuration.path())))


def _template() -> None:
    """The empty workbook in the reader's language."""
    st.header(say("connect.template"), anchor=False)
    st.caption(say("connect.template_how"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        language = st.selectbox(
            say("connect.language"),
            LANGUAGES,
            format_func=lambda code: say(f"languages.{code}"),
            key="language",
            width=160,
        )
        which = st.selectbox(
            say("connect.logbooks"),
            ("starter", "all"),
            format_func=lambda name: say(f"connect.{name}"),
            key="which",
            width=160,
        )
        st.download_button(
            say("connect.download_template"),
            lambda: bytes_of(lambda path: template.write_template(path, logbooks=which, language=language)),
            f"lotwise-{language}.xlsx",
            SHEET_KIND,
            icon=":material/download:",
            on_click="ignore",
            key="template",
        )
