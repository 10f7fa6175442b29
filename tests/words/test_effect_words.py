"""How a change of a number is told, on the page, in the workbook and in the terminal."""

from __future__ import annotations

from dataclasses import replace

from decisions.effects import SAME, SHEETS, Effect
from metrics.engine.contract import Estimate
from words.effect_words import change_words, number_words


def effect(before: Estimate, after: Estimate, why: str = SHEETS) -> Effect:
    change = None if None in (before.value, after.value) else after.value - before.value
    return Effect(
        "price_realisation", "Price realisation", "micro", before, after, change, change, 0.0, (("offers", 1),), why
    )


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


def test_a_change_too_small_for_the_digits_shown_is_said_to_be_there():
    assert change_words(effect(share(0.9, 0.8, 0.95), share(0.9000001, 0.8, 0.95))) == "too small to show"
    assert change_words(effect(share(0.9), share(0.9), SAME)) == "0 percentage points"
