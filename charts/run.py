"""Samples in the order they were taken, with the band agreed beforehand and, from enough samples on, the limits of the process itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

import plotly.graph_objects as go

from charts.letters import cut
from charts.numbers import number, shown, unit_words
from charts.theme import GRID, INK, MICRO, MUTED, PANEL, TEXT_PX, blank, plain

PROVISIONAL_FROM, LIMITS_FROM = 8, 20
MOVING_RANGE = 2.66     # 3 / d2 for ranges of two: Shewhart's chart of single values
HEIGHT_PX = 340


def run(samples: Sequence[tuple[str, float]], unit: str, band: tuple[float, float] | None = None, colour: str = MICRO) -> go.Figure:
    """A dot a sample in order, joined; `band` is shaded; provisional limits from 8 samples, control limits from 20."""
    limits = process_limits([value for _, value in samples])
    words = "" if limits is None else "; dashed: control limits" if len(samples) >= LIMITS_FROM else "; dashed: provisional limits, fewer than 20 samples"
    fig = blank(HEIGHT_PX, "in the order sampled" + ("; shaded: agreed range" if band else "") + words)
    places = list(range(1, len(samples) + 1))
    if band:
        fig.add_hrect(shown(band[0], unit), shown(band[1], unit), fillcolor=PANEL, line={"color": GRID, "width": 1}, layer="below")
    for limit in limits or ():
        fig.add_hline(shown(limit, unit), line_color=INK, line_width=1, line_dash="dash")
    fig.add_scatter(x=places, y=[shown(value, unit) for _, value in samples], mode="lines+markers", hoverinfo="text",
                    hovertext=[f"{plain(cut(name, TEXT_PX, 260))}: {plain(number(value, unit))}" for name, value in samples],
                    line={"color": MUTED, "width": 1}, marker={"size": 11, "color": colour})
    fig.update_xaxes(title_text="sample", tickformat="d", range=[0.4, max(2, len(samples)) + 0.6])
    fig.update_yaxes(ticksuffix=f" {plain(unit_words(unit))}" if unit in ("%", "share") else "")
    fig.update_layout(margin={"l": 72, "r": 24, "t": 16, "b": 58})
    return fig


def process_limits(values: Sequence[float]) -> tuple[float, float] | None:
    """The lower and upper limit of single values, mean -+ 2.66 x mean moving range; None below 8 samples."""
    if len(values) < PROVISIONAL_FROM:
        return None
    middle, reach = fmean(values), MOVING_RANGE * fmean(abs(b - a) for a, b in pairwise(values))
    return middle - reach, middle + reach
