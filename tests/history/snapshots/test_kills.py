"""A refresh killed at any moment leaves the last good state, and no reader ever notices. benchmarks/kills.py does it
300 times."""

from __future__ import annotations

import json

import pytest

from history.snapshots import store
from refresh.one_refresh import refresh
from tests.history.snapshots.killing import generation_seen, kill_refreshes

pytestmark = pytest.mark.long

KILLS = 20


def test_no_reader_ever_sees_an_error_a_partial_or_an_older_state(tmp_path, monkeypatch):
    home = tmp_path / "home"
    monkeypatch.setenv("LOTWISE_HOME", str(home))
    outcome = kill_refreshes(tmp_path, KILLS, seed=4)
    assert outcome.faults == []
    assert outcome.killed + outcome.finished == KILLS
    assert outcome.killed > KILLS / 2 and outcome.readings > KILLS / 2  # it was a test at all

    refresh()
    assert generation_seen() == KILLS + 1
    store.remove_orphans()
    kept = {f"{one.snapshot}.duckdb" for one in store.history()}
    assert {file.name for file in (home / "snapshots").iterdir()} - set(store.LOCKS) == kept
    assert not list(home.rglob("*.tmp"))
    assert all(json.loads(file.read_text("utf-8")) for file in home.glob("*.json"))
