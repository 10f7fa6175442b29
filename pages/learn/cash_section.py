"""The cash the pilot took and brought, and how much of it the cooperative had to carry."""

from __future__ import annotations

import streamlit as st

from charts.cash_chart import cash
from metrics.books.cash_flow import CashFlow, cash_flow
from packs.drawn_chart import DrawnChart
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.state import results
from words.cash_words import cash_sentences
from words.days import day
from words.numbers import number
from words.speech import say


def working_capital(chosen: Chosen) -> None:
    """Draws the sentences and the weeks, or why there are none."""
    st.subheader(say("cash.title"), anchor=False)
    found: CashFlow | str = chosen.kept("cash flow", lambda w: cash_flow(w, chosen.crop_year, chosen.splits))
    if isinstance(found, str):
        st.text(found)
        return
    st.text(say("cash.what"))
    currency = results.base_currency()
    for sentence in cash_sentences(found, currency):
        st.text(sentence)
    show_chart(ready("cash", chosen, lambda: _drawn(found, currency)), "learn")


def _drawn(found: CashFlow, currency: str) -> DrawnChart:
    head = [say(f"cash.{column}") for column in ("week", "out", "came_in", "left")]
    rows = [
        [
            day(week.starts_on),
            number(week.out, currency),
            number(week.came_in, currency),
            number(week.balance, currency, signed=True),
        ]
        for week in found.weeks
    ]
    return DrawnChart(
        "cash",
        say("cash.chart"),
        cash(found.weeks, currency, found.limit),
        currency,
        say("cash.weeks", count=len(found.weeks)),
        ((head, rows),),
        row_ids={"micro": found.row_ids},
    )
