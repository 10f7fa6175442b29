"""The two cards a reader sees when something stops: what and how to mend it, or a reference number; never a traceback."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from connectors.trouble import CannotGoOn
from ui.words import as_text, say

log = logging.getLogger("lotwise")


def show_trouble(trouble: CannotGoOn) -> None:
    """Draws what stopped us and what to do about it; the detail goes to the log alone."""
    log.warning("%s %s", trouble, trouble.detail)
    st.error(f"**{as_text(trouble.what)}**  \n{as_text(trouble.fix)}", icon=":material/block:")


def show_bug(fault: Exception) -> None:
    """Draws a card with a reference number under which the log holds the whole traceback."""
    reference = secrets.token_hex(3).upper()
    log.error("reference %s", reference, exc_info=fault)
    st.error(say("errors.bug", reference=reference), icon=":material/report:")
