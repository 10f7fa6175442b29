"""Amounts side by side, always from zero."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from charts.letters import cut
from charts.theme import MICRO, MUTED, TEXT_PX, blank, label, plain
from words.numbers import number, shown, unit_words

ROW_PX = 58


def bars(
    amounts: Sequence[tuple[str, float | None]],
    unit: str,
    colours: Sequence[str] = (),
    absent: str = "no amount written",
) -> go.Figure:
    """One horizontal bar from zero for each (name, amount), in the order given; one without an amount says so in
    words."""
    fig = blank(74 + ROW_PX * max(1, len(amounts)), "")
    labels = []
    for row, (name, amount) in enumerate(reversed(amounts)):
        place = len(amounts) - 1 - row
        said = (
            plain(number(amount, unit)) if amount is not None else f"<span style='color:{MUTED}'>{plain(absent)}</span>"
        )
        labels.append(label(row + 0.48, f"{plain(cut(name, TEXT_PX, 190))}  <b>{said}</b>"))
        if amount is not None:
            fig.add_bar(
                y=[row - 0.18],
                x=[shown(amount, unit)],
                orientation="h",
                width=0.36,
                hoverinfo="skip",
                marker={"color": colours[place] if colours else MICRO, "line": {"width": 0}},
            )
    fig.layout.annotations = labels
    fig.update_yaxes(range=[-0.5, max(1, len(amounts)) - 0.5], tickvals=[], showgrid=False)
    fig.update_xaxes(rangemode="tozero", title_text=plain(unit_words(unit)))
    return fig
