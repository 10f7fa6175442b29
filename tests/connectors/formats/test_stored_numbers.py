"""Stored numbers as texts: exact, shortest, and the days of both epochs."""

from datetime import datetime, timedelta
from decimal import Decimal

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as any_of

from connectors.formats.stored_numbers import moment, percentage, plain, shown, written


@given(any_of.floats(allow_nan=False, allow_infinity=False))
def test_the_text_of_a_number_reads_back_as_the_same_number(number):
    assert float(plain(number)) == number
    assert "e" not in plain(number) or not 1e-15 < abs(number) < 1e21


@given(any_of.integers(-9_999_999, 9_999_999), any_of.integers(0, 6))
def test_a_percentage_is_exactly_a_hundred_times_what_was_typed(digits, decimals):
    typed = Decimal(digits).scaleb(-decimals)
    text, sign = percentage(float(typed)).split(" ")
    assert Decimal(text) == typed * 100 and sign == "%"


@given(any_of.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 30)))
def test_a_moment_comes_back_from_its_days(then):
    then = then.replace(microsecond=0)
    days = (then - datetime(1899, 12, 30)) / timedelta(days=1)
    kind, text = moment(days, "m")
    assert text == (f"{then:%Y-%m-%d}" if kind == "d" else f"{then:%Y-%m-%d %H:%M:%S}").rjust(len(text), "0")


@pytest.mark.parametrize(
    ("serial", "meaning", "since_1904", "expected"),
    [
        (1, "d", False, ("d", "1900-01-01")),
        (59, "d", False, ("d", "1900-02-28")),
        (60, "d", False, ("d", "1900-02-29")),
        (61, "d", False, ("d", "1900-03-01")),
        (0, "d", True, ("d", "1904-01-01")),
        (0, "d", False, ("n", "0")),
        (2_958_465, "d", False, ("d", "9999-12-31")),
        (2_958_466, "d", False, ("n", "2958466")),
        (-1, "m", False, ("n", "-1")),
        (0.999999, "h", False, ("h", "23:59:59")),
        (0.5, "d", False, ("n", "0.5")),
        (46112.5, "h", False, ("m", "2026-03-31 12:00:00")),
        (-0.5, "H", False, ("h", "-12:00:00")),
        (float("nan"), "n", False, ("e", "#NUM!")),
        (float("inf"), "d", False, ("e", "#NUM!")),
    ],
)
def test_days_at_the_edges(serial, meaning, since_1904, expected):
    assert shown(serial, meaning, since_1904) == expected


@given(any_of.lists(any_of.floats(allow_nan=False, allow_infinity=False), max_size=20), any_of.sampled_from("npdmhH"))
def test_whole_columns_are_written_as_single_numbers_are(numbers, meaning):
    texts, kinds = written(pyarrow.array([repr(one) for one in numbers], pyarrow.string()), meaning)
    assert list(zip(map(chr, kinds), texts.to_pylist(), strict=True)) == [shown(one, meaning) for one in numbers]


def test_what_is_no_number_in_a_numbers_place_is_an_error_as_it_stands():
    texts, kinds = written(pyarrow.array(["1", "abc", "1e999"]), "n")
    assert (texts.to_pylist(), bytes(kinds)) == (["1", "abc", "1e999"], b"nee")
