"""A strip a gate: where the number would have to lie for the rule to speak, and where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.theme import GRID, INK, MICRO, MUTED, TEXT_PX, WARNING, blank, label, plain
from words.numbers import number

ROW_PX = 138
OUTER = 0.24  # of the width, for the words of a zone
BAD, OPEN, GOOD = "#F6DEDB", "#F1EEE7", "#DFE5EC"


@dataclass(frozen=True)
class GateRow:
    """One look: its words, the value with its 80 % ends, and the posts beyond which the rule speaks.

    `rising` where more is better. `zones` are the words for stop, can't tell and scale; `closed` is said inside where
    nothing is decided.
    """

    title: str
    value: float
    low: float
    high: float
    stop_post: float
    scale_post: float
    zones: tuple[str, str, str]
    rising: bool = True
    closed: str = ""


def gate_strip(rows: Sequence[GateRow], unit: str, key: str) -> go.Figure:
    """The looks one below the other on one scale, first the earlier: its posts stand farther apart."""
    fig = blank(76 + ROW_PX * len(rows), key)
    left, right = _ends(rows)
    for at, row in enumerate(reversed(rows)):
        _zones(fig, at, row, left, right, unit)
        _measured(fig, at, row, unit)
    fig.add_vline(0, line_color=MUTED, line_width=1.5, line_dash="dot", layer="below")
    fig.update_xaxes(range=[left, right], title_text=plain(unit), showgrid=False)
    fig.update_yaxes(range=[-0.5, len(rows) - 0.3], tickvals=[], showgrid=False)
    return fig


def _ends(rows: Sequence[GateRow]) -> tuple[float, float]:
    """As far as all is seen and the words of the outer zones have room."""
    posts = [post for row in rows for post in (row.stop_post, row.scale_post)]
    seen = [end for row in rows for end in (row.value, row.low, row.high, 0.0)]
    width = max(*posts, *seen) - min(*posts, *seen) or 1.0
    left = min(min(posts) - OUTER * width, min(seen) - 0.05 * width)
    return left, max(max(posts) + OUTER * width, max(seen) + 0.05 * width)


def _zones(fig: go.Figure, at: int, row: GateRow, left: float, right: float, unit: str) -> None:
    """The three parts of a strip with their words, and the two posts."""
    worse, better = sorted((row.stop_post, row.scale_post))
    colours = (BAD, OPEN, GOOD) if row.rising else (GOOD, OPEN, BAD)
    words = row.zones if row.rising else row.zones[::-1]
    parts = ((left, worse), (worse, better), (better, right))
    for (start, end), colour, said in zip(parts, colours, words, strict=True):
        fig.add_shape(
            type="rect", x0=start, x1=end, y0=at - 0.3, y1=at + 0.3, fillcolor=colour, line_width=0, layer="below"
        )
        if end - start > (right - left) * 0.14:
            font = {"color": MUTED, "size": TEXT_PX}
            fig.add_annotation(x=(start + end) / 2, y=at - 0.2, text=plain(said), showarrow=False, font=font)
    for post in (worse, better):
        fig.add_shape(type="line", x0=post, x1=post, y0=at - 0.36, y1=at + 0.36, line={"color": INK, "width": 3})
    value = plain(number(row.value, unit, signed=True))
    fig.add_annotation(label(at + 0.47, f"<b>{plain(row.title)}: {value}</b>"))
    if row.closed:  # below the strip: a phone has no room for it behind the title
        closed = f"<span style='color:{WARNING}'>{plain(row.closed)}</span>"
        fig.add_annotation(label(at - 0.31, closed))


def _measured(fig: go.Figure, at: int, row: GateRow, unit: str) -> None:
    """The number with its 80 % range."""
    words = f"{plain(number(row.value, unit, signed=True))}"
    fig.add_scatter(
        x=[row.low, row.high],
        y=[at - 0.02] * 2,
        mode="lines",
        line={"color": MICRO, "width": 7},
        hoverinfo="skip",
    )
    fig.add_scatter(
        x=[row.value],
        y=[at - 0.02],
        mode="markers",
        marker={"color": MICRO, "size": 19, "line": {"color": GRID, "width": 2}},
        hovertext=[words],
        hoverinfo="text",
    )
