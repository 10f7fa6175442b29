"""What to mend in the sheets: a line a cause, the greatest first; the cells of a line; and all of it to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from decisions.fix_causes import FixCause, FixList
from exports.fix_workbook import write_fix_list
from logbooks.problems import COSTS_ROWS, Problem, is_note
from ui.parts.downloads import download_made
from ui.parts.inputs import first_of_page, seen_key
from ui.parts.page_links import QUESTIONS, link_to
from ui.parts.tables import Cell, show_table
from ui.state import answering, results, visitor
from ui.state.pinning import pin_snapshots
from words import fix_words
from words.numbers import ABSENT
from words.speech import say

OF_THE_SHEET = "of-the-sheet"  # speaks of headings and formats and takes no trust from a row
STANDINGS = ("sheet-unusable", "left-out", "cell-left-out", "doubtful", OF_THE_SHEET)
A_PAGE = 40  # lines drawn at once
MOST_ASKED = 12  # questions drawn at once, as on the page of questions


def problem_list() -> None:
    """Draws the questions, the causes by what is at stake, what was mended, and the ways to take the list away."""
    with st.spinner(say("health.working")):
        found = results.fix_list()
    if found.nothing:
        st.success(say("health.nothing_wrong"), icon=":material/check_circle:")
        _done(found)
        return
    _take_away(found)
    _questions(found)
    if found.causes or found.notes:
        st.header(say("health.now"), anchor=False)
        causes = _chosen(found)
        _table(causes, found.base_currency)
        _cells(causes)
    _done(found)


def standing(problem: Problem) -> str:
    """What becomes of the row or cell: one of STANDINGS, of-the-sheet where rows are none the worse."""
    return OF_THE_SHEET if is_note(problem.code, problem.severity) else problem.severity


def _chosen(found: FixList) -> list[FixCause]:
    """Draws the choice of what is shown, and returns those causes."""
    counts = Counter(standing(one.first) for one in (*found.causes, *found.notes))
    present = [name for name in STANDINGS if counts[name]]
    wanted = st.pills(
        say("health.show"),
        present,
        selection_mode="multi",
        default=present,
        key=seen_key("standings"),
        format_func=lambda name: f"{say(f'health.standing.{name}')} · {counts[name]}",
        label_visibility="collapsed",
    )
    return [one for one in (*found.causes, *found.notes) if standing(one.first) in wanted]


def _take_away(found: FixList) -> None:
    """Draws the buttons that give the list as a workbook and as a text."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="health_choice"):
        download_made(say("health.download"), lambda path: _write(path, found), "fix-list.xlsx", "fix_list")
        with st.popover(say("fix.message.show"), icon=":material/sms:"):
            st.markdown(say("fix.message.copy"))
            st.code(fix_words.message(found), language=None, wrap_lines=True)


def _questions(found: FixList) -> None:
    """Draws every open question with what waits for it, in place of its cells; none that was answered since."""
    still_open = {one.id for one in answering.questions()}
    asked = [one for one in found.questions if one.question.id in still_open]
    if not asked:
        return
    st.header(say("fix.questions", count=len(asked)), anchor=False)
    first = first_of_page(len(asked), MOST_ASKED, seen_key("asked_page"))
    heads = [say("questions.asked"), say("fix.tab"), say("fix.at_stake")]
    rows = [
        [
            Cell(one.question.asks),
            Cell(fix_words.question_tabs(one) or ABSENT, mark="words"),
            Cell(fix_words.question_stake(one) or ABSENT, mark="words"),
        ]
        for one in asked[first : first + MOST_ASKED]
    ]
    show_table(heads, rows, say("questions.asked"), "fix asked")
    link_to(QUESTIONS, say("questions.go", count=len(asked)))


def _table(causes: Sequence[FixCause], currency: str) -> None:
    """The causes, so many at once."""
    first = first_of_page(len(causes), A_PAGE, seen_key("problem_page", [one.first.code for one in causes[:A_PAGE]]))
    heads = [say(f"health.{name}") for name in ("where", "written", "what", "fix")]
    rows = [cause_row(one, currency) for one in causes[first : first + A_PAGE]]
    show_table(heads, rows, say("health.now"), "fix")


def cause_row(cause: FixCause, currency: str) -> list[Cell]:
    """Where, what is written, what is wrong with it, what that does to the row and what is at stake, what to do."""
    place = [fix_words.where(cause), *([", ".join(cause.headings)] if cause.headings else [])]
    stake = [say(f"health.standing.{standing(cause.first)}"), fix_words.stake(cause, currency)]
    return [
        Cell(fix_words.tab(cause), below=" · ".join(place), link=cause.first.link or ""),
        _written(fix_words.written(cause), cause.first),
        Cell(
            fix_words.what(cause),
            below=" · ".join(filter(None, stake)),
            mark="words left-out" if standing(cause.first) in COSTS_ROWS else "words",
        ),
        Cell(cause.first.fix, mark="words"),
    ]


def _cells(causes: Sequence[FixCause]) -> None:
    """Every cell of one line, for whoever wants to go from one to the next."""
    several = [one for one in causes if len(one.problems) > 1]
    names = [f"{', '.join((fix_words.tab(one), *one.headings))}: {fix_words.what(one)}" for one in several]
    if not several:
        return
    chosen = st.selectbox(
        say("health.cells_of"),
        range(len(several)),
        index=None,
        format_func=lambda number: names[number],
        key=seen_key("cells_of", names),
        placeholder=say("health.cells_of"),
        label_visibility="collapsed",
    )
    if chosen is not None:
        problems = several[chosen].problems
        first = first_of_page(len(problems), A_PAGE, seen_key("cell_page", chosen))
        heads = [say(f"health.{name}") for name in ("where", "written", "what", "fix")]
        shown = [problem_row(one) for one in problems[first : first + A_PAGE]]
        show_table(heads, shown, names[chosen], "fix")


def problem_row(problem: Problem) -> list[Cell]:
    """The same of one cell."""
    return [
        Cell(_place(problem), below=problem.column or "", link=problem.link or ""),
        _written(problem.written, problem),
        Cell(
            problem.what,
            below=say(f"health.standing.{standing(problem)}"),
            mark="words left-out" if standing(problem) in COSTS_ROWS else "words",
        ),
        Cell(problem.fix, mark="words"),
    ]


def _written(text: str, problem: Problem) -> Cell:
    nothing = say("health.nothing_written") if problem.name else ABSENT
    return Cell(text or nothing, mark="written" if text else "quiet")


def _place(problem: Problem) -> str:
    """The cell as F12, else its row, else the whole tab."""
    if problem.place and ":" not in problem.place:
        return problem.place
    return say("health.place", row=problem.row) if problem.row else say("health.whole_tab")


def _done(found: FixList) -> None:
    """What was mended since the reading before."""
    if not found.done:
        return
    with st.expander(fix_words.done_title(found), icon=":material/check:"):
        heads = [say(f"health.{name}") for name in ("where", "written", "what")]
        rows = [
            [*cause_row(one, found.base_currency)[:2], Cell(fix_words.was(one), mark="words")] for one in found.done
        ]
        show_table(heads, rows, say("fix.is_done"), "fix")


def _write(path: Path, found: FixList) -> None:
    """Writes the fix list as a workbook, safe to open; what it stands on is kept."""
    write_fix_list(path, found)
    pin_snapshots(say("health.exported"), visitor.warehouse().id)
