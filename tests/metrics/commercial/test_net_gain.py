"""Net gain from the logs, against earned less needed worked out by hand, and its range against another jackknife."""

from datetime import date
from math import exp, log, sqrt

import pytest
from scipy.stats import t as student

from tests.metrics.commercial.test_break_even import LOGS
from tests.metrics.hand import asked, deal, lots

MONEY = "in money of the season, as the cooperative sees it"


def test_earned_less_needed_by_hand():
    # Earned: 960 kg at 9 and 240 unsold at the bulk price of 5 are 9,840. Needed: 1,200 kg at 5, bills of 2,960 and
    # 636, interest 960 x 9 x 0.18 x 30 / 365 = 127.8247: 9,723.8247. Left: 116.1753, a kg made 0.0968.
    found = asked("net_gain", **LOGS)
    assert found.groups["micro"].value == pytest.approx(116.1753 / 1200, rel=1e-5)
    assert found.parts[MONEY]["micro"].value == pytest.approx(116.1753, rel=1e-5)
    assert found.parts[MONEY]["micro"].unit == "USD"
    assert found.parts["earned"]["micro"].value == pytest.approx(9840)
    assert found.parts["kg made"]["micro"].value == pytest.approx(1200)


def test_it_is_what_break_even_reaches_less_what_it_needs():
    needed = asked("break_even", **LOGS)
    per_kg_made = [needed.parts[f"premium per kg made{end}"]["micro"].value for end in (VIEW, " reached")]
    assert asked("net_gain", **LOGS).groups["micro"].value == pytest.approx(per_kg_made[1] - per_kg_made[0])
    # at the premium needed on the kg sold nothing is left: 9 more or less so much
    price = 5 + needed.groups["micro"].value
    offers = [{**one, "accepted_price_per_kg": price} if one["lot_id"][0] == "M" else one for one in LOGS["offers"]]
    assert asked("net_gain", **{**LOGS, "offers": offers}).groups["micro"].value == pytest.approx(0, abs=1e-9)


VIEW = ", as the cooperative sees it"


def test_sold_otherwise_and_lost_kg_count_at_what_they_brought():
    # 100 kg a lot. M1 at 9; M2 50 at 9, 50 as low grade at 2; M3 closed with 40 sold at 9, 60 lost. Bulk 4, no costs.
    # Earned 900 + 450 + 100 + 360 = 1,810; needed 1,200; left 610.
    found = asked(
        "net_gain",
        lots=[*lots(2, 1, green_kg=100.0), {**lots(3, green_kg=100.0)[2], "closed_on": date(2026, 3, 1)}],
        offers=[
            deal("M1", 100, 9.0, "Buyer A"),
            deal("M2", 50, 9.0, "Buyer B"),
            deal("M2", 50, 2.0, "Buyer C", sold_as="low grade"),
            deal("M3", 40, 9.0, "Buyer D"),
            deal("B1", 100, 4.0, "Buyer X"),
        ],
        costs=[{"spent_on": date(2025, 12, 1), "category": "lab", "amount": 0.0, "stream": "micro"}],
    )
    assert found.parts[MONEY]["micro"].value == pytest.approx(610)
    assert any("stayed unsold when their lot was closed" in note for note in found.groups["micro"].notes)


def test_for_the_members_what_farmers_got_more_is_no_cost():
    # 100 kg green of each stream; farmers got 400 for micro and 250 for bulk: 1.50 a kg more. Sold at 9 and 5.
    receipts = [
        {"received_on": date(2025, 12, 1), "farmer_id": "F1", "lot_id": lot, "weight_kg": 100.0, "form": "green"}
        for lot in ("M1", "B1")
    ]
    paid = [
        {"paid_on": date(2025, 12, 2), "farmer_id": "F1", "lot_id": lot, "amount": amount}
        for lot, amount in (("M1", 400.0), ("B1", 250.0))
    ]
    found = asked(
        "net_gain",
        lots=lots(1, 1, green_kg=100.0),
        offers=[deal("M1", 100, 9.0), deal("B1", 100, 5.0, "Buyer X")],
        costs=[{"spent_on": date(2025, 12, 1), "category": "lab", "amount": 100.0, "lot_id": "M1"}],
        receipts=receipts,
        payments=paid,
    )
    assert found.groups["micro"].value == pytest.approx(9 - 5 - 1 - 1.5)
    assert found.parts["per kg made, as the members see it"]["micro"].value == pytest.approx(9 - 5 - 1)


PLANNED = "at the volume planned for the season after"


