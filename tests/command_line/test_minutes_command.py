"""The minutes by the command line: of what everybody sees they are written down, of a file they are only written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from command_line.minutes_command import ENDINGS
from decisions.verdict.kept_verdicts import kept_verdicts
from exports.minutes_page import WRITERS
from history.snapshots import store
from tests.command_line.calling import called, one_sentence
from tests.decisions.verdict.gate_sheets import sheets
from tests.scenes import filled
from words.moment_words import taken_away


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    return filled(tmp_path_factory, lambda place: store.keep(sheets(10), now=datetime(2026, 2, 1, 12, tzinfo=UTC)))


def test_the_minutes_of_a_snapshot_are_the_same_bytes_and_the_verdict_in_them_is_kept(scene, monkeypatch):
    home = scene.anew(monkeypatch) / "home"
    for name in ("one.md", "two.md"):
        assert called("minutes", name, home=home).returncode == 0
    text = (home / "one.md").read_text("utf-8")
    assert text == (home / "two.md").read_text("utf-8")
    assert "Day 90, 13 Jan 2026\\: the agreed rule says go on. All that was agreed for building is there." in text
    (kept,) = kept_verdicts()
    assert f"under the plan {kept.plan_seal[:8]}; it stands as it was given" in text
    assert taken_away("minutes, one.md") in store.newest().pins


def test_an_ending_nobody_writes_is_refused_before_anything_is_read(tmp_path):
    said = one_sentence(called("minutes", "minutes.pdf", home=tmp_path))
    assert said == (
        "minutes.pdf does not end in .html, .md or .docx, so nobody knows what to write. Write minutes.html instead."
    )


def test_the_command_takes_every_ending_that_can_be_written():
    assert set(ENDINGS) == set(WRITERS)
