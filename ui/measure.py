"""The layers of indicators as tables of micro, bulk and difference, and the chart of any of them."""

from __future__ import annotations

import streamlit as st

from metrics.catalogue import metrics
from metrics.contract import LAYERS, Metric
from ui import session
from ui.cards import STREAMS, difference_cell, direction, groups_shown, number_cells, strip_cell
from ui.chart_block import show_absent, show_chart
from ui.filters import Chosen
from ui.metric_chart import metric_chart
from ui.tables import Cell, show_table
from ui.words import say


def choose_layer() -> str:
    """Draws the choice of a layer, kept in the link, and returns it."""
    layers = [layer for layer in LAYERS if any(m.layer == layer for m in metrics().values())]
    picked = st.segmented_control(say("measure.layer"), layers, default=layers[0], required=True, key="layer", bind="query-params",
                                  format_func=lambda layer: say(f"measure.layers.{layer}"), label_visibility="collapsed")
    return picked or layers[0]


def comparison(layer: str, chosen: Chosen) -> list[Metric]:
    """Draws the table of a layer and returns the indicators in it."""
    now = session.answers(chosen.crop_year, chosen.splits)
    shown = [m for m in metrics().values() if m.layer == layer and m.id in now]
    groups = groups_shown(now)
    two = groups == STREAMS
    head = [say("board.indicator"), *(say(f"groups.{group}") for group in groups), *[say("groups.difference"), say("board.scale")] * two, say("measure.direction")]
    rows = [[*number_cells(m, now[m.id], groups), *([difference_cell(now[m.id]), strip_cell(now[m.id])] if two else []), Cell(direction(m), mark="words")]
            for m in shown]
    show_table(head, rows, say(f"measure.layers.{layer}"))
    st.caption(say("measure.reading" if two else "measure.reading_one"))
    return shown


def chart_on_demand(shown: list[Metric], chosen: Chosen) -> None:
    """Draws the choice of an indicator and, once chosen, its chart with everything behind it."""
    titles = {m.id: m.title for m in shown}
    picked = st.pills(say("measure.open"), list(titles), format_func=titles.get, key="indicator", bind="query-params")
    if picked not in titles:
        return
    metric, chart = metrics()[picked], metric_chart(picked, chosen, beside_last=True)
    with st.container(border=True, key="on_demand"):
        st.subheader(metric.title, anchor=False)
        st.text(metric.question)
        if chart:
            show_chart(chart, "measure")
        else:
            show_absent(session.answers(chosen.crop_year, chosen.splits)[picked])
