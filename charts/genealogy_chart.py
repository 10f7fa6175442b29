"""The way of one lot drawn from its plots at the left through its steps downwards to its buyers, kg written on every
edge."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

import plotly.graph_objects as go

from charts.genealogy_layout import (
    BAR_PX,
    BLOCKS,
    ENDS,
    PLOT_BAR,
    PLOT_PX,
    RAIL,
    RECEIVED,
    STRIP_PX,
    Layout,
    Text,
    laid_out,
    texts,
)
from charts.theme import COLOUR, MUTED, TEXT_PX, WARNING, blank, plain
from metrics.books.genealogy import Edge, Genealogy, Node
from words.numbers import number

MARGIN = {"l": 4, "r": 4, "t": 6, "b": 6}
KEY = "bar length: kg; under it pale: kg going on, darker: kg left, wedge: kg lost"
WEDGE = "#C9C4B8"


def genealogy_chart(way: Genealogy, stream: str = "micro") -> go.Figure:
    """The picture; every bar and dot carries its name among `marks` as `customdata`, which a press on it selects."""
    layout, colour = laid_out(way), COLOUR.get(stream, COLOUR["all"])
    fig = blank(int(layout.height + MARGIN["t"] + MARGIN["b"]), KEY)
    most = max((b.node.kg for b in layout.blocks), default=1.0)
    fig.layout.shapes = [*_plot_shapes(layout, colour), *_bands(layout, colour, most), *_rails(layout, colour, most)]
    fig.layout.annotations = [_annotation(text) for text in texts(layout)]
    _bars(fig, layout, colour, most)
    _dots(fig, layout, colour)
    fig.update_xaxes(range=[0, 1], visible=False)
    fig.update_yaxes(range=[layout.height, 0], visible=False)
    fig.update_layout(margin=MARGIN, barmode="overlay", clickmode="event+select", hovermode="closest")
    return fig


def marks(way: Genealogy) -> dict[str, tuple[str, tuple[int, ...]]]:
    """What can be pressed: in words, and the rows behind it."""
    layout = laid_out(way)
    found = {
        f"node {node.key}": (f"{node.name}: {number(node.kg, 'kg')}", node.row_ids) for node in layout.nodes.values()
    }
    return found | {f"edge {i}": (_route(edge, layout), edge.row_ids) for i, edge in enumerate(layout.edges)}


def _annotation(text: Text) -> dict:
    said = f"<b>{plain(text.text)}</b>" if text.bold else plain(text.text)
    return {
        "x": text.x,
        "xanchor": "right" if text.right else "left",
        "xshift": text.shift_px,
        "y": text.y,
        "yanchor": "middle",
        "text": said,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": TEXT_PX, "color": text.colour},
    }


def _bars(fig: go.Figure, layout: Layout, colour: str, most: float) -> None:
    """Bars as long as their kg; those of plots as high as theirs."""
    rows: list[tuple[float, float, float, float, Node]] = [
        (BLOCKS, (1 - BLOCKS) * b.node.kg / most, b.bar_y, BAR_PX, b.node) for b in layout.blocks
    ]
    largest = max((edge.kg for _, edge, *_ in layout.plots), default=1.0)
    rows += [
        (PLOT_BAR[0], PLOT_BAR[1] - PLOT_BAR[0], y, max(2.0, (PLOT_PX - 5) * edge.kg / largest), node)
        for node, edge, y, _ in layout.plots
    ]
    if rows:
        base, long, at, thick, nodes = zip(*rows, strict=True)
        fig.add_bar(
            base=base,
            x=long,
            y=at,
            width=thick,
            orientation="h",
            marker={"color": colour, "line": {"width": 0}},
            hoverinfo="text",
            customdata=[f"node {n.key}" for n in nodes],
            hovertext=[plain(f"{n.name}: {number(n.kg, 'kg')}") for n in nodes],
            unselected={"marker": {"opacity": 0.55}},
        )


def _dots(fig: go.Figure, layout: Layout, colour: str) -> None:
    """A dot before the kg of every edge, to be pressed."""
    edges = [(edge, y) for b in layout.blocks for edge, y in b.into] + [
        (edge, y) for b in layout.blocks for edge, _, y in b.ends
    ]
    if edges:
        fig.add_scatter(
            x=[BLOCKS] * len(edges),
            y=[y for _, y in edges],
            mode="markers",
            hoverinfo="text",
            hovertext=[plain(_route(edge, layout)) for edge, _ in edges],
            customdata=[f"edge {layout.edges.index(edge)}" for edge, _ in edges],
            marker={
                "size": 9,
                "color": [_tone(layout.nodes[e.source], layout.nodes[e.target], colour) for e, _ in edges],
            },
            cliponaxis=False,
        )


def _route(edge: Edge, layout: Layout) -> str:
    return f"{layout.nodes[edge.source].name} to {layout.nodes[edge.target].name}: {number(edge.kg, 'kg')}"


def _tone(source: Node, target: Node, colour: str) -> str:
    return WARNING if source.kind == "unexplained" else MUTED if target.kind in ENDS else colour


def _plot_shapes(layout: Layout, colour: str) -> Iterable[dict]:
    """The lines from the plots into the bar of all that was received, and from there to the first block."""
    received = [b for b in layout.blocks if b.node.kind == "receipt"]
    if not layout.plots or not received:
        return
    largest = max(edge.kg for _, edge, *_ in layout.plots)
    for _, edge, y, _ in layout.plots:
        half = max(1.0, (PLOT_PX - 5) * edge.kg / largest) / 2
        yield _box(PLOT_BAR[1], y - half, RECEIVED[0], y + half, _tint(colour))
    bottom = max(layout.plots[-1][2], *(b.bar_y for b in received)) + BAR_PX / 2
    yield _box(
        RECEIVED[0], min(layout.plots[0][2] - BAR_PX / 2, received[0].bar_y - BAR_PX / 2), RECEIVED[1], bottom, colour
    )
    for block in received:
        yield _box(RECEIVED[1], block.bar_y - BAR_PX / 2, BLOCKS, block.bar_y + BAR_PX / 2, colour)


def _bands(layout: Layout, colour: str, most: float) -> Iterable[dict]:
    """Under each bar, in a strip where no text stands: what goes on and what is left as long as their kg, what is lost
    as a wedge that ends; and a line down to the bar that follows."""
    scale = (1 - BLOCKS) / most
    for block, below in zip_longest(layout.blocks, layout.blocks[1:]):
        out = [edge for edge in layout.edges if edge.source == block.node.key]
        kg = {"on": 0.0, "left": 0.0, "lost": 0.0}
        for edge in out:
            kind = layout.nodes[edge.target].kind
            kg["left" if kind == "left" else "lost" if kind in ENDS else "on"] += edge.kg
        top = block.bar_y + BAR_PX / 2
        foot, on, left = top + STRIP_PX, BLOCKS + kg["on"] * scale, BLOCKS + (kg["on"] + kg["left"]) * scale
        if kg["on"]:
            yield _box(BLOCKS, top, on, foot, _tint(colour))
        if kg["left"]:
            yield _box(on, top, left, foot, _tint(colour, 0.5))
        if kg["lost"]:
            path = f"M {left} {top} L {left + kg['lost'] * scale} {top} L {left} {foot} Z"
            yield {"type": "path", "path": path, "fillcolor": WEDGE, "line": {"width": 0}, "layer": "below"}
        if below and any(edge.target == below.node.key for edge in out):
            line = {"width": 2, "color": _tint(colour, 0.5)}
            ends = {"x0": BLOCKS, "x1": BLOCKS, "y0": top, "y1": below.bar_y}
            yield {"type": "line", **ends, "line": line, "layer": "below"}


def _rails(layout: Layout, colour: str, most: float) -> Iterable[dict]:
    """Edges that skip a block run beside the column, one lane a source."""
    place = {b.node.key: i for i, b in enumerate(layout.blocks)}
    skipping = [
        (e, block)
        for i, block in enumerate(layout.blocks)
        for e, _ in block.into
        if e.source in place and place[e.source] != i - 1
    ]
    lanes = {key: i for i, key in enumerate(dict.fromkeys(e.source for e, _ in skipping))}
    for edge, block in skipping:
        x = RAIL[1] - (RAIL[1] - RAIL[0]) * lanes[edge.source] / max(1, len(lanes))
        y0, y1 = layout.blocks[place[edge.source]].bar_y, block.bar_y
        yield {
            "type": "path",
            "path": f"M {BLOCKS} {y0} L {x} {y0} L {x} {y1} L {BLOCKS} {y1}",
            "layer": "below",
            "line": {"width": max(1.5, 7 * edge.kg / most), "color": _tint(colour, 0.5)},
        }


def _box(x0: float, y0: float, x1: float, y1: float, colour: str) -> dict:
    return {
        "type": "rect",
        "x0": x0,
        "x1": x1,
        "y0": y0,
        "y1": y1,
        "fillcolor": colour,
        "line": {"width": 0},
        "layer": "below",
    }


def _tint(colour: str, share: float = 0.16) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"
