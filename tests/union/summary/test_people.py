"""Who is behind a number, by the rows it came from: worked out by hand from a few lots."""

from __future__ import annotations

from datetime import date

from metrics.engine.compute import answer
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of
from union.summary.people import people_behind

DAY = date(2025, 11, 3)


def delivery(lot: str, farmer: str, day: date = DAY, **columns) -> dict:
    return {"received_on": day, "farmer_id": farmer, "lot_id": lot, "weight_kg": 100.0, "form": "cherry", **columns}


def behind(indicator: str, stream: str = "micro", **logs) -> dict[str, set[str]]:
    """The people behind one number over these rows."""
    w = warehouse_of(**logs)
    number = (YEAR, indicator, stream)
    found = people_behind(w, {number: answer(w, indicator, YEAR).row_ids[stream]})[number]
    return {kind: set(names) for kind, names in found.items()}


def test_a_price_is_of_its_buyers_and_of_the_farmers_of_its_lots():
    found = behind(
        "premium_over_bulk",
        lots=lots(2, 1),
        receipts=[delivery("M1", "F1"), delivery("M1", "F2"), delivery("M2", "F2"), delivery("B1", "F9")],
        offers=[deal("M1", 10, 9, "Ana & Co"), deal("M2", 10, 8, "ANA & CO."), deal("B1", 10, 5, "Exporter")],
    )
    # one buyer, however written; what the bulk lot has stays with bulk
    assert found == {"micro buyer": {"ana co"}, "micro lot": {"m1", "m2"}, "micro farmer": {"f1", "f2"}}


def test_a_score_is_of_the_farmers_whose_lots_were_cupped_also_of_a_lot_passed_on():
    sample = {"stage": "pre-shipment", "protocol": "SCA-2004", "sampled_on": date(2026, 1, 5)}
    found = behind(
        "cup_score",
        lots=lots(2, 1),
        receipts=[delivery("M1", "F1"), delivery("M2", "F2")],
        processing=[
            {"lot_id": "M2", "into_lot_id": "M1", "step": "blending", "started_on": DAY, "form_in": "cherry"}
            | {"weight_in_kg": 100.0, "form_out": "cherry", "weight_out_kg": 100.0}
        ],
        quality=[sample | {"lot_id": "M1", "cup_score": 86.0}],
    )
    assert found == {"micro lot": {"m1"}, "micro farmer": {"f1", "f2"}}


def test_deliveries_of_a_day_that_stand_together_are_of_each_farmer():
    found = behind(
        "ripe_share",
        lots=lots(1, 1),
        receipts=[delivery("M1", farmer, ripe_share=0.9) for farmer in ("F1", "F2", "F3")],
    )
    assert found["micro farmer"] == {"f1", "f2", "f3"} and found["micro lot"] == {"m1"}


def test_lots_of_which_no_receipt_tells_have_no_farmer():
    sample = {"stage": "pre-shipment", "protocol": "SCA-2004", "sampled_on": date(2026, 1, 5), "cup_score": 86.0}
    found = behind("cup_score", lots=lots(3, 1), quality=[sample | {"lot_id": lot} for lot in ("M1", "M2", "M3")])
    assert found == {"micro lot": {"m1", "m2", "m3"}}
