"""What the members worked more for the pilot, and what each day of it brought them."""

from __future__ import annotations

import streamlit as st

from metrics.engine import labour
from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from ui.parts.filters import Chosen
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.extra_work import day_of_work, members_view
from words.numbers import bare
from words.speech import say


def extra_work(chosen: Chosen) -> None:
    """Draws the gain as the members see it and what a day of extra work brought, beside what a day is paid; nothing
    where there is no gain to speak of."""
    answer = results.answers(chosen.crop_year, chosen.splits).get("net_gain")
    if answer is None or labour.DAY not in answer.parts:
        return
    st.subheader(say("learn.work"), anchor=False)
    st.text(members_view(metrics()["net_gain"], answer))
    st.text(day_of_work(answer))
    if rows := _by_kind(answer):
        head = [say(f"work.{column}") for column in ("kind", "micro", "bulk", "extra")]
        show_table(head, rows, say("learn.work"))
    for note in answer.notes:
        if note.startswith(labour.ABOUT):
            st.text(note)


def _by_kind(answer: Answer) -> list[list[Cell]]:
    """Days per kg green of each kind of work, micro beside bulk; where one of them has none, what is done about it."""
    rows = []
    for kind in labour.KINDS:
        both = answer.parts.get(labour.per_kg_part(kind), {})
        if {"micro", "bulk"} <= both.keys():
            sides = both["micro"], both["bulk"]
            extra = Cell(bare((sides[0].value or 0.0) - (sides[1].value or 0.0), "days/kg"), mark="lead")
            rows.append([Cell(say(f"work.kinds.{kind.replace(' ', '_')}")), *map(_days, sides), extra])
    return rows


def _days(found: Estimate) -> Cell:
    if found.value is not None:
        return Cell(bare(found.value, "days/kg"))
    return Cell(say("work.untold" if found.why_not == labour.NOT_TOLD else "work.none"), mark="why")
