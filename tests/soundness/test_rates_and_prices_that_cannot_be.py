"""Exchange rates that can't be right, and prices that only look wrong before they are in the base currency."""

from datetime import date, timedelta

import pytest

from logbooks.check.rules import usual_rates
from metrics.engine.compute import answer
from tests.logbooks.typed_sheets import checked, tab
from tests.metrics.hand import YEAR

LOTS = tab("Lots", ["Lot", "Stream", "Crop year", "Green kg"], ["M1", "micro", YEAR, 100], ["B1", "bulk", YEAR, 100])
OFFERS = [
    *("Offer", "Lot", "Buyer", "Offered on", "Closed on", "Weight (kg)", "Status", "Form", "Incoterm"),
    *("Accepted price", "Price unit", "Currency"),
]
CLOSED = date(2026, 1, 20)


def deals(micro, bulk):
    """M1 and B1 sold EXW at these prices and currencies per kg, closed on 20 January."""
    rows = [
        [f"O-{lot}", lot, "Buyer", date(2026, 1, 5), CLOSED, 50, "accepted", "green", "EXW", price, "kg", currency]
        for lot, (price, currency) in (("M1", micro), ("B1", bulk))
    ]
    return tab("Offers", OFFERS, *rows)


def rates(currency, *per_base, every=7):
    """Rates of a currency, the last of them on 15 January, one `every` so many days."""
    days = [date(2026, 1, 15) - timedelta(days=every * back) for back in range(len(per_base))][::-1]
    return tab(
        "Exchange rates",
        ["Date", "Currency", "Per base"],
        *([d, currency, r] for d, r in zip(days, per_base, strict=True)),
    )


def codes(w):
    return [(p["code"], p["severity"]) for p in w.rows("SELECT code, severity FROM problems")]


def premium(w):
    return answer(w, "premium_over_bulk", YEAR).difference


def test_one_digit_lost_in_one_weekly_rate():
    """260,000 VND by the week before's 26,000 is 10.00, not 100.00: 6.00 more than 4.00."""
    w = checked(LOTS, deals((260_000, "VND"), (4, "USD")), rates("VND", 25_900, 26_000, 2_600))
    assert codes(w) == [("rate-far-off", "cell-left-out")]
    assert premium(w).value == pytest.approx(6.0)


def test_a_rate_that_stands_alone_without_its_digit_gives_no_number():
    w = checked(LOTS, deals((260, "HNL"), (4, "USD")), rates("HNL", 2.6))
    assert codes(w) == [("rate-far-off", "cell-left-out")]
    assert premium(w).value is None and "rates_as_written" in premium(w).why_not


def test_a_slip_that_is_not_tenfold_is_seen_beside_its_neighbours():
    """52,900 for 25,900: 259,000 VND by the rate before are 10.00."""
    w = checked(LOTS, deals((259_000, "VND"), (4, "USD")), rates("VND", 26_100, 26_000, 25_900, 52_900))
    assert codes(w) == [("rate-far-off", "cell-left-out")]
    assert premium(w).value == pytest.approx(6.0)


def test_two_slips_among_rates_of_a_currency_whose_size_nobody_knows():
    w = checked(rates("ZZZ", 400, 0.0025, 401, 40.1, 399))
    assert w.rows("SELECT per_base FROM clean.rates WHERE per_base IS NOT NULL ORDER BY per_base") == [
        {"per_base": rate} for rate in (399, 400, 401)
    ]
    assert sorted(codes(w)) == [("inverted-rate", "cell-left-out"), ("rate-far-off", "cell-left-out")]


@pytest.mark.parametrize(("currency", "right"), [("VND", 26_000), ("HNL", 26), ("EUR", 0.86), ("COP", 4_000)])
def test_rates_the_other_way_round_are_one_question_and_in_no_number(currency, right):
    inverted = [1 / (right * moved) for moved in (0.99, 1, 1.01, 1.02)]
    w = checked(LOTS, deals((10 * right, currency), (4, "USD")), rates(currency, *inverted))
    assert codes(w) == [("inverted-rate", "cell-left-out")]
    assert "Rates like this: 4." in w.rows("SELECT what FROM problems")[0]["what"]
    assert premium(w).value is None


@pytest.mark.parametrize(("currency", "right"), [("VND", 26_000), ("HNL", 26), ("EUR", 0.86), ("COP", 4_000)])
def test_rates_as_they_should_be_are_not_asked_about(currency, right):
    w = checked(LOTS, deals((10 * right, currency), (4, "USD")), rates(currency, 1.01 * right, 0.99 * right, right))
    assert codes(w) == []
    assert premium(w).value == pytest.approx(6.0)


def test_a_currency_that_fell_for_good_is_no_slip():
    """As the birr in 2024: from 57 to 105 within days, and there it stayed."""
    assert codes(checked(rates("ETB", 57, 57.2, 57.4, 105, 106, 108))) == []
    assert codes(checked(rates("ETB", 57, 57.1, 57.2, 57.3, 57.4, 105, 106))) == []


def test_rates_a_year_apart_are_not_neighbours():
    assert codes(checked(rates("ETB", 55, 125, every=365))) == []


def test_rates_in_thousands_are_one_question():
    w = checked(LOTS, deals((260_000, "VND"), (4, "USD")), rates("VND", 25.9, 26.0, 26.1))
    assert codes(w) == [("rate-of-another-size", "cell-left-out")]
    assert premium(w).value is None


