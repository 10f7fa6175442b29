"""What the sheets settle themselves: each with where it was seen, and to be taken back as an answer is."""

from __future__ import annotations

import streamlit as st

from logbooks.questions.settled_things import SettledThing
from pages.questions.chosen_one import choose_and_press
from pages.questions.question_list import said_by
from ui.parts.inputs import first_of_page, input_key, seen_key
from ui.parts.tables import Cell, show_table
from ui.state import answering
from words.numbers import counted
from words.speech import say

A_PAGE = 40


def settled_list() -> None:
    """Draws the list when it is opened; nothing where the sheets settle nothing."""
    found = answering.settled()
    if not found:
        return
    title = say("questions.settled", count=len(found))
    with st.expander(title, key="settled"):
        st.caption(say("questions.settled_help"))
        first = first_of_page(len(found), A_PAGE, seen_key("settled_page"))
        heads = [say(f"questions.{name}") for name in ("settled_what", "settled_tab", "settled_cells")]
        show_table(heads, [_row(one) for one in found[first : first + A_PAGE]], title, "plain")
        _take_back(found)


def _row(one: SettledThing) -> list[Cell]:
    return [Cell(one.says), Cell(", ".join(one.tabs), mark="words"), Cell(counted(one.cells))]


def _take_back(found: list[SettledThing]) -> None:
    says = {one.id: f"{', '.join(one.tabs)}: {one.says}" for one in found}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = choose_and_press(
            say("questions.settled_take_back"),
            says,
            say("questions.settled_which"),
            input_key("settled_take_back", len(found)),
            say("questions.settled_ask"),
            "settled_ask",
        )
        if chosen:
            answering.ask_instead(chosen, said_by())
            st.rerun()
