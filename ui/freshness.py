"""One line on every page: when the data were read, what day they show, how many rows were left out."""

from __future__ import annotations

import streamlit as st

from ui import session
from ui.days import day, moment
from ui.words import say

BETWEEN = " · "


def freshness_line() -> None:
    """Draws the line above every page."""
    with st.container(key="freshness"):
        st.text(BETWEEN.join(freshness()), width="stretch", text_alignment="right")


def freshness() -> list[str]:
    """The parts of the line, in words."""
    read = [file["read_at"] for file in session.sources()]
    left_out = sum(line["left_out"] for line in session.ledger())
    parts = [say("freshness.read", at=moment(max(read)))] if read else []
    parts.append(say("freshness.as_of", day=day(session.warehouse().as_of)))
    parts.append(say("freshness.left_out", count=left_out) if left_out else say("freshness.complete"))
    if session.warehouse().instead_of:
        parts.append(say("freshness.older"))
    if session.setting("synthetic") == "yes":
        parts.append(say("freshness.sample"))
    if session.is_own():
        parts.append(say("freshness.own"))
    return parts
