"""Trace: the verdict on each lot, its tests, its way."""

from __future__ import annotations

import pytest

from decisions.separation import separation
from tests.pages.conftest import words_of
from ui.words import say


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
        assert f"<div class='main'>{lot.lot_id}</div>" in words
        assert all(f"{test.name}: {test.words}" in words for test in lot.failed)
    assert sum(lot.apart is True for lot in lots) and {lot.apart for lot in lots} <= {True, False, None}


def test_a_lot_in_the_link_opens_with_its_tests(opened):
    page = opened("trace", "clean", lot="M-2025-01")
    heads = [head.value for head in page.subheader]
    assert say("trace.tests", lot="M\\-2025\\-01") in heads and say("trace.way", lot="M\\-2025\\-01") in heads
    assert "Kg at each step" in words_of(page)
