"""What the pilot assumes, beside what the numbers say of it and by when they must."""

from __future__ import annotations

import streamlit as st

from decisions.hypotheses import Hypothesis, hypotheses
from decisions.verdict.verdict_json import fence_json
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.days import day
from words.decide_words import distance_words
from words.speech import say

MARKS = {"contradicted": "contradicted", "open": "in-part", "holds": "seen", "untested": "cannot-tell"}


def hypothesis_list() -> None:
    """Draws a row for each assumption, those that are contradicted and open first."""
    st.header(say("roadmap.hypotheses.title"), anchor=False)
    head = [say(f"roadmap.hypotheses.{name}") for name in ("assumption", "due", "numbers")]
    rows = [hypothesis_cells(one) for one in hypotheses(results.decided())]
    show_table(head, rows, say("roadmap.hypotheses.title"), "tasks")
    st.caption(say("roadmap.hypotheses.how"))


def hypothesis_cells(one: Hypothesis) -> list[Cell]:
    """One assumption: when it is due or since when it is late, how it stands, and by which numbers."""
    told = " ".join(distance_words(fence_json(number)) for number in one.numbers)
    return [
        Cell(one.words),
        Cell(_due(one), mark="not-seen" if one.late_since else ""),
        Cell(
            say(f"roadmap.hypotheses.stands.{one.stands}"),
            below=told or say("roadmap.hypotheses.no_number"),
            mark=MARKS[one.stands],
        ),
    ]


def _due(one: Hypothesis) -> str:
    if one.late_since:
        return say("roadmap.hypotheses.late", day=day(one.late_since))
    return say("roadmap.hypotheses.due_on", day=day(one.due_on)) if one.due_on else say("roadmap.hypotheses.no_day")
