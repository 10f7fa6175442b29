"""Payments that name neither lot nor stream: joined by what the sheet has, else no share of the premium. Shared out by
weight they would say that a kilo of both streams is paid alike, which is what is asked.

F1 brought 600 kg cherry to M1, which gave 100 kg green sold at 9, and 1200 kg to B1, which gave 200 kg sold at 5. He
got 1.20 a kg for the first and 0.50 for the second: 720 and 600, that is 7.20 and 3.00 per kg green, 4.20 of the 4.00
more.
"""

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots

DAY, LATER = date(2025, 11, 3), date(2025, 11, 9)
LOGS = {
    "lots": [*lots(1, 0, green_kg=100.0), *lots(0, 1, green_kg=200.0)],
    "receipts": [
        {"received_on": day, "farmer_id": "F1", "weight_kg": kg, "form": "cherry", "lot_id": lot, "receipt_no": slip}
        for day, kg, lot, slip in [(DAY, 600.0, "M1", "R1"), (LATER, 1200.0, "B1", "R2")]
    ],
    "offers": [
        *(deal("M1", 30, price, f"Buyer {price}") for price in (8.9, 9.0, 9.1)),
        *(deal("B1", 60, price, f"Buyer {price}") for price in (4.9, 5.0, 5.1)),
    ],
}


def paid(amount, **columns):
    return {"paid_on": date(2025, 12, 1), "farmer_id": "F1", "amount": amount, **columns}


def shares(*payments, **logs):
    found = {
        name: asked(name, **{**LOGS, **logs}, payments=payments) for name in ("farmer_premium_share", "farmer_share")
    }
    return {name: answer.groups["micro"] for name, answer in found.items()}


@pytest.mark.parametrize(
    "payments",
    [
        (paid(720.0, lot_id="M1"), paid(600.0, stream="bulk")),
        (paid(720.0, receipt_no="R1"), paid(600.0, receipt_no="R2")),
        (paid(720.0, paid_on=DAY, weight_kg=600.0), paid(600.0, paid_on=LATER, weight_kg=1200.0, form="cherry")),
    ],
)
def test_a_payment_is_of_its_lot_its_receipt_or_its_delivery(payments):
    found = shares(*payments)
    assert found["farmer_premium_share"].value == pytest.approx(4.2 / 4.0)
    assert found["farmer_share"].value == pytest.approx(7.2 / 9.0)


@pytest.mark.parametrize("columns", [{}, {"receipt_no": "R9"}, {"weight_kg": 600.0}, {"paid_on": DAY}])
def test_without_any_of_them_there_is_no_number_but_the_column_that_would_be_needed(columns):
    found = shares(paid(720.0, **columns), paid(600.0, receipt_no="R2"))
    for estimate in found.values():
        assert estimate.value is None
        assert estimate.why_not.startswith("Payments of 55 % of the money paid name neither lot, stream nor receipt")
        assert estimate.why_not.endswith("Write the lot or the receipt number in Payments.")


def test_two_deliveries_of_a_day_and_weight_tell_nothing():
    twin = {**LOGS["receipts"][1], "received_on": DAY, "weight_kg": 600.0, "receipt_no": "R3"}
    assert shares(paid(720.0, paid_on=DAY, weight_kg=600.0), receipts=[LOGS["receipts"][0], twin])[
        "farmer_premium_share"
    ].value is None  # fmt: skip


def test_a_farmer_of_one_stream_needs_no_column():
    receipts = [LOGS["receipts"][0], {**LOGS["receipts"][1], "farmer_id": "F2"}]
    found = shares(paid(720.0), paid(600.0, farmer_id="F2"), receipts=receipts)
    assert found["farmer_premium_share"].value == pytest.approx(4.2 / 4.0)
