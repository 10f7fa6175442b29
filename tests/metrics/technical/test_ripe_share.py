"""Ripeness of the cherry at the scale, by kg, with what nobody looked at beside it."""

from datetime import date

import pytest

from tests.metrics.hand import asked, lots, values
from tests.metrics.sample import rows, sample

PART = "kg with a ripe share of kg received"


def receipt(lot, kg, ripe=None, day=1, form="cherry", **columns):
    return {
        "received_on": date(2025, 11, day),
        "farmer_id": "F",
        "weight_kg": kg,
        "form": form,
        "lot_id": lot,
        "ripe_share": ripe,
        **columns,
    }


def test_by_hand():
    # micro: (100 x 0.95 + 300 x 0.85) / 400 = 0.875 by kg (by receipt it would be 0.90); looked at 400 of 500 kg
    found = asked(
        "ripe_share",
        lots=lots(1, 1),
        receipts=[
            receipt("M1", 100, 0.95),
            receipt("M1", 300, 0.85, 2),
            receipt("M1", 100, None, 3),
            receipt("B1", 50, 0.8),
        ],
    )
    assert values(found.groups) == pytest.approx({"micro": 0.875, "bulk": 0.8})
    assert values(found.parts[PART])["micro"] == pytest.approx(0.8)
    assert found.groups["micro"].n == 2 and found.groups["micro"].rows == 2


def test_forty_receipts_of_two_days_are_two_cases():
    found = asked(
        "ripe_share",
        lots=lots(1),
        receipts=[receipt("M1", 10, 0.9 if day == 1 else 0.5, day) for day in (1, 2) for _ in range(20)],
    ).groups["micro"]
    assert (found.n, found.value) == (2, pytest.approx(0.7)) and found.rows == 40


def test_a_split_delivery_changes_nothing():
    whole = asked("ripe_share", lots=lots(1), receipts=[receipt("M1", 100, 0.9), receipt("M1", 50, 0.6, 2)]).groups[
        "micro"
    ]
    split = asked(
        "ripe_share", lots=lots(1), receipts=[receipt("M1", 50, 0.6, 2), receipt("M1", 30, 0.9), receipt("M1", 70, 0.9)]
    ).groups["micro"]
    assert (split.value, split.low, split.n) == (pytest.approx(whole.value), pytest.approx(whole.low), whole.n)


def test_parchment_is_no_cherry():
    found = asked(
        "ripe_share", lots=lots(1), receipts=[receipt("M1", 100, 0.9), receipt("M1", 100, 0.1, form="dry parchment")]
    )
    assert found.groups["micro"].value == pytest.approx(0.9) and found.parts[PART]["micro"].value == 1


def test_no_ripe_share_at_all_is_said():
    assert "Ripe share" in asked("ripe_share", lots=lots(1), receipts=[receipt("M1", 100)]).groups["micro"].why_not


def test_a_second_computation_over_the_sample():
    from metrics.engine.compute import answer

    found = answer(sample(), "ripe_share", "2025/26")
    of_lot = {lot["lot_id"]: lot for lot in rows()["lots"]}
    for stream in ("micro", "bulk"):
        mine = [
            r
            for r in rows()["receipts"]
            if r.get("ripe_share") is not None
            and r["form"] == "cherry"
            and r.get("lot_id")
            and (of_lot[r["lot_id"]]["stream"], of_lot[r["lot_id"]]["crop_year"]) == (stream, "2025/26")
        ]
        assert found.groups[stream].value == pytest.approx(
            sum(r["weight"] * r["ripe_share"] for r in mine) / sum(r["weight"] for r in mine)
        )
        assert found.groups[stream].n == len({r["received_on"] for r in mine})
