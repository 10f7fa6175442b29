"""From the buyer's price to the farmer's hand, as a chart; for the cooperative alone, never in a picture for buyers."""

from __future__ import annotations

import streamlit as st

from metrics.books.price_waterfall import PriceWaterfall, waterfalls
from packs.price_charts import drawn_waterfall, names_of
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.state import results
from words.speech import say


def price_waterfall(chosen: Chosen) -> None:
    """Draws micro and bulk side by side; a stream without a waterfall says why."""
    st.header(say("waterfall.title"), anchor=False)
    found = chosen.kept("waterfalls", lambda w: waterfalls(w, chosen.crop_year, chosen.splits))
    known = {stream: of for stream, of in found.items() if isinstance(of, PriceWaterfall)}
    for reason in dict.fromkeys(of for of in found.values() if not isinstance(of, PriceWaterfall)):
        st.text(reason)
    if not known:
        return
    st.text(say("waterfall.what"))
    unknown = [
        f"{say(f'groups.{stream}')}: {', '.join(names_of(of.unknown))}" for stream, of in known.items() if of.unknown
    ]
    if unknown:
        st.text(say("waterfall.unknown", names="; ".join(unknown)))
    show_chart(ready("waterfall", chosen, lambda: drawn_waterfall(known, results.base_currency())), "learn")
