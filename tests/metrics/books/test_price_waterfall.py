"""The waterfall: nothing appears or vanishes between the buyer's price and the farmer's hand; unknown is never zero."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.books.price_waterfall import PARTS, PricePart, PriceWaterfall, extra_pay, waterfalls
from tests.metrics.hand import deal, lots
from tests.support import warehouse_of

YEAR, DAY = "2025/26", date(2025, 12, 1)


def cost(category, amount, **columns):
    return {"spent_on": DAY, "category": category, "amount": amount, "crop_year": YEAR, **columns}


def found(**logs):
    return waterfalls(warehouse_of(**logs), YEAR)


def test_by_hand():
    # Micro: 100 kg made and sold at 8.00 FOB, export 0.50 by a bill of the lot (50): billed. Milling 40 of its own =
    # 0.40 a kg, and 200 of everybody over 100 + 900 kg = 0.20 assumed. Lab 25 = 0.25. Farmers 300 on 100 kg green
    # delivered = 3.00. Left: 8 - 0.50 - 0.60 - 0.25 - 3.00 = 3.65. Bulk: 900 kg at 4.00 FOB, export 0.30 by setting:
    # assumed; milling 0.20.
    lot = [
        {"lot_id": name, "stream": stream, "crop_year": YEAR, "green_kg": kg}
        for name, stream, kg in (("M1", "micro", 100.0), ("B1", "bulk", 900.0))
    ]
    answer = found(
        lots=lot,
        offers=[deal("M1", 100, 8, incoterm="FOB"), deal("B1", 900, 4, "Buyer X", incoterm="FOB")],
        settings=[{"setting": "export", "value": "0.3"}],
        costs=[
            cost("export", 50.0, lot_id="M1"),
            cost("milling", 40.0, lot_id="M1"),
            cost("milling", 200.0),
            cost("lab", 25.0, stream="micro"),
        ],
        receipts=[{"received_on": DAY, "farmer_id": "F1", "lot_id": "M1", "weight_kg": 100.0, "form": "green"}],
        payments=[{"paid_on": DAY, "farmer_id": "F1", "lot_id": "M1", "amount": 300.0}],
    )
    micro, bulk = answer["micro"], answer["bulk"]
    taken = {part.name: (part.measured, part.assumed) for part in micro.parts}
    assert taken["freight and export"] == (pytest.approx(0.5), None)
    assert taken["milling"] == (pytest.approx(0.4), pytest.approx(0.2))
    assert taken["lab"] == (pytest.approx(0.25), None)
    assert taken["farmers"] == (pytest.approx(3.0), None)
    assert micro.price == 8 and micro.left == pytest.approx(3.65)
    assert micro.unknown == ("separation", "sorting", "cupping", "packaging", "management", "finance")
    taken = {part.name: (part.measured, part.assumed) for part in bulk.parts}
    assert taken["freight and export"] == (0, pytest.approx(0.3))
    assert taken["milling"] == (None, pytest.approx(0.2))
    assert bulk.unknown == ("separation", "sorting", "lab", "cupping", "packaging", "management", "finance", "farmers")
    assert bulk.left == pytest.approx(3.5)


def test_a_typed_0_is_known_and_a_blank_is_not():
    logs = {"lots": lots(1, 1, green_kg=100.0), "offers": [deal("M1", 100, 8), deal("B1", 100, 4, "Buyer X")]}
    assert "lab" in found(**logs)["micro"].unknown
    assert "lab" not in found(**logs, costs=[cost("lab", 0.0, lot_id="M1")])["micro"].unknown


def farmers(payments, lost=()):
    """What farmers got by the waterfall of micro: 100 kg green made, of F1 60 kg and F2 40 kg, B1 and bulk of both."""
    receipts = [
        {"received_on": DAY, "farmer_id": farmer, "lot_id": lot, "weight_kg": kg, "form": "green"}
        for farmer, lot, kg in (("F1", "M1", 60.0), ("F2", "M1", 40.0), ("F1", "B1", 50.0), ("F2", "B1", 50.0))
    ]
    logs = {
        "lots": lots(1, 1, green_kg=100.0),
        "offers": [deal("M1", 100, 8), deal("B1", 100, 4, "Buyer X")],
        "receipts": receipts,
        "payments": [{"paid_on": DAY, "purpose": "first", **paid} for paid in payments],
    }
    return found(**logs)["micro"].parts[-1]


def test_pay_that_names_no_stream_is_not_shown_as_if_it_were_all():
    """180 + 120 for 100 kg of micro are 3.00 a kg; with 700 more of 1,000 that name nothing nobody knows."""
    told = [{"farmer_id": "F1", "lot_id": "M1", "amount": 180.0}, {"farmer_id": "F2", "lot_id": "M1", "amount": 120.0}]
    assert farmers(told).value == pytest.approx(3.0)
    unknown = farmers([*told, {"farmer_id": "F1", "amount": 700.0}])
    assert unknown.value is None and unknown.said == "70% of the money paid names neither lot, stream nor receipt"


def test_pay_without_a_rate_leaves_too_few_farmers():
    """Of two farmers one is paid in a currency without a rate: half of them do not speak for all."""
    paid = [{"farmer_id": "F1", "lot_id": "M1", "amount": 180.0}]
    euros = {"farmer_id": "F2", "lot_id": "M1", "amount": 120.0, "currency": "EUR"}
    shown = farmers([*paid, euros])
    assert shown.value is None and shown.said == "a delivery or payment could not be counted of 1 of 2 farmers"


def test_without_the_cost_of_the_way_there_is_no_waterfall():
    answer = found(
        lots=lots(1, 1, green_kg=100.0), offers=[deal("M1", 100, 8, incoterm="CIF"), deal("B1", 100, 4, "Buyer X")]
    )
    assert "the sea or air freight (freight), the insurance of the voyage (insurance)" in answer["micro"]
    assert isinstance(answer["bulk"], PriceWaterfall)


def test_selected_lots_have_none():
    answer = waterfalls(warehouse_of(lots=lots(1, 1)), YEAR, {"station": ("A",)})
    assert all("station" in reason for reason in answer.values())


amounts = st.none() | st.floats(0, 50)


@given(st.floats(0.1, 50), st.lists(st.tuples(amounts, amounts), min_size=len(PARTS), max_size=len(PARTS)))
def test_the_price_is_the_sum_of_its_parts_and_what_is_left(price, taken):
    of = PriceWaterfall(
        "micro", price, tuple(PricePart(name, *both) for name, both in zip(PARTS, taken, strict=True)), 100
    )
    assert sum(amount for both in taken for amount in both if amount is not None) + of.left == pytest.approx(price)
    assert set(of.unknown) == {name for name, both in zip(PARTS, taken, strict=True) if both == (None, None)}


def paid_three(micro_each=300.0, **more):
    """Three farmers deliver 100 kg green each to M1 and B1, and get so much for each micro delivery, 200 for bulk."""
    names = ("F1", "F2", "F3")
    received = [
        {"received_on": DAY, "farmer_id": name, "lot_id": lot, "weight_kg": 100.0, "form": "green"}
        for name in names
        for lot in ("M1", "B1")
    ]
    paid = [
        {"paid_on": DAY, "farmer_id": name, "lot_id": lot, "amount": amount}
        for name in names
        for lot, amount in (("M1", micro_each), ("B1", 200.0))
    ]
    lot = [
        {"lot_id": name, "stream": stream, "crop_year": YEAR, "green_kg": 300.0, "closed_on": DAY} | more
        for name, stream in (("M1", "micro"), ("B1", "bulk"))
    ]
    return warehouse_of(lots=lot, receipts=received, payments=paid)


def test_what_farmers_got_above_bulk_is_a_share_of_their_pay_for_bulk():
    """3.00 against 2.00 a kg is half as much again; while a lot is open more may come."""
    assert extra_pay(paid_three(), YEAR, 3) == (pytest.approx(0.5), False)
    assert extra_pay(paid_three(micro_each=200.0), YEAR, 3) == (pytest.approx(0.0), False)
    assert extra_pay(paid_three(closed_on=None), YEAR, 3) == (pytest.approx(0.5), True)


def test_of_so_few_farmers_that_the_pay_of_one_would_show_nothing_is_said():
    assert extra_pay(paid_three(), YEAR, 4) is None
    assert extra_pay(warehouse_of(lots=lots(1, 1, green_kg=100.0)), YEAR, 3) is None
