"""The assumptions of a pilot beside the numbers that test them, told by hand."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.gates import PilotDay
from decisions.hypotheses import AGAINST, HOLDS, OPEN, UNTESTED, hypotheses
from decisions.verdict.fence_places import BETWEEN, BEYOND_SCALE, BEYOND_STOP, FEW
from decisions.verdict.verdict import Standing, Verdict
from tests.decisions.verdict.made_facts import facts, goal, guardrail

PAYS, APART = "The premium pays for the extra work.", "The lots stay apart from cherry to ship."
START = PilotDay(date(2025, 9, 1), 200, 360, 160)  # day 180 is 28 February 2026, day 360 is 27 August 2026


def standing(distance, last=None):
    given = None
    if last is not None:
        given = Verdict(180, date(2026, 2, 28), date(2026, 2, 28), "wait", (), facts(180, **last), "", "1")
    return Standing(START, given, None, 360 if distance else None, distance)


def of(found, words):
    return next(one for one in hypotheses(found) if one.words == words)


@pytest.mark.parametrize(
    ("place", "stands"), [(BEYOND_SCALE, HOLDS), (BETWEEN, OPEN), (FEW, OPEN), (BEYOND_STOP, AGAINST)]
)
def test_by_the_numbers_of_the_next_gate(place, stands):
    found = of(standing((goal(place),)), PAYS)
    assert (found.stands, found.due_on, found.late_since) == (stands, date(2026, 8, 27), None)


def test_late_is_what_was_not_shown_at_the_last_gate_and_is_not_shown_today():
    missed = {"goals": (goal(BETWEEN),), "guardrails": (guardrail(),)}
    assert of(standing((goal(BETWEEN),), missed), PAYS).late_since == date(2026, 2, 28)
    assert of(standing((goal(BEYOND_SCALE),), missed), PAYS).late_since is None
    assert of(standing((goal(BETWEEN),), {"goals": (goal(),)}), PAYS).late_since is None


def test_what_the_next_gate_does_not_test_stands_by_the_last():
    missed = {"goals": (goal(),), "guardrails": (guardrail(BEYOND_STOP),)}
    found = of(standing((goal(),), missed), APART)
    assert (found.stands, found.due_on, found.late_since) == (AGAINST, date(2026, 2, 28), date(2026, 2, 28))


def test_what_no_number_tests_is_said_so_and_what_wants_somebody_comes_first():
    found = hypotheses(standing((goal(BEYOND_STOP), guardrail())))
    assert [one.stands for one in found] == [AGAINST, UNTESTED, UNTESTED, UNTESTED, HOLDS]
    assert all(one.due_on is None for one in found if one.stands == UNTESTED)
