"""Break-even from the logs, against the formula filled in by hand."""

from datetime import date

import pytest

from metrics.books.break_even_inputs import measured_inputs
from tests.metrics.hand import YEAR, asked, deal, lots
from tests.support import warehouse_of

SOLD = (("M1", 300, "Buyer A"), ("M2", 300, "Buyer B"), ("M3", 240, "Buyer C"), ("M4", 120, "Buyer D"))
LOGS = {
    "lots": lots(4, 2, green_kg=300.0),
    "offers": [
        *(deal(lot, kg, 9, buyer, paid_on=date(2026, 3, 2)) for lot, kg, buyer in SOLD),
        deal("B1", 300, 5, "Buyer X", paid_on=date(2026, 1, 31)),
        deal("B2", 300, 5, "Buyer Y", paid_on=date(2026, 1, 31)),
    ],
    "costs": [
        {
            "spent_on": date(2025, 12, 1),
            "category": "separation",
            "amount": 2960.0,
            "stream": "micro",
            "behaviour": "fixed",
        },
        {
            "spent_on": date(2025, 12, 1),
            "category": "sorting",
            "amount": 636.0,
            "stream": "micro",
            "behaviour": "variable",
        },
    ],
    "settings": [{"setting": "finance_rate", "value": "0.18"}],
}


def test_inputs_by_hand():
    inputs = measured_inputs(warehouse_of(**LOGS), YEAR)
    assert {name: found.value for name, found in inputs.items() if found.measured} == pytest.approx(
        {
            "produced_kg": 1200,
            "sold_share": 0.8,
            "otherwise_share": 0,
            "bulk_price": 5,
            "premium": 4,
            "fixed_cost": 2960,
            "variable_cost": 0.53,
            "days_to_cash": 60 - 30,
            "bulk_kg": 600,
        }
    )
    assert {name for name, found in inputs.items() if not found.measured} == {
        "return_discount",
        "otherwise_price",
        "finance_rate",
        "dilution",
        "farmer_extra",
        "labour_extra",
    }
    assert (
        inputs["finance_rate"].source == "setting finance_rate" and inputs["dilution"].source == "not set: taken as 0"
    )
    assert inputs["sold_share"].low80 < 0.8 < inputs["sold_share"].high80 <= 1


def test_premium_and_volume_by_hand():
    # interest 0.18 x 30 / 365 = 0.0147945; needed 2960 + 1200 x 0.53 + 960 x 5 x 0.0147945 = 3667.0137; earning 960 x
    # 0.9852055
    found = asked("break_even", **LOGS)
    assert found.groups["micro"].value == pytest.approx(3667.0137 / (960 * 0.9852055), rel=1e-5)
    assert found.groups["micro"].low is None and found.groups["micro"].no_range
    # no payments written
    assert found.parts["premium, as the members see it"]["micro"].value == pytest.approx(found.groups["micro"].value)
    # margin a kg 0.8 x 4 x 0.9852055 - 0.8 x 5 x 0.0147945 - 0.53 = 2.563480; 2960 / it
    assert found.parts["volume, as the cooperative sees it"]["micro"].value == pytest.approx(2960 / 2.5634797, rel=1e-5)
    assert found.parts["volume, as the cooperative sees it"]["micro"].unit == "kg green"
    assert found.parts["premium reached"]["micro"].value == pytest.approx(4)
    assert "farmers are paid no more for micro than for bulk" in found.groups["micro"].assumed


def test_no_volume_breaks_even_in_words():
    costs = [{**LOGS["costs"][1], "amount": 9000.0}]
    found = asked("break_even", **{**LOGS, "costs": costs})
    assert found.parts["volume, as the cooperative sees it"]["micro"].value is None
    assert "No volume breaks even" in found.parts["volume, as the cooperative sees it"]["micro"].why_not


def test_nothing_sold_yet():
    found = asked("break_even", **{**LOGS, "offers": LOGS["offers"][4:]})
    assert found.groups["micro"].value is None and "sold" in found.groups["micro"].why_not


def wait_of(**logs):
    found = measured_inputs(warehouse_of(**{**LOGS, **logs}), YEAR)["days_to_cash"]
    return pytest.approx(found.value), found.measured


def test_unpaid_deals_wait_on():
    # Offered on 1 January. Of 960 kg 840 were paid after 60 days and 120 have waited 89: 60 + 29 x 120 / 960 = 63.625;
    # bulk waited 30. The mean of the paid alone would be 60.
    offers = [{**one, "paid_on": None} if one["lot_id"] == "M4" else one for one in LOGS["offers"]]
    assert wait_of(offers=offers) == (33.625, True)


def test_while_fewer_than_half_are_paid_it_is_the_setting():
    unpaid = ("M1", "M2", "M3")
    offers = [{**one, "paid_on": None} if one["lot_id"] in unpaid else one for one in LOGS["offers"]]
    settings = [*LOGS["settings"], {"setting": "days_to_cash", "value": "12"}]
    assert wait_of(offers=offers, settings=settings) == (12, False)


def test_the_wait_begins_when_the_money_goes_out():
    # Coffee delivered on 1 December, 31 days before the offer; farmers paid on 11 December, ten days later. Where only
    # micro shows when its farmers were paid, both begin with the delivery.
    receipts = [
        {"received_on": date(2025, 12, 1), "farmer_id": "F1", "lot_id": lot, "weight_kg": 100.0, "form": "cherry"}
        for lot in ("M1", "M2", "M3", "M4", "B1", "B2")
    ]
    later = [{**one, "received_on": date(2025, 12, 21)} if one["lot_id"] == "B1" else one for one in receipts]
    assert wait_of(receipts=receipts) == (91 - 61, True)
    # half of the kg of bulk came 20 days later and so waited 20 days less: 41 and 61
    assert wait_of(receipts=later) == (91 - 51, True)
    paid = [
        {"paid_on": date(2025, 12, 11), "farmer_id": "F1", "lot_id": one["lot_id"], "amount": 50.0}
        for one in receipts
        if one["lot_id"][0] == "M"
    ]
    assert wait_of(receipts=receipts, payments=paid) == (91 - 61, True)
    paid += [{"paid_on": date(2025, 12, 31), "farmer_id": "F1", "lot_id": lot, "amount": 9.0} for lot in ("B1", "B2")]
    assert wait_of(receipts=receipts, payments=paid) == (81 - 31, True)
