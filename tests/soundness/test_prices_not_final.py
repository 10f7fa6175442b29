"""A price that is not what it will be says so: the bills of deals still here, a claim, a differential that is not fixed
yet."""

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots

LOGS = dict(
    lots=lots(1), costs=[{"spent_on": date(2026, 2, 20), "category": "export", "amount": 100.0, "lot_id": "M1"}]
)
LEFT = deal("M1", 100, 8.0, "A", incoterm="FOB", shipped_on=date(2026, 2, 15))
HERE = deal("M1", 300, 8.0, "B", incoterm="FOB")
ALL_IN = "no inland carriage is written: the cost of export is taken to hold it"
ASSUMED = (ALL_IN, "the bills of a lot are for its deals shipped so far")


def price_of(*offers, **logs):
    return asked("premium_over_bulk", offers=list(offers), **LOGS, **logs).groups["micro"]


def test_a_deal_still_here_does_not_share_the_bill_of_the_one_that_left():
    # 100 kg cost 1.00 to export; over all 400 kg it would be 0.25. The 300 kg still here cost 0.40 by the setting.
    found = price_of(LEFT, HERE, settings=[{"setting": "export", "value": "0.40"}])
    assert (found.value, found.assumed) == (pytest.approx((100 * 7.0 + 300 * 7.6) / 400), ASSUMED)


def test_without_the_setting_it_costs_what_those_that_left_cost():
    found = price_of(LEFT, HERE)
    assert (found.value, found.assumed) == (pytest.approx(7.0), ASSUMED)


def test_where_all_or_none_have_left_the_bill_is_for_all():
    assert price_of(LEFT, {**HERE, "paid_on": date(2026, 3, 1)}).value == pytest.approx(7.75)
    found = price_of({**LEFT, "shipped_on": None}, HERE)
    assert (found.value, found.assumed) == (pytest.approx(7.75), (ALL_IN,))


def test_a_claim_is_taken_off_the_price():
    # 100 kg at 8.00 of which the buyer got 50 back: 7.50 a kg. In quetzal, 400 of them at 8 for a dollar: the same.
    offer = deal("M1", 100, 8.0, "A", paid_on=date(2026, 3, 1), claim_amount=50.0)
    assert price_of(offer).value == pytest.approx(7.5)
    rates = [{"date": date(2026, 1, 20), "currency": "GTQ", "per_base": 8.0}]
    base = [{"setting": "base_currency", "value": "USD"}]
    in_quetzal = {**offer, "accepted_price_per_kg": 64.0, "claim_amount": 400.0, "currency": "GTQ"}
    assert price_of(in_quetzal, rates=rates, settings=base).value == pytest.approx(7.5)
    assert price_of({**offer, "claim_amount": 0.0}).value == pytest.approx(8.0)


@pytest.mark.parametrize(
    ("columns", "as_of", "open_still"),
    [
        # shipped on 15 Jan, landed 30 days later on 14 Feb, claims until 14 Mar
        ({"shipped_on": date(2026, 1, 15)}, date(2026, 3, 14), True),
        ({"shipped_on": date(2026, 1, 15)}, date(2026, 3, 15), False),
        ({"shipped_on": date(2026, 1, 15), "claims_days": 45}, date(2026, 3, 31), True),
        # taken over at the gate: 28 days after 15 Jan are 12 Feb
        ({"shipped_on": date(2026, 1, 15), "incoterm": "EXW"}, date(2026, 2, 12), True),
        ({"shipped_on": date(2026, 1, 15), "incoterm": "EXW"}, date(2026, 2, 13), False),
        # nobody writes when coffee leaves: from the day of the deal, 10 Jan, until 9 Mar
        ({}, date(2026, 3, 9), True),
        ({}, date(2026, 3, 10), False),
    ],
)
def test_a_price_is_to_date_until_the_window_for_claims_has_run(columns, as_of, open_still):
    offer = deal("M1", 100, 8.0, "A", date(2026, 1, 10), **{"incoterm": "FOB", **columns})
    settings = [{"setting": "export", "value": "0.40"}]
    found = asked("premium_over_bulk", as_of=as_of, lots=lots(1), offers=[offer], settings=settings)
    assert found.groups["micro"].to_date == open_still


def test_a_deal_that_has_not_left_may_still_be_claimed():
    left = deal("M1", 100, 8.0, "A", date(2026, 1, 2), shipped_on=date(2026, 1, 3))
    here = deal("M1", 100, 8.0, "B", date(2026, 1, 2))
    assert not price_of(left).to_date
    assert price_of(left, here).to_date


def test_a_differential_that_is_not_fixed_yet_is_no_final_price():
    offer = deal("M1", 100, 8.0, "A", price_basis="differential", fixed_on=date(2026, 2, 3))
    assert price_of(offer).assumed == ()
    not_yet = ("prices to the exchange that are not fixed yet stand as written",)
    assert price_of({**offer, "fixed_on": None}).assumed == not_yet
    assert price_of({**offer, "fixed_on": date(2026, 5, 1)}).assumed == not_yet  # after the day of the data


# Of the cooperative's own series: 7.00 a kg in January, 8.00 in March.
MARKET = [
    {"date": date(2026, month, 1), "price_per_kg": price, "currency": "USD", "species": "arabica"}
    for month, price in ((1, 7.0), (3, 8.0))
]


def by_differential(**columns):
    offer = deal("M1", 100, None, "A", price_basis="differential", differential_per_kg=0.5, **columns)
    return price_of(offer, market_prices=MARKET, settings=[{"setting": "base_currency", "value": "USD"}])


def test_a_differential_is_a_price_over_the_market_of_the_month_it_was_fixed_in():
    found = by_differential(fixed_on=date(2026, 1, 20))
    assert found.value == pytest.approx(7.5)
    assert found.assumed == ("prices by differential stand over the market price of the month they were fixed in",)


def test_a_differential_not_fixed_yet_stands_at_the_market_of_now_and_is_to_date():
    found = by_differential()
    assert (found.value, found.to_date) == (pytest.approx(8.5), True)
    assert found.assumed == ("prices to the exchange that are not fixed yet stand at the last market price known",)


def test_a_differential_of_a_month_without_a_market_price_is_no_price():
    found = by_differential(fixed_on=date(2025, 6, 1))
    reason = "a price by differential: no market price of the month it was fixed in"
    assert found.value is None and reason in found.why_not


def test_kg_and_money_whose_price_may_move_are_named():
    offers = [
        deal("M1", 100, None, "A", price_basis="differential", differential_per_kg=0.5),
        deal("B1", 100, 4.0, "X"),
    ]
    found = asked(
        "realised_premium",
        lots=lots(1, 1, green_kg=100.0),
        offers=offers,
        market_prices=MARKET,
        settings=[{"setting": "base_currency", "value": "USD"}],
    )
    assert found.groups["micro"].value == pytest.approx(8.5) and found.groups["micro"].to_date
    note = "At risk: the price of 100 kg of micro, 850 USD as they stand, is not fixed to the exchange yet."
    assert note in found.groups["micro"].notes
