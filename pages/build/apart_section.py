"""Whether each micro-lot was kept apart: what happened to those that were not, which can't be told, which passed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from decisions.separation import LotSeparation
from ui.parts.chart_block import show_rows
from ui.parts.filters import Chosen
from ui.parts.inputs import first_of_page
from ui.parts.page_links import TRACE, link_to
from ui.parts.tables import Cell, folded_html, show_table, table_html
from ui.state import results
from words.numbers import ABSENT
from words.speech import as_label, say

A_PAGE = 20  # lots that failed, each with a link of its own
MOST_NAMED = 40  # lots named in one row: more would be a wall


def micro_lots(chosen: Chosen) -> list[LotSeparation]:
    """The micro-lots of the season, each with its tests."""
    return [lot for lot in results.lots_kept_apart(chosen.crop_year, chosen.splits) if lot.stream == "micro"]


def kept_apart(chosen: Chosen, anchor: str) -> None:
    """Draws the lots that failed with what happened and the way to them, those to look at, and how many passed."""
    st.header(say("build.apart"), anchor=anchor)
    lots = micro_lots(chosen)
    if not lots:
        st.text(say("build.no_lots"))
        return
    clean, told = sum(lot.apart is True for lot in lots), sum(lot.apart is not None for lot in lots)
    st.text(say("build.apart_count", clean=clean, told=told, count=len(lots)) if told else none_told(lots))
    _failed([lot for lot in lots if lot.apart is False], chosen)
    if rows := alike([lot for lot in lots if lot.apart is None or (lot.apart and lot.signs)]):
        show_table([say("build.lot"), say("build.shows")], rows, say("build.apart"), "plain")
    if passed := [lot for lot in lots if lot.apart and not lot.signs]:
        st.html(_folded(passed))
    st.text(say("build.more"))
    show_rows({"micro": tuple(i for lot in lots for i in lot.row_ids)}, "apart")


def none_told(lots: Sequence[LotSeparation]) -> str:
    """What is said where none of the lots can be tested."""
    return say("build.none_told", count=len(lots))


def alike(lots: Sequence[LotSeparation]) -> list[list[Cell]]:
    """A row for those of which the logbooks show the same."""
    found: dict[str, list[str]] = {}
    for lot in lots:
        found.setdefault(shows(lot), []).append(lot.lot_id)
    return [[Cell(_names(names)), Cell(what, mark="words")] for what, names in found.items()]


def _names(names: Sequence[str]) -> str:
    more = say("build.more_lots", count=len(names) - MOST_NAMED) if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def _failed(lots: Sequence[LotSeparation], chosen: Chosen) -> None:
    """One line a lot: what happened, and the way to its tests and rows on Trace."""
    first = first_of_page(len(lots), A_PAGE, chosen.key("build_failed"))
    with st.container(key="failed_lots", gap=None):
        for lot in lots[first : first + A_PAGE]:
            with st.container(horizontal=True, vertical_alignment="center"):
                words = say("build.failed", what=lot.what_happened)
                st.html(f"<div class='lw-fault'><b>{escape(lot.lot_id)}</b> {escape(words)}</div>", width="stretch")
                asked = {"lot": lot.lot_id, **({"season": chosen.crop_year} if chosen.crop_year else {})}
                link_to(TRACE, say("build.on_trace", lot=as_label(lot.lot_id)), query_params=asked, width="content")


def _folded(lots: Sequence[LotSeparation]) -> str:
    """The lots that passed, counted, with their table folded away."""
    table = table_html(_head(), [_row(lot) for lot in lots], say("build.apart"), "plain")
    return folded_html(say("build.passed", count=len(lots)), table)


def _head() -> list[str]:
    return [say(f"build.{name}") for name in ("lot", "deliveries", "steps", "handovers", "shows")]


def _row(lot: LotSeparation) -> list[Cell]:
    counts = (lot.deliveries, lot.steps, lot.handovers)
    numbers = [Cell(str(n) if n else ABSENT, mark="quiet") for n in counts]
    return [Cell(lot.lot_id), *numbers, Cell(shows(lot), mark="words")]


def shows(lot: LotSeparation) -> str:
    """What the logbooks show of a lot that did not fail."""
    if lot.apart is None:
        return say("build.cant_tell", missing=lot.why_untested)
    if lot.signs:
        return say("build.sign", tests="; ".join(test.words or test.name for test in lot.signs))
    without = ", ".join(test.name for test in lot.untested)
    return say("build.clean_without", tests=without) if without else say("build.clean")
