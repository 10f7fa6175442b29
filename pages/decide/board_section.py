"""What the board itself decided, kept beside the rule's answer, and a form for it; the minutes to take home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st

from connectors.trouble import CannotGoOn
from decisions.minutes_facts import minutes_facts
from decisions.verdict.board_decisions import BoardDecision, answers, board_decisions, keep_decision
from decisions.verdict.kept_verdicts import KeptVerdict, shown
from decisions.verdict.verdict import Standing
from exports.deck_files import deck_slides
from exports.deck_html import deck_html
from exports.logbook_workbook import write_logbook
from exports.minutes_docx import minutes_docx
from exports.minutes_page import minutes_html
from exports.painted_logo import why_no_logo
from packs.board.board_deck import board_deck
from packs.letterhead import letterhead
from pages.decide.slides_pdf import slides_pdf
from ui.frame.board_route import board_address
from ui.parts.downloads import download_made
from ui.parts.inputs import seen_key
from ui.state import visitor
from words.kept_words import kept_words
from words.minutes_words import decision_words, minutes_of
from words.speech import as_text, say

PAGES = {"html": minutes_html, "docx": minutes_docx}
SLIDES = {"html": deck_html, "pptx": deck_slides}


def board_section(found: Standing, kept: tuple[KeptVerdict, ...]) -> None:
    """Draws what was kept of the last gate, the board's decisions with a form for one more, and the minutes."""
    st.header(say("decide.board.title"), anchor=False)
    given = shown(found, kept)
    if given:
        for words in kept_words(found, given, kept):
            st.text(words)
        decided = board_decisions(visitor.warehouse())
        for one in decided:
            st.markdown(f"- {as_text(decision_words(one))}")
        if decided:
            _take_home(decided)
        if not visitor.is_own():
            _form(given)
    with st.container(horizontal=True, gap="small", key="for_the_meeting"):
        for ending in PAGES:
            _minutes(found, ending)
        for ending in SLIDES:
            _slides(ending)
        if not visitor.is_own():
            st.link_button(say("deck.open"), board_address(), icon=":material/present_to_all:", type="tertiary")
    slides_pdf()
    if why_not := why_no_logo(letterhead(visitor.warehouse())):
        st.caption(why_not)


def _take_home(decided: Sequence[BoardDecision]) -> None:
    """Draws the button that gives every decision as the tab Decisions, to be put among the sheets."""
    rows = [asdict(one) for one in decided]
    download_made(
        say("decide.board.download"),
        lambda path: write_logbook(path, "decisions", rows),
        "lotwise_decisions.xlsx",
        "decisions_download",
    )


def _minutes(found: Standing, ending: str) -> None:
    """Draws the button that gives the minutes of what this page shows."""

    def made() -> bytes:
        return PAGES[ending](minutes_of(minutes_facts(visitor.warehouse(), found)))

    st.download_button(
        say(f"decide.board.minutes_{ending}"),
        visitor.as_shown(made),
        file_name=f"lotwise_minutes.{ending}",
        icon=":material/download:",
        on_click="ignore",
        key=f"minutes_{ending}",
    )


def _slides(ending: str) -> None:
    """Draws the button that gives the slides of the board's meeting, of what this page shows."""
    st.download_button(
        say(f"deck.download_{ending}"),
        visitor.as_shown(lambda: SLIDES[ending](board_deck(visitor.warehouse()))),
        file_name=f"lotwise_board.{ending}",
        icon=":material/download:",
        on_click="ignore",
        key=f"slides_{ending}",
    )


def _form(given: Mapping[str, Any]) -> None:
    """Nothing is filled in beforehand: what the board did not decide is not written for it."""
    with st.expander(say("decide.board.write")), st.form(seen_key("decision"), clear_on_submit=True, border=False):
        answer = st.selectbox(say("minutes.blank.answer"), answers(), index=None, format_func=_named)
        day = st.date_input(say("decide.board.day"), value=None, format="YYYY-MM-DD")
        texts = {name: st.text_input(say(f"minutes.blank.{name}")) for name in ("reason", "decided_by", "tests_next")}
        pressed = st.form_submit_button(say("decide.board.keep"))
    if not pressed:
        return
    if not answer or not day:
        st.warning(say("decide.board.incomplete"))
        return
    try:
        keep_decision(BoardDecision(given["gate"], day, answer, **texts, plan_seal=given["plan_seal"]))
    except CannotGoOn as trouble:
        st.error(as_text(str(trouble)))
        return
    st.rerun()


def _named(answer: str) -> str:
    return say(f"decide.answers.{answer.replace(' ', '-')}")
