"""From the buyer's price to the farmer's hand, as a chart; for the cooperative alone, never in a picture for buyers."""

from __future__ import annotations

import streamlit as st

from metrics.books.price_waterfall import PriceWaterfall, waterfalls
from packs.price_charts import drawn_waterfall, names_of
from pages.learn.price_steps import step_rows
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.parts.tables import show_table
from ui.state import results
from words.speech import say


def price_waterfall(chosen: Chosen) -> None:
    """Draws micro and bulk side by side; a stream without a waterfall says why."""
    st.subheader(say("waterfall.title"), anchor=False)
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
    unit = f"{results.base_currency()}/kg"
    head = [say("waterfall.step_in", unit=unit), *(say(f"groups.{stream}") for stream in known)]
    show_table(head, step_rows(known, unit), say("waterfall.title"), "waterfall")
    picture = st.expander(say("waterfall.picture"), key="waterfall_picture", on_change="rerun")
    if picture.open:
        with picture:
            show_chart(ready("waterfall", chosen, lambda: drawn_waterfall(known, results.base_currency())), "learn")
