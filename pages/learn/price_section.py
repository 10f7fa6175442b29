"""From the buyer's price to the farmer's hand, as a chart; for the cooperative alone, never in a picture for buyers."""

from __future__ import annotations

import streamlit as st

from charts.waterfall_chart import waterfall as draw
from metrics.books.price_waterfall import PARTS, PriceWaterfall, waterfalls
from packs.drawn_chart import DrawnChart
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.state import results
from words.numbers import number
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
    show_chart(ready("waterfall", chosen, lambda: _drawn(known)), "learn")


def names_of(parts: tuple[str, ...]) -> list[str]:
    return [say(f"waterfall.parts.{name.replace(' ', '_')}").lower() for name in parts]


def _table_rows(known: dict[str, PriceWaterfall], words: dict[str, str], unit: str) -> list[list[str]]:
    """From the price to what is left, a line a step: what of it is measured and what assumed, of each stream."""
    rows = [[words["price"], *(text for of in known.values() for text in (number(of.price, unit), "")), ""]]
    for place, part in enumerate(next(iter(known.values())).parts):
        both = [of.parts[place] for of in known.values()]
        amounts = [amount for p in both for amount in (p.measured, p.assumed)]
        said = dict.fromkeys(p.said for p in both if p.said)
        shown = [number(amount, unit) if amount is not None else "" for amount in amounts]
        rows.append([words[part.name], *shown, "; ".join(said)])
    return [*rows, [words["left"], *(text for of in known.values() for text in (number(of.left, unit), "")), ""]]


def _drawn(known: dict[str, PriceWaterfall]) -> DrawnChart:
    unit = f"{results.base_currency()}/kg"
    words = {name: say(f"waterfall.parts.{name.replace(' ', '_')}") for name in PARTS} | {
        key: say(f"waterfall.{key}") for key in ("price", "left")
    }
    words["unknown"] = say("waterfall.not_written")
    head = [
        say("waterfall.step"),
        *(
            f"{say(f'groups.{stream}')}, {say(f'waterfall.{look}')}"
            for stream in known
            for look in ("measured", "assumed")
        ),
        say("waterfall.said"),
    ]
    rows = _table_rows(known, words, unit)
    n = " · ".join(f"{say(f'groups.{stream}')}: {number(of.kg, 'kg')}" for stream, of in known.items())
    return DrawnChart(
        "waterfall",
        say("waterfall.title"),
        draw(known, words, unit),
        unit,
        n,
        ((head, rows),),
        row_ids={
            stream: tuple(sorted({i for p in of.parts for i in p.row_ids} | set(of.row_ids)))
            for stream, of in known.items()
        },
        notes=tuple(
            say("waterfall.to_date", stream=say(f"groups.{stream}")) for stream, of in known.items() if of.to_date
        ),
    )
