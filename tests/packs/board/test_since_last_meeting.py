"""What changed since the board met: the money with the rows that made it, and only fences that were crossed."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from decisions.board_meetings import SinceMeeting
from decisions.effects import SHEETS, Effect
from metrics.engine.contract import Estimate
from packs.board.slides.since_last_meeting import slide
from tests.words.test_minutes_words import GAIN, SOLD

THEN, NOW = Estimate("USD", value=698.0), Estimate("USD", value=-571.0)
MOVED = Effect(
    "net_gain",
    "Net gain",
    "micro",
    Estimate("USD/kg", value=0.34),
    Estimate("USD/kg", value=-0.28),
    -0.62,
    -0.62,
    None,
    (("payments", (("added", 3),)),),
    SHEETS,
)


def of(since: SinceMeeting | None):
    return slide(SimpleNamespace(since=since, w=SimpleNamespace(as_of=date(2026, 3, 31))))


def test_the_money_is_told_with_the_rows_that_made_it():
    """698 then, 571 lost now: 1,269 less, by three payments."""
    shown = of(SinceMeeting(date(2026, 1, 15), True, (MOVED,), (THEN, NOW), ()))
    assert "moved by \u22121\u202f269 USD: from +698 USD to \u2212571 USD" in shown.answer
    assert any("Rows of Payments: 3 added." in one for one in shown.sentences)
    assert shown.table.rows == (("Net gain, micro-lots", "0.34 USD/kg", "\u22120.28 USD/kg", "\u22120.62 USD/kg"),)


def test_only_a_fence_that_was_crossed_is_told():
    same, crossed = (GAIN, GAIN | {"value": 1.1}), (SOLD | {"place": "between", "judged": "counted"}, SOLD)
    shown = of(SinceMeeting(date(2026, 1, 15), False, (), (THEN, THEN), (same, crossed)))
    (told,) = [one for one in shown.sentences if one.startswith("By what was agreed")]
    assert "Sold as its own stream" in told


def test_no_meeting_says_where_to_write_one():
    assert "board_meetings" in of(None).lacks
