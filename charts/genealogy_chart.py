"""The way of one lot drawn from its plots at the left through its steps downwards to its buyers, kg written on every
edge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from charts.letters import cut, width_of
from charts.theme import COLOUR, GRID, INK, MUTED, TEXT_PX, WARNING, blank, plain
from metrics.books.genealogy import Edge, Genealogy, Node
from words.numbers import number

MOST_PLOTS, MOST_BUYERS = 24, 8
LINE_PX, BAR_PX, GAP_PX, BULLET_PX = 20, 14, 10, 14
PLOT_PX, TALL_PLOT_PX = 25, 44  # a plot on one line, or on two where its name is long
# Shares of the width: the plots end, their bars, the bar of all received, the rail for edges that skip a block, the
# blocks.
PLOTS_END, PLOT_BAR, RECEIVED, RAIL, BLOCKS = 0.315, (0.322, 0.337), (0.365, 0.385), (0.395, 0.43), 0.445
MARGIN = {"l": 4, "r": 4, "t": 6, "b": 6}
NARROWEST_PX = 345  # of the ground on a phone 390 px wide; texts are cut to fit there
ENDS = ("lost", "sorted out", "left")  # nodes written as a line under the block they come from
KEY = "bar length: kg; band: kg going on; wedge: kg lost"


@dataclass(frozen=True)
class Text:
    """A line of text: x as a share of the width and pixels beside it, y in pixels from the top to its middle, what a
    press on it shows."""

    text: str
    x: float
    y: float
    shift_px: float = 0
    right: bool = False
    bold: bool = False
    colour: str = INK


@dataclass(frozen=True)
class Block:
    """A node of the right column with its lines: y in pixels of its bar's middle, and of the lines above and below."""

    node: Node
    bar_y: float
    name_y: float
    into: tuple[tuple[Edge, float], ...]
    ends: tuple[tuple[Edge, Node, float], ...]


@dataclass(frozen=True)
class Layout:
    """Where everything stands: plots as (node, edge, y, height), blocks, the whole height and the room for a plot's
    name in pixels."""

    plots: tuple[tuple[Node, Edge, float, float], ...]
    blocks: tuple[Block, ...]
    height: float
    name_px: float
    nodes: dict[str, Node]
    edges: tuple[Edge, ...]


def laid_out(way: Genealogy) -> Layout:
    """The places of all parts of a lot's way, the same for every width."""
    way = grouped(way)
    nodes = {node.key: node for node in way.nodes}
    from_plots = [edge for edge in way.edges if nodes[edge.source].kind == "plot"]
    name_px = (
        PLOTS_END * NARROWEST_PX - 6 - max((width_of(number(edge.kg, "kg"), TEXT_PX) for edge in from_plots), default=0)
    )
    plots, y = [], 0.0
    for edge in from_plots:
        high = PLOT_PX if width_of(nodes[edge.source].name, TEXT_PX) <= name_px else TALL_PLOT_PX
        plots.append((nodes[edge.source], edge, y + high / 2, high))
        y += high
    blocks, down = [], 0.0
    for node in _in_order(way, nodes):
        into = [e for e in way.edges if e.target == node.key and nodes[e.source].kind != "plot"]
        ends = [e for e in way.edges if e.source == node.key and nodes[e.target].kind in ENDS]
        above = [(edge, down + LINE_PX * (i + 0.5)) for i, edge in enumerate(into)]
        down += LINE_PX * len(into)
        bar_y = down + LINE_PX + BAR_PX / 2
        name_y, down = down + LINE_PX / 2, bar_y + BAR_PX / 2 + 2
        below = [(edge, nodes[edge.target], down + LINE_PX * (i + 0.5)) for i, edge in enumerate(ends)]
        down += LINE_PX * len(ends) + GAP_PX
        blocks.append(Block(node, bar_y, name_y, tuple(above), tuple(below)))
    return Layout(tuple(plots), tuple(blocks), max(y, down, 2.0 * LINE_PX), name_px, nodes, way.edges)


def _in_order(way: Genealogy, nodes: dict[str, Node]) -> list[Node]:
    """The nodes of the right column, sources first, buyers and lots it became last."""
    sources = {edge.source for edge in way.edges}
    rank = {"receipt": 0, "step": 2, "store": 3, "buyer": 4}
    column = [n for n in nodes.values() if n.kind in rank or n.kind == "lot"]
    return sorted(column, key=lambda n: rank.get(n.kind, 1 if n.key in sources else 5))