def test_the_volume_planned_with_what_buyers_wrote():
    # 100 kg made and sold at 9, bulk 5, a bill of 100 fixed: today 400 - 100. Planned 300 kg, in writing 150: 100 at a
    # premium of 4, 50 at 3 (a quarter less), 150 at the bulk price: 400 + 150 - 100 = 450, a kg made 1.50.
    logs = {
        "lots": [
            *lots(1, 1, green_kg=100.0),
            {"lot_id": "M9", "stream": "micro", "crop_year": "2026/27", "planned_kg": 300.0},
        ],
        "offers": [deal("M1", 100, 9.0), deal("B1", 100, 5.0, "Buyer X")],
        "costs": [{"spent_on": date(2025, 12, 1), "category": "lab", "amount": 100.0, "stream": "micro"}],
        "intents": [
            {
                "dated_on": date(2026, 3, 1),
                "crop_year": "2026/27",
                "buyer": buyer,
                "weight_kg": kg,
                "in_writing": written,
            }
            for buyer, kg, written in (("Buyer A", 150.0, True), ("Buyer B", 500.0, False))
        ],
    }
    found = asked("net_gain", **logs)
    assert found.parts[MONEY]["micro"].value == pytest.approx(300)
    assert found.parts[f"{PLANNED}, in money of the season"]["micro"].value == pytest.approx(450)
    assert found.parts[PLANNED]["micro"].value == pytest.approx(1.5)
    unplanned = asked("net_gain", **{**logs, "lots": logs["lots"][:2]}).parts[PLANNED]["micro"]
    assert unplanned.value is None and "target_share" in unplanned.why_not


PRICES = {"Buyer A": 7.0, "Buyer B": 9.0, "Buyer C": 12.0, "Buyer D": 8.0}
BULK = {"Buyer X": 4.0, "Buyer Y": 5.0, "Buyer Z": 6.0}


def test_the_range_is_that_of_earned_over_needed_with_one_buyer_left_out():
    # 4 x 100 kg sold of 500 made, each buyer another price; bulk 3 x 100 kg; bills of 1,000. Kg and bills stay as they
    # are: a buyer left out takes his price along, and nothing else.
    def ratio(prices, bulk):
        sold, counted = sum(prices) / len(prices), sum(bulk) / len(bulk)
        return (400 * sold + 100 * counted) / (500 * counted + 1000)

    whole = ratio(PRICES.values(), BULK.values())
    variance, squares = 0.0, []
    for own, other in ((PRICES, False), (BULK, True)):
        moved = 0.0
        for name in own:
            left = [price for buyer, price in own.items() if buyer != name]
            without = ratio(*(PRICES.values(), left) if other else (left, BULK.values()))
            moved += (len(own) - 1) / len(own) * (log(without) - log(whole)) ** 2
        variance += moved
        squares.append((moved, len(own) - 1))
    freedom = variance**2 / sum(moved**2 / f for moved, f in squares)
    needed = 500 * 5 + 1000
    low, high = ((whole * exp(side * student.ppf(0.975, freedom) * sqrt(variance)) - 1) * needed for side in (-1, 1))
    found = asked(
        "net_gain",
        lots=lots(5, 3, green_kg=100.0),
        offers=[
            *(deal(f"M{i}", 100, price, buyer) for i, (buyer, price) in enumerate(PRICES.items(), 1)),
            *(deal(f"B{i}", 100, price, buyer) for i, (buyer, price) in enumerate(BULK.items(), 1)),
        ],
        costs=[{"spent_on": date(2025, 12, 1), "category": "lab", "amount": 1000.0, "stream": "micro"}],
    ).parts[MONEY]["micro"]
    assert found.value == pytest.approx(400 * 9 + 100 * 5 - needed)
    assert (found.low, found.high) == pytest.approx((low, high))


def test_two_buyers_have_no_range():
    offers = [deal("M1", 100, 9.0, "A"), deal("M2", 100, 7.0, "B"), deal("B1", 100, 4.0, "X")]
    costs = [{"spent_on": date(2025, 12, 1), "category": "lab", "amount": 0.0, "stream": "micro"}]
    found = asked("net_gain", lots=lots(2, 1, green_kg=100.0), offers=offers, costs=costs).groups["micro"]
    assert found.value == pytest.approx(4.0) and found.low80 is None and "fewer than three buyers" in found.no_range


@pytest.mark.parametrize("missing", ["costs", "offers"])
def test_without_bills_or_sales_there_is_none(missing):
    found = asked("net_gain", **{**LOGS, missing: []}).groups["micro"]
    assert found.value is None and found.why_not
