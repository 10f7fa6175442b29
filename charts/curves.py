"""Two curves: deals closed by day with open ones ticked, and the premium that breaks even by volume."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from charts.theme import INK, MICRO, MUTED, TEXT_PX, Look, blank, looks, plain
from metrics.engine.contract import Answer
from metrics.engine.metric_catalogue import metrics
from words.numbers import number

HEIGHT_PX = 400
# the key shows the stroke; words stay in ink, which everyone can read
STROKE = {"solid": "—", "dash": "– –", "dot": "· · ·"}
MARGIN = {"l": 64, "r": 24, "t": 70, "b": 58}


def closure(answer: Answer, clock: str = "since the offer") -> go.Figure:
    """Share that happened (a deal accepted, a deal paid) by each day, micro and bulk as steps; a tick is one still open
    that long."""
    sides = tuple(dict.fromkeys((*answer.sides, *answer.outcomes)))
    metric, look = metrics()[answer.id], looks(sides)
    within_days, done = metric.within_days, metric.happening
    lost = any(steps[-1][2] > 0 for steps in answer.outcomes.values() if steps)
    fig = blank(
        HEIGHT_PX,
        f"a step up is one {done}, a small tick one still open that long"
        + ("; what ended otherwise never is" if lost else ""),
    )
    last = max([within_days, *(day for steps in answer.outcomes.values() for day, *_ in steps)])
    entries = []
    for place, group in enumerate(g for g in sides if answer.outcomes.get(g)):
        one = look[group]
        _draw_steps(fig, answer, group, one, last)
        stroke = f"<b style='color:{one.colour}'>{STROKE[one.dash]}</b>"
        entries.append(_entry(place, f"{stroke}  <b>{plain(one.name)}</b>  {_within(answer, group)}"))
    fig.add_vline(within_days, line_color=MUTED, line_width=1, line_dash="dot")
    fig.update_xaxes(title_text=f"days {plain(clock)}", range=[0, last * 1.03])
    fig.update_yaxes(range=[0, 104], ticksuffix=" %")
    fig.update_layout(margin=MARGIN, annotations=entries)
    return fig


def _draw_steps(fig: go.Figure, answer: Answer, group: str, one: Look, last: float) -> None:
    """The curve of one group to the last day of the picture, and a tick for what is still open."""
    steps, done = sorted(answer.outcomes[group]), metrics()[answer.id].happening
    days, shares = [0, *(s[0] for s in steps)], [0.0, *(s[1] * 100 for s in steps)]
    if settled(steps) and days[-1] < last:
        days, shares = [*days, last], [*shares, shares[-1]]  # nothing is open any more: it stays
    fig.add_scatter(
        x=days,
        y=shares,
        mode="lines",
        line={"shape": "hv", "width": 3, "color": one.colour, "dash": one.dash},
        hovertemplate=f"{plain(one.name)}: %{{y:.0f}} % {done} by day %{{x}}<extra></extra>",
    )
    ticks = open_ticks(steps, answer.open_days[group]) if answer.open_days.get(group) else still_open(steps)
    fig.add_scatter(
        x=[day for day, _ in ticks],
        y=[share * 100 for _, share in ticks],
        mode="markers",
        hoverinfo="text",
        hovertext=[f"{plain(one.name)}: still open after {day:.0f} days" for day, _ in ticks],
        marker={"symbol": "line-ns", "size": 11, "line": {"width": 2, "color": one.colour}},
    )


def open_ticks(steps: Sequence[tuple], open_days: Sequence[float]) -> list[tuple[float, float]]:
    """(day, share happened by then) of everything still open, one tick each day something was last seen open."""
    found = []
    for day in sorted(set(open_days)):
        share = max((happened for at, happened, *_ in steps if at <= day), default=0.0)
        found.append((day, share))
    return found


def still_open(steps: Sequence[tuple]) -> list[tuple[float, float]]:
    """(day, share closed by then) where a deal was still open when last seen: at risk until then, and neither closed
    nor lost that day."""
    found, accepted, competed = [], 0.0, 0.0
    left = [*[at_risk for *_, at_risk in steps][1:], 0]
    for (day, share, lost, at_risk), then in zip(steps, left, strict=True):
        undecided = 1 - accepted - competed
        # Aalen-Johansen, turned round
        ended = (share - accepted + lost - competed) * at_risk / undecided if undecided > 0 else 0
        if at_risk - then - ended > 0.01:
            found.append((day, share))
        accepted, competed = share, lost
    return found


def break_even(
    volumes_kg: Sequence[float],
    premiums: Sequence[float | None],
    unit: str,
    now_kg: float | None,
    realised: float | None,
    low80: float | None = None,
    high80: float | None = None,
    reached: Sequence[float] = (),
) -> go.Figure:
    """The premium needed at each volume, falling as fixed costs spread, against the premium realised so far with its 80
    % range; `reached` is what can be counted on at each volume, where it is not the same at all."""
    fig = blank(HEIGHT_PX, "dark curve: premium needed; green: premium reached, shaded its 80 % range today")
    points = [(kg, p) for kg, p in zip(volumes_kg, premiums, strict=True) if p is not None]
    entries = []
    if realised is not None:
        if low80 is not None and high80 is not None:
            fig.add_hrect(low80, high80, fillcolor=MICRO, opacity=0.12, line_width=0, layer="below")
        if reached:
            _draw_line(fig, list(zip(volumes_kg, reached, strict=True)), unit, MICRO, "to count on")
        else:
            fig.add_hline(realised, line_color=MICRO, line_width=3)
        entries.append(_entry(0, f"<b style='color:{MICRO}'>Reached</b>  {plain(number(realised, unit))}"))
    here = min(points, key=lambda point: abs(point[0] - now_kg)) if points and now_kg is not None else None
    _draw_needed(fig, points, unit, here)
    if here:
        entries.append(_entry(1, f"<b>Needed</b>  {plain(number(here[1], unit))} at {number(here[0], 'kg')}"))
    top = max(
        [p for _, p in points if here is None or p <= 3 * max(here[1], realised or 0)] + [high80 or realised or 0],
        default=1,
    )
    fig.update_xaxes(
        title_text="kg green made as micro-lots in a season", range=[0, max([kg for kg, _ in points], default=1)]
    )
    fig.update_yaxes(range=[min(0, low80 or 0), top * 1.08 or 1])
    fig.update_layout(margin=MARGIN, annotations=entries)
    return fig


def _draw_line(fig: go.Figure, points: Sequence[tuple[float, float]], unit: str, colour: str, said: str) -> None:
    """A line of premiums at volumes, with what each is to the pointer."""
    fig.add_scatter(
        x=[kg for kg, _ in points],
        y=[p for _, p in points],
        mode="lines",
        line={"width": 3, "color": colour},
        hoverinfo="text",
        hovertext=[f"{number(kg, 'kg')}: {plain(number(p, unit))} {said}" for kg, p in points],
    )


def _draw_needed(
    fig: go.Figure, points: Sequence[tuple[float, float]], unit: str, here: tuple[float, float] | None
) -> None:
    """The curve of what is needed, with a square on the volume of now."""
    if points:
        _draw_line(fig, points, unit, INK, "needed")
    if here:
        fig.add_scatter(
            x=[here[0]],
            y=[here[1]],
            mode="markers",
            hoverinfo="skip",
            marker={"size": 13, "color": INK, "symbol": "square"},
        )


def settled(steps: Sequence[tuple]) -> bool:
    """Whether the last step leaves no deal undecided."""
    return bool(steps) and steps[-1][1] + steps[-1][2] > 1 - 1e-9


def _within(answer: Answer, group: str) -> str:
    """The share closed in time as the indicator has it, or that it can't be known yet."""
    metric = metrics()[answer.id]
    share = answer.parts.get(metric.within, {}).get(group)
    if share is None or share.value is None:
        return f"not watched for {metric.within_days} days yet"
    return f"{plain(number(share.value, 'share'))} {metric.within}"


def _entry(place: int, text: str) -> dict:
    """A line of the key above the plot, where no curve can run under it."""
    return {
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -58,
        "yshift": 32 - 24 * place,
        "text": text,
        "showarrow": False,
        "align": "left",
        "font": {"size": TEXT_PX, "color": INK},
    }
