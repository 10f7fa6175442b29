"""Learn: the premium, its cost, and what would change the answer."""

from __future__ import annotations

import pytest

from tests.pages.conftest import words_of
from ui.words import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    page = opened("learn", cooperative)
    assert not page.exception
    assert [title.value for title in page.title] == [say("pages.learn.title")]
    assert say("pages.learn.question") in words_of(page)


def test_the_sliders_begin_at_what_the_logs_show(opened):
    page = opened("learn", "clean")
    assert [slider.label for slider in page.slider] == [say("learn.volume"), say("learn.price", unit="USD/kg"), say("learn.sold")]


def test_nothing_sold_is_said_instead_of_a_number(opened):
    page = opened("learn", "clean")
    page.slider(key="try_sold").set_value(0).run()
    assert not page.exception
    assert say("learn.nothing_sold") in words_of(page)


def test_a_price_below_bulk_breaks_even_at_no_volume(opened):
    page = opened("learn", "clean")
    page.slider(key="try_price").set_value(0.0).run()
    assert not page.exception
    assert say("learn.no_volume") in words_of(page)


def test_the_members_account_needs_less_than_the_cooperatives(opened):
    coop, members = (words_of(opened("learn", "clean", whose=say(f"learn.{whose}"))) for whose in ("coop", "members"))
    assert needed(members) < needed(coop)


def needed(words: str) -> float:
    return float(words.split("needs a premium of **")[1].split(" ")[0])
