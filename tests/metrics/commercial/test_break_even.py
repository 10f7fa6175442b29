"""Break-even from the logs, against the formula filled in by hand."""

from datetime import date

import pytest

from metrics.books.break_even_inputs import measured_inputs
from tests.metrics.hand import YEAR, asked, deal, lots
from tests.support import warehouse_of

LOGS = {
    "lots": lots(4, 2, green_kg=300.0),
    "offers": [
        deal("M1", 300, 9, "Buyer A", paid_on=date(2026, 3, 2)),
        deal("M2", 300, 9, "Buyer B"),
        deal("M3", 240, 9, "Buyer C"),
        deal("M4", 120, 9, "Buyer D"),
        deal("B1", 300, 5, "Buyer X", paid_on=date(2026, 1, 31)),
        deal("B2", 300, 5, "Buyer Y"),
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
            "low_grade_share": 0,
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
        "low_grade_price",
        "finance_rate",
        "dilution",
        "farmer_extra",
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
