"""Before the harvest: what this plan would say in a thousand invented seasons."""

from __future__ import annotations

import streamlit as st

from decisions.verdict.rehearsal import small_text
from ui.state import results
from words.speech import as_text, say


def rehearsal_section() -> None:
    """Draws one sentence, and folded away how often it would say what; or why it can't be rehearsed."""
    found = results.rehearsed()
    st.header(say("decide.rehearsal"), anchor=False)
    if isinstance(found, str):
        st.text(found)
        return
    season, seasons, told, where_from, as_met, by_neighbours = found
    if by_neighbours:
        st.markdown(as_text(by_neighbours))
    st.markdown(as_text(told))
    if as_met:
        st.caption(as_text(as_met))
    with st.expander(say("decide.rehearsal_more")):
        for sentence in small_text(seasons, season.unit):
            st.markdown(f"- {as_text(sentence)}")
        st.caption(as_text(where_from))
