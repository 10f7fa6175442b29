"""The pilot's day and its next gate."""

from datetime import date

import pytest

from decisions.gates import standing
from tests.support import warehouse_of


def world(start: str, as_of: date):
    return warehouse_of(as_of, settings=[{"setting": "pilot_start", "value": start}])


@pytest.mark.parametrize(
    ("as_of", "day", "gate", "left"),
    [
        (date(2025, 10, 15), 0, 90, 90),  # the first day
        (date(2026, 1, 13), 90, 90, 0),  # 16 days of October, 30, 31, 13 = 90: the gate itself
        (date(2026, 1, 14), 91, 180, 89),
        (date(2026, 4, 13), 180, 180, 0),  # 90 + 18 + 28 + 31 + 13
        (date(2026, 10, 10), 360, 360, 0),
        (date(2026, 10, 11), 361, None, None),
    ],
)
def test_the_next_gate_is_the_first_that_has_not_passed(as_of, day, gate, left):
    now = standing(world("2025-10-15", as_of))
    assert (now.day, now.next_gate, now.days_left) == (day, gate, left)


def test_a_gate_falls_on_its_day_after_the_start():
    assert standing(world("2025-10-15", date(2026, 3, 31))).gate_on(90) == date(2026, 1, 13)


def test_without_a_start_there_is_a_reason_instead_of_a_day():
    now = standing(warehouse_of())
    assert now.day is None and now.why_not.startswith("Nobody has said when the pilot began")


def test_a_start_that_is_no_day_is_named_as_it_was_written():
    assert "'soon'" in standing(world("soon", date(2026, 3, 31))).why_not


def test_before_the_start_there_is_no_day():
    assert standing(world("2026-05-01", date(2026, 3, 31))).day is None
