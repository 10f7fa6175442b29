"""Whether each micro-lot was kept apart, as far as its own rows show it."""

from __future__ import annotations

from datetime import date

from decisions.separation import separation
from tests.support import warehouse_of

LOTS = [{"lot_id": "M1", "stream": "micro", "crop_year": "2025/26"}, {"lot_id": "M2", "stream": "micro", "crop_year": "2025/26"},
        {"lot_id": "B1", "stream": "bulk", "crop_year": "2025/26"}]


def step(lot_id, **more):
    return {"lot_id": lot_id, "step": "drying", "started_on": date(2025, 11, 5), "ended_on": date(2025, 11, 20), **more}


def kept(*steps):
    return {lot.lot_id: lot for lot in separation(warehouse_of(lots=LOTS, processing=list(steps)), "2025/26")}


def test_a_lot_without_a_step_cant_be_told():
    assert kept()["M1"].apart is None


def test_a_lot_in_its_own_bed_shows_no_sign():
    found = kept(step("M1", place="bed 1"), step("B1", place="bed 2"))
    assert found["M1"].apart is True and found["M1"].steps == 1


def test_a_bed_shared_with_another_lot_on_the_same_day_is_a_sign():
    found = kept(step("M1", place="bed 1"), step("B1", place="bed 1"))
    assert found["M1"].apart is False and found["M1"].signs == ("1 of its steps shared place and day with another lot",)


def test_a_lot_joined_with_another_is_a_sign_for_both():
    found = kept(step("M1", into_lot_id="M2"))
    assert found["M1"].apart is False and "joined" in found["M2"].signs[0]


def test_more_out_than_in_is_a_sign():
    assert "more than went in" in kept(step("M1", weight_in_kg=100.0, weight_out_kg=120.0))["M1"].signs[0]


def test_bulk_and_other_seasons_are_not_judged():
    assert set(kept(step("B1"))) == {"M1", "M2"}
    assert separation(warehouse_of(lots=LOTS), "2024/25") == []
