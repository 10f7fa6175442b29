"""Where the kg of one lot come from and where they go: every movement between two points, with its rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from logbooks.warehouse.warehouse import Warehouse

LEAST_KG = 0.005  # less is rounding

# A name counts as agreed to only where every row of the farmer says so, and where a plot is of one farmer alone.
_PLOTS = """
    WITH agreed AS (
        SELECT farmer_id, min(trim(farmer_name)) AS name FROM clean.plots GROUP BY farmer_id
        HAVING bool_and(coalesce(name_may_be_shown, false)) AND count(DISTINCT trim(farmer_name)) = 1),
    farmed AS (
        SELECT plot_id, min(farmer_id) AS farmer_id FROM clean.plots GROUP BY plot_id
        HAVING count(DISTINCT farmer_id) = 1)
    SELECT r.plot_id, r.form, sum(r.weight_kg) AS kg, list(r.row_id) AS row_ids, nullif(any_value(a.name), '') AS farmer
    FROM receipts r LEFT JOIN farmed f ON f.plot_id = r.plot_id LEFT JOIN agreed a ON a.farmer_id = f.farmer_id
    WHERE r.lot_id = $lot GROUP BY r.plot_id, r.form ORDER BY kg DESC, r.plot_id"""
_STEPS = """
    SELECT s.*, f.place FROM lot_step s LEFT JOIN form_order f ON f.form = s.form_in WHERE s.lot_id = $lot
    ORDER BY s.first_on NULLS LAST, f.place NULLS LAST, s.form_in IS DISTINCT FROM s.form_out, s.last_end NULLS LAST,
        s.step"""
_OTHERS = """
    SELECT lot_id, form_out AS form, sum(kg_out) AS kg, flatten(list(row_ids)) AS row_ids FROM lot_step
    WHERE became = $lot AND lot_id <> $lot AND kg_out > 0 GROUP BY ALL ORDER BY lot_id"""
_MOVED = """
    SELECT moved_on, from_place, leaves, to_place, reaches, form, sum(weight_kg) AS kg,
        count(*) - count(weight_kg) AS unweighed, list(row_id) AS row_ids
    FROM moved WHERE lot_id = $lot GROUP BY ALL ORDER BY moved_on, min(row_id)"""
_SOLD = """
    SELECT buyer, coalesce(shipped_on, closed_on) AS day, kg, row_id FROM accepted WHERE lot_id = $lot AND kg > 0
        ORDER BY day NULLS LAST, row_id"""


@dataclass(frozen=True)
class Node:
    """A point the coffee passes: kg is what went in, or for a source what came out. `kind` is plot, lot, receipt, step,
    store, buyer, lost, sorted out, left (not gone on) or unexplained (more went on than the logs show coming)."""

    key: str
    kind: str
    name: str
    kg: float
    row_ids: tuple[int, ...]


@dataclass(frozen=True)
class Edge:
    """Kg of one form from a node to another; `assumed` where nobody weighed it."""

    source: str
    target: str
    kg: float
    form: str | None
    row_ids: tuple[int, ...]
    assumed: bool = False


@dataclass(frozen=True)
class Genealogy:
    """The whole way of a lot: nodes in the order the coffee passes them. At every node that is neither the first nor
    the last of the way, the kg coming in are the kg going out, losses and what is left being nodes themselves."""

    lot_id: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass
class _Heap:
    """Coffee of one form lying somewhere, not yet gone on."""

    key: str
    form: str | None
    kg: float
    since: date | None = None
    place: str | None = None


@dataclass
class _Way:
    """What is known so far: the nodes, the edges, and the heaps that are left."""

    nodes: dict[str, tuple[str, str, set]] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    heaps: list[_Heap] = field(default_factory=list)

    def node(self, key: str, kind: str, name: str, row_ids=()) -> str:
        self.nodes.setdefault(key, (kind, name, set()))[2].update(row_ids)
        return key

    def edge(self, source: str, target: str, kg: float, form: str | None, row_ids=(), assumed: bool = False) -> None:
        if kg > LEAST_KG:
            self.edges.append(Edge(source, target, kg, form, tuple(sorted(set(row_ids))), assumed))

    def take(self, target: str, form: str | None, kg: float | None, row_ids, heaps: list[_Heap]) -> float:
        """Draws kg from these heaps, the first ones first; without a weight all there is. Kg beyond are unexplained.
        Returns the kg."""
        assumed, wanted = kg is None, sum(h.kg for h in heaps) if kg is None else kg
        rest = wanted
        for heap in heaps:
            drawn = min(heap.kg, rest)
            self.edge(heap.key, target, drawn, heap.form, row_ids, assumed)
            heap.kg, rest = heap.kg - drawn, rest - drawn
        if rest > LEAST_KG:
            self.edge(
                self.node(f"unexplained {target}", "unexplained", "not explained", row_ids), target, rest, form, row_ids
            )
        return wanted


def genealogy(warehouse: Warehouse, lot_id: str) -> Genealogy:
    """The way of one lot as of the warehouse's day; without a row about the lot, without nodes."""

    def asked(sql: str) -> list[dict]:
        return warehouse.rows(sql, {"lot": lot_id})

    way = _Way()
    _received(way, asked(_PLOTS), asked(_OTHERS))
    for number, step in enumerate(asked(_STEPS)):
        _through(way, step, f"step {number}", lot_id)
    last = way.heaps[-1].form if way.heaps else None
    _moved(way, [move for move in asked(_MOVED) if move["form"] in (last, None)], last)
    _sold(way, asked(_SOLD))
    for heap in way.heaps:
        if heap.kg > LEAST_KG:
            way.edge(
                heap.key,
                way.node(f"left {heap.key}", "left", "left", way.nodes[heap.key][2]),
                heap.kg,
                heap.form,
                way.nodes[heap.key][2],
            )
    return Genealogy(lot_id, tuple(_weighed(way)), tuple(way.edges))


