"""The two cards a reader sees when something stops: what and how to mend it, or a reference number; never a
traceback."""

from __future__ import annotations

import logging
import traceback

import streamlit as st

from connectors.trouble import CannotGoOn
from history import fault_log
from words.speech import as_text, say

log = logging.getLogger("lotwise")


def show_trouble(trouble: CannotGoOn) -> None:
    """Draws what stopped us and what to do about it; the detail goes to the log alone."""
    log.warning("%s", fault_log.without_secrets(f"{trouble} {trouble.detail}"))
    st.error(f"**{as_text(trouble.what)}**  \n{as_text(trouble.fix)}", icon=":material/block:")


def show_bug(fault: Exception) -> None:
    """Draws a card with a reference number under which the log, the file as well as the window of the server, holds the
    whole traceback."""
    reference = fault_log.logged(fault, "on a page")
    log.error("reference %s\n%s", reference, fault_log.without_secrets("".join(traceback.format_exception(fault))))
    st.error(say("errors.bug", reference=reference), icon=":material/report:")
