"""A buyer with many deals is one case: what he does again and again makes nothing surer."""

from datetime import date, timedelta

import pytest

from metrics.books.risk import risks
from metrics.engine.compute import answers
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of

SHIPPED = date(2026, 2, 1)
OF_BUYERS = ("price_spread", "price_spread_share", "claims", "late", "days_late")


def sold(lot, buyers, price, late=0, claim=0.0, deals=12):
    """Deals of 100 kg shared out among the buyers, to be paid on 3 March and paid so many days later."""
    return [
        deal(
            lot,
            100,
            price(i % buyers),
            f"{lot} {i % buyers}",
            day=SHIPPED + timedelta(days=i),
            shipped_on=SHIPPED,
            payment_days=30,
            paid_on=SHIPPED + timedelta(days=30 + (late if i % buyers == 0 else 0)),
            claim_amount=claim if i % buyers == 0 else 0.0,
        )
        for i in range(deals)
    ]


@pytest.fixture(scope="module")
def no_lots():
    """What indicators say where nothing is known: here only the deals count."""
    return answers(warehouse_of(), YEAR)


def said(micro, bulk, no_lots):
    w = warehouse_of(as_of=date(2026, 3, 31), lots=lots(1, 1, green_kg=1200.0), offers=[*micro, *bulk])
    return {one.name: one.said for one in risks(w, YEAR, no_lots) if one.name in OF_BUYERS}


@pytest.mark.parametrize(("micro_buyers", "bulk_buyers"), [(2, 6), (6, 2), (2, 2)])
def test_two_buyers_with_many_deals_are_not_compared(micro_buyers, bulk_buyers, no_lots):
    # Of micro one buyer pays 6, ten days late and with a claim, all others 10: twelve deals, but one opinion.
    micro = sold("M1", micro_buyers, lambda b: 10.0 - 4.0 * (b == 0), late=10, claim=50.0)
    bulk = sold("B1", bulk_buyers, lambda b: 5.0 + 0.01 * b)
    assert said(micro, bulk, no_lots) == dict.fromkeys(OF_BUYERS, "describes")


def test_the_deals_of_one_buyer_do_not_make_the_others_surer(no_lots):
    # One of three micro buyers is late and claims, with 4 of 12 deals or 20 of 60: the same three cases, so it stays
    # as open. By deals, 4 late of 12 against 0 of 12 were called higher.
    for deals in (12, 60):
        micro = sold("M1", 3, lambda b: 9.0, late=10, claim=50.0, deals=deals)
        found = said(micro, sold("B1", 3, lambda b: 5.0), no_lots)
        assert (found["late"], found["days_late"], found["claims"]) == ("unclear",) * 3
