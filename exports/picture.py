"""The picture of a chart that leaves the house: everything a reader needs to trust it stands inside the frame."""

from __future__ import annotations

import json

import plotly.graph_objects as go

from charts.letters import cut, width_of, wrapped
from charts.theme import FONT, GRID, INK, MARGIN, MUTED, PAPER, WARNING, key_of, plain

WIDTH, HEIGHT, SCALE = 960, 540, 2  # 1920 x 1080 on the slide
EDGE = 40  # white kept free around everything
TITLE_PX, TITLE_STEP, LINE_PX, LINE_STEP, MARK_PX = 24, 31, 15, 22, 15
# stands in a picture drawn once until somebody takes it: how fresh the data are is told then
FRESHNESS = "{freshness}"
TWO_LINES_PX = 70  # with less room a row, a label of two lines would cover its bar: it goes on one


def export_figure(
    fig: go.Figure,
    title: str,
    unit: str,
    n: str,
    period: str,
    data_date: str,
    source: str,
    internal: bool = False,
    synthetic: bool = False,
    question: str = "",
    whole: bool = False,
    freshness: str = FRESHNESS,
) -> go.Figure:
    """The figure in a white 960 x 540 frame that carries title, the question it answers, unit, n, period, data date,
    freshness and source.

    `whole` keeps the height of the figure, whose marks are placed by pixels, and lets the picture grow.
    `freshness` says when the data were read, the last row typed and what is stale; unless given, `with_freshness`
    writes it in later.
    `internal` marks what a buyer must not see (cost, break-even, farmers), `synthetic` an invented cooperative.
    All texts are taken as plain text, whatever stands in them.
    """
    marks = [("Internal", WARNING)] * internal + [("Synthetic sample", INK)] * synthetic
    across = WIDTH - 2 * EDGE
    title_lines = wrapped(title, TITLE_PX, across - _marks_width(marks), 2, bold=True)
    under = [cut(question, LINE_PX, across)] * bool(question) + wrapped(
        " · ".join(t for t in (unit, n, key_of(fig)) if t), LINE_PX, across, 2
    )
    foot = [
        cut(f"{period} · data as of {data_date}", LINE_PX, across),
        cut(freshness, LINE_PX, across),
        cut(f"Source: {source}", LINE_PX, across),
    ]

    own = MARGIN | {side: v for side, v in fig.layout.margin.to_plotly_json().items() if isinstance(v, int)}
    top = EDGE - 12 + TITLE_STEP * len(title_lines) + LINE_STEP * len(under) + 16 + own["t"]
    bottom = own["b"] + 20 + LINE_STEP * len(foot) + EDGE - 20
    left, right = own["l"] - MARGIN["l"] + EDGE, own["r"] - MARGIN["r"] + EDGE

    high = max(HEIGHT, int(fig.layout.height - own["t"] - own["b"]) + top + bottom) if whole else HEIGHT
    write = _Writer(left, top, bottom, right, high)
    for i, line in enumerate(title_lines):
        write.line(f"<b>{plain(line)}</b>", EDGE - 12 + TITLE_STEP * i, TITLE_PX, INK)
    for i, line in enumerate(under):
        write.line(plain(line), EDGE - 6 + TITLE_STEP * len(title_lines) + LINE_STEP * i, LINE_PX, MUTED)
    for i, line in enumerate(foot):
        write.line(plain(line), high - EDGE + 18 - LINE_STEP * (len(foot) - i), LINE_PX, MUTED)
    write.rule(high - EDGE + 10 - LINE_STEP * len(foot))
    write.marks(marks)

    picture = fig.to_plotly_json()
    labels = [dict(a) for a in picture["layout"].get("annotations", ())]
    if labels and write.plot_high / len(labels) < TWO_LINES_PX:
        for each in labels:
            each["text"] = each["text"].replace("<br>", " &nbsp; ")
    picture["layout"] |= {
        "width": WIDTH,
        "height": high,
        "autosize": False,
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": FONT},
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "annotations": [*labels, *write.texts],
        "shapes": [*picture["layout"].get("shapes", ()), *write.lines],
    }
    return go.Figure(picture)


def with_freshness(picture: str, freshness: str) -> str:
    """The JSON of an export figure with what is to be said of its freshness now, cut to one line."""
    line = plain(cut(freshness, LINE_PX, WIDTH - 2 * EDGE))
    return picture.replace(json.dumps(FRESHNESS), json.dumps(line))


def _marks_width(marks: list[tuple[str, str]]) -> float:
    return sum(width_of(text, MARK_PX, bold=True) + 30 for text, _ in marks)


class _Writer:
    """Places text by pixels from the upper left corner of the picture, whatever the plot area is."""

    def __init__(self, left: int, top: int, bottom: int, right: int, high: int = HEIGHT):
        self.left, self.top = left, top
        self.plot_high, self.plot_wide = high - top - bottom, WIDTH - left - right
        self.texts: list[dict] = []
        self.lines: list[dict] = []

    def line(
        self, text: str, from_top: float, size_px: int, colour: str, from_left: float = EDGE, **more: object
    ) -> None:
        self.texts.append(
            {
                "text": text,
                "x": 0,
                "y": 1,
                "xref": "paper",
                "yref": "paper",
                "xanchor": "left",
                "yanchor": "top",
                "showarrow": False,
                "align": "left",
                "xshift": from_left - self.left,
                "yshift": self.top - from_top,
                "font": {"size": size_px, "color": colour},
                "borderpad": 0,
                **more,
            }
        )

    def rule(self, from_top: float) -> None:
        y = 1 - (from_top - self.top) / self.plot_high
        ends = [(x - self.left) / self.plot_wide for x in (EDGE, WIDTH - EDGE)]
        self.lines.append(
            {
                "type": "line",
                "xref": "paper",
                "yref": "paper",
                "x0": ends[0],
                "x1": ends[1],
                "y0": y,
                "y1": y,
                "line": {"color": GRID, "width": 1},
            }
        )

    def marks(self, marks: list[tuple[str, str]]) -> None:
        """The warnings at the upper right, each a word in a box."""
        from_left = WIDTH - EDGE - 5
        for text, colour in reversed(marks):
            self.line(
                f"<b>{text}</b>",
                EDGE - 8,
                MARK_PX,
                colour,
                from_left,
                xanchor="right",
                bordercolor=colour,
                borderwidth=1,
                borderpad=4,
            )
            from_left -= width_of(text, MARK_PX, bold=True) + 24
