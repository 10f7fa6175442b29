"""Cash of the pilot: what went out and came in each week, and the balance it left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

import plotly.graph_objects as go

from charts.theme import INK, MUTED, PAPER, WARNING, blank, plain
from words.days import day as written
from words.numbers import number

HEIGHT_PX = 400
MARGIN = {"l": 78, "r": 24, "t": 20, "b": 58}


class Week(Protocol):
    """What a week needs: its Monday, the cash that went out and came in, the balance at its end."""

    @property
    def starts_on(self) -> date: ...
    @property
    def out(self) -> float: ...
    @property
    def came_in(self) -> float: ...
    @property
    def balance(self) -> float: ...


def cash(weeks: Sequence[Week], currency: str, limit: float | None) -> go.Figure:
    """Bars up for what came in, hatched bars down for what went out, the balance as a line; dashed: the credit
    limit."""
    fig = blank(
        HEIGHT_PX,
        "up, solid: came in; down, hatched: went out; line: balance at the end of the week"
        + ("; dashed: the credit limit" if limit is not None else ""),
    )
    days = [week.starts_on for week in weeks]
    _bars(fig, days, [week.came_in for week in weeks], currency, {"color": MUTED})
    hatched = {
        "color": PAPER,
        "line": {"color": MUTED, "width": 1},
        "pattern": {"shape": "/", "fgcolor": MUTED, "bgcolor": PAPER, "size": 6},
    }
    _bars(fig, days, [-week.out for week in weeks], currency, hatched)
    fig.add_scatter(
        x=days,
        y=[week.balance for week in weeks],
        mode="lines",
        line={"color": INK, "width": 2.5},
        hoverinfo="text",
        hovertext=[plain(f"{written(w.starts_on)}: {number(w.balance, currency, signed=True)}") for w in weeks],
    )
    if limit is not None:
        fig.add_hline(-limit, line_color=WARNING, line_width=2, line_dash="dash")
    fig.add_hline(0, line_color=INK, line_width=1)
    fig.update_layout(barmode="relative", margin=MARGIN)
    fig.update_xaxes(title_text="week", tickformat="%b %Y", type="date", nticks=4)  # a phone has room for no more
    fig.update_yaxes(title_text=plain(currency))
    return fig


def _bars(fig: go.Figure, days: list[date], amounts: list[float], currency: str, marker: dict) -> None:
    fig.add_bar(
        x=days,
        y=amounts,
        marker=marker,
        hoverinfo="text",
        hovertext=[
            plain(f"{written(day)}: {number(amount, currency, signed=True)}")
            for day, amount in zip(days, amounts, strict=True)
        ],
    )
