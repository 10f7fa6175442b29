"""The parts of a number one below another, each with its range: tiers, clauses, N and P and K, instruments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from charts.letters import cut
from charts.numbers import ABSENT, cases, number, shown, span, unit_words
from charts.theme import INK, MUTED, TEXT_PX, Look, blank, label, looks, plain
from metrics.contract import Estimate

LINE_PX, HEAD_PX, NAME_PX = 30, 34, 300      # a name must fit a phone


def forest(rows: Sequence[tuple[str, Mapping[str, Estimate]]], sides: Sequence[str], unit: str) -> go.Figure:
    """One block a (name, {group: estimate}): a mark and its ranges for each group, all on one scale; a group without a number says so."""
    look, places, labels, top = looks(sides), [], [], 0.0
    for name, groups in rows:
        top += HEAD_PX
        labels.append((top, f"<b>{plain(cut(name, TEXT_PX * 1.1, NAME_PX))}</b>"))
        for group in (g for g in sides if g in groups):
            top += 2 * LINE_PX
            places.append((top, group, groups[group]))
    fig = blank(round(70 + top + LINE_PX), "thick line 80 %, thin line 95 % range, mark: the number")
    for down, group, estimate in places:
        _draw(fig, estimate, look[group], -down)
        labels.append((down - LINE_PX, _words(estimate, look[group])))
    fig.layout.annotations = [label(-down, text, lift_px=10) for down, text in sorted(labels)]
    fig.update_yaxes(range=[-top - LINE_PX, 0], tickvals=[], showgrid=False)
    fig.update_xaxes(title_text=plain(unit_words(unit)), ticks="outside")
    return fig


def _words(estimate: Estimate, look: Look) -> str:
    if estimate.value is None:
        return f"{plain(look.name)}  <span style='color:{MUTED}'>{ABSENT} no number</span>"
    ends = span(estimate.low80, estimate.high80, estimate.unit, with_unit=False)
    return f"{plain(look.name)}  {plain(number(estimate.value, estimate.unit))} <span style='color:{MUTED}'>{plain(' · '.join(t for t in (ends, cases(estimate)) if t))}</span>"


def _draw(fig: go.Figure, estimate: Estimate, look: Look, y: float) -> None:
    unit = estimate.unit
    for low, high, width in ((estimate.low, estimate.high, 2), (estimate.low80, estimate.high80, 7)):
        if low is not None and high is not None:
            fig.add_scatter(x=[shown(low, unit), shown(high, unit)], y=[y, y], mode="lines", line={"color": look.colour, "width": width}, hoverinfo="skip")
    if estimate.value is not None:
        fig.add_scatter(x=[shown(estimate.value, unit)], y=[y], mode="markers", hoverinfo="text", hovertext=[f"{plain(look.name)}: {plain(number(estimate.value, unit))}"],
                        marker={"symbol": look.symbol, "size": 12, "color": look.colour, "line": {"width": 2, "color": INK if look.symbol == "circle" else look.colour}})
