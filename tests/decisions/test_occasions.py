"""The days something was decided on: meetings of the setting and the gates, those that have passed."""

from __future__ import annotations

from datetime import date

from decisions.occasions import GATE, LAST_MEETING, MEETING, Occasion, occasions
from tests.logbooks.typed_sheets import checked, tab


def test_meetings_and_gates_that_have_passed_stand_newest_first():
    """Begun on 1 October, day 90 is 30 December and day 180 is 30 March; the meeting of May lies ahead of 1 April."""
    settings = tab(
        "Settings",
        ["Setting", "Value"],
        ["pilot_start", "2025-10-01"],
        ["board_meetings", "2025-11-12, 2026-02-03, 2026-05-05"],
    )
    assert occasions(checked(settings, as_of=date(2026, 4, 1))) == (
        Occasion(GATE, date(2026, 3, 30), 180),
        Occasion(LAST_MEETING, date(2026, 2, 3)),
        Occasion(GATE, date(2025, 12, 30), 90),
        Occasion(MEETING, date(2025, 11, 12)),
    )


def test_where_nobody_wrote_a_day_there_is_none():
    assert occasions(checked(tab("Settings", ["Setting", "Value"], ["base_currency", "USD"]))) == ()
