"""Moments to choose from: no two are called alike, and each says what happened then."""

from __future__ import annotations

from datetime import date

from history.snapshots.snapshot import Snapshot
from words.moment_words import both_called, occasion_words, reading_words, taken_away, told_apart


def read(name: str, at: str, *pins: str, zone: str = "UTC") -> Snapshot:
    return Snapshot(name, at, at, pins, zone)


def test_two_of_one_minute_have_their_seconds_and_no_other():
    kept = [
        read("c", "2026-11-27T14:31:05+00:00"),
        read("b", "2026-11-27T14:30:52+00:00"),
        read("a", "2026-11-27T14:30:07+00:00"),
    ]
    assert told_apart(kept) == {
        "c": "27 Nov 2026 14:31",
        "b": "27 Nov 2026 14:30:52",
        "a": "27 Nov 2026 14:30:07",
    }


def test_two_of_one_second_are_numbered_from_the_oldest():
    """A clock set back by little notes the same second twice; a third of the minute needs its seconds alone."""
    kept = [
        read("c", "2026-11-27T14:30:07+00:00"),
        read("b", "2026-11-27T14:30:07+00:00"),
        read("a", "2026-11-27T14:30:01+00:00"),
    ]
    assert told_apart(kept) == {
        "c": "27 Nov 2026 14:30:07, 2 of 2",
        "b": "27 Nov 2026 14:30:07, 1 of 2",
        "a": "27 Nov 2026 14:30:01",
    }


def test_the_minute_is_that_of_the_clock_on_the_wall_there():
    """14:30 in London and 8:30 in Tegucigalpa are one instant, and two names."""
    kept = [
        read("b", "2026-11-27T14:30:40+00:00"),
        read("a", "2026-11-27T14:30:10+00:00", zone="America/Tegucigalpa"),
    ]
    assert told_apart(kept) == {"b": "27 Nov 2026 14:30", "a": "27 Nov 2026 08:30"}


def test_a_reading_says_how_many_days_before_it_was_and_what_stands_on_it():
    pins = ("a fix list", "pictures", "files for buyer, Buyer A")
    told = reading_words(read("a", "2026-11-20T23:00:00+00:00", *pins), "20 Nov 2026 23:00", date(2026, 11, 28))
    assert told.split(" · ") == [
        "20 Nov 2026 23:00",
        "8 days before",
        "kept for pictures",
        "kept for files for buyer, Buyer A",
        "and for 1 thing more",
    ]
    assert reading_words(read("a", "2026-11-20T23:00:00+00:00"), "now", date(2026, 11, 20)) == "now"


def test_what_was_taken_away_is_named_with_its_day():
    assert taken_away("files for buyer, Buyer A", date(2026, 11, 12)) == "files for buyer, Buyer A (12 Nov 2026)"


def test_what_happened_is_named_with_its_day():
    assert occasion_words("last_meeting", date(2026, 11, 12)) == "the last board meeting, 12 Nov 2026"
    assert occasion_words("gate", date(2026, 1, 1), 90) == "day 90 of the pilot, 1 Jan 2026"


def test_readings_of_uploads_that_are_not_kept_are_called_by_their_time(tmp_path, monkeypatch):
    from history.changes.comparison import ComparedSnapshot

    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    one = ComparedSnapshot("x", "2026-11-27T14:30:40+00:00", ())
    assert both_called(one, ComparedSnapshot("y", None, ()))[1] == "\u2013"
