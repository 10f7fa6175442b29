"""The picture of a chart that leaves the house: everything a reader needs to trust it stands inside the frame."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

import plotly.graph_objects as go

from charts.letters import cut, width_of, wrapped
from charts.theme import FONT, GRID, INK, MARGIN, MUTED, PAPER, SCREEN, WARNING, key_of, plain
from exports.bundled_fonts import FAMILY
from exports.picture_size import SLIDE, PictureSize
from packs.letterhead import Letterhead

WIDTH, HEIGHT = SLIDE.width, SLIDE.height
EDGE = 40  # white kept free around everything
TITLE_PX, TITLE_STEP, LINE_PX, LINE_STEP, MARK_PX = 24, 31, 15, 22, 15
MARKS_HIGH, HEAD_HIGH, NARROW_TITLE = 32, 46, 560  # with less room beside the warnings, the title goes below them
BOLDER = 1.07  # times as wide
BAND_HIGH, FIRST_COLOUR = 10, 0.8  # of the colours: so high, so much of the width in the first
LOGO_HIGH, LOGO_WIDE, NAME_WIDE = 40, 150, 300
HINTS = ("hovertext", "hovertemplate", "customdata", "ids")
CLEAR = "rgba(0,0,0,0)"
ON_SCREEN = SCREEN.partition("{")[0]  # the places of farmers are named in no picture
# stands in a picture drawn once until somebody takes it: how fresh the data are is told then, on so many pixels
FRESHNESS = "{freshness}"
KEPT_FREE = re.compile(r'"\{freshness (\d+)\}"')
TWO_LINES_PX = 100  # with less room a row, a label of two lines would cover its bar: it goes on one


Laid = Callable[[float, float], go.Figure]  # a figure laid out when its room is known, wide and high
NO_MARGIN = {"l": MARGIN["l"], "r": MARGIN["r"], "t": 0, "b": 0}


def export_figure(
    fig: go.Figure | Laid,
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
    undecided: str = "",
    size: PictureSize = SLIDE,
    head: Letterhead = Letterhead(),  # noqa: B008 it can't be changed
    clear: bool = False,
) -> go.Figure:
    """The figure in a frame of that size that carries title, the question it answers, unit, n, period, data date,
    freshness, source, and whose it is.

    `whole` keeps the height of the figure, whose marks are placed by pixels, and lets the picture grow. What is laid
    out in the room that is left makes it grow too where it is higher.
    `freshness` says when the data were read, the last row typed and what is stale; unless given, `with_freshness`
    writes it in later. `undecided` says that it is no verdict, `internal` marks what a buyer must not see (cost,
    break-even, farmers), `synthetic` an invented cooperative. `clear` leaves the ground transparent.
    All texts are taken as plain text, whatever stands in them.
    """
    marks = [(undecided, MUTED)] * bool(undecided) + [("Internal", WARNING)] * internal
    marks += [("Synthetic sample", INK)] * synthetic
    across = size.width - 2 * EDGE
    beside = across - _marks_width(marks)
    on_top = size.head_on_top and bool(head.name or head.logo)
    below = on_top or (bool(marks) and beside < NARROW_TITLE)
    row = HEAD_HIGH if on_top else MARKS_HIGH if below else 0
    read_by = " · ".join(text for text in (unit, n, _key(fig)) if text)
    under = wrapped(read_by, LINE_PX, across, 3 if below else 2) if read_by else []
    above = (
        wrapped(title, BOLDER * TITLE_PX, across if below else beside, 3),
        [cut(question, LINE_PX, across)] * bool(question) + under,
    )
    told = (f"{period} · data as of {data_date}", freshness, f"Source: {source}")
    foot = _foot(told, across - (0 if on_top else _head_width(head)))
    fig, write = _placed(fig, above, len(foot), row, size, whole)
    write.texts_around(*above, foot)
    write.marks(marks)
    write.band_of(head.colours)
    (write.head_above if on_top else write.head_below)(head, beside)
    return _framed(fig, write, CLEAR if clear else PAPER)


def _key(fig: go.Figure | Laid) -> str:
    return key_of(fig) if isinstance(fig, go.Figure) else ""


def _placed(
    fig: go.Figure | Laid, above: tuple[list[str], list[str]], foot: int, row: int, size: PictureSize, whole: bool
) -> tuple[go.Figure, _Writer]:
    """The figure, laid out by now, and what writes around it."""
    if isinstance(fig, go.Figure):
        return fig, _Writer(*_margins(fig, above, foot, row, size, whole), size.width)
    empty = go.Figure(layout={"margin": NO_MARGIN, "height": 10})
    margin, high, top = _margins(empty, above, foot, row, size, whole=False)
    write = _Writer(margin, high, top, size.width)
    laid = fig(write.plot_wide, write.plot_high)
    taller = max(round(laid.layout.height - write.plot_high), 0)
    return laid, _Writer(margin, high + taller, top, size.width)


def _foot(told: Sequence[str], room: float) -> list[str]:
    """The lines at the foot, cut to the room beside name and logo; how fresh it is may be written in later."""
    return [f"{{freshness {room:.0f}}}" if line == FRESHNESS else cut(line, LINE_PX, room) for line in told]


def _margins(
    fig: go.Figure, above: tuple[list[str], list[str]], foot: int, row: int, size: PictureSize, whole: bool
) -> tuple[dict[str, int], int, int]:
    """The margins around the plot area, how high the picture is, and where its title begins."""
    own = MARGIN | {side: v for side, v in fig.layout.margin.to_plotly_json().items() if isinstance(v, int)}
    top = EDGE - 12 + row
    margin = {
        "l": own["l"] - MARGIN["l"] + EDGE,
        "r": own["r"] - MARGIN["r"] + EDGE,
        "t": top + TITLE_STEP * len(above[0]) + LINE_STEP * len(above[1]) + 16 + own["t"],
        "b": own["b"] + 20 + LINE_STEP * foot + EDGE - 20,
    }
    drawn_high = fig.layout.height - own["t"] - own["b"]
    return margin, max(size.height, int(drawn_high) + margin["t"] + margin["b"]) if whole else size.height, top


def _framed(fig: go.Figure, write: _Writer, ground: str) -> go.Figure:
    """The figure in its frame, with all that was written around it."""
    picture = fig.to_plotly_json()
    picture["data"] = [_without_hints(trace) for trace in picture["data"]]
    labels = [
        dict(a) for a in picture["layout"].get("annotations", ()) if not (a.get("name") or "").startswith(ON_SCREEN)
    ]
    if labels and write.plot_high / len(labels) < TWO_LINES_PX:
        for each in labels:
            each["text"] = each["text"].replace("<br>", " &nbsp; ")
    if ground == CLEAR:
        labels = [each | {"bgcolor": CLEAR} for each in labels]
    picture["layout"] |= {
        "width": write.wide,
        "height": write.high,
        "autosize": False,
        "paper_bgcolor": ground,
        "plot_bgcolor": ground,
        "font": {"family": f"'{FAMILY}', {FONT}"},
        "margin": write.margin,
        "annotations": [*labels, *write.texts],
        "shapes": [*picture["layout"].get("shapes", ()), *write.lines],
        "images": write.images,
    }
    return go.Figure(picture)


def _without_hints(trace: dict) -> dict:
    """The trace without what would be shown under a pointer: a picture has none, and whoever gets it shall not find in
    its source what is not on it."""
    return {name: value for name, value in trace.items() if name not in HINTS} | {"hoverinfo": "skip"}


def with_freshness(picture: str, freshness: str) -> str:
    """The JSON of an export figure with what is to be said of its freshness now, cut to one line."""
    return KEPT_FREE.sub(lambda kept: json.dumps(plain(cut(freshness, LINE_PX, int(kept[1])))), picture)


def _marks_width(marks: list[tuple[str, str]]) -> float:
    return sum(width_of(text, MARK_PX, bold=True) + 30 for text, _ in marks)


def _head_width(head: Letterhead) -> float:
    """What name and logo take of the foot, with some white to their left."""
    name = min(width_of(head.name, LINE_PX, bold=True), NAME_WIDE)
    wide = max(name, LOGO_WIDE if head.logo else 0)
    return wide + 24 if wide else 0


class _Writer:
    """Places text by pixels from the upper left corner of the picture, whatever the plot area is."""

    def __init__(self, margin: dict[str, int], high: int, top: int, wide: int):
        self.margin, self.high, self.top, self.wide = margin, high, top, wide
        self.plot_high, self.plot_wide = high - margin["t"] - margin["b"], wide - margin["l"] - margin["r"]
        self.texts: list[dict] = []
        self.lines: list[dict] = []
        self.images: list[dict] = []

    def texts_around(self, title: list[str], under: list[str], foot: Sequence[str]) -> None:
        """The lines above the plot area, and those at the foot below a rule."""
        for i, line in enumerate(title):
            self.line(f"<b>{plain(line)}</b>", self.top + TITLE_STEP * i, TITLE_PX, INK)
        for i, line in enumerate(under):
            self.line(plain(line), self.top + 6 + TITLE_STEP * len(title) + LINE_STEP * i, LINE_PX, MUTED)
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

    def band_of(self, colours: Sequence[str]) -> None:
        """The colours along the top."""
        parts = [0, self.wide * FIRST_COLOUR, self.wide] if len(colours) > 1 else [0, self.wide]
        for left, right, colour in zip(parts, parts[1:], colours, strict=False):
            self.band(left, right, colour)

    def head_below(self, head: Letterhead, _: float) -> None:
        """The logo and the name at the lower right."""
        low = self.high - EDGE + 18 - LINE_STEP
        if head.name:
            name = plain(cut(head.name, LINE_PX * 1.1, NAME_WIDE))
            self.line(f"<b>{name}</b>", low, LINE_PX, INK, self.wide - EDGE, xanchor="right")
        if head.logo:
            self.logo(head.logo, self.wide - EDGE, low - 2 if head.name else low + LINE_STEP - 2, "right")

    def head_above(self, head: Letterhead, room: float) -> None:
        """The logo and the name at the upper left, beside the warnings."""
        left = EDGE + (LOGO_WIDE / 2 + 12 if head.logo else 0)
        if head.logo:
            self.logo(head.logo, EDGE, EDGE - 16 + LOGO_HIGH, "left", LOGO_WIDE / 2)
        name = plain(cut(head.name, LINE_PX * 1.1, room - (left - EDGE)))
        self.line(f"<b>{name}</b>", EDGE - 4, LINE_PX, INK, left)

    def logo(self, source: str, x: float, foot: float, side: str, wide: float = LOGO_WIDE) -> None:
        """The logo in a box of that width that stands on `foot`, on one side of x."""
        box = {"sizex": wide / self.plot_wide, "sizey": LOGO_HIGH / self.plot_high, "sizing": "contain"}
        at = {"x": self.across(x), "y": self.up(foot), "xanchor": side, "yanchor": "bottom"}
        self.images.append({"source": source, "xref": "paper", "yref": "paper", **at, **box})

    def across(self, from_left: float) -> float:
        """A place so many pixels from the left, as a share of the plot area."""
        return (from_left - self.margin["l"]) / self.plot_wide

    def up(self, from_top: float) -> float:
        """A place so many pixels from the top, as a share of the plot area."""
        return 1 - (from_top - self.margin["t"]) / self.plot_high

    def band(self, left: float, right: float, colour: str) -> None:
        """A stretch of the band along the top."""
        ends = {"x0": self.across(left), "x1": self.across(right), "y0": self.up(0), "y1": self.up(BAND_HIGH)}
        on = {"xref": "paper", "yref": "paper"}
        self.lines.append({"type": "rect", **on, **ends, "fillcolor": colour, "line": {"width": 0}})

    def rule(self, from_top: float) -> None:
        y = self.up(from_top)
        ends = [self.across(x) for x in (EDGE, self.wide - EDGE)]
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
        from_left = float(self.wide - EDGE - 5)
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
