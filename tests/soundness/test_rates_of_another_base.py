"""Rates per dollar are no rates per euro: where the heading names another currency than the base, none of them is used,
and it is said once."""

from datetime import date

import pytest

from tests.logbooks.typed_sheets import SETTINGS, checked, tab

DAYS = [date(2026, 1, 5), date(2026, 1, 12)]


def rates(heading: str, sheet: str = "Exchange rates") -> object:
    return tab(sheet, ["Date", "Currency", heading], *([day, "HNL", 26.1] for day in DAYS))


@pytest.mark.parametrize(
    ("heading", "base", "used"),
    [
        ("Rate per USD", "USD", 2),
        ("Rate", "EUR", 2),  # names none: what the logbook says
        ("Rate per USD", "EUR", 0),
        ("Tasa por USD", "EUR", 0),
        ("Taux pour 1 USD", "CHF", 0),
        ("Kurs per USD", "EUR", 0),
    ],
)
def test_rates_count_only_for_the_currency_they_name(heading, base, used):
    w = checked(tab("Settings", SETTINGS, ["base_currency", base]), rates(heading))
    assert len(w.rows("SELECT row_id FROM clean.rates")) == used
    told = w.rows("SELECT code FROM problems WHERE code = 'rate-of-another-base'")
    assert len(told) == (0 if used else 1)


def test_the_base_is_that_of_the_offers_where_no_setting_says_it():
    """All offers are in euros, so the numbers are: 26.1 lempiras for a dollar are no rate for a euro."""
    offers = tab(
        "Offers",
        ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Accepted price (EUR/kg)", "Currency"],
        ["O-1", "M-1", "Buyer", DAYS[0], 40, "open", None, "EUR"],
    )
    for heading, used in (("Rate per USD", 0), ("Rate per EUR", 2)):
        assert len(checked(offers, rates(heading)).rows("SELECT row_id FROM clean.rates")) == used
