"""Build: share of output, separation and working rules so far."""

from __future__ import annotations

import pytest

from tests.pages.conftest import words_of
from ui.build import _share
from ui.words import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    page = opened("build", cooperative)
    assert not page.exception
    assert [title.value for title in page.title] == [say("pages.build.title")]
    assert say("pages.build.question") in words_of(page)


def test_every_micro_lot_of_the_season_is_judged(opened):
    assert words_of(opened("build", "clean")).count("No sign of mixing") == 6


@pytest.mark.parametrize(("written", "share"), [("0.2", 0.2), ("20 %", 0.2), ("20%", 0.2), ("", None), (None, None), ("some", None)])
def test_a_target_is_read_as_it_may_be_written(written, share):
    assert _share(written) == share
