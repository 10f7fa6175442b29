"""The titles of the charts of money say what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charts.gate_strip import GateRow
from metrics.books.cash_flow import CashFlow, CashWeek
from metrics.books.price_waterfall import PricePart, PriceWaterfall
from packs.gate_strips import _finding
from packs.price_charts import _lowest, _moves_most, _to_farmers

EMPTY = CashFlow((), 0.0, date(2026, 3, 2), 0, None, None, (), ())


class Bar:
    """A figure with the margin at its two ends."""

    def __init__(self, title, at_low, at_high):
        self.title, self.at_low, self.at_high = title, at_low, at_high


def paid(stream, price, farmers, to_date=False):
    return PriceWaterfall(stream, price, (PricePart("farmers", farmers, to_date=to_date),), 100.0)


def test_what_farmers_got_stands_beside_the_price_as_far_as_it_is_written():
    both = {"micro": paid("micro", 11.49, 7.46, to_date=True), "bulk": paid("bulk", 6.95, 5.01)}
    said = "So far farmers got 7.46 of 11.49 USD/kg for micro-lots and 5.01 of 6.95 for bulk"
    assert _to_farmers(both, "USD/kg") == said
    alone = both | {"bulk": paid("bulk", 6.95, None)}
    assert _to_farmers(alone, "USD/kg") == "So far farmers got 7.46 of 11.49 USD/kg for micro-lots"
    assert _to_farmers(both | {"micro": paid("micro", 11.49, None)}, "USD/kg") == ""


@pytest.mark.parametrize(
    ("ends", "centre", "said"),
    [
        ((-3.0, -1.0), -2.0, "No figure alone brings the margin to 0; sold share moves it most"),
        ((1.0, 3.0), 2.0, "No figure alone takes the margin below 0; sold share moves it most"),
        ((-1.0, 3.0), 2.0, "Sold share moves the margin most, from −1.00 USD/kg to 3.00 USD/kg"),
    ],
)
def test_the_figure_that_moves_the_margin_most_is_said_to_turn_it_only_where_it_does(ends, centre, said):
    assert _moves_most([Bar("Sold share", *ends), Bar("Price", centre, centre)], centre, "USD/kg") == said


def test_cash_says_how_short_it_was_and_how_long_beyond_the_limit():
    """-100, -300 and -50: beyond a limit of 80 in two weeks."""
    weeks = [CashWeek(date(2026, 3, 2 + 7 * i), 0.0, 0.0, balance) for i, balance in enumerate((-100.0, -300.0, -50.0))]
    found = replace(EMPTY, weeks=tuple(weeks))
    assert _lowest(found, "USD") == "In the week of 9 Mar 2026 the pilot was 300 USD short"
    assert _lowest(replace(found, limit=80.0), "USD").endswith("300 USD short; 2 weeks were beyond the credit limit")
    assert _lowest(replace(found, weeks=(replace(weeks[0], balance=5.0),)), "USD").startswith("In no week")


@pytest.mark.parametrize(
    ("value", "rising", "closed", "said"),
    [
        (-2.0, True, "x", "today's −2.00 USD/kg lies where the rule would say stop"),
        (-2.0, False, "", "−2.00 USD/kg lies where the rule says scale"),
        (0.0, True, "x", "today's 0.00 USD/kg lies where the rule could not tell"),
        (2.0, True, "", "2.00 USD/kg lies where the rule says scale"),
    ],
)
def test_a_strip_says_between_which_posts_the_newest_look_lies(value, rising, closed, said):
    posts = (-1.0, 1.0) if rising else (1.0, -1.0)
    row = GateRow("today", value, value - 1, value + 1, *posts, ("", "", ""), rising, closed)
    assert _finding(row, "Net gain", "USD/kg") == f"Net gain: {said}"
