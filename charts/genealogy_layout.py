"""Where all parts of the picture of a lot's way stand: plots at the left, steps one below the other, every line of
text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from charts.letters import cut, width_of
from charts.theme import INK, MUTED, TEXT_PX, WARNING
from metrics.books.genealogy import Edge, Genealogy, Node
from words.numbers import number

MOST_PLOTS, MOST_BUYERS = 24, 8
LINE_PX, BAR_PX, STRIP_PX, GAP_PX, BULLET_PX = 20, 14, 12, 10, 14
PLOT_PX, TALL_PLOT_PX = 25, 44  # a plot on one line, or on two where its name is long
# Shares of the width: the plots end, their bars, the bar of all received, the rail for edges that skip a block, the
# blocks.
PLOTS_END, PLOT_BAR, RECEIVED, RAIL, BLOCKS = 0.315, (0.322, 0.337), (0.365, 0.385), (0.395, 0.43), 0.445
NARROWEST_PX = 345  # of the ground on a phone 390 px wide; texts are cut to fit there
ENDS = ("lost", "sorted out", "left")  # nodes written as a line under the block they come from


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
        strip = STRIP_PX if any(edge.source == node.key for edge in way.edges) else 0
        name_y, down = down + LINE_PX / 2, bar_y + BAR_PX / 2 + strip + 2
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
        if end == "source" and edge.source in keys:
            edge = replace(edge, source=key)
        elif end == "target" and edge.target in keys:
            edge = replace(edge, target=key)
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
