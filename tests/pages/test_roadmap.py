"""Roadmap: what was said beside what the logs show."""

from __future__ import annotations

import pytest

from decisions.roadmap_tasks import items
from tests.pages.conftest import words_of
from words.speech import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    app = opened("roadmap", cooperative)
    assert not app.exception and [title.value for title in app.title] == [say("pages.roadmap.title")]


def test_without_a_start_the_page_says_which_setting_is_missing(opened):
    assert any("pilot" in warning.value for warning in opened("roadmap", "empty").warning)


def test_every_task_stands_under_its_gate_with_what_is_said_and_seen(opened, cooperatives):
    app = opened("roadmap", "clean")
    assert [head.value.split(" · ")[0] for head in app.subheader] == ["By day 90", "By day 180", "By day 360"]
    words = words_of(app)
    for item in items(cooperatives["clean"]):
        assert item.task.replace("'", "&#x27;") in words and item.because.replace("'", "&#x27;") in words


def test_the_day_is_counted_from_the_pilots_start(opened):
    """The sample's pilot began 25 Aug 2025 and is seen on 31 Mar 2026: 6 + 30 + 31 + 30 + 31 + 31 + 28 + 31 = 218."""
    assert "**Day 218** of 360. Next gate: day 360" in words_of(opened("roadmap", "clean"))


def test_a_task_that_is_not_due_yet_is_no_alarm(opened):
    """On 31 Mar 2026 the sample's plots are said to be located, its beds to be apart, and neither is so; its sales are
    due on 20 Aug 2026."""
    words = words_of(opened("roadmap", "clean"))
    assert words.count("class='not-seen'") == 2 and words.count("class='not-yet'") == 2
