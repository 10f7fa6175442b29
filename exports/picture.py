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
    told = (f"{period} · data as of {data_date}", freshness, f"Source: {source}")
    foot = [cut(line, LINE_PX, across) for line in told]
    own = MARGIN | {side: v for side, v in fig.layout.margin.to_plotly_json().items() if isinstance(v, int)}
    margin = {
        "l": own["l"] - MARGIN["l"] + EDGE,
        "r": own["r"] - MARGIN["r"] + EDGE,
        "t": EDGE - 12 + TITLE_STEP * len(title_lines) + LINE_STEP * len(under) + 16 + own["t"],
        "b": own["b"] + 20 + LINE_STEP * len(foot) + EDGE - 20,
    }
    drawn_high = fig.layout.height - own["t"] - own["b"]
    high = max(HEIGHT, int(drawn_high) + margin["t"] + margin["b"]) if whole else HEIGHT
    write = _Writer(margin, high)
    write.texts_around(title_lines, under, foot)
    write.marks(marks)
    return _framed(fig, write)


def _framed(fig: go.Figure, write: _Writer) -> go.Figure:
    """The figure in its frame, with all that was written around it."""
    picture = fig.to_plotly_json()
    labels = [dict(a) for a in picture["layout"].get("annotations", ())]
    if labels and write.plot_high / len(labels) < TWO_LINES_PX:
        for each in labels:
            each["text"] = each["text"].replace("<br>", " &nbsp; ")
    picture["layout"] |= {
        "width": WIDTH,
        "height": write.high,
        "autosize": False,
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": FONT},
        "margin": write.margin,
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

    def __init__(self, margin: dict[str, int], high: int):
        self.margin, self.high = margin, high
        self.plot_high, self.plot_wide = high - margin["t"] - margin["b"], WIDTH - margin["l"] - margin["r"]
        self.texts: list[dict] = []
        self.lines: list[dict] = []

    def texts_around(self, title: list[str], under: list[str], foot: list[str]) -> None:
        """The lines above the plot area, and those at the foot below a rule."""
        for i, line in enumerate(title):
            self.line(f"<b>{plain(line)}</b>", EDGE - 12 + TITLE_STEP * i, TITLE_PX, INK)
        for i, line in enumerate(under):
            self.line(plain(line), EDGE - 6 + TITLE_STEP * len(title) + LINE_STEP * i, LINE_PX, MUTED)
        for i, line in enumerate(foot):
            self.line(plain(line), self.high - EDGE + 18 - LINE_STEP * (len(foot) - i), LINE_PX, MUTED)
        self.rule(self.high - EDGE + 10 - LINE_STEP * len(foot))

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
                "xshift": from_left - self.margin["l"],
                "yshift": self.margin["t"] - from_top,
                "font": {"size": size_px, "color": colour},
                "borderpad": 0,
                **more,
            }
        )

    def rule(self, from_top: float) -> None:
        y = 1 - (from_top - self.margin["t"]) / self.plot_high
        ends = [(x - self.margin["l"]) / self.plot_wide for x in (EDGE, WIDTH - EDGE)]
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
        from_left = float(WIDTH - EDGE - 5)
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
