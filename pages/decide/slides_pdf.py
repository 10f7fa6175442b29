"""The slides of the meeting as PDF, printed when somebody asks for it by a browser where Lotwise runs."""

from __future__ import annotations

import streamlit as st

from connectors.trouble import CannotGoOn
from exports.browser import found_browser
from exports.deck_files import STEPS, deck_pdf
from packs.board.board_deck import board_deck
from ui.state import visitor
from ui.state.pinning import pin_snapshots
from words.speech import as_text, say

PRINTED = "slides_printed"  # (reading and day, bytes) of the last PDF, of this visitor alone


def slides_pdf() -> None:
    """Draws the button that prints it, then the one that gives it; a sentence where there is no browser."""
    if found_browser() is None:
        st.caption(say("deck.no_browser"))
        return
    shown = (visitor.warehouse().id, visitor.warehouse().as_of)
    if st.button(say("deck.make_pdf"), icon=":material/print:", key="make_slides_pdf"):
        st.session_state[PRINTED] = (shown, _printed())
    kept = st.session_state.get(PRINTED)
    if kept and kept[0] == shown and kept[1]:
        st.download_button(
            say("deck.download_pdf"),
            kept[1],
            file_name="lotwise_board.pdf",
            icon=":material/download:",
            on_click=lambda: pin_snapshots(say("deck.title"), visitor.warehouse().id),
            key="slides_pdf",
        )


def _printed() -> bytes:
    """The PDF, with how far it is; nothing where the browser did not print, which is said."""
    bar = st.progress(0.0, text=say("deck.progress.begun"))

    def told(step: str) -> None:
        bar.progress((STEPS.index(step) + 2) / (len(STEPS) + 1), text=say(f"deck.progress.{step}"))

    try:
        deck = board_deck(visitor.warehouse())
        bar.progress(1 / (len(STEPS) + 1), text=say("deck.progress.gathered"))
        return deck_pdf(deck, told)
    except CannotGoOn as trouble:
        st.error(as_text(str(trouble)))
        return b""
    finally:
        bar.empty()