def grouped(way: Genealogy) -> Genealogy:
    """The same way with the smallest plots and buyers, where they are many, as one of that name: kg and rows stay."""
    for kind, most, end in (("plot", MOST_PLOTS, "source"), ("buyer", MOST_BUYERS, "target")):
        of_kind = sorted((n for n in way.nodes if n.kind == kind), key=lambda n: -n.kg)
        if len(of_kind) > most:
            way = _joined(way, of_kind[most - 1 :], kind, end)
    return way


def _joined(way: Genealogy, small: list[Node], kind: str, end: str) -> Genealogy:
    key, keys = f"{kind} more", {n.key for n in small}
    rows = tuple(sorted({i for n in small for i in n.row_ids}))
    more = Node(key, kind, f"{len(small)} more {kind}s", sum(n.kg for n in small), rows)
    sums: dict[tuple, Edge] = {}
    for edge in way.edges:
        edge = replace(edge, **{end: key}) if getattr(edge, end) in keys else edge
        same = sums.get(
            who := (
                edge.source,
                edge.target,
                edge.form,
                edge.assumed if key in (edge.source, edge.target) else len(sums),
            )
        )
        sums[who] = (
            edge
            if same is None
            else replace(same, kg=same.kg + edge.kg, row_ids=tuple(sorted({*same.row_ids, *edge.row_ids})))
        )
    return Genealogy(way.lot_id, (*(n for n in way.nodes if n.key not in keys), more), tuple(sums.values()))


def texts(layout: Layout) -> list[Text]:
    """Every line of text of the picture; none lies over another at any width from that of a phone on."""
    lines = []
    for node, edge, y, high in layout.plots:
        tall = high == TALL_PLOT_PX
        name = cut(node.name, TEXT_PX, PLOTS_END * NARROWEST_PX if tall else layout.name_px)
        lines.append(
            Text(
                name,
                PLOTS_END,
                y - LINE_PX / 2 if tall else y,
                0 if tall else layout.name_px - PLOTS_END * NARROWEST_PX,
                right=True,
            )
        )
        lines.append(Text(number(edge.kg, "kg"), PLOTS_END, y + LINE_PX / 2 if tall else y, right=True, colour=MUTED))
    for block in layout.blocks:
        name = (
            f"{block.node.name}, {number(block.node.kg, 'kg')}"
            if block.node.kind in ("receipt", "lot") and not block.into
            else block.node.name
        )
        lines.append(Text(cut(name, TEXT_PX * 1.1, _most_block()), BLOCKS, block.name_y, bold=True))
        for edge, y in block.into:
            lines.append(
                _edge_text(
                    _into(edge, block, layout), y, WARNING if layout.nodes[edge.source].kind == "unexplained" else INK
                )
            )
        for edge, node, y in block.ends:
            lines.append(_edge_text(f"{number(edge.kg, 'kg')} {node.name}", y, MUTED))
    return lines


def _into(edge: Edge, block: Block, layout: Layout) -> str:
    source, kg = layout.nodes[edge.source], number(edge.kg, "kg")
    if source.kind == "unexplained":
        return f"{kg} {source.name}"
    said = f"{kg} {edge.form or ''}".strip() if len(block.into) == 1 else f"{kg} from {source.name}"
    return f"{said}, not weighed" if edge.assumed else said


def _edge_text(words: str, y: float, colour: str) -> Text:
    return Text(cut(words, TEXT_PX, _most_block() - BULLET_PX), BLOCKS, y, shift_px=BULLET_PX, colour=colour)


def _most_block() -> float:
    return (1 - BLOCKS) * NARROWEST_PX


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
    rows = [(BLOCKS, (1 - BLOCKS) * b.node.kg / most, b.bar_y, BAR_PX, b.node) for b in layout.blocks]
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
    """What goes on to the block below as a band, what is lost as a wedge that ends."""
    scale = (1 - BLOCKS) / most
    for above, below in zip(layout.blocks, layout.blocks[1:], strict=False):
        top, foot = above.bar_y + BAR_PX / 2, below.bar_y - BAR_PX / 2
        kg = sum(edge.kg for edge, _ in below.into if edge.source == above.node.key)
        if kg:
            wide = BLOCKS + kg * scale
            yield {
                "type": "rect",
                "x0": BLOCKS,
                "x1": wide,
                "y0": top,
                "y1": foot,
                "fillcolor": _tint(colour),
                "line": {"width": 0},
                "layer": "below",
            }
    for block in layout.blocks:
        gone = sum(edge.kg for edge, *_ in block.ends)
        if gone:
            right, y = BLOCKS + block.node.kg * scale, block.bar_y + BAR_PX / 2
            path = (
                f"M {right - gone * scale} {y} L {right} {y} L {right - gone * scale} {y + LINE_PX * len(block.ends)} Z"
            )
            yield {"type": "path", "path": path, "fillcolor": GRID, "line": {"width": 0}, "layer": "below"}


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
