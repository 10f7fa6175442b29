"""The picture of a lot's way: no label over another at any width, kg on every edge, everything to be pressed."""

from __future__ import annotations

from itertools import combinations

import pytest

from charts.genealogy_chart import genealogy_chart, marks
from charts.genealogy_layout import BAR_PX, BLOCKS, LINE_PX, MOST_PLOTS, STRIP_PX, grouped, laid_out, texts
from charts.letters import width_of
from charts.theme import BULK, TEXT_PX
from exports.picture import export_figure
from metrics.books.genealogy import Edge, Genealogy, Node
from words.numbers import number

# The ground of the picture inside the page: at 1280x720, and on a phone 390 px wide.
WIDE_PX, PHONE_PX = 1150, 345
STEPS = (
    ("floating", 0.98, "cherry"),
    ("pulping", 0.55, "wet parchment"),
    ("fermentation", 0.53, "wet parchment"),
    ("washing", 0.40, "wet parchment"),
    ("drying", 0.204, "dry parchment"),
    ("milling", 0.15, "green"),
)


def way(plots: int = 20, buyers: int = 2, name: str = "P-{:03d}") -> Genealogy:
    """Plots of 40, 41, ... kg, six steps with their losses, one store, buyers of equal parts."""
    nodes, edges, rows = [], [], iter(range(1, 10_000))
    kg = [40.0 + n for n in range(plots)]
    total = sum(kg)
    for n, one in enumerate(kg):
        nodes.append(Node(f"plot {n}", "plot", name.format(n + 1), one, (row := next(rows),)))
        edges.append(Edge(f"plot {n}", "receipt", one, "cherry", (row,)))
    nodes.append(Node("receipt", "receipt", "received", total, tuple(range(1, plots + 1))))
    before, have, form = "receipt", total, "cherry"
    for step, share, gives in STEPS:
        row = next(rows)
        nodes += [
            Node(step, "step", step, have, (row,)),
            Node(f"lost {step}", "lost", "lost", have - total * share, (row,)),
        ]
        edges += [
            Edge(before, step, have, form, (row,)),
            Edge(step, f"lost {step}", have - total * share, None, (row,)),
        ]
        before, have, form = step, total * share, gives
    nodes.append(Node("store", "store", "Port", have, (row := next(rows),)))
    edges.append(Edge(before, "store", have, form, (row,)))
    for n in range(buyers):
        nodes.append(Node(f"buyer {n}", "buyer", f"Buyer {n + 1}", have / buyers, (row := next(rows),)))
        edges.append(Edge("store", f"buyer {n}", have / buyers, form, (row,)))
    return Genealogy("M-2025-01", tuple(nodes), tuple(edges))


def boxes(found: Genealogy, width_px: float) -> list[tuple[str, float, float, float, float]]:
    """Every label as (text, left, right, top, bottom) in pixels."""
    result = []
    for text in texts(laid_out(found)):
        wide = width_of(text.text, TEXT_PX, text.bold)
        left = text.x * width_px + text.shift_px - (wide if text.right else 0)
        result.append((text.text, left, left + wide, text.y - TEXT_PX * 0.6, text.y + TEXT_PX * 0.6))
    return result


def over_each_other(found: list) -> list[tuple[str, str]]:
    return [
        (a[0], b[0]) for a, b in combinations(found, 2) if a[1] < b[2] and b[1] < a[2] and a[3] < b[4] and b[3] < a[4]
    ]


@pytest.mark.parametrize("width_px", [WIDE_PX, PHONE_PX])
@pytest.mark.parametrize(
    "found",
    [
        way(),
        way(plots=1),
        way(plots=60),
        way(buyers=1),
        way(buyers=12),
        way(name="Finca La Esperanza, parcela {}"),
        way(plots=60, buyers=12),
    ],
)
def test_no_label_lies_over_another_or_outside(found, width_px):
    labels = boxes(found, width_px)
    assert over_each_other(labels) == []
    assert all(left >= 0 and right <= width_px + 1 for _, left, right, *_ in labels), [
        label for label in labels if label[2] > width_px + 1
    ]
    high = laid_out(found).height
    assert all(top >= 0 and bottom <= high for *_, top, bottom in labels)


def test_boxes_that_do_overlap_are_found():
    assert over_each_other([("a", 0, 10, 0, 10), ("b", 5, 15, 5, 15), ("c", 20, 30, 0, 10)]) == [("a", "b")]


@pytest.mark.parametrize("found", [way(), way(plots=1), way(plots=60)])
def test_no_label_lies_over_a_bar_or_over_what_goes_on_and_is_lost_under_it(found):
    layout = laid_out(found)
    goes_on = {edge.source for edge in layout.edges}
    bars = [
        (block.bar_y - BAR_PX / 2, block.bar_y + BAR_PX / 2 + STRIP_PX * (block.node.key in goes_on))
        for block in layout.blocks
    ]
    lines = [
        y for block in layout.blocks for y in (block.name_y, *(y for _, y in block.into), *(y for *_, y in block.ends))
    ]
    assert not [
        (y, bar) for y in lines for bar in bars if y - LINE_PX / 2 < bar[1] - 0.1 and bar[0] + 0.1 < y + LINE_PX / 2
    ]


