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


def test_the_exchange_price_of_the_agreement_is_no_market_of_today():
    """9.00 on the day of the agreement, 7.00 a kg quoted the day before the data: not fixed, 100 kg stand at 7.00."""
    open_price = {**KC, "fixed_on": None, "exchange_price_per_kg": 9.0}
    prices = quote(date(2026, 3, 30), 7.0), quote(FIXED, 6.0, None)
    assert market(*prices, **open_price) == [(7.0, "exchange")]
    logs = dict(lots=lots(1, 1), market_prices=list(prices))
    offer = deal("M1", 100, None, **open_price, differential_per_kg=0.5)
    micro = asked("premium_over_bulk", offers=[offer], **logs).groups["micro"]
    assert (micro.value, micro.to_date) == (7.5, True)
    # by its columns alone, without the word differential: it is not fixed either
    micro = asked("premium_over_bulk", offers=[offer | {"price_basis": None}], **logs).groups["micro"]
    assert (micro.value, micro.to_date) == (7.5, True)
    assert micro.assumed == ("prices to the exchange that are not fixed yet stand at the last market price known",)


def test_a_quotation_in_money_without_a_rate_is_not_said_to_be_missing():
    usd = [{"setting": "base_currency", "value": "USD"}]
    logs = dict(lots=lots(1, 1), settings=usd, market_prices=[quote(FIXED, 180.0, currency="HNL")])
    reason = "the market price is in HNL, and there is no rate within"
    net = asked("premium_over_bulk", offers=[deal("M1", 100, 8, **KC)], **logs).parts[NET]["micro"]
    assert net.value is None and reason in net.why_not
    offer = deal("M1", 100, None, **KC, differential_per_kg=0.5)
    alone = asked("premium_over_bulk", offers=[offer], **logs).groups["micro"]
    assert alone.value is None and f"a price by differential: {reason}" in alone.why_not
    rates = [{"date": FIXED, "currency": "HNL", "per_base": 25.0}]  # 180 / 25 = 7.20, and 0.50 over it
    assert asked("premium_over_bulk", offers=[offer], rates=rates, **logs).groups["micro"].value == pytest.approx(7.7)


def test_a_price_by_differential_says_that_it_stands_on_the_exchange():
    offer = deal("M1", 100, None, **KC, differential_per_kg=0.5)
    found = asked("premium_over_bulk", lots=lots(1, 1), offers=[offer], market_prices=[quote(FIXED, 7.0)])
    assert found.groups["micro"].value == 7.5
    said = ("prices by differential stand over the price of the exchange when they were fixed",)
    assert found.groups["micro"].assumed == said