def _received(way: _Way, plots: list[dict], others: list[dict]) -> None:
    """Plots into the receipts of each form, under the name of their farmer where it may be shown and is that of one
    plot alone; coffee of lots that became this one stands beside them."""
    plots_of = Counter(farmer for _, farmer in {(row["plot_id"], row["farmer"]) for row in plots})
    for row in plots:
        target = way.node(f"receipt {row['form']}", "receipt", "received", row["row_ids"])
        farmer = row["farmer"]
        name = (farmer if plots_of[farmer] == 1 else f"{farmer}, {row['plot_id']}") if farmer else row["plot_id"]
        plot = way.node(f"plot {row['plot_id'] or ''}", "plot", name or "plot not written", row["row_ids"])
        way.edge(plot, target, row["kg"], row["form"], row["row_ids"])
        heap = next((h for h in way.heaps if h.key == target), None)
        if heap is None:
            way.heaps.append(heap := _Heap(target, row["form"], 0.0))
        heap.kg += row["kg"]
    for row in others:
        way.heaps.append(
            _Heap(way.node(f"lot {row['lot_id']}", "lot", row["lot_id"], row["row_ids"]), row["form"], row["kg"])
        )


def _through(way: _Way, step: dict, key: str, lot_id: str) -> None:
    """One step: takes of its form from the latest heap back, gives what came out, and loses the difference."""
    rows = step["row_ids"]
    way.node(key, "step", step["name"], rows)
    heaps = [heap for heap in reversed(way.heaps) if heap.form == step["form_in"]]
    kg_in, kg_out = way.take(key, step["form_in"], step["kg_in"], rows, heaps), step["kg_out"]
    if kg_out is None:
        way.edge(
            key, way.node(f"left {key}", "left", "not weighed out", rows), kg_in, step["form_out"], rows, assumed=True
        )
        return
    if kg_out > kg_in + LEAST_KG:
        way.edge(
            way.node(f"unexplained {key}", "unexplained", "not explained", rows),
            key,
            kg_out - kg_in,
            step["form_out"],
            rows,
        )
    sorted_out = max(0.0, min(step["rejects_kg"], kg_in - kg_out))
    if sorted_out > LEAST_KG:
        way.edge(key, way.node(f"sorted {key}", "sorted out", "sorted out", rows), sorted_out, None, rows)
    if kg_in - kg_out - sorted_out > LEAST_KG:
        way.edge(key, way.node(f"lost {key}", "lost", "lost", rows), kg_in - kg_out - sorted_out, None, rows)
    if step["became"] != lot_id:
        way.edge(key, way.node(f"lot {step['became']}", "lot", step["became"], rows), kg_out, step["form_out"], rows)
    else:
        way.heaps.append(_Heap(key, step["form_out"], kg_out))


def _moved(way: _Way, moves: list[dict], form: str | None) -> None:
    """The hand-overs of the finished coffee from place to place."""
    for move in moves:
        here = [h for h in way.heaps if h.form == form and h.place == move["leaves"]] or [
            h for h in reversed(way.heaps) if h.form == form and h.place is None
        ]
        key = way.node(f"store {move['reaches']}", "store", move["to_place"], move["row_ids"])
        if key in {h.key for h in here}:  # from a place to itself: nothing moved
            continue
        kg = way.take(key, form, None if move["unweighed"] else move["kg"], move["row_ids"], here)
        way.heaps.append(_Heap(key, form, kg, move["moved_on"], move["reaches"]))


def _sold(way: _Way, deals: list[dict]) -> None:
    """The deals, in kg green: each out of what arrived somewhere nearest to its day and weight, else out of what the
    last step gave."""
    for deal in deals:
        green = [heap for heap in way.heaps if heap.form == "green"]
        arrived = sorted(
            (h for h in green if h.place),
            key=lambda h: (abs((h.since - deal["day"]).days) if deal["day"] else 0, abs(h.kg - deal["kg"])),
        )
        buyer = way.node(f"buyer {deal['buyer']}", "buyer", deal["buyer"], [deal["row_id"]])
        way.take(buyer, "green", deal["kg"], [deal["row_id"]], arrived + [h for h in reversed(green) if not h.place])


def _weighed(way: _Way):
    for key, (kind, name, row_ids) in way.nodes.items():
        kg = [sum(e.kg for e in way.edges if getattr(e, end) == key) for end in ("target", "source")]
        if max(kg) > 0:
            yield Node(key, kind, name, max(kg), tuple(sorted(row_ids)))