def test_twenty_plots_six_steps_and_two_buyers_have_their_kg_on_every_edge():
    found = way()
    said = [text.text for text in texts(laid_out(found))]
    assert len(found.edges) == 20 + 6 + 6 + 1 + 2
    for edge in found.edges:
        assert any(text.startswith(number(edge.kg, "kg")) for text in said), edge
    assert {"P-001", "P-020", "fermentation", "Port", "Buyer 2"} <= set(said)


def test_a_plots_name_stands_beside_its_kg():
    lines = {text.text: text for text in texts(laid_out(way(plots=3)))}
    name, kg = lines["P-003"], lines["42 kg"]
    assert name.y == kg.y and 0 < kg.shift_px - width_of("42 kg", TEXT_PX) - name.shift_px < 20


def test_the_picture_to_take_away_grows_so_that_no_line_lies_over_another():
    figure = genealogy_chart(way(plots=20, buyers=2))
    picture = export_figure(
        figure, "The way of lot M-2025-01", "kg", "20 plots", "Season 2025/26", "2026-03-31", "clean.xlsx", whole=True
    )
    margin = picture.layout.margin
    assert (
        picture.layout.height - margin.t - margin.b
        >= figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    )
    assert "Source: clean.xlsx" in " ".join(text.text for text in picture.layout.annotations)


def test_of_sixty_plots_the_smallest_are_one():
    found = way(plots=60)
    few = grouped(found)
    plots = [node for node in few.nodes if node.kind == "plot"]
    assert len(plots) == MOST_PLOTS and plots[-1].name == "37 more plots"
    # the 37 smallest weigh 40 + 41 + ... + 76 = 37 x 58 = 2146 kg; no kg and no row is lost
    assert plots[-1].kg == pytest.approx(2146) and plots[-1].row_ids == tuple(range(1, 38))
    assert sum(e.kg for e in few.edges if e.target == "receipt") == pytest.approx(
        sum(e.kg for e in found.edges if e.target == "receipt")
    )


def test_what_is_left_is_no_loss():
    """Of 100 kg dried 60 went on into the mill, 30 are left and 10 were lost: 0.6 and 0.3 of the bar, and a wedge."""
    nodes = [Node("d", "step", "drying", 100.0, (1,)), Node("m", "step", "milling", 60.0, (2,))]
    nodes += [Node("l", "left", "left", 30.0, (1,)), Node("x", "lost", "lost", 10.0, (1,))]
    edges = [Edge("d", to, kg, "green", (1,)) for to, kg in (("m", 60.0), ("l", 30.0), ("x", 10.0))]
    figure = genealogy_chart(Genealogy("M", tuple(nodes), tuple(edges)))
    on, left = (shape for shape in figure.layout.shapes if shape.type == "rect")
    (wedge,) = (shape for shape in figure.layout.shapes if shape.type == "path")
    long = 1 - BLOCKS
    assert (on.x0, on.x1) == (BLOCKS, pytest.approx(BLOCKS + 0.6 * long)) and left.x0 == on.x1
    assert left.x1 == pytest.approx(BLOCKS + 0.9 * long) and left.fillcolor != on.fillcolor
    assert float(wedge.path.split()[4]) == pytest.approx(1.0)  # ends where the bar does
    assert wedge.path.endswith(f"{on.y1} Z") and on.y1 - on.y0 == STRIP_PX


def test_bars_are_as_long_as_their_kg():
    bars = genealogy_chart(way()).data[0]
    long = dict(zip(bars.customdata, bars.x, strict=True))
    assert long["node drying"] / long["node receipt"] == pytest.approx(0.40, rel=1e-6)
    assert long["node buyer 0"] == pytest.approx(long["node store"] / 2)


def test_everything_that_can_be_pressed_leads_to_its_rows():
    found = way()
    pressed = marks(found)
    fig = genealogy_chart(found)
    drawn = [name for trace in fig.data for name in trace.customdata]
    # bars, and a dot for each edge that is no plot's
    assert len(drawn) == len(set(drawn)) == (20 + 1 + 6 + 1 + 2) + (6 + 6 + 1 + 2)
    assert all(pressed[name][1] for name in drawn)
    assert pressed["node plot 3"] == (f"P-004: {number(43, 'kg')}", (4,))


def test_what_nobody_can_explain_is_said():
    odd = Genealogy(
        "M",
        (
            Node("s", "step", "drying", 100.0, (1,)),
            Node("u", "unexplained", "not explained", 100.0, (1,)),
            Node("left", "left", "left", 100.0, (1,)),
        ),
        (Edge("u", "s", 100.0, "cherry", (1,)), Edge("s", "left", 100.0, "cherry", (1,), True)),
    )
    said = [text.text for text in texts(laid_out(odd))]
    assert f"{number(100, 'kg')} not explained" in said and f"{number(100, 'kg')} left" in said


def test_hostile_names_stay_text():
    fig = genealogy_chart(way(plots=2, name="<a href=x>{}</a>"))
    assert not [a.text for a in fig.layout.annotations if "<a" in a.text]


def test_bulk_keeps_its_colour():
    assert genealogy_chart(way(), "bulk").data[0].marker.color == BULK
