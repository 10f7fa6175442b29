"""What is shown while the configured sources are read for the first time: how far it is, and no number at all."""

from __future__ import annotations

import streamlit as st

from refresh import source_states
from refresh.source_states import SourceProgress
from ui.parts.page_links import CONNECT, link_to
from ui.parts.tables import Cell, show_table
from ui.state import visitor
from words.speech import say

LOOK_SECONDS = 2


def first_reading(trouble: visitor.NothingReadYet) -> None:
    """Draws the sources with what is under way, and goes on to the page as soon as there is something to show."""
    st.title(say("first.title"), anchor=False)
    st.text(f"{trouble.what} {trouble.fix}")
    _progress()
    link_to(CONNECT, say("first.connect"))


@st.fragment(run_every=LOOK_SECONDS)
def _progress() -> None:
    if visitor.something_was_read():
        st.rerun()
    now = source_states.progress()
    told = {one.name: one for one in now.sources} if now else {}
    troubles = {state.name: state.trouble for state in source_states.source_states() if state.trouble}
    rows = []
    for source in visitor.configured().sources:
        at = told.get(source.name, SourceProgress(source.name))
        trouble = troubles.get(source.name)
        rows.append(
            [
                Cell(source.name, below=source.owner),
                Cell(say(f"first.{at.standing}"), below=at.said, mark="words"),
                Cell(f"{trouble.what} {trouble.fix}" if trouble else "", mark="words warning" if trouble else "none"),
            ]
        )
    show_table(
        [say("first.source"), say("first.standing"), say("first.trouble")], rows, say("first.title"), "found plain"
    )
    if now and now.trouble:
        st.text(now.trouble)
