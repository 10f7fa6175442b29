"""Risks of selling, micro beside bulk, worked out by hand."""

from datetime import date, timedelta
from statistics import stdev

import pytest

from metrics.books.risk import risks
from metrics.engine.compute import answers
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of
from words.risk_words import risk_said, risk_side

SHIPPED = date(2026, 2, 1)


def of(**logs):
    w = warehouse_of(as_of=date(2026, 3, 31), **logs)
    found = risks(w, YEAR, answers(w, YEAR))
    assert not isinstance(found, str)
    return {one.name: one for one in found}


def paid(lot, kg, price, buyer, after, **columns):
    """Shipped on 1 February, to be paid in 30 days (3 March), paid so many days after shipping."""
    day = None if after is None else SHIPPED + timedelta(days=after)
    return deal(lot, kg, price, buyer, shipped_on=SHIPPED, payment_days=30, paid_on=day, **columns)


def test_by_hand():
    # Micro at 8, 10, 12, one a third of the kg sold; 6 of 1,000 + 800 + 1,200 claimed. Paid 10 days early, 5 late, and
    # not yet, 28 days after 3 March: 2 of 3 late, (0 + 5 + 28) / 3 days. 300 of the 400 kg made are sold.
    found = of(
        lots=lots(4, 2, green_kg=100.0),
        offers=[
            paid("M1", 100, 10.0, "A", 20),
            paid("M2", 100, 8.0, "A", 35, claim_amount=6.0),
            paid("M3", 100, 12.0, "B", None),
            paid("B1", 100, 5.0, "X", 30),
            paid("B2", 100, 4.0, "X", 31),
        ],
    )
    micro = {name: one.micro.value for name, one in found.items()}
    net = [10.0, (800 - 6) / 100, 12.0]
    assert micro["price_spread"] == pytest.approx(stdev(net))
    assert micro["price_spread_share"] == pytest.approx(stdev(net) / (sum(net) / 3))
    assert micro["claims"] == pytest.approx(6 / 3000)
    assert micro["late"] == pytest.approx(2 / 3) and micro["days_late"] == pytest.approx(33 / 3)
    assert micro["unsold"] == pytest.approx(0.25)
    assert micro["largest_buyer"] == pytest.approx(2 / 3)
    bulk = {name: one.bulk.value for name, one in found.items()}
    assert bulk["late"] == 0.5 and bulk["largest_buyer"] == 1.0 and bulk["claims"] == 0
    assert (found["late"].micro.n, found["late"].micro.deals, found["largest_buyer"].micro.n) == (2, 3, 2)
    assert found["price_spread"].said == "describes" and "does not compare" in risk_said(found["price_spread"])
    assert risk_side(found["late"], "micro") == "67\u202f% (3 deals of 2 buyers)"
    assert found["days_late"].micro.to_date and not found["days_late"].bulk.to_date


def many(spread, stream, low=9.0):
    """Twelve deals of 100 kg, each of its own buyer, half at the low price and half above it by `spread`."""
    lot = "M1" if stream == "micro" else "B1"
    return [deal(lot, 100, low + spread * (i % 2), f"{stream} {i}", day=SHIPPED + timedelta(days=i)) for i in range(12)]


@pytest.mark.parametrize(("micro", "bulk", "said"), [(4.0, 0.2, "higher"), (0.2, 4.0, "lower"), (1.0, 1.0, "unclear")])
def test_from_enough_buyers_on_it_is_said_which_is_higher(micro, bulk, said):
    found = of(lots=lots(1, 1, green_kg=1200.0), offers=[*many(micro, "micro"), *many(bulk, "bulk")])
    assert found["price_spread"].said == said
    assert found["largest_buyer"].said == "describes"  # the greatest of some buyers has no range


def test_a_side_without_a_deal_says_why():
    found = of(lots=lots(1, 1, green_kg=100.0), offers=[deal("M1", 100, 9.0, claim_amount=1.0)])
    assert (
        found["price_spread"].said == "unknown"
        and found["claims"].bulk.why_not == "No bulk deal is known that says it."
    )
    assert risk_side(found["claims"], "bulk") == "No bulk deal is known that says it."
    assert "can't be split" in risks(warehouse_of(), YEAR, {}, {"variety": ("Typica",)})


def test_where_nobody_writes_claims_none_are_said_to_be_none():
    """Two deals without a claim beside no claim anywhere: 0 % would be praise nobody earned."""
    found = of(lots=lots(1, 1, green_kg=100.0), offers=[deal("M1", 100, 9.0), deal("B1", 100, 5.0)])["claims"]
    assert (found.micro.value, found.bulk.value, found.said) == (None, None, "unknown")
    assert found.micro.why_not.startswith("No claim is written")
