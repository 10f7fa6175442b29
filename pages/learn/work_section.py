"""What the members worked more for the pilot, and what each day of it brought them."""

from __future__ import annotations

import streamlit as st

from metrics.engine import labour
from metrics.engine.contract import Answer
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
    """Days per kg green of each kind of work, micro beside bulk; where none of bulk are written, that nothing is taken
    off."""
    rows = []
    for kind in labour.KINDS:
        both = answer.parts.get(labour.per_kg_part(kind), {})
        micro, bulk = (both[stream].value if stream in both else None for stream in ("micro", "bulk"))
        if micro is None:
            continue
        bulk_cell = Cell(bare(bulk, "days/kg")) if bulk is not None else Cell(say("work.none"), mark="why")
        extra = Cell(bare(micro - (bulk or 0.0), "days/kg"), mark="lead")
        rows.append([Cell(say(f"work.kinds.{kind.replace(' ', '_')}")), Cell(bare(micro, "days/kg")), bulk_cell, extra])
    return rows
