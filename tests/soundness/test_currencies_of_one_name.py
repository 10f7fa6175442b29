"""FCFA is XAF in Central and XOF in West Africa: the workbook says which, or it is no currency with a rate."""

from datetime import date

import pytest

from tests.logbooks.typed_sheets import SETTINGS, Formatted, checked, tab

DAY = date(2026, 1, 10)
HEAD = ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Closed on"]
DEAL = ["O-1", "M-1", "Roaster", DAY, 100, "accepted", DAY]
IN_THE_CELL = tab("Offers", [*HEAD, "Accepted price per kg"], [*DEAL, "3 000 FCFA"])
IN_THE_HEADING = tab("Offers", [*HEAD, "Accepted price (F CFA/kg)"], [*DEAL, 3000])
IN_A_COLUMN = tab("Offers", [*HEAD, "Accepted price per kg", "Currency"], [*DEAL, 3000, "Francs CFA"])
IN_THE_FORMAT = tab("Offers", [*HEAD, "Accepted price per kg"], [*DEAL, Formatted("3000 FCFA")])
WRITTEN = [IN_THE_CELL, IN_THE_HEADING, IN_A_COLUMN, IN_THE_FORMAT]


def rates(*codes):
    return tab("Exchange rates", ["Date", "Currency", "Per USD"], *([DAY, code, 600] for code in codes))


@pytest.mark.parametrize("offers", WRITTEN)
@pytest.mark.parametrize("code", ["XAF", "XOF", "FCFA"])
def test_the_rates_say_which_franc_it_is(offers, code):
    """3,000 francs a kg at 600 for a dollar are 5 dollars."""
    w = checked(offers, rates(code, "EUR"), tab("Settings", SETTINGS, ["base_currency", "USD"]))
    joined = (
        "SELECT o.accepted_price_per_kg / r.per_base AS usd FROM clean.offers o JOIN clean.rates r USING (currency)"
    )
    assert w.rows(joined) == [{"usd": pytest.approx(5)}]
    assert [row["code"] for row in w.rows("SELECT code FROM problems WHERE logbook = 'offers'")] == []


def test_the_base_currency_says_it_too():
    w = checked(IN_THE_CELL, tab("Settings", SETTINGS, ["base_currency", "XOF"]))
    assert w.rows("SELECT currency FROM clean.offers") == [{"currency": "XOF"}]
    assert w.rows("SELECT code FROM problems WHERE logbook = 'offers'") == []


@pytest.mark.parametrize("named", [("XAF", "XOF"), ("EUR",)])
def test_where_both_or_neither_are_named_there_is_no_rate_and_it_is_said(named):
    w = checked(IN_THE_CELL, rates(*named), tab("Settings", SETTINGS, ["base_currency", "USD"]))
    assert w.rows("SELECT currency FROM clean.offers") == [{"currency": "CFA"}]
    assert [row["code"] for row in w.rows("SELECT code FROM problems WHERE logbook = 'offers'")] == ["no-rate"]
