"""Where each lot comes from and whether it stayed itself: the verdicts, and of one lot its tests and the picture of its
way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from charts.genealogy_chart import genealogy_chart, marks
from decisions.separation import LotSeparation
from metrics.books.genealogy import Genealogy, genealogy
from packs.drawn_chart import DrawnChart
from pages.trace.lot_tests import show_tests
from pages.trace.verdicts import LOT, OPENED, show_verdicts
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.parts.inputs import choose_or_usual
from ui.parts.rows_behind import rows_behind
from ui.state import results
from words.numbers import number
from words.speech import as_text, say


def show_trace(chosen: Chosen) -> None:
    """Draws the verdict on every lot, and of the one that is picked its tests and its way."""
    lots = results.lots_kept_apart(chosen.crop_year, chosen.splits)
    if not lots:
        st.info(say("trace.none"), icon=":material/inventory_2:")
        return
    st.header(say("trace.verdicts"), anchor=False)
    show_verdicts(lots, chosen)
    by_id = {lot.lot_id: lot for lot in lots}
    first_to_see = next((lot for lot in lots if lot.failed), lots[0])
    with st.container(key=OPENED):
        picked = by_id[choose_or_usual(say("trace.open"), list(by_id), first_to_see.lot_id, key=LOT, width=320)]
        show_tests(picked)
        _way(picked, chosen)


def _way(lot: LotSeparation, chosen: Chosen) -> None:
    """The picture of the lot's way; what is pressed in it opens down to its rows."""
    st.header(say("trace.way", lot=as_text(lot.lot_id)), anchor=False)
    way: Genealogy = results.kept("genealogy", lambda w: genealogy(w, lot.lot_id), lot.lot_id)
    if not way.nodes:
        st.text(say("trace.no_way"))
        return
    st.text(say("trace.how"))
    shown = ready("way", chosen, lambda: _drawn_way(way, lot), lot.lot_id)
    show_chart(shown, "trace", pressed=lambda points: _pressed(points, way))


def _drawn_way(way: Genealogy, lot: LotSeparation) -> DrawnChart:
    names, stream = {node.key: node.name for node in way.nodes}, lot.stream or "all"
    plots = sum(node.kind == "plot" for node in way.nodes)
    head = [say("trace.from"), say("trace.to"), say("trace.kg")]
    rows = [
        [names[edge.source], names[edge.target], f"{number(edge.kg, 'kg')} {edge.form or ''}".strip()]
        for edge in way.edges
    ]
    title = say("trace.way", lot=lot.lot_id)
    return DrawnChart(
        f"way-{lot.lot_id}",
        title,
        genealogy_chart(way, stream),
        "kg",
        say("trace.plots", count=plots),
        ((head, rows),),
        question=say("pages.trace.question"),
        row_ids={stream: tuple(sorted({i for node in way.nodes for i in node.row_ids}))},
        whole=True,
    )


def _pressed(points: Sequence[Mapping], way: Genealogy) -> None:
    """The rows behind every mark that was pressed."""
    found = marks(way)
    for mark in (
        str(name[0] if isinstance(name, list | tuple) else name)
        for point in points
        if (name := point.get("customdata"))
    ):
        if mark in found:
            what, row_ids = found[mark]
            st.markdown(f"**{as_text(what)}**")
            rows_behind(row_ids)
