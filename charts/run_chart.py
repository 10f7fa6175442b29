"""Samples in the order they were taken, with the band agreed beforehand and, from enough samples on, the limits of the
process itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

import plotly.graph_objects as go

from charts.letters import cut
from charts.theme import GRID, INK, MUTED, PANEL, TEXT_PX, blank, looks, plain
from words.numbers import number, shown, unit_words

PROVISIONAL_FROM, LIMITS_FROM = 8, 20
MOVING_RANGE, LEAP = 2.66, 3.5
HEIGHT_PX = 340


def run(
    samples: Sequence[tuple[str, float]],
    unit: str,
    band: tuple[float, float] | None = None,
    group: str = "micro",
    limits: bool = True,
) -> go.Figure:
    """A dot a sample in order, joined; `band` is shaded; provisional limits from 8 samples, control limits from 20.

    `limits` is False for what is counted, such as defects: limits made for measurements would not fit it.
    """
    look, found = looks([group])[group], process_limits([value for _, value in samples]) if limits else None
    words = (
        ""
        if found is None
        else "; dashed: control limits"
        if len(samples) >= LIMITS_FROM
        else f"; dashed: provisional limits, fewer than {LIMITS_FROM} samples"
    )
    fig = blank(HEIGHT_PX, "in the order of time" + ("; shaded: agreed range" if band else "") + words)
    if band:
        fig.add_hrect(
            shown(band[0], unit), shown(band[1], unit), fillcolor=PANEL, line={"color": GRID, "width": 1}, layer="below"
        )
    for limit in found or ():
        fig.add_hline(shown(limit, unit), line_color=INK, line_width=1, line_dash="dash")
    fig.add_scatter(
        x=list(range(1, len(samples) + 1)),
        y=[shown(value, unit) for _, value in samples],
        mode="lines+markers",
        hoverinfo="text",
        hovertext=[f"{plain(cut(name, TEXT_PX, 260))}: {plain(number(value, unit))}" for name, value in samples],
        line={"color": MUTED, "width": 1},
        marker={"size": 11, "color": look.colour, "symbol": look.symbol, "line": {"width": 1.5, "color": look.colour}},
    )
    seen = [shown(v, unit) for v in [*(value for _, value in samples), *(band or ()), *(found or ())]]
    room = ((max(seen) - min(seen)) or abs(max(seen)) or 1) * 0.08 if seen else 1
    fig.update_xaxes(title_text="sample, the oldest first", tickformat="d", range=[0.4, max(2, len(samples)) + 0.6])
    fig.update_yaxes(
        range=[min(seen, default=0) - room, max(seen, default=1) + room],
        ticksuffix=f" {plain(unit_words(unit))}" if unit in ("%", "share") else "",
    )
    fig.update_layout(margin={"l": 72, "r": 24, "t": 16, "b": 58})
    return fig


def process_limits(values: Sequence[float]) -> tuple[float, float] | None:
    """The lower and upper limit of single values, mean -+ 2.66 x mean moving range; None below 8 samples, or where
    nothing moves.

    Moving ranges above 3.5 times their mean are dropped before the mean is taken again: one leap of a meter should not
    hide the next (Nelson). Source: Shewhart's chart of single values, 2.66 = 3 / 1.128.
    """
    if len(values) < PROVISIONAL_FROM:
        return None
    ranges = [abs(b - a) for a, b in pairwise(values)]
    kept = [each for each in ranges if each <= LEAP * fmean(ranges)]
    middle, reach = fmean(values), MOVING_RANGE * fmean(kept)
    return (middle - reach, middle + reach) if reach > 0 else None
