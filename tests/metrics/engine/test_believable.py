"""What can't be is held back with all that is built on it; what is unusual is shown and says so."""

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots


def delivery(lot, kg):
    return {"received_on": date(2025, 11, 1), "farmer_id": lot, "weight_kg": kg, "form": "cherry", "lot_id": lot}


def paid(lot, amount):
    return {"paid_on": date(2025, 12, 1), "farmer_id": lot, "amount": amount, "lot_id": lot}


def farmer_share(micro_pay):
    # 100 kg green a lot, sold at 10 and 5; bulk is paid 300 for them: 3 of 5
    return asked(
        "farmer_share",
        lots=lots(1, 1, green_kg=100.0),
        receipts=[delivery("M1", 625.0), delivery("B1", 625.0)],
        offers=[deal("M1", 90, 10.0), deal("B1", 90, 5.0, "Buyer B")],
        payments=[paid("M1", micro_pay), paid("B1", 300.0)],
    )


def test_a_usual_number_says_nothing():
    found = farmer_share(600.0).groups
    assert (found["micro"].value, found["bulk"].value) == pytest.approx((0.6, 0.6))
    assert not any("Doubtful" in note for note in found["micro"].notes)


def test_an_unusual_number_is_shown_and_says_so():
    # 1500 for 100 kg at 10: half more than the price. A subsidy can be.
    found = farmer_share(1500.0).groups["micro"]
    assert found.value == pytest.approx(1.5)
    assert "Doubtful: usual is 10 % to 120 %. Look at the rows behind it." in found.notes


def test_what_cannot_be_is_held_back_and_so_is_what_is_compared_with_it():
    # 15,000,000 in another money for 100 kg at 10
    found = farmer_share(15_000_000.0)
    assert found.groups["micro"].value is None and found.groups["bulk"].value == pytest.approx(0.6)
    assert found.groups["micro"].why_not.startswith(
        "It would be 1,500,000 %, and nothing below 0 % or above 300 % can be"
    )
    assert found.difference.value is None and found.difference.low is None and found.difference.why_not
    assert all(part["micro"].value is None for part in found.parts.values())


def test_a_share_of_days_or_lots_is_never_above_one():
    found = asked("moisture", lots=lots(1), quality=[
        {"lot_id": "M1", "sampled_on": date(2026, 1, 5), "sample_id": "S1", "moisture": 112.0, "stage": "pre-shipment"}
    ]).groups["micro"]  # fmt: skip
    assert found.value is None and "It would be 112 %, and nothing below 1 % or above 99 % can be" in found.why_not
