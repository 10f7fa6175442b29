"""The cash as drawn: what came in above 0, what went out below it, the balance as a line, and the limit."""

from datetime import date

from charts.cash_chart import cash
from metrics.books.cash_flow import CashWeek

WEEKS = (CashWeek(date(2025, 12, 1), 500.0, 0.0, -500.0), CashWeek(date(2025, 12, 8), 100.0, 900.0, 300.0))


def test_in_goes_up_out_goes_down_and_the_balance_is_what_is_left():
    came_in, went_out, balance = cash(WEEKS, "USD", None).data
    assert (list(came_in.y), list(went_out.y), list(balance.y)) == ([0, 900], [-500, -100], [-500, 300])
    assert balance.hovertext == ("1 Dec 2025: \u2212500 USD", "8 Dec 2025: +300 USD")


def test_the_limit_is_drawn_below_zero_where_it_is_known():
    def levels(limit):
        return [shape.y0 for shape in cash(WEEKS, "USD", limit).layout.shapes]

    assert levels(None) == [0] and levels(400.0) == [-400, 0]
