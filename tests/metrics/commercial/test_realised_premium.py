"""Realised premium per kg produced: unsold and downgraded kg, closed lots, the month of the bulk price."""

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots, values

DISCOUNT = [{"setting": "return_discount", "value": "0.5"}]
BULK = [deal("B1", 500, 4, "Buyer X", date(2026, 2, 10)), deal("B2", 500, 5, "Buyer Y", date(2026, 3, 20))]


def test_by_hand():
    # Made 3 x 100. M1 sold 100 at 8 on 1 February: bulk within 30 days is B1 alone: 4 (B2 on 20 March is 47 days off).
    # M2 sold 60 at 7 on 1 March: B1 (19 days) and B2 (19 days): 4.5. M3 sold 50 as bulk at 4.2; 40 + 50 unsold.
    # counterfactual = (100 x 4 + 60 x 4.5) / 160 = 4.1875
    # micro = (800 + 420 + 210 + 90 x (4.1875 - 0.5)) / 300 = 5.87292
    found = asked(
        "realised_premium",
        lots=lots(3, 2, green_kg=100.0),
        settings=DISCOUNT,
        offers=[
            deal("M1", 100, 8, "Buyer A"),
            deal("M2", 60, 7, "Buyer B", date(2026, 3, 1)),
            deal("M3", 50, 4.2, "Buyer C", date(2026, 3, 5), sold_as="bulk"),
            *BULK,
        ],
    )
    assert values(found.groups) == pytest.approx({"micro": 1761.875 / 300, "bulk": 4.1875})
    assert found.difference.value == pytest.approx(1761.875 / 300 - 4.1875)
    assert found.relative.value == pytest.approx(1761.875 / 300 / 4.1875 - 1)
    assert found.groups["micro"].to_date
    assert found.parts["share sold as micro"]["micro"].value == pytest.approx(160 / 300)
    assert found.parts["against the season's average bulk price"]["bulk"].value == pytest.approx(4.5)


def test_unsold_kg_of_a_closed_lot_earn_nothing():
    closed = [{**lot, "closed_on": date(2026, 3, 15)} for lot in lots(1, 0, green_kg=100.0)]
    logs = {"lots": [*closed, *lots(0, 2, green_kg=100.0)], "offers": [deal("M1", 50, 8), *BULK]}
    # 400 / 100
    assert asked("realised_premium", **logs).groups["micro"].value == pytest.approx(4.0)
    # + 50 x 4
    assert asked("realised_premium", as_of=date(2026, 3, 14), **logs).groups["micro"].value == pytest.approx(6.0)


def test_without_the_discount_it_is_assumed_and_said():
    found = asked("realised_premium", lots=lots(1, 2, green_kg=100.0), offers=[deal("M1", 50, 8), *BULK])
    assert "kg that go back to bulk unsold lose nothing" in found.groups["micro"].assumed


def test_no_bulk_deal_of_the_month_no_headline():
    found = asked(
        "realised_premium",
        lots=lots(1, 1, green_kg=100.0),
        offers=[deal("M1", 100, 8), deal("B1", 100, 4, day=date(2025, 11, 1))],
    )
    assert found.groups["micro"].value is None and found.difference.value is None
    assert "2026-02-01" in found.groups["micro"].why_not


def test_one_deal_without_bulk_of_its_month_takes_the_headline_away():
    # M1 (100 kg, 1 February) stands against B1 at 4; M2 (60 kg) closed in November, when no bulk was sold: 60 of 160 kg
    # stand against nothing. What B1 brought is not lent to them; the season's average, 4, stands beside.
    found = asked(
        "realised_premium",
        lots=lots(2, 1, green_kg=100.0),
        settings=DISCOUNT,
        offers=[
            deal("M1", 100, 8),
            deal("M2", 60, 7, "Buyer B", date(2025, 11, 1), offered_on=date(2025, 10, 9)),
            BULK[0],
        ],
    )
    assert values(found.groups) == {"micro": None, "bulk": None}
    assert found.difference.value is None and found.relative.value is None
    assert found.groups["micro"].why_not.startswith(
        "38 % of the kg sold as micro have no bulk deal within 30 days: M2 (2025-11-01, 60 kg)."
    )
    assert found.parts["kg compared with bulk of the same month"]["micro"].value == pytest.approx(100 / 160)
    assert found.parts["against bulk of the same month"]["bulk"].value is None
    assert found.parts["against the season's average bulk price"]["bulk"].value == pytest.approx(4.0)
    assert found.parts["against the season's average bulk price"]["difference"].value == pytest.approx(
        (800 + 420 + 40 * 3.5) / 200 - 4
    )


def test_the_counterfactual_agreed_before_the_season():
    offers = [deal("M1", 100, 8), *BULK]
    found = asked(
        "realised_premium",
        lots=lots(1, 2, green_kg=100.0),
        offers=offers,
        settings=[{"setting": "counterfactual", "value": "average of the season"}],
    )
    assert found.groups["bulk"].value == pytest.approx(4.5)
    found = asked(
        "realised_premium",
        lots=lots(1, 2, green_kg=100.0),
        offers=offers,
        settings=[{"setting": "counterfactual", "value": "coin flip"}],
    )
    assert found.groups["bulk"].value is None and "coin flip" in found.groups["bulk"].why_not


def test_kg_at_an_unknown_price_are_in_neither():
    found = asked(
        "realised_premium",
        lots=lots(2, 2, green_kg=100.0),
        offers=[deal("M1", 100, 8), deal("M2", 100, None, "Buyer B"), *BULK],
    )
    assert found.groups["micro"].value == pytest.approx(8.0)
    assert found.groups["micro"].notes == ("1 not counted: no accepted price",)


def test_two_buyers_give_no_range():
    found = asked(
        "realised_premium",
        lots=lots(2, 2, green_kg=100.0),
        offers=[deal("M1", 100, 8), deal("M2", 100, 7, "Buyer B"), *BULK],
    )
    assert found.groups["micro"].low is None and "three buyers" in found.groups["micro"].no_range


def test_three_buyers_give_one():
    found = asked(
        "realised_premium",
        lots=lots(3, 2, green_kg=100.0),
        offers=[deal("M1", 100, 8), deal("M2", 100, 7, "Buyer B"), deal("M3", 100, 9, "Buyer C"), *BULK],
    )
    assert found.groups["micro"].value == pytest.approx(8.0)
    assert found.groups["micro"].low < 8 < found.groups["micro"].high
    assert found.difference.value == pytest.approx(4.0)
