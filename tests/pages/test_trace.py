"""Trace: the verdict on each lot, its tests, its way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from decisions.separation import Finding, LotSeparation, separation
from pages.trace.lot_section import MOST_NAMED, _alike, _limits, _row
from tests.pages.conftest import words_of
from words.speech import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    page = opened("trace", cooperative)
    assert not page.exception
    assert [title.value for title in page.title] == [say("pages.trace.title")]
    assert say("pages.trace.question") in words_of(page)


def test_without_lots_the_page_says_so(opened):
    assert say("trace.none") in [info.value for info in opened("trace", "empty").info]


def test_every_lot_has_its_verdict_and_the_failed_their_test(opened, cooperatives):
    lots, words = separation(cooperatives["clean"], "2025/26"), words_of(opened("trace", "clean"))
    for lot in lots:
        assert lot.lot_id in words
        if lot.failed:
            assert f"<div class='main'>{lot.lot_id}</div>" in words  # a row of its own
            assert all(f"{test.name}: {test.words}".casefold() in words.casefold() for test in lot.failed)
    assert sum(lot.apart is True for lot in lots) and {lot.apart for lot in lots} <= {True, False, None}


def test_a_lot_in_the_link_opens_with_its_tests(opened):
    page = opened("trace", "clean", lot="M-2025-01")
    heads = [head.value for head in page.header]
    assert say("trace.tests", lot="M\\-2025\\-01") in heads and say("trace.way", lot="M\\-2025\\-01") in heads
    assert "Kg at each step" in words_of(page)


def test_lots_that_passed_alike_stand_in_one_row_and_the_failed_first():
    test = Finding("kg at each step", True, True, 0.5, 0.3, 0.6, "kg out per kg in", "drying", None, False, (1,))
    kept = [
        LotSeparation(name, "micro", 1, 1, 1, (replace(test, passed=passed),))
        for name, passed in (("M1", True), ("M2", False), ("M3", True), ("M4", None), ("M5", False))
    ]
    assert [[lot.lot_id for lot in row] for row in _alike(kept)] == [["M2"], ["M5"], ["M4"], ["M1", "M3"]]


def test_a_row_of_very_many_lots_names_some_and_counts_the_rest():
    test = Finding(
        "kg at each step", None, True, None, None, None, None, "", "Hand-overs hold no row of the lot", False, ()
    )
    name, *_ = _row([LotSeparation(f"L{n}", None, 1, 1, 1, (test,)) for n in range(MOST_NAMED + 3)])
    assert name.main.endswith(say("trace.more", count=3)) and f"L{MOST_NAMED}" not in name.main


@pytest.mark.parametrize(
    ("unit", "figure", "low", "high", "shown"),
    [
        ("kg out per kg in", 0.5, 0.33, 0.62, "0.330 to 0.620"),
        ("bags left", 2.0, 0.0, None, "at least 0"),
        ("gaps", 0.0, 0.0, 0.0, "0"),
        ("kg sold per kg made", 1.0, None, 1.02, "at most 1.02"),
        (None, None, None, None, ""),
    ],
)
def test_limits_are_said_as_they_are_counted(unit, figure, low, high, shown):
    assert _limits(Finding("t", True, True, figure, low, high, unit, "", None, False, ())) == shown
