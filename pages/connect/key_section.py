"""How often the sources are read, and where the key of Google is kept: asked for once, written into the
configuration."""

from __future__ import annotations

import streamlit as st

from connectors.trouble import CannotGoOn
from refresh import configuration
from refresh.configuration import Configuration
from ui.frame.trouble_cards import show_trouble
from ui.state import background
from words.speech import say

MINUTES = (1, 5, 10, 15, 30, 60, 240, 1440)


def settings(configured: Configuration) -> None:
    """Draws what holds for all sources, folded away."""
    with st.popover(say("key.settings"), icon=":material/tune:"):
        choices = sorted({*MINUTES, configured.every_minutes})
        minutes = st.selectbox(
            say("key.every"), choices, choices.index(configured.every_minutes), key="every_minutes", format_func=_every
        )
        if minutes != configured.every_minutes:
            configuration.set_refresh(every_minutes=minutes)
            st.rerun()
        key_file(configured, "settings")


def key_file(configured: Configuration, where: str) -> None:
    """Asks for the place of the key's file; the key itself is refused, and none is ever shown."""
    said = (
        st.text_input(
            say("key.file"),
            configured.key_file,
            placeholder=say("key.example"),
            help=say("key.help"),
            key=f"key_file_{where}",
        )
        .strip()
        .strip('"')
    )
    if said != configured.key_file and st.button(say("key.save"), key=f"key_save_{where}"):
        try:
            configuration.set_key_file(said)
        except CannotGoOn as trouble:
            show_trouble(trouble)
            return
        background.now()
        st.rerun()


def _every(minutes: int) -> str:
    return say("key.minutes", count=minutes) if minutes < 120 else say("key.hours", count=minutes // 60)
