"""A hundred dots: of a hundred pilots like this one that pay nothing, how many a rule would tell to scale."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from charts.theme import GRID, INK, MARGIN, PAPER, TEXT_PX, WARNING, blank, plain

ACROSS, ROW_PX = 20, 26


def hundred_dots(rules: Sequence[tuple[str, int]], key: str) -> go.Figure:
    """For each rule its words and a block of a hundred dots, the wrong ones filled first; counts are whole."""
    high = 100 // ACROSS
    fig = blank(20 + len(rules) * (high * ROW_PX + 56), key)
    fig.layout.margin = MARGIN | {"b": 10}  # no axis stands below
    top = len(rules) * (high + 2)
    annotations = []
    for place, (words, wrong) in enumerate(rules):
        first = top - place * (high + 2) - 1
        annotations.append(
            {
                "x": -0.4,
                "y": first,
                "text": f"<b>{plain(words)}</b>",
                "showarrow": False,
                "xanchor": "left",
                "yanchor": "middle",
                "font": {"color": INK, "size": TEXT_PX + 1},
            }
        )
        for is_wrong in (True, False):
            dots = range(wrong) if is_wrong else range(wrong, 100)
            fig.add_scatter(
                x=[dot % ACROSS for dot in dots],
                y=[first - 1 - dot // ACROSS for dot in dots],
                mode="markers",
                hoverinfo="skip",
                marker={
                    "size": 13,
                    "color": WARNING if is_wrong else PAPER,
                    "line": {"color": WARNING if is_wrong else GRID, "width": 1.5},
                },
            )
    fig.layout.annotations = annotations
    fig.update_xaxes(range=[-0.7, ACROSS - 0.3], visible=False)
    fig.update_yaxes(range=[0.2, top - 0.3], visible=False)
    return fig
