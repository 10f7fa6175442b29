"""Break-even as a thing to try: volume, price and sold share as sliders, and what moves the result most."""

from __future__ import annotations

from dataclasses import astuple

import streamlit as st

from charts.curves import break_even
from decisions import what_if as rules
from metrics.engine.contract import Answer
from metrics.engine.economics import (
    Inputs,
    NextSeason,
    break_even_premium,
    break_even_volume_kg,
    incremental_profit,
    premium_at,
)
from packs.drawn_chart import DrawnChart
from packs.price_charts import Worded, drawn_tornado, whose_view
from pages.learn.scenario_sliders import FARTHEST, round_up, sliders
from pages.learn.scenario_table import scenarios_side_by_side
from pages.learn.what_if_distance import what_if_distance
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.state import results
from words.numbers import number, span, unit_words
from words.speech import say

POINTS = 160  # of the curve


def what_if(chosen: Chosen) -> None:
    """Draws the break-even curve with its sliders and the tornado, or the reason why neither can be had."""
    given = results.inputs(chosen.crop_year, chosen.splits)
    st.subheader(say("learn.break_even"), anchor=False)
    if isinstance(given, str):
        st.text(given)
        return
    ahead = results.next_season(chosen.crop_year)
    unit = f"{results.base_currency()}/kg"
    members = _whose()
    beside, curve = st.columns([1, 2], gap="large")
    with beside:
        now = rules.plain_inputs(given)
        scenario = sliders(now, unit, chosen)
        today, tried = scenario.today(now), scenario.inputs(now, ahead)
        _outcome(today, tried, ahead, unit, members)
        st.text(counted_on(ahead, unit))
        if assumed := taken_for_granted(results.answers(chosen.crop_year, chosen.splits).get("break_even")):
            st.text(assumed)
    figure = given["premium"]
    as_measured = abs(today.premium - figure.value) < 1e-9
    with curve:
        ends = (figure.low80, figure.high80) if as_measured else (None, None)
        show_chart(
            ready(
                "break_even",
                chosen,
                lambda: _curve(today, tried, ahead, unit, members, ends),
                members,
                ends,
                *astuple(ahead),
                *astuple(today),
                tried.produced_kg,
            ),
            "learn",
        )
    what_if_distance(scenario, now, chosen)
    scenarios_side_by_side(scenario, now, ahead, members, chosen)
    st.subheader(say("learn.tornado"), anchor=False)
    show_tornado(given, unit, members, chosen)


def taken_for_granted(answer: Answer | None) -> str:
    """What break-even rests on that no logbook shows, such as that farmers are paid no more; "" where there is
    nothing."""
    found = [one for estimate in (answer.groups.values() if answer else ()) for one in estimate.assumed]
    return say("learn.assumed", what="; ".join(dict.fromkeys(found))) if found else ""


def show_tornado(given: dict, unit: str, members: bool, chosen: Chosen) -> None:
    """Draws which figure moves the margin most, as the logs have it, whatever the sliders say."""
    centre = rules.margin(rules.plain_inputs(given), members)
    if centre is None:
        st.text(say("learn.nothing_sold"))
        return
    bars = [Worded(bar, unit.split("/")[0]) for bar in rules.tornado(given, members)]
    st.text(say("learn.beyond" if centre >= 0 else "learn.short_of", margin=number(abs(centre), unit)))
    show_chart(ready("tornado", chosen, lambda: drawn_tornado(given, unit.split("/")[0], members), members), "learn")
    still = [f"{bar.title} ({bar.words})" for bar in bars if bar.at_low == bar.at_high]
    if still:
        st.text(say("learn.still", names="; ".join(still)))


def _whose() -> bool:
    """The choice of whose account is shown: the co-op's, or the members', for whom farmers' extra pay is no cost."""
    views = ["coop", "members"]
    return (
        st.segmented_control(
            say("learn.whose"),
            views,
            default="coop",
            required=True,
            key="whose",
            bind="query-params",
            format_func=lambda view: say(f"learn.{view}"),
        )
        == "members"
    )


def counted_on(ahead: NextSeason, unit: str) -> str:
    """What the premium at a larger volume rests on, in words."""
    cut = number(ahead.haircut, "share")
    if ahead.written_kg is None:
        return say("learn.haircut", cut=cut)
    return say("learn.haircut_written", cut=cut, written=number(ahead.written_kg, "kg"))


def _outcome(today: Inputs, tried: Inputs, ahead: NextSeason, unit: str, members: bool) -> None:
    """What these figures come to, in words."""
    currency = unit.split("/")[0]
    if tried.sold_share <= 0 or tried.produced_kg <= 0:
        st.text(say("learn.nothing_sold"))
        return
    volume = break_even_volume_kg(today, ahead, members)
    profit = incremental_profit(tried, members)
    st.markdown(
        say(
            "learn.outcome",
            needed=number(break_even_premium(tried, members), unit),
            premium=number(tried.premium, unit),
        )
    )
    st.markdown(say("learn.earns_more" if profit >= 0 else "learn.earns_less", profit=number(abs(profit), currency)))
    st.text(say("learn.from_volume", volume=number(volume, "kg")) if volume is not None else say("learn.no_volume"))


def _curve(
    today: Inputs,
    tried: Inputs,
    ahead: NextSeason,
    unit: str,
    members: bool,
    ends: tuple[float | None, float | None],
) -> DrawnChart:
    farthest = max(round_up(tried.produced_kg * FARTHEST), 1)
    volumes = sorted({*(farthest * i / POINTS for i in range(1, POINTS + 1)), tried.produced_kg})
    premiums = rules.break_even_curve(tried, volumes, members)
    reached = [float(premium_at(today, kg, ahead)) for kg in volumes]
    figure = break_even(volumes, premiums, unit, tried.produced_kg, tried.premium, *ends, reached)
    rows = [
        [number(kg, "kg"), number(needed, unit), number(there, unit)]
        for kg, needed, there in list(zip(volumes, premiums, reached, strict=True))[:: POINTS // 16]
    ]
    n = say("learn.view", view=whose_view(members)) + (" · " + span(*ends, unit) if ends[0] is not None else "")
    return DrawnChart(
        "break-even",
        say("learn.curve_title"),
        figure,
        unit,
        n,
        (
            (
                [
                    say("learn.volume"),
                    say("learn.needed", unit=unit_words(unit)),
                    say("learn.counted_on", unit=unit_words(unit)),
                ],
                rows,
            ),
        ),
    )
