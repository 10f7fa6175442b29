"""How each source stands, as the pages read it: whole, cheap, and never later than now."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta

import pytest

from history.held_tab import HeldTab
from refresh import source_states
from refresh.source_states import Progress, SourceProgress, SourceState, Trouble, is_under_way, stale_sources

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def at(hours: float) -> str:
    """So many hours before noon."""
    return (NOON - timedelta(hours=hours)).isoformat(timespec="seconds")


def test_states_come_back_as_they_were_kept():
    held = HeldTab("a.xlsx", "Lots", "lots", 10, 7, 3, "3 of its 10 rows are gone", at(1), "abc", "keep")
    states = [
        SourceState(
            "North",
            "folder",
            "/n",
            "Desk",
            at(2),
            at(1),
            at(3),
            at(1),
            Trouble("No.", "Wait.", at(1), True),
            (held,),
            {"a": 1},
            {"drive": 2},
            ("a.xlsx",),
            "ff",
        ),
        SourceState("South", "workbook", "/s"),
    ]
    source_states.keep_source_states(states)
    assert source_states.source_states() == states


def test_what_another_version_wrote_besides_is_left_away_and_what_is_damaged_is_nothing(home):
    source_states.keep_source_states([SourceState("North", "folder", "/n")])
    file = home / "sources.json"
    file.write_text(file.read_text("utf-8").replace('"kind": ', '"colour": "red", "kind": '), "utf-8")
    assert [one.name for one in source_states.source_states()] == ["North"]
    file.write_text("{", "utf-8")
    assert source_states.source_states() == []


def test_a_source_is_stale_from_its_trouble_or_after_too_many_hours():
    """At noon with 24 hours: the first is in trouble since 11 and was known until 10, the second was last looked at 25
    hours ago, the third 23 hours ago, the fourth never and waits for its first reading, the fifth never because of a
    trouble since 9."""
    source_states.keep_source_states(
        [
            SourceState(
                "In trouble", "workbook", "/a", "Desk", checked_at=at(2), trouble=Trouble("No.", "Wait.", at(1))
            ),
            SourceState("Forgotten", "workbook", "/b", checked_at=at(25)),
            SourceState("Good", "workbook", "/c", checked_at=at(23)),
            SourceState("New", "workbook", "/d"),
            SourceState("Never", "workbook", "/e", trouble=Trouble("No.", "Wait.", at(3))),
        ]
    )
    assert [(one.name, one.owner, one.since, one.trouble is None) for one in stale_sources(NOON, 24)] == [
        ("In trouble", "Desk", at(2), False),
        ("Forgotten", "", at(25), True),
        ("Never", "", at(3), False),
    ]
    assert [one.name for one in stale_sources(NOON, 22)] == ["In trouble", "Forgotten", "Good", "Never"]


def test_a_source_looked_at_later_than_the_clock_says_is_not_stale():
    source_states.keep_source_states([SourceState("Ahead", "workbook", "/a", checked_at=at(-5))])
    assert stale_sources(NOON, 1) == []


def test_progress_comes_back_and_one_that_died_is_not_under_way(home):
    now = Progress(at(0), (SourceProgress("North", "reading", "reading 2 of 5"),), pid=7)
    source_states.keep_progress(now)
    assert source_states.progress() == now
    assert is_under_way(now)
    long_ago = time.time() - 10 * source_states.SILENT_SECONDS
    os.utime(home / "progress.json", (long_ago, long_ago))
    assert not is_under_way(now)
    source_states.still_at_work()
    assert is_under_way(now)
    assert not is_under_way(Progress(at(0), finished_at=at(0)))
    assert not is_under_way(None)
