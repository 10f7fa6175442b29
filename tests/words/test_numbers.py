"""Numbers as a board reads them: few digits, a true minus, thin-spaced thousands, the unit beside."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.engine.contract import Estimate
from words.numbers import ABSENT, bare, cases, counted, difference_unit, number, spaced, span


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (7.1234, "USD/kg", "7.12 USD/kg"),
        (14.126, "USD/kg", "14.13 USD/kg"),
        (141.26, "USD/kg", "141.3 USD/kg"),
        (73456.0, "VND/kg", "73 460 VND/kg"),
        (0.8333, "share", "83 %"),
        (0.0461, "share", "4.6 %"),
        (0.0, "share", "0 %"),
        (1.0, "share", "100 %"),
        (11.24, "%", "11.2 %"),
        (34.0, "days", "34 days"),
        (1234.0, "kg", "1 234 kg"),
        (-0.4, "USD/kg", "−0.40 USD/kg"),
        (-0.001, "USD/kg", "0.00 USD/kg"),
        (None, "USD/kg", ABSENT),
        (-373.66, "USD", "−374 USD"),
        (3.4, "full defects", "3.40 full defects"),
        # an outturn needs its third digit, money does not
        (0.1584, "kg green per kg cherry", "0.158 kg green per kg cherry"),
        (0.1584, "USD/kg", "0.16 USD/kg"),
    ],
)
def test_a_number_is_written_with_its_unit(value, unit, written):
    assert number(value, unit).replace("\u202f", " ") == written


def test_a_range_gives_both_ends_the_same_decimals():
    assert span(6.4, 7.9, "USD/kg") == "6.40 to 7.90 USD/kg"
    assert span(0.436, 1.0, "share", with_unit=False) == "44 to 100"
    assert span(9.5, 141.26, "USD/kg") == "9.5 to 141.3 USD/kg"
    assert span(None, 7.9, "USD/kg") == ""


def test_a_difference_of_two_percentages_is_in_percentage_points():
    assert number(0.48, difference_unit("share"), signed=True) == "+48 percentage points"
    # 0.09999999999999998 as floats subtract
    assert number(0.6 - 0.5, difference_unit("share"), signed=True) == "+10 percentage points"
    # from 66.9 % to 67.4 %: both are written 67 %
    assert number(0.0052, difference_unit("share"), signed=True) == "+0.5 percentage points"
    assert difference_unit("USD/kg") == "USD/kg"


def test_a_count_keeps_every_digit():
    assert [counted(n) for n in (0, 999, 33_141, 1_000_000)] == ["0", "999", "33\u202f141", "1\u202f000\u202f000"]
    assert cases(Estimate("share", 1.0, n=12_345, case_is="receipt")) == "12\u202f345 receipts"


def test_cases_are_counted_in_words():
    assert cases(Estimate("share", 1.0, n=1, case_is="lot")) == "1 lot"
    assert cases(Estimate("share", 1.0, n=4, case_is="buyer")) == "4 buyers"
    assert cases(Estimate("share", 1.0, n=17, case_is="buyer or lot")) == "17 buyers or lots"
    assert cases(Estimate("share", 1.0, n=157, case_is="lot, buyer or farmer")) == "157 lots, buyers or farmers"
    assert cases(Estimate("share", 1.0, n=2, case_is="receipt day")) == "2 receipt days"
    assert cases(Estimate("share", 1.0, n=2, case_is="day of receipt")) == "2 days of receipt"


@given(st.floats(-1e9, 1e9), st.sampled_from(["USD/kg", "share", "%", "days", "kg", "points"]))
def test_no_number_has_more_than_four_significant_digits_or_says_nan(value, unit):
    digits = re.sub(r"[^0-9.]", "", bare(value, unit)).replace(".", "").lstrip("0")
    assert len(digits.rstrip("0")) <= 4


def test_kilos_in_a_sentence_are_spaced_as_everywhere_else_and_codes_are_left():
    assert (
        spaced("1382 kg cherry there was, 980 kg went on; lot M-2024 on 2025-12-19")
        == "1\u202f382 kg cherry there was, 980 kg went on; lot M-2024 on 2025-12-19"
    )
    assert spaced("lot A-1382 kg") == "lot A-1382 kg"
