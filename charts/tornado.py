"""Which uncertain thing moves the result most: one bar a thing, from its bad end to its good end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import plotly.graph_objects as go

from charts.letters import cut
from charts.theme import INK, MICRO, MUTED, PAPER, TEXT_PX, blank, label, plain
from words.numbers import number

ROW_PX = 84
LINE_PX = 290  # a line of words must fit a phone


class Bar(Protocol):
    """What a bar needs: the words, the result at both ends, what the ends are in words, and whether they were
    measured."""

    title: str
    at_low: float | None
    at_high: float | None
    words: str
    low_words: str
    high_words: str
    measured: bool


def tornado(bars: Sequence[Bar], centre: float, unit: str) -> go.Figure:
    """Bars of the result at the low and the high end of each input, widest first, around the result as it stands; zero
    is always in sight.

    A solid bar runs between the 80 % ends that were measured, a hatched one between 20 % less and 20 % more of what was
    assumed or known from one figure alone.
    """
    known = [(b, b.at_low, b.at_high) for b in bars if b.at_low is not None and b.at_high is not None]
    known.sort(key=lambda one: abs(one[2] - one[1]))
    drawn = [(bar, min(low, high), max(low, high)) for bar, low, high in known]
    fig = blank(
        84 + ROW_PX * max(1, len(drawn)),
        "solid: measured, its 80 % range; hatched: assumed or written once, 20 % less and more; black line: as "
        "it stands; dotted: just breaks even",
    )
    for row, (bar, left, right) in enumerate(drawn):
        fig.add_bar(
            y=[row - 0.26],
            x=[right - left],
            base=[left],
            orientation="h",
            width=0.36,
            hoverinfo="text",
            hovertext=[
                f"{plain(bar.title)}<br>{plain(bar.low_words)}: "
                f"{plain(number(bar.at_low, unit, signed=True))}<br>{plain(bar.high_words)}: "
                f"{plain(number(bar.at_high, unit, signed=True))}"
            ],
            marker=_solid() if bar.measured else _hatched(),
        )
    fig.layout.annotations = [label(row + 0.48, _words(bar)) for row, (bar, *_) in enumerate(drawn)]
    fig.add_vline(centre, line_color=INK, line_width=2, layer="below")
    fig.add_vline(0, line_color=MUTED, line_width=2, line_dash="dot", layer="below")
    ends = [0.0, centre, *(end for _, left, right in drawn for end in (left, right))]
    room = (max(ends) - min(ends) or 1) * 0.06
    fig.update_xaxes(range=[min(ends) - room, max(ends) + room], title_text=plain(unit))
    fig.update_yaxes(range=[-0.5, max(1, len(drawn)) - 0.5], tickvals=[], showgrid=False)
    return fig


def _words(bar: Bar) -> str:
    """Two lines above the bar: its name, then its ends and where they come from."""
    ends = cut(bar.words, TEXT_PX, LINE_PX)
    return f"<b>{plain(cut(bar.title, TEXT_PX * 1.1, LINE_PX))}</b><br><span style='color:{MUTED}'>{plain(ends)}</span>"


def _solid() -> dict:
    return {"color": MICRO, "line": {"color": MICRO, "width": 1.5}}


def _hatched() -> dict:
    return {
        "color": PAPER,
        "line": {"color": MICRO, "width": 1.5},
        "pattern": {"shape": "/", "fgcolor": MICRO, "bgcolor": PAPER, "size": 7},
    }
