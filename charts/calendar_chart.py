"""The 360 days of a pilot: its gates, today, the tasks by how they stand, and the rows of each week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go

from charts.theme import GRID, INK, MUTED, PAPER, TEXT_PX, WARNING, blank, label, plain
from words.days import day as written

LANE_PX, TOP_PX = 54, 62
MARGIN = {"l": 6, "r": 20, "t": TOP_PX, "b": 50}
TALL = 0.5  # of a lane, for the week with most rows
A_WEEK = timedelta(days=7)
# told apart without colour too
LOOKS = {
    "contradicted": (WARNING, "x"),
    "late": (WARNING, "diamond"),
    "no evidence yet": (WARNING, "circle-open"),
    "in part": ("#7A4F01", "triangle-up"),
    "due": (MUTED, "square-open"),
    "done": (INK, "circle"),
}


@dataclass(frozen=True)
class TaskLane:
    """The tasks that stand alike: the words of it, and for each day their names."""

    stands: str
    words: str
    by_day: tuple[tuple[date, tuple[str, ...]], ...]


@dataclass(frozen=True)
class RowLane:
    """One logbook: its title, and the rows of each week by its first day."""

    title: str
    weeks: tuple[tuple[date, int], ...]


def calendar(
    days: tuple[date, date],
    gates: Sequence[tuple[str, date]],
    today: tuple[str, date],
    tasks: Sequence[TaskLane],
    books: Sequence[RowLane],
    key: str,
) -> go.Figure:
    """A lane for each way a task may stand, marks on their day with how many where there are several, then a lane for
    each logbook, its bars as tall as the week has rows beside the fullest."""
    count = len(tasks) + len(books)
    fig = blank(TOP_PX + MARGIN["b"] + LANE_PX * count, key)
    notes = []
    lanes: list[TaskLane | RowLane] = [*tasks, *books]
    for place, lane in enumerate(lanes):
        at = count - 1 - place
        notes.append(label(at + 0.92, plain(lane.words if isinstance(lane, TaskLane) else lane.title)))
        fig.add_hline(at, line_color=GRID, line_width=1, layer="below")
        if isinstance(lane, TaskLane):
            _marks(fig, at, lane)
        else:
            _bars(fig, at, lane)
    for words, on in gates:
        notes.append(_over(fig, words, on, count, INK, "solid", 2))
    notes.append(_over(fig, *today, count, INK, "dash", 22))
    fig.update_layout(margin=MARGIN, barmode="overlay", annotations=notes)
    fig.update_xaxes(type="date", range=[days[0] - A_WEEK, days[1] + 2 * A_WEEK], tickformat="%b %Y", dtick="M3")
    fig.update_yaxes(range=[-0.05, count], tickvals=[], showgrid=False)
    return fig


def _over(fig: go.Figure, words: str, on: date, count: int, colour: str, dash: str, lift_px: int) -> dict:
    """A line through all lanes, and its words above them."""
    line = {"color": colour, "width": 2, "dash": dash}
    fig.add_shape(type="line", x0=on, x1=on, y0=-0.05, y1=count, line=line, layer="below")
    return {
        "x": on.isoformat(),
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": lift_px,
        "text": f"<b>{plain(words)}</b>",
        "showarrow": False,
        "font": {"color": colour, "size": TEXT_PX},
    }


def _marks(fig: go.Figure, at: int, lane: TaskLane) -> None:
    colour, symbol = LOOKS[lane.stands]
    several = [str(len(names)) if len(names) > 1 else "" for _, names in lane.by_day]
    fig.add_scatter(
        x=[on for on, _ in lane.by_day],
        y=[at + 0.26] * len(lane.by_day),
        mode="markers+text",
        marker={"color": colour, "symbol": symbol, "size": 13, "line": {"color": colour, "width": 2}},
        text=several,
        textposition="middle right",
        textfont={"color": colour, "size": TEXT_PX},
        hoverinfo="text",
        hovertext=[plain(f"{written(on)}: {'; '.join(names)}") for on, names in lane.by_day],
        cliponaxis=False,
    )


def _bars(fig: go.Figure, at: int, lane: RowLane) -> None:
    most = max(rows for _, rows in lane.weeks)
    fig.add_bar(
        x=[week + A_WEEK / 2 for week, _ in lane.weeks],
        y=[TALL * rows / most for _, rows in lane.weeks],
        base=at,
        width=6 * 24 * 3600 * 1000,  # Plotly counts the width of a bar of days in milliseconds
        marker={"color": MUTED, "line": {"color": PAPER, "width": 0}},
        hoverinfo="text",
        hovertext=[plain(f"{written(week)}: {rows}") for week, rows in lane.weeks],
    )
