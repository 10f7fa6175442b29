"""The premium per farmer: median, what the best-paid tenth got, farmers paid of members."""

from datetime import date

import pytest

from tests.metrics.hand import asked, lots, values
from tests.metrics.impact.test_farmer_premium_share import paid


def premium(farmer, amount, **columns):
    return paid(farmer, amount, **{"purpose": "premium", "lot_id": "M1", **columns})


def member(farmer, plot):
    return {"plot_id": plot, "farmer_id": farmer}


def spread(payments, plots=(), **logs):
    return asked("income_spread", lots=lots(1, 1), payments=payments, plots=list(plots), **logs)


def test_by_hand():
    # F1..F11 got 1..11, F1 in two payments: median 6. A tenth of 11, rounded up, is 2: 10 + 11 of 66.
    # 13 members, one of them with two plots: 11 / 13.
    rows = [premium("F1", 0.4), premium("F1", 0.6), *(premium(f"F{i}", float(i)) for i in range(2, 12))]
    found = spread(rows, [*(member(f"F{i}", f"P{i}") for i in range(1, 14)), member("F2", "P99")])
    assert found.groups["micro"].value == 6.0 and found.groups["micro"].n == 11
    # n = 11: P(X <= 1) = 12 / 2048 = 0.6 %, P(X <= 2) = 67 / 2048 = 3.3 %: twice that is 6.5 %, so the 2nd and the 10th
    # value hold 95 %
    assert (found.groups["micro"].low, found.groups["micro"].high) == (2.0, 10.0)
    assert found.parts["share of the best-paid tenth"]["micro"].value == pytest.approx(21 / 66)
    assert found.parts["share of the best-paid tenth"]["micro"].low is None
    assert found.parts["farmers paid of members"]["micro"].value == pytest.approx(11 / 13)


def test_the_medians_of_women_and_of_men():
    # women F1 10, F2 20, F3 60: 20; men F4 30, F5 50: 40; of F6 nobody wrote it.
    sex = {"F1": "female", "F2": "female", "F3": "female", "F4": "male", "F5": "male"}
    amounts = zip(("F1", "F2", "F3", "F4", "F5", "F6"), (10.0, 20.0, 60.0, 30.0, 50.0, 999.0), strict=True)
    found = spread([premium(*one) for one in amounts], [{**member(f, f), "sex": s} for f, s in sex.items()]).parts
    assert (found["median of women"]["micro"].value, found["median of women"]["micro"].n) == (20.0, 3)
    assert (found["median of men"]["micro"].value, found["median of men"]["micro"].n) == (40.0, 2)


def test_one_farmer_takes_most_and_the_median_does_not_move():
    found = spread([*(premium(f"F{i}", 10.0) for i in range(9)), premium("F9", 910.0)])
    # the mean is 100
    assert (found.groups["micro"].value, found.parts["share of the best-paid tenth"]["micro"].value) == (10.0, 0.91)


def test_only_premiums_and_not_those_of_bulk():
    found = spread(
        [
            premium("F1", 20.0),
            paid("F1", 500.0, lot_id="M1", purpose="first"),
            premium("F2", 99.0, lot_id="B1"),
            premium("F3", 40.0, lot_id=None),
        ]
    )
    assert (found.groups["micro"].value, found.groups["micro"].n) == (30.0, 2)


def test_a_farmer_paid_who_is_no_member_is_said():
    found = spread([premium("F1", 20.0), premium("F9", 20.0)], [member("F1", "P1"), member("F2", "P2")]).parts[
        "farmers paid of members"
    ]["micro"]
    assert found.value == 0.5 and found.notes == ("1 not counted: a farmer paid who is not in Plots",)


def test_other_money_at_its_rate_or_said():
    rates = [{"date": date(2025, 11, 20), "currency": "HNL", "per_base": 25.0}]
    paid = [premium("F1", 500.0, currency="HNL"), premium("F2", 9.0, currency="EUR"), premium("F3", 30.0)]
    found = spread([*paid, premium("F4", 40.0)], rates=rates).groups["micro"]
    assert (found.value, found.n) == (30.0, 3)  # 500 / 25 = 20, and 30 and 40
    assert "1 not counted: a premium in another currency" in found.notes[0]
    of_three = spread(paid, rates=rates).groups["micro"]  # one of three is too many to stand for all
    assert of_three.value is None and "no rate within 31 days" in of_three.why_not


def test_no_premium_no_number():
    found = spread([paid("F1", 500.0, lot_id="M1", purpose="first")]).groups
    assert values(found) == {"micro": None} and found["micro"].why_not
