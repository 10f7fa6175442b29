"""What of the plan became another after it was sealed is told with its old and new value and its day."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.verdict.sealed_plan import PlanChange, note_plan, plan_changes, seal_plan, sealed_plan, under_sealed
from decisions.verdict.verdict import at_gate
from tests.decisions.pilot_rows import START, lot
from tests.support import warehouse_of

GOAL = {
    "gate": 90,
    "indicator": "sop_compliance",
    "role": "goal",
    "scale_at": 0.9,
    "stop_at": 0.5,
    "judged": "counted",
    "agreed_on": date(2025, 9, 15),
}
OTHER = GOAL | {"indicator": "sold_share", "gate": 360, "scale_at": 0.8}


def plan(*rows, on=date(2026, 2, 1), **logs):
    return warehouse_of(on, settings=[START], plan=rows, **logs)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))


def test_a_plan_that_nobody_sealed_has_no_changes_to_tell():
    note_plan(plan(GOAL))
    assert sealed_plan() is None


def test_what_is_as_it_was_sealed_is_no_change_however_it_is_typed():
    sealed = seal_plan(plan(GOAL, OTHER))
    assert (sealed.sealed_on, len(sealed.seal)) == (date(2026, 2, 1), 64)
    assert plan_changes(sealed_plan(), plan(OTHER | {"indicator": "SOLD_SHARE"}, GOAL | {"note": "x"})) == ()


def test_a_changed_value_is_told_with_the_day_it_was_first_seen():
    """0.9 was sealed; 0.7 was seen from 10 Feb on; today, 1 Mar, nothing else is new."""
    seal_plan(plan(GOAL, OTHER))
    lower = GOAL | {"scale_at": 0.7}
    note_plan(plan(lower, OTHER, on=date(2026, 2, 10)))
    note_plan(plan(lower, OTHER, on=date(2026, 2, 20)))
    changed = plan_changes(sealed_plan(), plan(lower, OTHER, on=date(2026, 3, 1)))
    assert changed == (PlanChange(90, "sop_compliance", "micro", "scale_at", 0.9, 0.7, date(2026, 2, 10)),)


def test_a_value_changed_back_and_forth_is_told_from_when_it_came_back():
    seal_plan(plan(GOAL))
    lower = GOAL | {"scale_at": 0.7}
    for day, row in ((10, lower), (12, GOAL), (14, lower)):
        note_plan(plan(row, on=date(2026, 2, day)))
    assert plan_changes(sealed_plan(), plan(GOAL, on=date(2026, 3, 1))) == ()
    assert plan_changes(sealed_plan(), plan(lower, on=date(2026, 3, 1)))[0].first_seen_on == date(2026, 2, 14)


def test_a_row_more_and_a_row_less_are_changes():
    seal_plan(plan(GOAL))
    gone, come = plan_changes(sealed_plan(), plan(OTHER, on=date(2026, 3, 1)))
    assert (gone.indicator, gone.column, gone.new) == ("sop_compliance", "row", None)
    assert (come.indicator, come.column, come.old) == ("sold_share", "row", None)
    assert come.first_seen_on == date(2026, 3, 1)


def test_a_plan_sealed_again_is_what_later_changes_are_told_against():
    seal_plan(plan(GOAL))
    seal_plan(plan(GOAL | {"scale_at": 0.7}, on=date(2026, 2, 10)))
    assert plan_changes(sealed_plan(), plan(GOAL | {"scale_at": 0.7})) == ()


def test_it_is_said_where_the_verdict_would_be_another_under_the_sealed_rows():
    """Eight of ten rules were kept: short of the sealed 90 %, beyond the 70 % written since."""
    checks = [
        {"checked_on": date(2026, 1, 12), "lot_id": "M1", "kind": "sop", "item": f"rule {place}", "result": result}
        for place, result in enumerate(["yes"] * 8 + ["no"] * 2)
    ]
    logs = {"checks": checks, "lots": [lot("M1")]}
    sealed = seal_plan(plan(GOAL, **logs))
    w = plan(GOAL | {"scale_at": 0.7}, **logs)
    found = at_gate(w, 90)
    assert (found.answer, under_sealed(w, sealed, found)) == ("go-on", "mend-first")
    same = plan(GOAL, **logs)
    assert under_sealed(same, sealed, at_gate(same, 90)) is None
