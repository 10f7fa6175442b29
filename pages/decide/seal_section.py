"""The seal of the plan: a button that puts it on, and what became another since."""

from __future__ import annotations

import streamlit as st

from connectors.trouble import CannotGoOn
from decisions.verdict.kept_verdicts import SHORT
from decisions.verdict.sealed_plan import plan_changes, seal_plan, sealed_plan
from history.snapshots import store
from ui.state import results, visitor
from words.days import day
from words.minutes_words import change_words
from words.speech import as_text, say


def seal_section() -> None:
    """Draws when the plan was sealed and what is not as it was, with the button; nothing of an upload of one's own, nor
    where no plan is written."""
    if visitor.is_own() or not results.plan_rows():
        return
    here, sealed = visitor.warehouse(), sealed_plan()
    changes = plan_changes(sealed, here) if sealed else ()
    if sealed:
        st.text(say("decide.seal.sealed", day=day(sealed.sealed_on), seal=sealed.seal[:SHORT]))
    for change in changes:
        st.markdown(f"- {as_text(change_words(change))}")
    if (changes or not sealed) and here.id == store.current_id():
        st.caption(as_text(say("decide.seal.why")))
        if st.button(say("decide.seal.press"), icon=":material/lock:", key="seal_plan"):
            try:
                seal_plan(here)
            except CannotGoOn as trouble:
                st.error(as_text(str(trouble)))
            else:
                st.rerun()
