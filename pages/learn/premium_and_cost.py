"""What the premium is and what it costs to earn it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from metrics.engine.contract import Answer, Metric
from metrics.engine.metric_catalogue import metrics
from packs.metric_charts import drawn_split
from ui.parts.cards import STREAMS, difference_cell, number_cells, strip_cell, value_of
from ui.parts.chart_block import ready, show_absent, show_chart
from ui.parts.filters import Chosen
from ui.parts.metric_chart import metric_chart
from ui.parts.needed_premium import needed_cells
from ui.parts.tables import Cell, Strip, show_table
from ui.state import results
from words.numbers import number
from words.speech import say

# By the kg they are counted on, which are never mixed in one table; the first premium decides.
PREMIUMS = {"made": ("net_gain", "realised_premium", "break_even"), "sold": ("premium_over_bulk",)}
DECIDES = "realised_premium"
NEEDS = ("break_even",)


def premium(chosen: Chosen) -> None:
    """Draws the gain and the premiums, those per kg made apart from that per kg sold."""
    st.subheader(say("learn.premium"), anchor=False)
    found = results.answers(chosen.crop_year, chosen.splits)
    for kg, names in PREMIUMS.items():
        _table(say(f"learn.of_kg_{kg}"), [metrics()[name] for name in names if name in found], found)


def _table(title: str, shown: list[Metric], found: Mapping[str, Answer]) -> None:
    """Draws indicators of one kind of kg, micro beside bulk."""
    head = [
        title,
        say("groups.micro"),
        say("groups.bulk"),
        say("groups.difference"),
        say("board.scale"),
    ]
    show_table(
        head,
        [row for m in shown if (row := _row(m, found[m.id]))],
        title,
        "gains",
    )


def _row(metric: Metric, answer: Answer) -> list[Cell | Strip] | None:
    """What is needed on every kg made beside what is reached; else micro beside bulk, or why there is no number. None
    where a need is known on another kg alone."""
    needed = needed_cells(metric, answer)
    if needed or (metric.id in NEEDS and value_of(answer) is not None):
        return needed
    return [*number_cells(metric, answer, STREAMS), difference_cell(answer), strip_cell(answer)]


def premium_and_cost(chosen: Chosen) -> None:
    """Draws what is earned beside what it costs."""
    earned, spent = st.columns(2, gap="large")
    with earned:
        premium_chart(chosen)
    with spent:
        cost(chosen)


def premium_chart(chosen: Chosen) -> None:
    """Draws the deals behind the premium that decides."""
    st.subheader(say("learn.deals"), anchor=False)
    chart = metric_chart(DECIDES, chosen)
    if chart:
        show_chart(chart, "learn")
    else:
        show_absent(results.answers(chosen.crop_year, chosen.splits)[DECIDES])


def cost(chosen: Chosen) -> None:
    """Draws what separation costs per kg made, by category; a category without an amount says so."""
    st.subheader(say("learn.cost"), anchor=False)
    answer = results.answers(chosen.crop_year, chosen.splits).get("added_cost")
    if answer is None or value_of(answer) is None:
        show_absent(answer)
        return
    micro = answer.groups["micro"]
    st.text(say("learn.cost_is", cost=number(micro.value, micro.unit)))
    chart = ready("cost", chosen, lambda: drawn_split(metrics()["added_cost"], answer, say("learn.category")))
    if chart:
        show_chart(chart, "learn")
