"""A share of deals paid or closed rests on those that were followed long enough, not on all that were ever begun."""

from datetime import date, timedelta

import pytest

from metrics.engine.intervals import wilson
from tests.metrics.hand import asked, deal, lots

TODAY = date(2026, 3, 31)


def shipped(lot, days_ago, paid_after=None):
    day = TODAY - timedelta(days_ago)
    return deal(
        lot,
        100,
        8.0,
        f"Buyer {lot}",
        date(2026, 1, 5),
        shipped_on=day,
        paid_on=None if paid_after is None else day + timedelta(paid_after),
    )


def within(offers):
    micro = asked("days_to_payment", lots=lots(12), offers=offers).parts["paid within 45 days"]["micro"]
    return micro.value, (micro.low, micro.high)


def test_all_of_the_few_followed_to_the_end_were_paid():
    # ten shipped 5 days ago and unpaid, two shipped 60 days ago and paid after 20 and 30: the curve is at 1 since day
    # 30, when one of the two still followed was left: 1 waiting over the half that waited so long = 2 cases. By Wilson
    # at 12 cases at least 76 % would be paid in time, on the word of two buyers.
    value, found = within(
        [shipped(f"M{i}", 5) for i in range(1, 11)] + [shipped("M11", 60, 20), shipped("M12", 60, 30)]
    )
    assert (value, found) == (1.0, pytest.approx(wilson(1.0, 2)))


def test_none_of_the_few_followed_to_the_end_was_paid():
    # nine shipped 5 days ago, three 50 days ago, nobody paid: of three it is known that they were not paid within 45
    # days
    value, found = within([shipped(f"M{i}", 5) for i in range(1, 10)] + [shipped(f"M{i}", 50) for i in range(10, 13)])
    assert (value, found) == (0.0, pytest.approx(wilson(0.0, 3)))


def test_where_all_are_followed_to_the_end_all_count():
    # paid after 21, 22 .. 32 days: at the last of them 1 waited of the twelfth that waited so long = 12 cases
    value, found = within([shipped(f"M{i}", 60, 20 + i) for i in range(1, 13)])
    assert (value, found) == (1.0, pytest.approx(wilson(1.0, 12)))
