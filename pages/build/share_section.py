"""How much of the output micro-lots are, against the share aimed at."""

from __future__ import annotations

import streamlit as st

from charts.bullet import bullet
from metrics.engine.contract import Answer
from metrics.engine.metric_catalogue import metrics
from packs.drawn_chart import DrawnChart
from ui.parts.cards import value_of
from ui.parts.chart_block import ready, show_absent, show_chart
from ui.parts.filters import Chosen
from ui.state import results
from words.numbers import cases, number
from words.speech import say

SHARE = "pilot_share"


def share_of_output(chosen: Chosen, anchor: str) -> None:
    """Draws what part of the output are micro-lots as a bar, the share aimed at, and the season before."""
    st.header(say("build.share"), anchor=anchor)
    now = results.answers(chosen.crop_year, chosen.splits).get(SHARE)
    if now is None or value_of(now) is None:
        show_absent(now)
        return
    target = share_of(results.setting("target_share"))
    show_chart(ready(SHARE, chosen, lambda: _drawn(now, chosen, target)), "build")


def _drawn(now: Answer, chosen: Chosen, target: float | None) -> DrawnChart:
    metric, share = metrics()[SHARE], value_of(now)
    assert share is not None, "the chart is drawn where there is a share"
    amounts = [(_season(year), _share_in(year, chosen)) for year in results.crop_years()]
    numbers = ([say("filters.season"), metric.title], [[name, number(value, "share")] for name, value in amounts])
    year = results.season_before(chosen.crop_year)
    was = _share_in(year, chosen) if year else None
    name = _season(chosen.crop_year) if chosen.crop_year else metric.title
    return DrawnChart(
        "pilot-share",
        metric.title,
        bullet(name, share, "share", target, (_season(year), was) if year and was is not None else None),
        "share",
        cases(now.groups["micro"]),
        (numbers,),
        question=metric.question,
        row_ids=dict(now.row_ids),
        finding=share_words(share, target),
    )


def _season(year: str) -> str:
    return say("chart.season", year=year)


def _share_in(year: str, chosen: Chosen) -> float | None:
    return value_of(results.answers(year, chosen.splits)[SHARE])


def share_words(value: float, target: float | None) -> str:
    """The share in a sentence, with what is aimed at where something is."""
    if target is None:
        return say("build.share_now", share=number(value, "share"))
    return say("build.share_target", share=number(value, "share"), target=number(target, "share"))


def share_of(written: str | None) -> float | None:
    """The share a setting names, '0.2' or '20 %'; None where it says nothing that can be read."""
    try:
        text = (written or "").strip()
        return float(text.rstrip("% ")) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return None
