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
ASSUMED = ("the bills of a lot are for its deals shipped so far",)


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
    assert (found.value, found.assumed) == (pytest.approx(7.75), ())


def test_a_price_from_which_a_claim_was_taken_says_so():
    offer = deal("M1", 100, 8.0, "A", paid_on=date(2026, 3, 1), claim_amount=50.0)
    assert price_of(offer).assumed == ("claims of buyers are not taken off the price",)
    assert price_of({**offer, "claim_amount": 0.0}).assumed == ()


def test_a_differential_that_is_not_fixed_yet_is_no_final_price():
    offer = deal("M1", 100, 8.0, "A", price_basis="differential", fixed_on=date(2026, 2, 3))
    assert price_of(offer).assumed == ()
    not_yet = ("prices to the exchange that are not fixed yet stand as written",)
    assert price_of({**offer, "fixed_on": None}).assumed == not_yet
    assert price_of({**offer, "fixed_on": date(2026, 5, 1)}).assumed == not_yet  # after the day of the data
