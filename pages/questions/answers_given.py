"""The answers that hold, with who gave them and when; each can be taken back, all be kept as a file."""

from __future__ import annotations

import streamlit as st

from logbooks.questions.open_questions import in_short, in_words
from logbooks.recognise import mapping as mappings
from logbooks.recognise.answers import GivenAnswer
from logbooks.recognise.mapping import Mapping
from pages.questions.chosen_one import choose_and_press
from pages.questions.one_tab import answer_one_tab
from pages.questions.question_list import said_by
from ui.parts.inputs import input_key
from ui.parts.tables import Cell, show_table
from ui.state import answering
from words.days import moment
from words.speech import say


def answers_given() -> None:
    """Draws the list of answers when it is opened; nothing where nobody has answered."""
    answers = answering.given()
    holding = [one for one in answers if answers.said(one.question) == one.answer]
    last = {one.question: one for one in holding}
    if not last:
        return
    with st.expander(say("questions.answered", count=len(last)), key="answers_given"):
        by = ["said_by"] if any(one.said_by for one in last.values()) else []
        heads = [say(f"questions.{name}") for name in ("asked", "answer", "said_on", *by)]
        rows = [_row(one)[: len(heads)] for one in last.values()]
        show_table(heads, rows, say("questions.answered", count=len(last)), "plain")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = choose_and_press(
                say("questions.take_back"),
                {one: in_short(one) for one in last},
                say("questions.take_back_which"),
                input_key("take_back", len(answers.given)),
                say("questions.take_back_now"),
                "take_back_now",
            )
            if chosen:
                answering.take_back(chosen, said_by())
                st.rerun()
            st.download_button(
                say("questions.download"),
                mappings.dumps(Mapping(answers=answers)),
                "answers.toml",
                "application/toml",
                on_click="ignore",
                key="answers_file",
                icon=":material/download:",
            )
        answer_one_tab(last)


def unmet() -> None:
    """Draws the answers that meet nothing in the sheets shown, each with why; nothing where all do."""
    found = answering.unmet()
    if not found:
        return
    with st.expander(say("questions.unmet", count=len(found)), key="unmet_answers"):
        st.caption(say("questions.unmet_help"))
        heads = [say(f"questions.{name}") for name in ("asked", "answer", "unmet_why")]
        rows = [
            [
                Cell(in_short(one.question), below=one.question),
                Cell(in_words(one.question, one.answer)),
                Cell(one.why, mark="words"),
            ]
            for one in found
        ]
        show_table(heads, rows, say("questions.unmet", count=len(found)), "plain")


def _row(one: GivenAnswer) -> list[Cell]:
    return [
        Cell(in_short(one.question)),
        Cell(in_words(one.question, one.answer)),
        Cell(moment(one.said_on) if one.said_on else ""),
        Cell(one.said_by),
    ]