def test_a_person_may_say_that_the_rates_are_right():
    settings = tab("Settings", ["Setting", "Value"], ["rates_as_written", "yes"])
    assert codes(checked(rates("HNL", 2.6), settings)) == []


def test_a_base_currency_other_than_the_dollar_is_judged_by_its_own_size():
    """Base VND: a dollar is 1 / 26,000 of it; 260,000 VND stand against 4 USD = 104,000."""
    settings = tab("Settings", ["Setting", "Value"], ["base_currency", "VND"])
    w = checked(settings, LOTS, deals((260_000, "VND"), (4, "USD")), rates("USD", 1 / 26_000))
    assert codes(w) == []
    assert premium(w).value == pytest.approx(156_000)
    turned = checked(settings, LOTS, deals((260_000, "VND"), (4, "USD")), rates("USD", 26_000))
    assert codes(turned) == [("inverted-rate", "cell-left-out")]
    assert premium(turned).value is None


@pytest.mark.parametrize("rate", [1e-300, 1e300])
def test_a_rate_beyond_all_measure_stops_nothing(rate):
    w = checked(LOTS, deals((260_000, "VND"), (4, "USD")), rates("VND", rate))
    assert codes(w) == [("rate-far-off", "cell-left-out")]
    for indicator in ("premium_over_bulk", "realised_premium", "break_even"):
        assert answer(w, indicator, YEAR).groups["micro"].value is None


PRICES = [
    ((260_000, "VND"), rates("VND", 26_000), []),  # 10.00 USD
    ((41_000, "COP"), rates("COP", 4_100), []),
    ((260, "HNL"), rates("HNL", 26), []),
    ((0.9, "HNL"), rates("HNL", 26), ["out-of-range"]),  # 3 US cents
    ((900, "USD"), rates("HNL", 26), []),  # nano-lots
    ((2_000, "USD"), rates("HNL", 26), []),
    ((3_000, "USD"), rates("HNL", 26), ["out-of-range"]),
    ((0.01, "USD"), rates("HNL", 26), ["out-of-range"]),
]


@pytest.mark.parametrize(("price", "rate", "expected"), PRICES, ids=[f"{p[0]} {p[1]}" for p, _, _ in PRICES])
def test_a_price_is_hard_to_believe_only_in_the_base_currency(price, rate, expected):
    w = checked(LOTS, deals(price, (4, "USD")), rate)
    assert [code for code, _ in codes(w)] == expected
    assert w.rows("SELECT count(accepted_price_per_kg) AS n FROM offers") == [{"n": 2}]


def test_prices_above_any_ever_paid_are_an_amount_in_another_currency():
    """154,750 and 100,000 with nothing that says dong: one question, and no premium of 54,750 dollars."""
    w = checked(LOTS, deals((154_750, None), (100_000, None)))
    assert codes(w) == [("impossible-price", "cell-left-out")]
    assert premium(w).value is None


def test_a_price_ten_times_what_was_asked_was_not_agreed():
    asked = tab(
        "Offers",
        [*OFFERS, "Asked price"],
        ["O1", "M1", "B", CLOSED, CLOSED, 50, "accepted", "green", "EXW", 710, "kg", "USD", 7.5],
        ["O2", "B1", "B", CLOSED, CLOSED, 50, "accepted", "green", "EXW", 4, "kg", "USD", 4.2],
    )
    w = checked(LOTS, asked)
    assert codes(w) == [("price-far-off", "cell-left-out")]
    assert premium(w).value is None


def test_the_price_of_a_nano_lot_is_paid_for_little_coffee():
    """710 for 20 kg beside deals at about 8 may be a nano-lot; for 120 kg it is asked about."""
    others = [
        [f"O{n}", "M1", "B", CLOSED, CLOSED, 100, "accepted", "green", "EXW", 8 + n, "kg", "USD"] for n in range(4)
    ]
    for kg, expected in ((20, []), (120, [("price-far-from-others", "cell-left-out")])):
        deal = ["O9", "M1", "B", CLOSED, CLOSED, kg, "accepted", "green", "EXW", 710, "kg", "USD"]
        assert codes(checked(tab("Offers", OFFERS, *others, deal))) == expected


def test_a_dear_price_that_is_said_to_be_right_counts():
    others = [
        [f"O{n}", "M1", "B", CLOSED, CLOSED, 100, "accepted", "green", "EXW", 8 + n, "kg", "USD"] for n in range(4)
    ]
    deal = ["O9", "M1", "B", CLOSED, CLOSED, 120, "accepted", "green", "EXW", 710, "kg", "USD"]
    right = tab("Settings", ["Setting", "Value"], ["prices_as_written", "yes"])
    assert codes(checked(right, tab("Offers", OFFERS, *others, deal))) == []


def test_cash_on_delivery_is_nothing_odd():
    offers = tab(
        "Offers",
        [*OFFERS, "Shipped on", "Paid on", "Payment days"],
        ["O1", "M1", "B", CLOSED, CLOSED, 50, "accepted", "green", "EXW", 9, "kg", "USD", CLOSED, CLOSED, 0],
    )
    assert codes(checked(LOTS, offers)) == []


def test_every_usual_rate_is_of_a_currency_in_three_letters():
    assert usual_rates()["USD"] == 1
    assert all(len(name) == 3 and name.isupper() and rate > 0 for name, rate in usual_rates().items())
