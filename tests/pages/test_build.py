"""Build: share of output, separation and working rules so far."""

from __future__ import annotations

import pytest

from decisions.separation import separation
from pages.build.making import _share
from tests.pages.conftest import words_of
from words.speech import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    page = opened("build", cooperative)
    assert not page.exception
    assert [title.value for title in page.title] == [say("pages.build.title")]
    assert say("pages.build.question") in words_of(page)


def test_every_micro_lot_of_the_season_is_judged(opened, cooperatives):
    words = words_of(opened("build", "clean"))
    lots = [lot for lot in separation(cooperatives["clean"], "2025/26") if lot.stream == "micro"]
    told = [lot for lot in lots if lot.apart is not None]
    assert (
        say("build.apart_count", clean=sum(lot.apart is True for lot in told), told=len(told), count=len(lots)) in words
    )
    assert all(f"<div class='main'>{lot.lot_id}</div>" in words for lot in lots)


@pytest.mark.parametrize(
    ("written", "share"), [("0.2", 0.2), ("20 %", 0.2), ("20%", 0.2), ("", None), (None, None), ("some", None)]
)
def test_a_target_is_read_as_it_may_be_written(written, share):
    assert _share(written) == share
