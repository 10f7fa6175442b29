"""Sums of lots add up to the last kilo; what nobody wrote is not 0."""

import pytest

from words.lot_words import kilos, overdue_words, sum_words
from words.numbers import ABSENT, SPACE, whole


def lot(made, sold, unsold, **more):
    return {"made_kg": made, "sold_kg": sold, "unsold_kg": unsold, "unpaid_amount": None, **more}


@pytest.mark.parametrize(
    ("made", "sold", "unsold", "shown"),
    [
        (1562.6, 1351.3, 211.3, ("1 563 kg", "1 352 kg", "211 kg")),  # rounded each by itself, 1 351 and 211 are 1 562
        (21191.6, 16876.4, 4315.2, ("21 192 kg", "16 877 kg", "4 315 kg")),  # and four digits gave 21 190
        (100.0, 120.0, 0.0, ("100 kg", "120 kg", "0 kg")),  # more sold than made: nothing is put right
        (100.4, None, None, ("100 kg", ABSENT, ABSENT)),
    ],
)
def test_sold_and_unsold_are_what_was_made(made, sold, unsold, shown):
    assert tuple(kilos(lot(made, sold, unsold)).values()) == tuple(
        one.replace(" kg", "_kg").replace(" ", SPACE).replace("_kg", " kg") for one in shown
    )


def test_the_sum_of_money_owed_has_every_digit():
    owed = [lot(1, 1, 0, unpaid_amount=amount) for amount in (12770.4, 99173.0)]
    assert sum_words(owed, "unpaid_amount", "USD") == f"111{SPACE}943 USD"
    assert whole(-1234.5, "kg") == f"\u22121{SPACE}234 kg" and whole(None, "kg") == ABSENT


def test_nothing_is_said_to_be_overdue_in_time_where_no_buyers_terms_are_written():
    def owed(deals, untermed, late=None):
        return lot(1, 1, 0, unpaid_deals=deals, untermed_deals=untermed, overdue_days=late)

    nobody, why = overdue_words([owed(2, 2), owed(0, 0)])
    assert nobody == ABSENT and "no unpaid deal has its days of payment" in why
    assert overdue_words([owed(2, 1), owed(1, 0, late=3)]) == (
        "1 lot",
        "1 unpaid deal has no days of payment in Offers, so nobody can tell whether it is overdue.",
    )
    assert overdue_words([owed(0, 0)]) == ("0 lots", "")
