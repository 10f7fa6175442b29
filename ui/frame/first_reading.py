"""What is shown while the configured sources are read for the first time: how far it is, and no number at all."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from logbooks.sources import source_states
from logbooks.sources.source_states import SourceProgress
from ui import session
from ui.tables import Cell, show_table
from ui.words import say

LOOK_SECONDS = 2
CONNECT = Path(__file__).resolve().parent.parent / "pages" / "connect.py"


def first_reading(trouble: session.NothingReadYet) -> None:
    """Draws the sources with what is under way, and goes on to the page as soon as there is something to show."""
    st.title(say("first.title"), anchor=False)
    st.text(f"{trouble.what} {trouble.fix}")
    _progress()
    st.page_link(st.Page(CONNECT), label=say("first.connect"), icon=":material/arrow_forward:")


@st.fragment(run_every=LOOK_SECONDS)
def _progress() -> None:
    if session.something_was_read():
        st.rerun()
    now = source_states.progress()
    told = {one.name: one for one in now.sources} if now else {}
    troubles = {state.name: state.trouble for state in source_states.source_states() if state.trouble}
    rows = []
    for source in session.configured().sources:
        at = told.get(source.name, SourceProgress(source.name))
        trouble = troubles.get(source.name)
        rows.append([Cell(source.name, below=source.owner), Cell(say(f"first.{at.standing}"), below=at.said, mark="words"),
                     Cell(f"{trouble.what} {trouble.fix}" if trouble else "", mark="words warning" if trouble else "none")])
    show_table([say("first.source"), say("first.standing"), say("first.trouble")], rows, say("first.title"), "found plain")
    if now and now.trouble:
        st.text(now.trouble)
