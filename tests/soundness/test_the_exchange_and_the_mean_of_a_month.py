"""A quotation of the exchange is the market of its contract on its day, and no mean of the month it was quoted in."""

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots
from tests.support import warehouse_of

FIXED = date(2026, 2, 10)
NET = "above the market on the day the price was fixed"
KC = {"price_basis": "differential", "contract_month": "KCK26", "fixed_on": FIXED}


def quote(day: date, price: float, contract: str | None = "2026-05", **columns) -> dict:
    return {"date": day, "price_per_kg": price, "contract_month": contract, **columns}


def market(*prices: dict, as_of=date(2026, 3, 31), **columns):
    w = warehouse_of(as_of=as_of, lots=lots(1), offers=[deal("M1", 100, 8, **columns)], market_prices=list(prices))
    return [(row["market"], row["series"]) for row in w.rows("SELECT market, series FROM deal_market")]


def test_a_quotation_is_no_price_of_its_month():
    # the mean of February is 6.00; what was quoted for May and July is not of it
    prices = quote(FIXED, 6.0, None), quote(FIXED, 7.5), quote(FIXED, 9.0, "2026-07")
    assert market(*prices, fixed_on=FIXED) == [(6.0, "Market prices")]
    assert market(*prices, **KC) == [(7.5, "exchange")]


@pytest.mark.parametrize(
    "written", ["2026-05", "05/2026", "May 2026", "may-26", "KCK26", "KC K26", "K2026", "mayo 2026"]
)
def test_a_contract_month_however_written(written):
    assert market(quote(FIXED, 7.5), **{**KC, "contract_month": written}) == [(7.5, "exchange")]


def test_a_month_that_is_none_is_asked_of_no_exchange():
    assert market(quote(FIXED, 6.0, None), quote(FIXED, 7.5), **{**KC, "contract_month": "second"})[0][0] == 6.0


def test_the_last_quotation_serves_for_a_week():
    prices = quote(date(2026, 2, 3), 7.5), quote(date(2026, 2, 20), 9.0), quote(FIXED, 6.0, None)
    assert market(*prices, **KC) == [(7.5, "exchange")]
    assert market(*prices, **{**KC, "fixed_on": date(2026, 2, 11)}) == [(6.0, "Market prices")]


def test_the_price_at_fixing_is_the_market_and_makes_the_price_of_a_differential():
    # 330 USc/lb = 3.30 / 0.45359237 = 7.2753 USD/kg, and 0.50 over it: the month's 6.00 is not asked
    offer = deal("M1", 100, None, **KC, exchange_price_per_kg=3.30 / 0.45359237, differential_per_kg=0.5)
    found = asked("premium_over_bulk", lots=lots(1, 1), offers=[offer], market_prices=[quote(FIXED, 6.0, None)])
    assert found.groups["micro"].value == pytest.approx(7.7753, abs=1e-4)
    assert found.parts[NET]["micro"].value == pytest.approx(0.5)
    assert "the market price is that of the exchange, where it is written" in found.parts[NET]["micro"].assumed


def test_not_fixed_yet_it_is_marked_to_the_last_quotation():
    offer = deal("M1", 100, None, **KC, differential_per_kg=0.5) | {"fixed_on": None}
    logs = dict(lots=lots(1, 1), offers=[offer], market_prices=[quote(date(2026, 3, 30), 7.0), quote(FIXED, 6.0)])
    micro = asked("premium_over_bulk", **logs).groups["micro"]
    assert (micro.value, micro.to_date) == (7.5, True)


def test_a_price_at_fixing_is_not_known_before_its_day():
    offer = {**KC, "exchange_price_per_kg": 9.0}
    prices = quote(date(2026, 2, 5), 7.0), quote(date(2026, 1, 31), 6.0, None)
    assert market(*prices, as_of=date(2026, 2, 9), **offer) == [(7.0, "exchange")]
    assert market(*prices, as_of=FIXED, **offer) == [(9.0, "exchange")]


def test_what_each_number_used_is_said():
    offers = [deal("M1", 100, 8, **KC), deal("M2", 100, 8, "Buyer B", day=FIXED)]
    prices = [quote(FIXED, 7.0), quote(FIXED, 6.0, None)]
    net = asked("premium_over_bulk", lots=lots(2, 1), offers=offers, market_prices=prices).parts[NET]["micro"]
    # (100 x 1 + 100 x 2) / 200
    assert net.value == 1.5
    assert "the market price is the mean of the month (Market prices)" in net.assumed
