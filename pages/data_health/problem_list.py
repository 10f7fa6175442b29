"""What to mend in the sheets, by who has to act: a line a cause, the greatest first, which unfolds to its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from decisions.fix_causes import FixCause, FixList
from decisions.who_mends import Mender, by_mender, menders
from logbooks.problems import CONNECT, COSTS_ROWS, QUESTIONS, Problem, is_note
from pages.data_health.take_away import take_away
from ui.parts.inputs import first_of_page, seen_key
from ui.parts.page_links import QUESTIONS as PAGE_OF_QUESTIONS
from ui.parts.page_links import link_to
from ui.parts.tables import AnyCell, Cell, Folded, show_table
from ui.state import answering, results
from words import fix_words
from words.numbers import ABSENT, counted
from words.speech import say

OF_THE_SHEET = "of-the-sheet"  # speaks of headings and formats and takes no trust from a row
STANDINGS = ("sheet-unusable", "left-out", "cell-left-out", "doubtful", OF_THE_SHEET)
ALL = "all"
HEADS = ("rows", "where", "written", "what", "fix")
A_PAGE = 40  # lines drawn at once
MOST_CELLS = 100  # of one line; the fix list names the rows of all
MOST_RANGES = 6  # runs of rows named in a line
MOST_ASKED = 12  # questions drawn at once, as on the page of questions
QUOTES = "words exact"  # what says a cell says its number to the last digit


def problem_list(found: FixList) -> None:
    """Draws how many of each sort there are, the ways to take the list away, the questions, and the causes by who has
    to act."""
    asked = _still_asked(found)
    causes = [*found.causes, *found.notes]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="health_choice"):
        wanted = _chosen(Counter(standing(one.first) for one in causes), len(asked))
        take_away(found)
    _same_counted(len(causes) + len(asked))
    if asked and wanted in (ALL, QUESTIONS):
        _questions(asked)
    shown = [one for one in causes if wanted in (ALL, standing(one.first))]
    if shown:
        st.header(say("health.now"), anchor=False)
        _groups(shown, found.base_currency)
    done(found)


def _same_counted(lines: int) -> None:
    """Draws what the lines stand for as Overview counts it, where that is another number."""
    found, notes = results.problem_counts()
    if lines != found + notes:
        st.caption(say("health.same_counted", found=found, notes=notes))


def standing(problem: Problem) -> str:
    """What becomes of the row or cell: one of STANDINGS, of-the-sheet where rows are none the worse."""
    return OF_THE_SHEET if is_note(problem.code, problem.severity) else problem.severity


def _chosen(counts: Counter[str], asked: int) -> str:
    """Draws what there is, the count first, and returns which of it is to be shown: one sort, or all."""
    sorts = {ALL: counts.total() + asked, QUESTIONS: asked} | {name: counts[name] for name in STANDINGS}
    chosen = st.pills(
        say("health.show"),
        [name for name, count in sorts.items() if count],
        default=ALL,
        required=True,
        wrap=True,
        key=seen_key("standings"),
        format_func=lambda name: say(f"health.count.{name}", count=sorts[name]),
        label_visibility="collapsed",
    )
    return chosen or ALL


def _still_asked(found: FixList) -> list:
    """The questions that were not answered since."""
    still_open = {one.id for one in answering.questions()}
    return [one for one in found.questions if one.question.id in still_open]


def _questions(asked: Sequence) -> None:
    """Draws the questions with what waits for them, in place of their cells."""
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
    link_to(PAGE_OF_QUESTIONS, say("questions.go", count=len(asked)))


def _groups(causes: Sequence[FixCause], currency: str) -> None:
    """The causes by who has to act, so many at once; a group that goes on on another page says so by its count."""
    groups = by_mender(causes, menders(results.sources(), results.tabs()))
    lines = [(mender, one) for mender, some in groups for one in some]
    counts = {mender: len(some) for mender, some in groups}
    first = first_of_page(len(lines), A_PAGE, seen_key("problem_page", [one.first.code for one in causes[:A_PAGE]]))
    for mender, some in groupby(lines[first : first + A_PAGE], key=lambda line: line[0]):
        title = mender_title(mender, counts[mender])
        st.subheader(title, anchor=False)
        rows = [line for _, one in some for line in cause_lines(one, currency)]
        show_table([say(f"health.{name}") for name in HEADS], rows, title, "fix mend")


def mender_title(mender: Mender, count: int) -> str:
    """How many there are for whom: 7 for the weigher at the scale, Receipts Station A."""
    if mender.who in (QUESTIONS, CONNECT):
        return say(f"health.for_{mender.who}", count=count)
    who = say("health.owner", owner=mender.owner, who=mender.who) if mender.owner else mender.who
    return say("health.for_tab" if mender.sheet else "health.for_keeper", count=count, who=who, tab=mender.sheet)


def cause_lines(cause: FixCause, currency: str) -> list[list[AnyCell]]:
    """The line of a cause, how many rows first; where it is of several cells, under it a line that unfolds to them."""
    rows = cause.rows
    count = Cell(counted(rows), say("health.unit_rows", count=rows)) if rows else Cell(ABSENT)
    line: list[AnyCell] = [count, *cause_row(cause, currency)]
    return [line, [_cells(cause)]] if len(cause.problems) > 1 else [line]


def _cells(cause: FixCause) -> Folded:
    """Its cells, each with what is wrong where that is not the same of all."""
    heads = ("where", "written", "what")[: 2 if len({one.what for one in cause.problems}) == 1 else 3]
    cells = [problem_row(one)[: len(heads)] for one in cause.problems[:MOST_CELLS]]
    if (more := len(cause.problems) - MOST_CELLS) > 0:
        cells.append([Cell(""), Cell(say("health.more_cells", count=more), mark="words quiet", over=len(heads) - 1)])
    summary = say("health.show_cells", count=len(cause.problems))
    return Folded(summary, [say(f"health.{name}") for name in heads], cells, over=len(HEADS))


def cause_row(cause: FixCause, currency: str) -> list[Cell]:
    """Where, what is written, what is wrong with it, what that does to the row and what is at stake, what to do."""
    place = [fix_words.where(cause, MOST_RANGES), *([", ".join(cause.headings)] if cause.headings else [])]
    stake = [say(f"health.standing.{standing(cause.first)}"), fix_words.stake(cause, currency)]
    return [
        Cell(fix_words.tab(cause), below=" · ".join(place), link=cause.first.link or "", mark="words"),
        _written(fix_words.written(cause), cause.first),
        Cell(
            fix_words.what(cause),
            below=" · ".join(filter(None, stake)),
            mark=f"{QUOTES} left-out" if standing(cause.first) in COSTS_ROWS else QUOTES,
        ),
        Cell(cause.first.fix, mark="words"),
    ]


def problem_row(problem: Problem) -> list[Cell]:
    """One cell of a line: where, what is written, what is wrong with it."""
    return [
        Cell(_place(problem), below=problem.column or "", link=problem.link or ""),
        _written(problem.written, problem),
        Cell(problem.what, mark=QUOTES),
    ]


def _written(text: str, problem: Problem) -> Cell:
    nothing = say("health.nothing_written") if problem.name else ABSENT
    return Cell(text or nothing, mark="written" if text else "quiet")


def _place(problem: Problem) -> str:
    """The cell as F12, else its row, else the whole tab."""
    if problem.place and ":" not in problem.place:
        return problem.place
    return say("health.place", row=problem.row) if problem.row else say("health.whole_tab")


def done(found: FixList) -> None:
    """Draws what was mended since the reading before."""
    if not found.done:
        return
    with st.expander(fix_words.done_title(found), icon=":material/check:"):
        heads = [say(f"health.{name}") for name in ("where", "written", "what")]
        rows = [
            [*cause_row(one, found.base_currency)[:2], Cell(fix_words.was(one), mark="words")] for one in found.done
        ]
        show_table(heads, rows, say("fix.is_done"), "fix")
