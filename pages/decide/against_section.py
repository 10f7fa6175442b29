"""Why the verdict could be wrong: tried when somebody asks, since the gate is judged again many times."""

from __future__ import annotations

import streamlit as st

from ui.parts.inputs import seen_key
from ui.state import results
from words.speech import as_text, say


def against_section() -> None:
    """Draws what was left out or made worse and what the rule says then, the three figures that turn it soonest, and
    the next sale that would turn it."""
    st.header(say("decide.against"), anchor=False)
    key = seen_key("against_asked")
    if not st.session_state.get(key) and not st.button(say("decide.against_ask"), icon=":material/rule:"):
        st.caption(say("decide.against_what"))
        return
    st.session_state[key] = True
    with st.spinner(say("decide.against_wait")):
        tried = results.against_itself()
    for one in tried.tried:
        st.markdown(f"- {'**' if one.turns else ''}{as_text(one.because)}{'**' if one.turns else ''}")
    if tried.soonest:
        st.markdown(as_text(say("decide.against_soonest")))
        for point in tried.soonest:
            st.markdown(f"- {as_text(point.because)}")
    st.markdown(as_text(tried.next_sale.because))
