"""Every lot a dot, with the estimate and its ranges above: nothing is hidden in an average of six lots."""

from __future__ import annotations

import plotly.graph_objects as go

from charts.letters import cut
from charts.theme import GRID, INK, MUTED, PANEL, PAPER, TEXT_PX, Look, blank, label, looks, plain
from metrics.engine.contract import Answer, Estimate
from words.numbers import cases, number, shown, span, unit_words

ROW_PX, MANY = 140, 60
LINE_AT, DOTS_FROM, DOTS_TO = 0.02, -0.14, -0.44  # within a row of height 1: the estimate in the middle, dots below


def dots(
    answer: Answer,
    case_is: str = "lot",
    band: tuple[float, float] | None = None,
    before: Answer | None = None,
    agreed: tuple[float, ...] = (),
) -> go.Figure:
    """Micro above bulk on one scale: dots for cases, a thick line for the 80 % and a thin one for the 95 % range.

    `band` shades a range agreed beforehand, `agreed` draws values agreed for the first group, in the unit of the
    answer;
    `before` adds last season's estimates as a thin grey stroke.
    """
    groups, look = [g for g in reversed(answer.sides) if _shows(answer, g)], looks(answer.sides)
    drawn = [answer.groups[group] for group in groups]
    key = [
        *[f"each mark one {case_is}"] * any(answer.cases.get(group) for group in groups),
        "thick line 80 %, thin line 95 % range"
        if any(e.low80 is not None for e in drawn)
        else "black stroke: the number, whose range is not known",
        *["grey stroke the season before"] * bool(before),
        *["shaded: agreed range"] * bool(band),
        *["dotted: agreed value"] * bool(agreed and groups),
    ]
    fig = blank(70 + ROW_PX * max(1, len(groups)), "; ".join(key))
    unit = next((e.unit for e in answer.groups.values()), "")
    if band:
        fig.add_vrect(shown(band[0], unit), shown(band[1], unit), fillcolor=PANEL, line_width=0, layer="below")
    for row, group in enumerate(groups):
        if before and group in before.groups:
            _draw_stroke(fig, before.groups[group], before.crop_year or "Season before", row)
        _draw_cases(fig, answer.cases.get(group, ()), unit, look[group], row, _reach(answer, groups) / 60)
        _draw_estimate(fig, answer.groups[group], look[group], row)
    clear = {"bgcolor": "rgba(0,0,0,0)"} if band else {}  # no white box on the shade
    fig.layout.annotations = [
        label(row + 0.5, headline(answer.groups[group], look[group].name), lift_px=-6, **clear)
        for row, group in enumerate(groups)
    ]
    fig.update_yaxes(range=[-0.5, max(1, len(groups)) - 0.5], tickvals=[], showgrid=False)
    fig.update_xaxes(title_text=plain(unit_words(unit)), ticks="outside")
    for row in range(1, len(groups)):
        fig.add_hline(row - 0.5, line_color=GRID, line_width=1)
    if answer.sides and answer.sides[0] in groups:
        _draw_agreed(fig, agreed, unit, len(groups) - 1)
    return fig


def _draw_agreed(fig: go.Figure, agreed: tuple[float, ...], unit: str, row: int) -> None:
    for value in agreed:
        fig.add_scatter(
            x=[shown(value, unit)] * 2,
            y=[row - 0.46, row + 0.1],
            mode="lines",
            hoverinfo="text",
            hovertext=[f"agreed: {plain(number(value, unit))}"] * 2,
            line={"color": INK, "width": 2, "dash": "dot"},
        )


def headline(estimate: Estimate, name: str) -> str:
    """Two lines on a group's number: what it is, then how sure."""
    ends = span(estimate.low80, estimate.high80, estimate.unit, with_unit=False)
    how_sure = " · ".join(t for t in (f"80 % range {ends}" if ends else "", cases(estimate)) if t)
    return (
        f"<b>{plain(name)}  {plain(number(estimate.value, estimate.unit))}</b><br><span "
        f"style='color:{MUTED}'>{plain(how_sure)}</span>"
    )


