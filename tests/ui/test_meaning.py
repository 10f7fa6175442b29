"""One sentence for every situation, never stronger than the 80 % range."""

from __future__ import annotations

import pytest

from metrics.contract import Answer, Estimate, Metric
from ui.meaning import meaning, situation


def metric(better="higher", has_bulk=True):
    return Metric(id="x", layer="commercial", title="X", question="?", definition="", unit="USD/kg", better=better, reads=(), columns=(), sql="",
                  splits=(), interval="price", case_is="buyer", chart="dots", plausible=(0, 1), source="", trap="", has_bulk=has_bulk,
                  why_no_bulk="" if has_bulk else "It is about both.")


def known(value=5.0, **more):
    return Estimate("USD/kg", value, value - 1, value + 1, value - 0.5, value + 0.5, 6, "lot", **more)


def difference(low80, high80):
    return Estimate("USD/kg", 1.0 if low80 is None else (low80 + high80) / 2, low80=low80, high80=high80, no_range="fewer than three buyers")


def answer(micro=None, bulk=None, diff=None):
    return Answer("x", "2025/26", {"micro": micro or known(), "bulk": bulk or known()}, difference=diff)


NONE = Estimate("USD/kg", why_not="No lot was sold.")


@pytest.mark.parametrize(("better", "found", "expected"), [
    ("higher", answer(diff=difference(0.2, 1.8)), "better"),
    ("higher", answer(diff=difference(-1.8, -0.2)), "worse"),
    ("lower", answer(diff=difference(0.2, 1.8)), "worse"),
    ("lower", answer(diff=difference(-1.8, -0.2)), "better"),
    ("higher", answer(diff=difference(-0.01, 1.8)), "unsure"),
    ("higher", answer(diff=difference(0.0, 1.8)), "unsure"),        # an end on zero does not tell apart
    ("inside", answer(diff=difference(0.2, 1.8)), "differs"),
    ("inside", answer(diff=difference(-0.2, 1.8)), "alike"),
    ("higher", answer(diff=difference(None, None)), "too_few"),
    ("higher", answer(diff=Estimate("USD/kg", why_not="Two schemes.")), "not_comparable"),
    ("higher", answer(bulk=NONE), "bulk_absent"),
    ("higher", answer(micro=NONE), "absent"),
    ("higher", Answer("x", None, {"all": known()}), "one_group"),
    ("higher", Answer("x", None, {"all": NONE}), "absent"),
])
def test_situation(better, found, expected):
    assert situation(metric(better), found)[0] == expected


def test_an_indicator_without_bulk_says_why():
    assert meaning(metric(has_bulk=False), answer()) == "It is about both."


def test_what_is_worse_is_said_without_a_minus_sign():
    assert meaning(metric(), answer(diff=difference(-1.8, -0.2))) == "Worse than bulk by 0.20 to 1.80 USD/kg."


def test_a_number_to_date_is_said_to_be_so():
    assert meaning(metric(), answer(micro=known(to_date=True), diff=difference(0.2, 1.8))) == "So far: better than bulk by 0.20 to 1.80 USD/kg."


def test_a_missing_number_gives_its_reason():
    assert meaning(metric(), answer(micro=NONE)) == "No lot was sold."
