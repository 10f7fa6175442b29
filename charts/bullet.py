"""One amount against what it should reach: a bar from zero, the target on its line, the amount before as a mark."""

from __future__ import annotations

import plotly.graph_objects as go

from charts.letters import cut
from charts.theme import INK, MICRO, MUTED, TEXT_PX, blank, label, plain
from words.numbers import number, shown, unit_words

TALL = 186  # px: every word has a level of its own, so that none lies on another
NAME, BAR, BEFORE, TOP = 0.78, 0.42, 0.02, 1.3  # the levels
NAME_PX = 150  # a phone has room for no longer name beside its number
ROOM = 1.08  # of the largest: a mark at the very end would be cut


def bullet(
    name: str, amount: float, unit: str, target: float | None = None, before: tuple[str, float] | None = None
) -> go.Figure:
    """The amount by its name as a bar; beside it the target (both in the unit), and what it was before by its name."""
    keys = ["grey mark: " + before[0]] if before else []
    fig = blank(TALL, "; ".join([*keys, *(["dotted line: target"] if target is not None else [])]))
    ends = [shown(one, unit) for one in (amount, target, before[1] if before else None) if one is not None]
    widest = ROOM * max(*ends, 0) or 1.0
    fig.add_bar(
        y=[BAR],
        x=[shown(amount, unit)],
        orientation="h",
        width=0.34,
        hoverinfo="skip",
        marker={"color": MICRO, "line": {"width": 0}},
    )
    words = [label(NAME + 0.22, f"{plain(cut(name, TEXT_PX, NAME_PX))}  <b>{plain(number(amount, unit))}</b>")]
    if before:
        _mark(fig, shown(before[1], unit), (BAR - 0.25, BAR + 0.25), MUTED, "solid")
        words.append(
            _beside(
                shown(before[1], unit),
                widest,
                BEFORE + 0.08,
                f"{cut(before[0], TEXT_PX, NAME_PX)}: {number(before[1], unit)}",
            )
        )
    if target is not None:
        _mark(fig, shown(target, unit), (-0.2, TOP - 0.24), INK, "dot")
        words.append(_beside(shown(target, unit), widest, TOP, f"Target {number(target, unit)}"))
    fig.layout.annotations = words
    fig.update_yaxes(range=[-0.25, TOP], tickvals=[], showgrid=False)
    fig.update_xaxes(range=[0, widest], title_text=plain(unit_words(unit)))
    return fig


def _mark(fig: go.Figure, at: float, levels: tuple[float, float], colour: str, dash: str) -> None:
    line = {"color": colour, "width": 3 if dash == "solid" else 2, "dash": dash}
    fig.add_scatter(x=[at, at], y=list(levels), mode="lines", line=line, hoverinfo="skip")


def _beside(at: float, widest: float, level: float, text: str) -> dict:
    """Words at a mark, on the side of it where there is room."""
    side = "right" if at > 0.8 * widest else "left" if at < 0.2 * widest else "center"
    return label(level, plain(text), x=at, xref="x", xanchor=side)
