"""The cash the pilot took and brought, and how much of it the cooperative had to carry."""

from __future__ import annotations

import streamlit as st

from metrics.books.cash_flow import CashFlow, cash_flow
from packs.price_charts import drawn_cash
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.state import results
from words.cash_words import cash_sentences
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
    show_chart(ready("cash", chosen, lambda: drawn_cash(found, currency)), "learn")
