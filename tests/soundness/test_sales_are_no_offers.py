"""A list of sales is no list of offers: where every row is accepted nothing tells how many failed, and where every row
closed on the day it was made nothing tells how long it took."""

from datetime import date

import pytest

from tests.metrics.hand import asked, deal, lots

DAY = date(2026, 2, 1)  # the day deal() closes on
LISTS = [
    [deal("M1", 40, 8.0), deal("M2", 40, 8.0, "Buyer B"), deal("B1", 60, 5.0, "Buyer C")],
    [deal("M1", 40, 8.0, offered_on=DAY), deal("B1", 60, 5.0, "Buyer C", offered_on=DAY)],
    [deal("M1", 40, 8.0, offered_on=DAY)],
]


@pytest.mark.parametrize("sold", LISTS)
def test_where_all_are_accepted_no_share_of_offers_is_told(sold):
    found = asked("offer_conversion", lots=lots(2, 1), offers=sold).groups["micro"]
    assert found.value is None and "a list of sales is no list of offers" in found.why_not


def test_one_that_failed_in_either_stream_makes_it_a_list_of_offers():
    offers = [*LISTS[0], {**deal("B1", 60, 5.0, "Buyer D"), "status": "rejected"}]
    found = asked("offer_conversion", lots=lots(2, 1), offers=offers).groups
    assert (found["micro"].value, found["bulk"].value) == (1.0, 0.5)


@pytest.mark.parametrize("sold", LISTS[1:])
def test_where_all_closed_on_the_day_of_the_offer_no_days_are_told(sold):
    found = asked("deal_closure", lots=lots(2, 1), offers=sold).groups["micro"]
    assert found.value is None and "closed on the day it was made" in found.why_not


def test_one_that_took_longer_tells_the_days_of_all():
    # M1 closed on the day, M2 after 31 days: half were accepted by day 0
    offers = [deal("M1", 40, 8.0, offered_on=DAY), deal("M2", 40, 8.0, "Buyer B")]
    assert asked("deal_closure", lots=lots(2, 1), offers=offers).groups["micro"].value == 0
