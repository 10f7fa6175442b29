"""A lot is neither accused by what the logs can't show, nor cleared by what they leave out."""

from __future__ import annotations

from metrics.engine.question import Question
from tests.logbooks.warehouse.test_segregation import BAGS, BETWEEN, SOLD, STEP, day, way
from tests.support import warehouse_of


def verdict(test: str, lot: str = "M1", **logs) -> bool | None:
    found = Question(warehouse_of(**logs), None).fetched("SELECT lot_id, test, passed FROM segregation")
    return next(row["passed"] for row in found if (row["lot_id"], row["test"]) == (lot, test))


def joined(*ways: dict) -> dict[str, list[dict]]:
    return {log: [row for found in ways for row in found.get(log, [])] for log in way("M1")}


def test_what_was_sold_is_held_against_the_lots_own_milling():
    # Four lots of the season are received but not milled, so the season's kg are reckoned from receipts (1000 x 0.16 =
    # 160 kg). Lot M1 was milled to 150 kg: 158 kg sold are more than it gave, though less than 160.
    first = way("M1")
    first["offers"][0]["weight_kg"] = 158.0
    others = [{**way(f"M{n}"), "processing": [], "handovers": []} for n in range(2, 6)]
    assert verdict(SOLD, **joined(first, *others)) is False


def test_coffee_that_dried_in_the_store_was_not_stolen():
    # 1000 kg at 12 % are 967 kg at 9 %: 3.3 % less in weight, the same coffee.
    resting = {
        "lot_id": "M1",
        "step": "resting",
        "started_on": day(21),
        "ended_on": day(29),
        "form_in": "dry parchment",
        "weight_in_kg": 200.0,
        "form_out": "dry parchment",
        "weight_out_kg": 193.4,
        "moisture_out": 9.0,
    }
    logs = way("M1")
    logs["processing"][1]["moisture_out"] = 12.0
    logs["processing"][2]["weight_in_kg"] = 193.4
    logs["processing"].append(resting)
    logs["lots"][0]["closed_on"] = day(60)
    assert verdict(STEP, **logs) is True and verdict(BETWEEN, **logs) is True


def test_a_lot_whose_hand_overs_nobody_wrote_is_not_cleared():
    found = Question(warehouse_of(**{**way("M1"), "handovers": []}), None).fetched(
        "SELECT passed, missing FROM segregation_verdict"
    )
    assert [row["passed"] for row in found] == [None]


def test_bags_of_green_are_not_counted_against_bags_of_parchment():
    # Four bags of parchment of 50 kg came to the mill, and five of green of 30 kg left it: other bags, not more coffee.
    logs = way("M1")
    logs["handovers"][2]["bags"] = 5
    assert verdict(BAGS, **logs) is True
