"""Headings of prices: the unit after "per" counts, also where the whole heading is one we know."""

import pytest

from logbooks.recognise.headings import match


@pytest.mark.parametrize(
    ("logbook", "heading", "column", "unit"),
    [
        ("receipts", "Price per kg", "price", "kg"),
        ("receipts", "Price", "price", None),
        ("receipts", "Precio por libra", "price", "por libra"),
        ("offers", "Asked price (USD/lb)", "asked_price", "USD/lb"),
    ],
)
def test_the_unit_of_a_price_is_taken_from_its_heading(logbook, heading, column, unit):
    found = match(logbook, heading)
    assert (found.column, found.unit) == (column, unit)


@pytest.mark.parametrize("heading", ["Kiasi USD", "Kiasi (USD)", "Cantidad USD"])
def test_a_quantity_of_money_is_an_amount(heading):
    """Of a payment, which has a weight too: a kiasi of dollars is no weight."""
    found = match("payments", heading)
    assert (found.column, found.unit) == ("amount", "USD")


def test_a_quantity_is_what_its_logbook_says_it_is():
    """Kiasi, which may be a weight, is the amount of a payment and the weight of a delivery."""
    assert [match(logbook, "Kiasi").column for logbook in ("payments", "receipts")] == ["amount", "weight"]
    assert match("payments", "Cantidad").column == "weight"


@pytest.mark.parametrize("heading", ["Lempiras", "Quetzales", "US$"])
def test_the_name_of_a_currency_alone_heads_amounts(heading):
    assert (found := match("payments", heading)) and found.column == "amount"


def test_the_letters_of_a_currency_may_head_a_rate_as_well():
    assert match("payments", "HNL") is None
