"""The way of a lot by hand: steps and hand-overs in their order, papers there and not, photographs counted."""

from datetime import date

from metrics.books.lot_way import WayMove, lot_way
from tests.metrics.hand import lots
from tests.support import warehouse_of


def day(n):
    return date(2026, 1, n)


def test_steps_hand_overs_papers_and_photographs():
    def step(name, first, last, kg):
        return {"lot_id": "M1", "step": name, "started_on": day(first), "ended_on": day(last), "weight_out_kg": kg}

    w = warehouse_of(
        lots=lots(2),
        processing=[step("milling", 20, 21, 80.0), step("drying", 2, 18, 100.0)],
        handovers=[
            {"moved_on": day(25), "lot_id": "M1", "from_place": "Mill", "to_place": "Port", "bags": 2},
            {"moved_on": day(19), "lot_id": "M1", "from_place": "Bed", "to_place": "Mill", "handed_by": "A"}
            | {"received_by": "B", "form": "dry parchment", "weight_kg": 100.0},
        ],
        documents=[
            {"document": "plot list", "lot_id": "M1"},
            {"document": "photo of drying", "lot_id": "M1", "dated_on": day(5)},
            {"document": "photo of milling", "lot_id": "M1", "dated_on": day(20)},
            {"document": "drying sheet", "lot_id": "M2"},
        ],
    )
    way = lot_way(w, "M1")
    assert [(one.name, one.first_on, one.last_on, one.kg) for one in way.steps] == [
        ("drying", day(2), day(18), 100.0),
        ("milling", day(20), day(21), 80.0),
    ]
    assert way.moves[0] == WayMove(day(19), "Bed", "Mill", "dry parchment", 100.0, None, True)
    assert (way.moves[1].bags, way.moves[1].signed) == (2, False)
    assert dict(way.papers)["plot list"] and not dict(way.papers)["drying sheet"]
    assert (way.photos, way.photographed) == (2, (day(5), day(20)))
