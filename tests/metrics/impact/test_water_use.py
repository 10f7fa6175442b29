"""Litres per kg cherry: only lots with both, one process, the same steps; what can't be believed is left out and
said."""

from datetime import date

import pytest

from tests.metrics.hand import asked, lots, values

LB_KG = 0.45359237


def step(lot, litres, name="pulping", day=date(2025, 11, 2)):
    return {"lot_id": lot, "step": name, "started_on": day, "water_litres": litres}


def cherry(lot, kg, form="cherry"):
    return {"received_on": date(2025, 11, 1), "farmer_id": "F1", "weight_kg": kg, "form": form, "lot_id": lot}


def washed(micro, bulk):
    return lots(micro, bulk, process="washed")


def used(register, receipts, processing):
    return asked("water_use", lots=register, receipts=receipts, processing=processing)


def test_by_hand():
    # micro: (500 + 1000) L / (100 + 200) kg = 5; bulk: 2000 L / 100 kg = 20; apart -15
    found = used(
        washed(2, 1),
        [cherry("M1", 60), cherry("M1", 40), cherry("M2", 200), cherry("B1", 100)],
        [step("M1", 300), step("M1", 200, day=date(2025, 11, 3)), step("M2", 1000), step("B1", 2000)],
    )
    assert values(found.groups) == {"micro": 5.0, "bulk": 20.0}
    assert found.difference.value == -15.0
    assert (found.groups["micro"].basis, found.groups["micro"].n, found.groups["micro"].rows) == ("washed", 2, 6)


def test_published_unit_slips_and_conversions():
    # CRS: 1,200 L per 100 lb cherry = 26 L/kg; 16 lb green of it = 165 L/kg green. 20 m3/t cherry = 20 L/kg cherry.
    found = used(
        washed(2, 0), [cherry("M1", 100 * LB_KG), cherry("M2", 1000)], [step("M1", 1200), step("M2", 20 * 1000)]
    )
    by_lot = dict(found.cases["micro"])
    assert by_lot["M1"] == pytest.approx(26.455, abs=0.001)
    assert pytest.approx(165, abs=0.5) == 1200 / (16 * LB_KG)
    assert by_lot["M2"] == 20


def test_what_cannot_be_believed_of_washed_is_left_out_and_said():
    # 0.49 and 60.01 L/kg (m3 for litres, or not all the water) go, the ends 0.5 and 60 stay: (50 + 6000) / 200 = 30.25
    litres = (49, 50, 6000, 6001)
    found = used(
        washed(4, 0),
        [cherry(f"M{i}", 100) for i in (1, 2, 3, 4)],
        [step(f"M{i}", water) for i, water in enumerate(litres, start=1)],
    ).groups["micro"]
    assert (found.value, found.n, found.left_out) == (30.25, 2, 2)
    assert "2 not counted: a lot outside the 0.5 to 60" in found.notes[0]


def test_a_natural_may_use_next_to_none():
    register = lots(1, 0, process="Natural ")
    assert used(register, [cherry("M1", 100)], [step("M1", 0, "floating")]).groups["micro"].value == 0


def test_another_process_is_no_saving():
    register = [*lots(1, 0, process="natural"), *lots(0, 1, process="washed")]
    found = used(register, [cherry("M1", 100), cherry("B1", 100)], [step("M1", 40), step("B1", 1500)])
    assert values(found.groups) == {"micro": 0.4, "bulk": 15.0}
    assert found.difference.value is None and "not measured alike" in found.difference.why_not


def test_other_steps_are_another_basis():
    # M1 wrote pulping alone, B1 and M2 pulping and washing: only the latter two compare. M1 would have looked like a
    # saving.
    found = used(
        washed(2, 1),
        [cherry("M1", 100), cherry("M2", 100), cherry("B1", 100)],
        [step("M1", 300), step("M2", 300), step("M2", 900, "Washing"), step("B1", 400), step("B1", 1000, "washing ")],
    )
    assert found.groups["micro"].basis == "washed (pulping, washing)"
    assert values(found.groups) == {"micro": 12.0, "bulk": 14.0}
    assert found.by["washed (pulping)"]["micro"].value == 3.0


def test_no_common_steps_no_difference():
    found = used(
        washed(1, 1),
        [cherry("M1", 100), cherry("B1", 100)],
        [step("M1", 300), step("B1", 400), step("B1", 1000, "washing")],
    )
    assert found.difference.value is None and "micro by washed (pulping)" in found.difference.why_not


def test_lots_without_both_are_counted_out():
    found = used(
        washed(5, 0),
        [cherry("M1", 100), cherry("M2", 100), cherry("M4", 100), cherry("M5", 50), cherry("M5", 20, "wet parchment")],
        [step("M1", 500), step("M3", 500), step("M4", 500), step("M4", None, day=date(2025, 11, 9)), step("M5", 500)],
    ).groups["micro"]
    assert (found.value, found.n, found.left_out) == (5.0, 1, 4)
    assert set(found.notes) == {
        "1 not counted: a lot without water written down",
        "1 not counted: a lot with water but no cherry received",
        "1 not counted: a lot with water written for some runs of a step only",
        "1 not counted: a lot of which part came in another form than cherry",
    }


def test_a_split_delivery_and_the_order_of_rows_change_nothing():
    receipts, processing = [cherry("M1", 70), cherry("M1", 30), cherry("M2", 250)], [step("M1", 800), step("M2", 900)]
    one = used(washed(2, 0), receipts, processing).groups["micro"]
    other = used(washed(2, 0), [cherry("M2", 250), cherry("M1", 100)], processing[::-1]).groups["micro"]
    assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high))
    assert one.value == pytest.approx(1700 / 350)
