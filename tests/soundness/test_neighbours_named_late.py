"""What neighbours gained can't be named once the pilot's own numbers come in, whatever day is written with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from decisions.verdict.neighbours_prior import NeighboursPrior, neighbours_prior
from decisions.verdict.sealed_plan import plan_changes, seal_plan, sealed_plan
from decisions.verdict.written_down import write_down_due
from history.snapshots import store
from tests.logbooks.typed_sheets import tab, workbooks
from tests.scenes import filled

BEFORE, AFTER, LATER = (
    datetime(year, month, day, 12, tzinfo=UTC) for year, month, day in ((2025, 10, 1), (2026, 1, 20), (2026, 2, 3))
)  # the pilot began on 15 Oct 2025


def sheets(gain: str = "", agreed_on: str = "2025-09-15"):
    """A pilot with a plan of one row; where a gain is given, that of eight neighbours."""
    named = [
        ["neighbours_gain", gain],
        ["neighbours_gain_low", "-0.9"],
        ["neighbours_gain_high", "2.1"],
        ["neighbours_members", "8"],
        ["neighbours_currency", "USD"],
        ["neighbours_report", "Union of the North, 2024/25"],
        ["neighbours_agreed_on", agreed_on],
    ]
    return workbooks(
        tab("Settings", ["Setting", "Value"], ["pilot_start", "2025-10-15"], *(named if gain else [])),
        tab("Lots", ["Lot", "Stream", "Crop year", "Opened on"], ["M1", "micro", "2025/26", "2025-11-01"]),
        tab("Plan", ["Gate", "Indicator", "Role", "Scale at", "Stop at"], [90, "sop_compliance", "goal", 0.9, 0.5]),
    )


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    return filled(tmp_path_factory, lambda place: store.keep(sheets(), now=BEFORE))


@pytest.fixture(autouse=True)
def home(scene, monkeypatch):
    scene.anew(monkeypatch)


def test_a_day_after_the_pilot_began_is_not_used_and_said():
    store.keep(sheets("0.6", "2025-12-01"), now=AFTER)
    said = neighbours_prior(store.current())
    assert "were agreed on 1 Dec 2025, and the pilot began on 15 Oct 2025" in said and "not used" in said


def test_a_day_written_too_early_does_not_help_where_the_sealed_plan_named_nobody():
    """Nor does sealing it again."""
    seal_plan(store.current(), BEFORE)
    store.keep(sheets("0.6"), now=AFTER)
    said = neighbours_prior(store.current())
    assert "said to be agreed on 15 Sep 2025, but were first seen on 20 Jan 2026" in said
    write_down_due(store.current(), AFTER)
    assert len(plan_changes(sealed_plan(), store.current())) == 7
    seal_plan(store.current(), AFTER)
    store.keep(sheets("0.6"), now=LATER)
    assert neighbours_prior(store.current()) == said


def test_a_number_changed_after_the_pilot_began_is_told_and_not_used():
    store.keep(sheets("0.6"), now=BEFORE)
    seal_plan(store.current(), BEFORE)
    store.keep(sheets("0.6"), now=AFTER)
    found = neighbours_prior(store.current())
    assert isinstance(found, NeighboursPrior) and found.mean == 0.6
    store.keep(sheets("1.6"), now=LATER)
    assert "first seen on 3 Feb 2026" in neighbours_prior(store.current())
    (change,) = plan_changes(sealed_plan(), store.current())
    assert (change.indicator, change.old, change.new) == ("neighbours_gain", 0.6, 1.6)


def test_what_cannot_be_read_is_not_used_and_said():
    store.keep(sheets("about 0.6"), now=AFTER)
    assert "neighbours_gain." in neighbours_prior(store.current())