def stacked(values: list[float], near: float = 0.0) -> list[int]:
    """For each value how deep it hangs: 0 for the first at its place, 1 for the next that is this near and would lie on
    it."""
    near = near or 1e-9
    hung: list[tuple[float, int]] = []
    places = [0] * len(values)
    for i in sorted(range(len(values)), key=lambda i: values[i]):
        taken = {place for value, place in hung if values[i] - value < near}
        places[i] = next(place for place in range(len(values)) if place not in taken)
        hung.append((values[i], places[i]))
    return places


def _draw_estimate(fig: go.Figure, estimate: Estimate, look: Look, row: int) -> None:
    unit, y = estimate.unit, row + LINE_AT
    for low, high, width in ((estimate.low, estimate.high, 2), (estimate.low80, estimate.high80, 9)):
        if low is not None and high is not None:
            fig.add_scatter(
                x=[shown(low, unit), shown(high, unit)],
                y=[y, y],
                mode="lines",
                line={"color": look.colour, "width": width},
                hoverinfo="skip",
            )
    if estimate.value is None:
        return
    text = f"{plain(look.name)}: {plain(number(estimate.value, unit))}" + "".join(
        f"<br>{share} % range {plain(span(low, high, unit))}"
        for share, low, high in ((80, estimate.low80, estimate.high80), (95, estimate.low, estimate.high))
        if low is not None
    )
    fig.add_scatter(
        x=[shown(estimate.value, unit)],
        y=[y],
        mode="markers",
        hovertext=[text],
        hoverinfo="text",
        marker={"symbol": "line-ns", "size": 13, "line": {"width": 4, "color": INK}},
    )


def _draw_cases(
    fig: go.Figure, found: tuple[tuple[str, float], ...], unit: str, look: Look, row: int, near: float
) -> None:
    """The dots, those of nearly equal value hung below one another, edged in white, so that each can be counted."""
    found = tuple((name, value) for name, value in found if value is not None)
    if not found:
        return
    hollow = look.symbol.endswith("-open")
    # many lots: small and see-through, so that a heap shows its depth
    size, opacity = (11, 0.9) if len(found) <= MANY else (6, 0.8 if hollow else 0.45)
    places = stacked([value for _, value in found], near * size / 11)
    step = min(0.09, (DOTS_FROM - DOTS_TO) / max(max(places), 1))
    fig.add_scatter(
        x=[shown(value, unit) for _, value in found],
        y=[row + DOTS_FROM - step * place for place in places],
        mode="markers",
        marker={
            "symbol": look.symbol,
            "size": size,
            "color": look.colour,
            "opacity": opacity,
            "line": {"width": max(size / 8, 1.2), "color": look.colour if hollow else PAPER},
        },
        hovertext=[f"{plain(cut(name, TEXT_PX, 260))}: {plain(number(value, unit))}" for name, value in found],
        hoverinfo="text",
    )


def _draw_stroke(fig: go.Figure, estimate: Estimate, crop_year: str, row: int) -> None:
    if estimate.value is not None:
        fig.add_scatter(
            x=[shown(estimate.value, estimate.unit)],
            y=[row + LINE_AT],
            mode="markers",
            hoverinfo="text",
            hovertext=[f"{plain(crop_year)}: {plain(number(estimate.value, estimate.unit))}"],
            marker={"symbol": "line-ns", "size": 16, "line": {"width": 2, "color": MUTED}},
        )


def _reach(answer: Answer, groups: list[str]) -> float:
    """From the lowest to the highest thing drawn."""
    seen = [
        v
        for g in groups
        for v in (answer.groups[g].low, answer.groups[g].high, *(value for _, value in answer.cases.get(g, ())))
        if v is not None
    ]
    return max(seen, default=0.0) - min(seen, default=0.0)


def _shows(answer: Answer, group: str) -> bool:
    return answer.groups[group].value is not None or bool(answer.cases.get(group))
