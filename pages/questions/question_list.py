"""Every open question in a card of its own: what is asked, what hangs on it, and the answer in one or two clicks."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from logbooks.questions.open_questions import AskedPart, OpenQuestion
from logbooks.recognise.answers import NOTHING
from logbooks.recognise.mapping import BadMapping
from logbooks.vocabulary.sheet_words import fold_header
from ui.parts.inputs import first_of_page, input_key, seen_key
from ui.parts.page_links import MEASURE, link_to
from ui.state import answering
from words.numbers import counted
from words.speech import as_label, as_text, say

A_PAGE = 12  # questions drawn at once
MOST_PARTS = 40  # words or headings of one question
TOLD, NAME = "what came of an answer", "answers_by"
OF_A_TAB = ("tab", "column")  # asked of whole tabs, whose rows may lack something else
UNREAD = ("tab", "dates", "mark", "unit", "money", "size")  # by none of their choices nothing more is read
OF_EACH = ("word", "lot")  # each part has an answer of its own
BESIDE = 340  # px of a box among others: three beside each other on a small screen, one on a phone


def question_list() -> None:
    """Draws the open questions, first what most hangs on, and what came of the last answer where its card stood."""
    told, words, stood = st.session_state.pop(TOLD, ("", "", 0))
    asked = answering.questions()
    if not asked:
        _tell(told, words)
        st.success(say("questions.none"), icon=":material/check_circle:")
        link_to(MEASURE, say("questions.see"))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{say('questions.open_now', count=len(asked))}**", width="stretch")
        name = say("questions.your_name")
        st.text_input(name, key=NAME, placeholder=name, label_visibility="collapsed", width=BESIDE)
    first = first_of_page(len(asked), A_PAGE, seen_key("question_page"))
    drawn = asked[first : first + A_PAGE]
    for place, question in enumerate(drawn):
        if place == min(stood, len(drawn) - 1):
            _tell(told, words)
        with st.container(border=True, key=input_key("question", question.id)):
            _card(question, place)


def said_by() -> str:
    """The name that was typed above the questions, "" where none was."""
    return st.session_state.get(NAME, "").strip()


def _tell(told: str, words: str) -> None:
    if told:
        (st.success if told == "done" else st.error)(as_text(words))


def _card(question: OpenQuestion, place: int) -> None:
    st.header(as_text(question.asks), anchor=False)
    hanging = _hanging(question)
    st.markdown(as_text(question.why) + (f" :gray[{as_text(hanging)}]" if hanging else ""))
    if question.examples:
        seen = "; ".join(f"{one.place}: “{one.written}”" for one in question.examples)
        st.caption(as_text(say("questions.examples", seen=seen)))
    of_each = question.kind in OF_EACH or question.kind == "gate"
    given = _of_each(question, question.parts) if of_each else _of_all(question)
    if given:
        _keep(question, given, place)


def _hanging(question: OpenQuestion) -> str:
    """What hangs on it, in sentences."""
    said = []
    if question.unused:
        said.append(say("questions.unused", count=question.unused))
    elif question.cells:
        said.append(say("questions.cells", count=question.cells))
    if question.kg:
        said.append(say("questions.kg", kg=counted(round(question.kg))))
    return " ".join(said)


def _of_all(question: OpenQuestion) -> list[tuple[str, str]]:
    """One answer, for every part where there are parts: given by choosing or by typing it."""
    asked = [part.id for part in question.parts] or [question.id]
    chosen = _chosen(question) if question.choices else None
    typed = _typed(question) if question.takes else ""
    answer = chosen or typed
    if answer:
        return [(one, answer) for one in asked]
    parts = question.apart if len(question.apart) > 1 else question.parts
    if len(parts) > 1:
        with st.expander(say("questions.apart"), key=input_key("apart", question.id)):
            return _of_each(question, parts)
    return []


def _chosen(question: OpenQuestion) -> str | None:
    """One choice, each with what it would do where that says more than the choice."""
    says = {choice.id: as_text(choice.says) for choice in question.choices}
    alike, does = what_it_does(question)
    if alike:
        st.caption(as_text(alike))
    return st.radio(
        say("questions.choose"),
        list(says),
        index=None,
        format_func=lambda choice: says[choice],
        captions=[as_text(one) for one in does] if any(does) else None,
        horizontal=not any(does),
        key=input_key("choice", question.id),
    )


def what_it_does(question: OpenQuestion) -> tuple[str, list[str]]:
    """What is said of every choice alike, and of each what it would do: what it means for the examples, or that
    nothing more is read by it."""
    means = ["; ".join(one for one in choice.means[:2] if choice.says not in one) for choice in question.choices]
    said = {one for one in means if one}
    alike = said.pop() if len(said) == 1 and sum(map(bool, means)) > 1 else ""
    return alike, [
        _stays(question) if choice.id == NOTHING and question.kind in UNREAD else "" if alike else mean
        for choice, mean in zip(question.choices, means, strict=True)
    ]


def _stays(question: OpenQuestion) -> str:
    """What becomes of what hangs on a question where the answer is none of those offered."""
    if question.unused:
        return say("questions.stay_out", count=question.unused)
    return say("questions.stay_unread", count=question.cells) if question.cells else ""


def _typed(question: OpenQuestion) -> str:
    """What a person types where no choice fits; taken with the button beside it or the Enter key."""
    with (
        st.form(input_key("typed", question.id), border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        label = say(f"questions.other_{question.takes}" if question.choices else "questions.choose")
        key = input_key("own", question.id)
        if question.takes == "heading":
            typed = _other_heading(question, label, key)
        else:
            such_as = say("questions.such_as_day") if question.takes == "day" else ""
            typed = st.text_input(label, width=BESIDE, placeholder=such_as, key=key)
        kept = st.form_submit_button(say("questions.keep"), type="secondary" if question.choices else "primary")
    return typed.strip() if kept else ""


def _other_heading(question: OpenQuestion, label: str, key: str) -> str:
    """A heading of the tab that is none of the choices, which are the likely ones."""
    offered = {fold_header(choice.id) for choice in question.choices}
    others = [one for one in question.headings if fold_header(one) not in offered]
    return st.selectbox(label, others, index=None, placeholder=say("questions.not_now"), width=BESIDE, key=key) or ""


def _of_each(question: OpenQuestion, parts: Sequence[AskedPart]) -> list[tuple[str, str]]:
    """An answer for each word, code, cost or tab, kept together by one button."""
    found = []
    with st.form(input_key("parts", question.id), border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for part in parts[:MOST_PARTS]:
                answer = _cost(part, question) if question.kind == "gate" else _word(part, question)
                found += [(part.id, answer)] if answer else []
        kept = st.form_submit_button(say("questions.keep_all"), type="primary")
    return found if kept else []


def _word(part: AskedPart, question: OpenQuestion) -> str | None:
    """A choice for it; where something else may be typed, that too."""
    says = {choice.id: choice.says for choice in question.choices}
    index = list(says).index(part.suggests) if part.suggests in says else None
    return st.selectbox(
        f"{as_label(part.says)} · {say('questions.part_cells', count=part.cells)}",
        list(says),
        index=index,
        format_func=lambda choice: says.get(choice, choice),
        placeholder=say("questions.not_now"),
        accept_new_options=question.kind not in OF_EACH and bool(question.takes),
        key=input_key("part", part.id),
        width=BESIDE,
    )


def _cost(part: AskedPart, question: OpenQuestion) -> str:
    return st.text_input(
        as_label(part.says),
        placeholder=f"0 = {question.choices[0].says}" if question.choices else "",
        key=input_key("part", part.id),
        width=BESIDE,
    ).strip()


def _keep(question: OpenQuestion, given: Sequence[tuple[str, str]], place: int) -> None:
    """Keeps the answers, reads again, and tells what came of it at the place of the card, where the person looks."""
    before = answering.rows_used()
    try:
        with st.spinner(say("questions.reading")):
            answering.keep(given, said_by())
    except BadMapping as wrong:
        st.session_state[TOLD] = ("wrong", say("questions.refused", asks=question.asks, fix=wrong.fix), place)
    else:
        answered = {asked for asked, answer in given if answer != NOTHING}
        hanging = {part.id: part.cells for part in (*question.parts, *question.apart)}
        cells = sum(hanging.get(asked, 0) for asked in answered)
        cells = question.cells if question.id in answered and not cells else cells
        waits = question.kind in OF_A_TAB and question.unused > 0
        st.session_state[TOLD] = ("done", _came_of_it(cells, before, not answered, waits), place)
    st.rerun()


def _came_of_it(cells: int, before: int, left_aside: bool, waits: bool) -> str:
    """What came of an answer; rows that `waits` says to be left out may wait for another answer about their tab."""
    if not answering.is_read_at_once():
        return say("questions.being_read")
    more = answering.rows_used() - before
    read = say("questions.came_of_cells", count=cells)
    if waits and more <= 0 and not left_aside:
        return say("questions.came_of_waiting")
    if more > 0 and cells:
        return say("questions.came_of_it", cells=read, rows=say("questions.came_of_rows", count=more))
    if cells:
        return say("questions.came_of_cells_alone", cells=read)
    return say("questions.came_of_nothing" if left_aside else "questions.came_of_answer")
