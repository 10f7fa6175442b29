"""Why buyers refused offers and samples of the season, the reason of most kg first: what a pivot would have to mend."""

from __future__ import annotations

import streamlit as st

from charts.bars import bars
from metrics.books.refusals import NOT_WRITTEN, Refusal
from metrics.books.refusals import refusals as counted
from packs.drawn_chart import DrawnChart
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.state import results
from words.numbers import number
from words.speech import group_name, say

HEAD = ("reason", "offers", "lots", "kg", "share", "so_far", "asked")


def refusals(chosen: Chosen) -> None:
    """Draws the reasons of the pilot's refusals; of all coffee where no lot has a stream."""
    found: dict[str, tuple[Refusal, ...]] = chosen.kept(
        "refusals", lambda w: counted(w, chosen.crop_year, chosen.splits)
    )
    stream, reasons = next(iter(found.items()))
    st.subheader(say("refusals.title"), anchor=False)
    if not reasons:
        st.text(say("refusals.none"))
        return
    for sentence in sentences(reasons):
        st.text(sentence)
    show_chart(ready("refusals", chosen, lambda: _drawn(stream, reasons)), "learn")


def sentences(reasons: tuple[Refusal, ...]) -> list[str]:
    """What was refused, which reason weighs most, and of how many refusals nobody wrote one."""
    named = [one for one in reasons if one.reason != NOT_WRITTEN]
    offers = sum(one.offers for one in reasons)
    said = [say("refusals.count_one" if offers == 1 else "refusals.count", offers=str(offers))]
    if named and named[0].share is not None:
        said.append(say("refusals.most", reason=reason_words(named[0]), share=number(named[0].share, "share")))
    if missing := offers - sum(one.offers for one in named):
        said.append(say("refusals.unwritten", offers=str(missing)))
    if unpriced := sum(one.unpriced for one in reasons):
        said.append(say("refusals.unpriced", offers=str(unpriced)))
    return [*said, say("refusals.again")]


def reason_words(refusal: Refusal) -> str:
    """A reason as a person would say it."""
    return say(f"refusals.reasons.{refusal.reason.replace(' ', '_')}")


def _drawn(stream: str, reasons: tuple[Refusal, ...]) -> DrawnChart:
    currency = results.base_currency()
    rows = [
        [
            reason_words(one),
            str(one.offers),
            str(one.lots),
            number(one.kg, "kg"),
            number(one.share, "share"),
            number(one.so_far, "share"),
            number(one.asked_value, currency),
        ]
        for one in reasons
    ]
    return DrawnChart(
        "refusals",
        say("refusals.title"),
        bars([(reason_words(one), one.kg) for one in reasons], "kg green", absent=say("refusals.no_kg")),
        "kg",
        say("refusals.n", group=group_name(stream), offers=str(sum(one.offers for one in reasons))),
        (([say(f"refusals.head.{name}") for name in HEAD], rows),),
        row_ids={stream: tuple(sorted(i for one in reasons for i in one.row_ids))},
    )
