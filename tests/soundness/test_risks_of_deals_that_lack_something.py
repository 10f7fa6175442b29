"""Risks of deals without a buyer's name, a price or a day: left out and said, never taken for something else."""

from datetime import date

import pytest

from metrics.books.risk import NO_STREAMS, risks
from metrics.engine.compute import answers
from tests.logbooks.typed_sheets import LOTS, checked, tab
from tests.metrics.hand import YEAR, deal
from tests.support import warehouse_of
from words.numbers import number
from words.risk_words import risk_side

SHIPPED, AS_OF = date(2026, 2, 1), date(2026, 3, 31)
HEAD = ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Accepted price (USD/kg)", "Closed on"]
HEAD += ["Incoterm", "Shipped on", "Payment days", "Paid on"]


@pytest.fixture(scope="module")
def no_lots():
    """What indicators say where nothing is known: here only the deals count."""
    return answers(warehouse_of(), YEAR)


def sold(code, buyer, kg=100, price=9, days=30, paid=None, shipped=SHIPPED):
    return [code, "M1", buyer, date(2026, 1, 1), kg, "accepted", price, SHIPPED, "EXW", shipped, days, paid]


def sheet(no_lots, *rows, head=HEAD):
    w = checked(tab("Lots", [*LOTS, "Green kg"], ["M1", "micro", YEAR, 1000]), tab("Offers", head, *rows), as_of=AS_OF)
    return {one.name: one for one in risks(w, YEAR, no_lots)}


def test_kg_of_a_buyer_nobody_named_may_be_those_of_any(no_lots):
    # 100 of A, 100 of B and 100 of nobody: the largest took 33 to 67 %; it stood at 50 %
    found = sheet(no_lots, sold("O1", "A"), sold("O2", "B"), sold("O3", None))["largest_buyer"].micro
    assert found.value is None and found.why_not.startswith("Of 1 of 3 micro deals the buyer's name or the kg")
    known = sheet(no_lots, sold("O1", "A"), sold("O2", "B", kg=300))["largest_buyer"].micro
    assert (known.value, known.n) == (0.75, 2)


def test_deals_nobody_named_the_buyer_of_are_not_those_of_one_more_buyer(no_lots):
    """Three late by 28 days (3 March to 31 March), one paid in time; two are of one buyer and two of nobody."""
    rows = sold("O1", "A"), sold("O2", "A", paid=SHIPPED), sold("O3", None), sold("O4", None)
    late = sheet(no_lots, *rows)["late"]
    assert (late.micro.value, late.micro.n, late.micro.deals, late.micro.left_out) == (0.5, 1, 2, 2)
    said = "2 deals of 1 buyer; 2 deals left out, of which a cell that it needs is not known"
    assert risk_side(late, "micro") == f"{number(0.5, 'share')} ({said})"
    nobody = sheet(no_lots, *rows[2:])["late"].micro
    assert nobody.why_not == "None of the micro deals it is about (2) has all the cells that it needs."


def test_a_deal_without_a_price_is_left_out_and_said(no_lots):
    rows = sold("O1", "A", price=8), sold("O2", "B", price=10), sold("O3", "C", price="as agreed")
    found = sheet(no_lots, *([*row, 0] for row in rows), head=[*HEAD, "Claim"])
    # 8 and 10 are each 1 from their mean: their deviation is the root of 2
    assert found["price_spread"].micro.value == pytest.approx(2**0.5)
    for name in ("price_spread", "price_spread_share", "claims"):
        assert (found[name].micro.deals, found[name].micro.left_out) == (2, 1)
    assert found["late"].micro.deals == 3  # whoever is late is late at any price
    single = sheet(no_lots, *rows[1:])["price_spread"].micro
    assert single.why_not == "A single micro deal shows no spread."


def test_the_price_of_a_currency_that_could_not_be_read_is_none(no_lots):
    """Of 900 nothing is claimed; 100 kg at 9 of who knows what money were taken as dollars, with the claim of 90."""
    rows = [*sold("O1", "A"), "USD", None], [*sold("O2", "B"), "?!", 90]
    w = checked(
        tab("Lots", [*LOTS, "Green kg"], ["M1", "micro", YEAR, 1000]),
        tab("Offers", [cell.replace(" (USD/kg)", " per kg") for cell in HEAD] + ["Currency", "Claim"], *rows),
    )
    claims = {one.name: one for one in risks(w, YEAR, no_lots)}["claims"].micro
    assert (claims.value, claims.deals, claims.left_out) == (0, 1, 1)


def test_who_paid_before_the_day_counts_once_the_day_is_over(no_lots):
    """Of two deals due on 12 April, on 31 March one is paid; of one due on 3 March nothing came: 1 of 1 is late, not 1
    of 2. What has no day on which it was due is left out once it was shipped."""
    soon = sold("O1", "A", days=70, paid=date(2026, 3, 1)), sold("O2", "B", days=70)
    found = sheet(no_lots, *soon, sold("O3", "C"), sold("O4", "D", days=None), sold("O5", "E", days=None, shipped=None))
    assert (found["late"].micro.value, found["late"].micro.deals, found["late"].micro.left_out) == (1.0, 1, 1)
    assert (found["days_late"].micro.value, found["days_late"].micro.n) == (28, 1)


def test_where_lots_have_no_stream_the_reason_says_so():
    w = warehouse_of(as_of=AS_OF, offers=[deal("M1", 100, 9.0)])
    found = {one.name: one for one in risks(w, YEAR, answers(w, YEAR))}
    assert found["moisture_outside"].micro.why_not == NO_STREAMS
    assert found["claims"].micro.why_not == "No micro deal is known that says it."
