"""How a change of a number is told, on the page, in the workbook and in the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from decisions.effects import SAME, SHEETS, Effect
from metrics.engine.contract import Estimate
from words.effect_words import common_why_words, number_words, side_words


def effect(before: Estimate, after: Estimate, why: str = SHEETS) -> Effect:
    change = None if None in (before.value, after.value) else after.value - before.value
    return Effect(
        "price_realisation",
        "Price realisation",
        "micro",
        before,
        after,
        change,
        change,
        0.0,
        (("offers", (("changed", 1),)),),
        why,
    )


def change_words(one: Effect) -> str:
    return side_words(one)[2]


def share(value: float | None, low80: float | None = None, high80: float | None = None, n: int = 4) -> Estimate:
    return Estimate("share", value, low80=low80, high80=high80, n=n, case_is="buyer")


def test_by_how_much_with_its_sign():
    assert change_words(effect(share(0.60), share(0.50))) == "\u221210 percentage points"
    assert change_words(effect(share(0.669), share(0.6742))) == "+0.5 percentage points"


def test_a_difference_of_shares_is_told_in_points_before_and_after():
    """60 % of micro less 48 % of bulk are 12 percentage points."""
    of_micro = effect(share(0.60), share(0.50))
    assert (number_words(of_micro, of_micro.before), number_words(of_micro, None)) == ("60\u202f%", "\u2013")
    of_both = replace(of_micro, group="difference", before=share(0.12))
    assert number_words(of_both, of_both.before) == "12 percentage points"


def test_a_number_that_is_absent_before_or_now_has_no_change():
    assert change_words(effect(share(None), share(0.5))) == "\u2013"


def test_where_only_the_sureness_is_another_it_is_told_which():
    assert (
        change_words(effect(share(0.9, 0.8, 0.95), share(0.9, 0.85, 0.95)))
        == "The 80\u202f% range was 80 to 95\u202f% and is now 85 to 95\u202f%."
    )
    assert (
        change_words(effect(share(0.9, n=1), share(0.9, n=2)))
        == "It was based on 1 buyer and is now based on 2 buyers."
    )


def written(before: float, after: float, unit: str) -> tuple[str, str, str]:
    return side_words(effect(*(Estimate(unit, value, n=4, case_is="buyer") for value in (before, after))))


def test_two_numbers_that_would_be_written_alike_get_a_digit_more():
    """67.01 % and 67.48 % are both 67 %; 3.7449 and 3.7353 both 3.74; of 12338 kg four digits are left."""
    assert written(0.6701, 0.6748, "share") == ("67.0\u202f%", "67.5\u202f%", "+0.5 percentage points")
    assert written(3.7449, 3.7353, "USD/kg") == ("3.745 USD/kg", "3.735 USD/kg", "\u22120.010 USD/kg")
    assert written(12338, 12340, "kg") == ("12\u202f338 kg", "12\u202f340 kg", "+2 kg")


def test_what_is_written_adds_up_where_a_digit_more_can_make_it():
    """97.4 and 97.9 and not 97 and 98; 55.87 and 56.13 are 0.26 apart, while 55.9 and 56.1 would not be 0.3 apart."""
    assert written(0.974, 0.979, "share") == ("97.4\u202f%", "97.9\u202f%", "+0.5 percentage points")
    assert written(0.5587, 0.5613, "share") == ("55.87\u202f%", "56.13\u202f%", "+0.26 percentage points")
    assert written(0.60, 0.50, "share") == ("60\u202f%", "50\u202f%", "\u221210 percentage points")
    assert written(23.2, 33.4, "days") == ("23 days", "33 days", "+10 days")


@pytest.mark.parametrize("unit", ["share", "USD/kg", "USD", "days", "points", "%", "kg"])
@pytest.mark.parametrize("by", [1e-8, 3e-6, 4e-4, 2e-3, 0.03])
def test_a_difference_never_stands_beside_two_equal_numbers(unit, by):
    for value in (0.004996, 0.0996, 0.49999, 0.9949, 6.3649, 99.951, 1234.49, 98765.4):
        before, after, change = written(value, value * (1 + by), unit)
        assert before != after or change == "too small to show", (before, after, change)


def test_the_rows_of_a_reason_are_counted_by_what_became_of_them_in_one_order():
    """Two numbers that name their logbooks in another order have one reason, word for word."""
    offers, slips = ("offers", (("changed", 2), ("removed", 2))), ("receipts", (("removed", 3),))
    one, other = (replace(effect(share(0.6), share(0.5)), logs=logs) for logs in ((offers, slips), (slips, offers)))
    told = common_why_words(one, "1 Jan", "1 Jan")
    assert told == common_why_words(other, "1 Jan", "1 Jan")
    assert sorted(told.removeprefix("Rows ").removesuffix(".").split("; ")) == [
        "of Offers: 2 changed, 2 deleted",
        "of Receipts: 3 deleted",
    ]


def test_a_change_too_small_for_the_digits_shown_is_said_to_be_there():
    assert change_words(effect(share(0.9, 0.8, 0.95), share(0.9000001, 0.8, 0.95))) == "too small to show"
    assert change_words(effect(share(0.9), share(0.9), SAME)) == "0 percentage points"
