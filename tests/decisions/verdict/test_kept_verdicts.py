"""A verdict given is found again as it was given, whatever the sheets say later."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from decisions.verdict import kept_verdicts
from decisions.verdict.kept_verdicts import record, seen_from, shown, unreadable
from decisions.verdict.verdict import decided
from history.snapshots import store
from tests.command_line.calling import called
from tests.decisions.verdict.gate_sheets import sheets
from tests.logbooks.typed_sheets import checked, workbooks
from tests.scenes import filled

FIRST, SECOND = datetime(2026, 2, 1, 12, tzinfo=UTC), datetime(2026, 2, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    return filled(tmp_path_factory, lambda place: store.keep(sheets(10), now=FIRST))


@pytest.fixture
def first(scene, monkeypatch):
    """The snapshot of the day on which all ten rules were kept."""
    scene.anew(monkeypatch)
    with_first = store.current()
    yield with_first
    with_first.close()


def test_the_first_report_of_what_everybody_sees_writes_it_down(first):
    """Of another day it writes nothing, and the second report is the same to the letter."""
    home = kept_verdicts.home()
    asked = called("report", "--json", "--as-of", "2026-01-20", home=home)
    assert (json.loads(asked.stdout)["verdict"]["recorded"], kept_verdicts.kept_verdicts()) == (None, ())
    said = [called("report", "--json", home=home).stdout for _ in range(2)]
    assert said[0] == said[1]
    told = json.loads(said[0])
    (kept,) = kept_verdicts.kept_verdicts()
    assert told["verdict"] == kept.shown
    assert told["verdicts_kept"][0]["recorded"] == kept.shown["recorded"]


def written() -> list[bytes]:
    return [file.read_bytes() for file in sorted(kept_verdicts.folder().glob("*.json"))]


def test_a_verdict_is_kept_with_its_snapshot_and_shown_again_after_the_sheets_have_changed(first):
    """All ten kept: go on. Later five are corrected to no, and the rule would say: mend first."""
    kept = record(first, decided(first), FIRST)
    assert (kept.shown["answer"], kept.shown["recorded"], kept.snapshot) == ("go-on", "2026-02-01", first.id)
    before = written()
    store.keep(sheets(5), now=SECOND)
    with_second = store.current()
    found = decided(with_second)
    assert found.verdict.answer == "mend-first"
    assert record(with_second, found, SECOND) == kept
    assert written() == before
    assert shown(found, seen_from(with_second)) == kept.shown
    assert kept.plan[0] == kept.plan[0] | {"gate": 90, "indicator": "sop_compliance", "scale_at": 0.9}


def test_what_a_verdict_rests_on_is_never_thinned(first):
    record(first, decided(first), FIRST)
    store.keep(sheets(5), now=datetime(2026, 2, 1, 13, tzinfo=UTC))
    store.keep(sheets(6), now=SECOND)
    store.thin(datetime(2031, 1, 1, tzinfo=UTC))
    assert first.id in [one.snapshot for one in store.history()]


def test_a_verdict_under_a_changed_plan_stands_beside_the_old_one(first):
    record(first, decided(first), FIRST)
    store.keep(sheets(10, scale_at=0.95), now=SECOND)
    with_second = store.current()
    record(with_second, decided(with_second), SECOND)
    kept = seen_from(with_second)
    assert [one.shown["recorded"] for one in kept] == ["2026-02-01", "2026-02-20"]
    assert [one.plan[0]["scale_at"] for one in kept] == [0.9, 0.95]
    assert seen_from(first) == kept[:1]  # who looks back sees what had been given


def test_nothing_is_recorded_of_a_file_of_a_moment_looked_back_at_or_of_another_day(first):
    other_day = first.seen_on(date(2026, 1, 20))
    assert decided(other_day).verdict is not None
    assert record(other_day, decided(other_day)) is None
    named = checked(*sheets(10)[0].tabs, as_of=date(2026, 2, 1))
    assert decided(named).verdict is not None
    assert record(named, decided(named)) is None
    store.keep(sheets(5), now=SECOND)
    assert record(first, decided(first)) is None
    assert kept_verdicts.kept_verdicts() == ()


def test_a_verdict_stands_where_none_can_be_worked_out_any_more(first):
    kept = record(first, decided(first), FIRST)
    store.keep(workbooks(*(one for one in sheets(10)[0].tabs if one.sheet != "Plan")), now=SECOND)
    without_plan = store.current()
    found = decided(without_plan)
    assert found.verdict is None
    assert shown(found, seen_from(without_plan)) == kept.shown


def test_the_verdict_of_an_invented_pilot_or_of_one_before_is_not_that_of_this_one(first):
    """The pilot that began a month later has its first gate on 13 Feb; the plan is the same to the letter."""
    record(first, decided(first), FIRST)
    store.keep(sheets(10, start="2025-11-15"), now=SECOND)
    later = store.current()
    kept = record(later, decided(later), SECOND)
    assert (kept.shown["gate_on"], shown(decided(later), seen_from(later))) == ("2026-02-13", kept.shown)
    store.keep(sheets(5, start="2025-11-15", invented="yes"), now=datetime(2026, 2, 21, tzinfo=UTC))
    sample = store.current()
    assert seen_from(sample) == ()
    assert record(sample, decided(sample), SECOND).shown["answer"] != kept.shown["answer"]


def test_a_file_somebody_wrote_into_is_named_and_left_as_it_is(first):
    record(first, decided(first), FIRST)
    file = next(kept_verdicts.folder().glob("*.json"))
    file.write_text(file.read_text("utf-8").replace('"go-on"', '"stop"'), "utf-8")
    changed = file.read_bytes()
    assert record(first, decided(first)) is None
    assert unreadable() == (file.name,)
    assert seen_from(first) == ()
    assert file.read_bytes() == changed
