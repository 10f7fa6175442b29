"""A slide holds one thing to look at, and no more than a hall can read."""

from __future__ import annotations

import pytest

from packs.audience import Audience
from packs.slide import BigNumber, Deck, Slide, SlideChart, SlideTable

CHART = SlideChart({}, "Two marks.", "USD/kg", ("Micro-lots",), ())


def test_what_declares_nobody_is_for_the_cooperative_alone():
    assert Slide("a", "What?", "This.").audience == Audience.INTERNAL


def test_no_more_than_seven_numbers():
    with pytest.raises(ValueError, match="8 numbers"):
        Slide("a", "What?", "This.", numbers=(BigNumber("n", "1"),) * 8)


def test_a_chart_stands_alone():
    with pytest.raises(ValueError, match="a chart"):
        Slide("a", "What?", "This.", chart=CHART, table=SlideTable(("a",), ()))


@pytest.mark.parametrize("reader, seen", [(Audience.INTERNAL, "abc"), (Audience.BOARD, "bc"), (Audience.BUYER, "c")])
def test_a_reader_sees_what_is_meant_for_a_circle_as_wide(reader, seen):
    slides = tuple(Slide(id, "?", ".", audience) for id, audience in zip("abc", Audience, strict=True))
    deck = Deck("t", "", "", "", "", "", False, slides)
    assert "".join(slide.id for slide in deck.for_reader(reader)) == seen
