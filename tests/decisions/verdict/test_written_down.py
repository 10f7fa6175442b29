"""A refresh writes the verdict of a gate down without anybody looking, once, and never fails for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from command_line.recorded_verdicts import write_down_due
from decisions.verdict import kept_verdicts
from decisions.verdict.kept_verdicts import unreadable
from decisions.verdict.sealed_plan import seal_plan, sealed_plan
from decisions.verdict.written_down import write_down_due as due
from history.snapshots import store
from tests.decisions.verdict.gate_sheets import sheets
from tests.scenes import filled

BEFORE, FIRST, SECOND = (
    datetime(2026, month, day, 12, tzinfo=UTC) for month, day in ((1, 12), (2, 1), (2, 20))
)  # day 90 is 13 Jan


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    return filled(tmp_path_factory, lambda place: store.keep(sheets(10), now=BEFORE))


@pytest.fixture
def home(scene, monkeypatch):
    scene.anew(monkeypatch)
    return kept_verdicts.home()


def test_before_the_first_gate_nothing_is_written_down(home):
    assert write_down_due() == ""
    assert not (home / "verdicts").exists()


def test_the_first_refresh_after_a_gate_writes_its_verdict_down_and_the_next_leaves_it(home):
    at_gate = store.keep(sheets(10), now=FIRST)
    assert write_down_due() == (
        "Day 90, 13 Jan 2026: the agreed rule says go on. It is written down and stays as it was given."
    )
    (kept,) = kept_verdicts.kept_verdicts()
    assert (kept.shown["answer"], kept.snapshot) == ("go-on", at_gate)
    store.keep(sheets(5), now=SECOND)
    assert write_down_due() == ""
    assert kept_verdicts.kept_verdicts() == (kept,)
    store.thin(datetime(2031, 1, 1, tzinfo=UTC))
    assert at_gate in [one.snapshot for one in store.history()]


def test_a_disk_that_takes_no_verdict_fails_no_refresh(home):
    store.keep(sheets(10), now=FIRST)
    (home / "verdicts").write_text("in the way")
    assert write_down_due() == ""
    assert "lotwise.log" in [file.name for file in home.iterdir()]
    assert unreadable() == ()


def test_without_a_snapshot_nothing_is_due(monkeypatch, tmp_path):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    assert write_down_due() == ""


def test_a_plan_that_became_another_before_the_first_gate_is_noted_with_its_day(home):
    seal_plan(store.current(), BEFORE)
    store.keep(sheets(10, scale_at=0.95), now=BEFORE.replace(hour=13))
    assert due(store.current(), BEFORE) is None
    ((day, rows),) = sealed_plan().states
    assert (day.isoformat(), rows[0]["scale_at"]) == ("2026-01-12", 0.95)
