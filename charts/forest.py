"""The parts of a number one below another, each with its range: tiers, clauses, N and P and K, instruments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from charts.letters import wrapped
from charts.theme import GRID, INK, MUTED, TEXT_PX, Look, blank, label, looks, plain
from metrics.engine.contract import Estimate
from words.numbers import ABSENT, bare, cases, number, shown, span, unit_words

# a block of two lines of words and a mark a group; a name must fit a phone
BLOCK_PX, FIRST_PX, NEXT_PX, NAME_PX = 84, 52, 15, 300
LINE_PX, NAME_LINES = 20, 2  # a long name, such as a question, takes a line more
MOST_BLOCKS = 7  # more would lie over one another in a picture of 540 px

Row = tuple[str, Mapping[str, Estimate]]


def forest(rows: Sequence[Row], sides: Sequence[str], unit: str) -> go.Figure:
    """One block a (name, {group: estimate}): a mark and its ranges for each group, all on one scale; a group without a
    number says so.

    At most `MOST_BLOCKS` rows: which are left out is the caller's to choose and to say.
    """
    look, rows = looks(sides), rows[:MOST_BLOCKS]
    names = [wrapped(name, TEXT_PX * 1.1, NAME_PX, NAME_LINES) or [""] for name, _ in rows]
    tops = [sum(BLOCK_PX + LINE_PX * (len(lines) - 1) for lines in names[:place]) for place in range(len(rows) + 1)]
    ranged = any(e.low80 is not None for _, groups in rows for e in groups.values())
    key = (
        "thick line 80 %, thin line 95 % range, mark: the number"
        if ranged
        else "mark: the number, whose range is not known"
    )
    fig = blank(80 + max(BLOCK_PX, tops[-1]), key)
    labels = []
    for place, (name, groups) in enumerate(rows):
        known = [group for group in sides if group in groups]
        for lane, group in enumerate(known):
            _draw(fig, name, groups[group], look[group], -tops[place + 1] + BLOCK_PX - FIRST_PX - NEXT_PX * lane)
        words = (
            " · ".join(f"{plain(look[g].name)} {plain(bare(groups[g].value, groups[g].unit))}" for g in known) or ABSENT
        )
        labels.append(
            label(
                -tops[place],
                f"<b>{'<br>'.join(map(plain, names[place]))}</b><br><span style='color:{MUTED}'>{words}</span>",
            )
        )
    fig.layout.annotations = labels
    for place in range(1, len(rows)):
        fig.add_hline(-tops[place] + 4, line_color=GRID, line_width=1, layer="below")
    fig.update_yaxes(range=[-max(BLOCK_PX, tops[-1]), 4], tickvals=[], showgrid=False)
    fig.update_xaxes(title_text=plain(unit_words(unit)), ticks="outside")
    return fig


def _draw(fig: go.Figure, name: str, estimate: Estimate, look: Look, y: float) -> None:
    unit = estimate.unit
    for low, high, width in ((estimate.low, estimate.high, 2), (estimate.low80, estimate.high80, 7)):
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
    ends = span(estimate.low80, estimate.high80, unit)
    told = ", ".join(plain(part) for part in (number(estimate.value, unit), cases(estimate)) if part)
    text = f"{plain(name)}<br>{plain(look.name)}: {told}" + (f"<br>80 % range {plain(ends)}" if ends else "")
    fig.add_scatter(
        x=[shown(estimate.value, unit)],
        y=[y],
        mode="markers",
        hoverinfo="text",
        hovertext=[text],
        marker={
            "symbol": look.symbol,
            "size": 12,
            "color": look.colour,
            "line": {"width": 2, "color": INK if look.symbol == "circle" else look.colour},
        },
    )
