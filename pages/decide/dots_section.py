"""A hundred dots: of a hundred pilots like this one that pay nothing, how many would be told to scale."""

from __future__ import annotations

import streamlit as st

from charts.hundred_dots import hundred_dots
from decisions.verdict.hundred_pilots import hundred_pilots
from packs.drawn_chart import DrawnChart
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.state import results
from words.speech import say

EVERYTHING = Chosen(None, {})


def dots_section() -> None:
    """Draws the dots of our rule and of the spreadsheet's, from the nearest simulated pilots, and says so."""
    lots, buyers = results.lots_and_buyers()
    st.header(say("decide.dots.title"), anchor=False)
    show_chart(ready("hundred dots", EVERYTHING, lambda: _drawn(lots, buyers), lots, buyers), "decide")


def _drawn(lots: int, buyers: int) -> DrawnChart:
    near = hundred_pilots(lots, buyers)
    rules = [
        (say("decide.dots.rule", count=near.by_rule), near.by_rule),
        (say("decide.dots.spreadsheet", count=near.by_spreadsheet), near.by_spreadsheet),
    ]
    told = say("decide.dots.from", drawn=near.drawn, lots=near.lots, buyers=near.buyers)
    head = [say("decide.dots.head_rule"), say("decide.dots.head_told")]
    return DrawnChart(
        "hundred dots",
        say("decide.dots.title"),
        hundred_dots(rules, told),
        "",
        told,
        [(head, [[words, str(count)] for words, count in rules])],
        question=say("decide.dots.question"),
        alt=say("decide.dots.question"),
        whole=True,
    )
