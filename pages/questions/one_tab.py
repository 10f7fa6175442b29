"""An answer that holds for all tabs, given otherwise for one of them in which its heading means something else."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from logbooks.questions.open_questions import in_short, in_words, offered
from logbooks.recognise.answers import OF_A_TAB, for_tab, without_tab
from logbooks.recognise.mapping import BadMapping
from pages.questions.chosen_one import choose_one
from pages.questions.question_list import said_by
from ui.parts.inputs import input_key
from ui.state import answering, results
from words.speech import as_text, say

WIDTH = 340  # px: three beside each other on a small screen, one on a phone


def answer_one_tab(questions: Iterable[str]) -> None:
    """Draws the choice of an answer, a tab and what it is there; nothing where no answer is about a heading that
    several tabs may have."""
    tabs = {one: _tabs(one) for one in questions if _is_of_any_tab(one)}
    tabs = {one: found for one, found in tabs.items() if len(found) > 1}
    if not tabs:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        question = choose_one(
            say("questions.one_tab"),
            {one: in_short(one) for one in tabs},
            say("questions.take_back_which"),
            input_key("one_tab", len(tabs)),
            WIDTH,
        )
        if question is None:
            return
        sheet = st.selectbox(
            say("questions.settled_tab"), tabs[question], key=input_key("tab_of", question), width=WIDTH
        )
        said = st.selectbox(
            say("questions.answer"),
            [*_headings(question, sheet), *offered(question)],
            index=None,
            format_func=lambda answer: in_words(question, answer),
            placeholder=say("questions.choose_or_type"),
            accept_new_options=not question.startswith("column/"),  # a heading that is not there is no answer
            key=input_key("said_of_tab", question, sheet),
            width=WIDTH,
        )
        pressed = st.button(say("questions.keep"), key="keep_one_tab", disabled=not said)
    if pressed and said and sheet:
        _keep(question, sheet, said)


def _is_of_any_tab(question: str) -> bool:
    return question.partition("/")[0] in OF_A_TAB and "/" in question and not without_tab(question)[1]


def _tabs(question: str) -> list[str]:
    """The tabs of the logbook that the question is about."""
    logbook = "offers" if question.startswith("day_of_sale/") else question.split("/")[1].partition(".")[0]
    return list(dict.fromkeys(line["sheet"] for line in results.ledger() if line["logbook"] == logbook))


def _headings(question: str, sheet: str) -> list[str]:
    """Where it is asked which column it is: those of the tab."""
    if not question.startswith("column/"):
        return []
    sources = dict.fromkeys(line["source"] for line in results.ledger() if line["sheet"] == sheet)
    return list(dict.fromkeys(heading for source in sources for heading in results.cells_of(source, sheet)[0]))


def _keep(question: str, sheet: str, said: str) -> None:
    try:
        answering.keep([(for_tab(question, sheet), said)], said_by())
    except BadMapping as wrong:
        st.error(as_text(f"{wrong.what} {wrong.fix}"))
    else:
        st.rerun()
