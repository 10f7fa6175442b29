"""What goes with age: all of the last week stay, then the last of every day for a season, then the last of every
month."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from history.snapshots import store
from history.snapshots.snapshot import Snapshot
from history.snapshots.thinning import too_old
from tests.history.snapshots.test_time_machine import book

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def kept(days_ago: float, name: str = "", **more) -> Snapshot:
    """A snapshot of so many days ago, kept where the clock shows UTC."""
    at = (NOW - timedelta(days=days_ago)).isoformat(timespec="seconds")
    return Snapshot(name or f"{days_ago}", at, at, time_zone="UTC", **more)


def goes(*history: Snapshot, now: datetime = NOW) -> list[str]:
    """The names of those that go."""
    return [one.snapshot for one in too_old([kept(0), kept(0.001), kept(0.002), *history], now)]


ALL_YEAR = [kept(days) for days in range(8, 370, 30)]  # a reading a month, so that the clock is known to have run


def test_everything_of_the_last_week_stays():
    assert goes(*(kept(hours / 24) for hours in range(1, 24 * 7 + 1))) == []


def test_then_the_last_of_every_day():
    # 12 November, 12:00, 10:00 and 02:00; 11 November, 23:00: of each day the last stays.
    assert goes(kept(10), kept(10 + 2 / 24), kept(10 + 10 / 24), kept(10 + 13 / 24)) == [
        f"{10 + 2 / 24}",
        f"{10 + 10 / 24}",
    ]


def test_after_a_season_the_last_of_every_month():
    # A season and a week before 22 November 2026 is 15 November 2025: of October 2025 only the last stays.
    october = [kept((NOW - datetime(2025, 10, day, 12, tzinfo=UTC)).days, f"October {day}") for day in (31, 20, 1)]
    assert goes(*ALL_YEAR, *october) == ["October 20", "October 1"]


def test_five_years_of_a_reading_every_hour_take_little_room():
    """168 hours of the last week, a day each for a season, a month each before: worked out below."""
    history = [kept(hours / 24) for hours in range(24 * 365 * 5)]
    stay = len(history) - len(too_old(history, NOW))
    # 169 readings are at most 7 days old; the days 15 November 2025 to 15 November 2026 hold 366, both ends cut;
    # November 2021 to November 2025 are 49 months.
    assert stay == 169 + 366 + 49


def test_what_a_verdict_or_an_export_stands_on_is_kept_for_ever():
    assert goes(*ALL_YEAR, kept(400, "later"), kept(401, "exported", pins=("export",)), kept(402, "earlier")) == [
        "earlier"
    ]


def test_the_newest_stay_however_old_they_are():
    assert too_old([kept(900), kept(900.1), kept(900.2)], NOW) == []


def test_a_time_that_is_not_believed_costs_nothing_that_may_be_the_last_of_its_day():
    unknown = kept(2000, "unknown", doubtful_time=True)
    assert goes(kept(20), unknown, kept(22)) == []  # it may be of the day between
    assert goes(kept(20), unknown, kept(20.1)) == ["unknown", "20.1"]  # it can only be of that day
    assert goes(kept(20), unknown) == []


def test_a_clock_that_leaps_ahead_by_years_lets_nothing_go_until_it_has_run_for_a_week():
    years = timedelta(days=4 * 365)
    before = [kept(days / 2) for days in range(60)]
    leapt = [kept(-4 * 365, "first after"), *before]
    assert too_old(leapt, NOW + years) == []
    assert too_old(leapt, NOW + years + timedelta(days=6)) == []
    ran_on = [*(kept(-4 * 365 - days) for days in range(9, 0, -1)), *leapt]
    # of October and November 2026 the last of each stays
    assert len(too_old(ran_on, NOW + years + timedelta(days=9))) == 58


def test_a_negative_age_is_no_age():
    assert goes(kept(5), kept(6), now=NOW - timedelta(days=30)) == []


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_file_goes_with_its_entry_and_whoever_reads_it_goes_on_reading(home):
    made = [store.keep([book("M-1")], now=NOW - timedelta(days=days)) for days in (30.2, 30.1, 2, 1, 0)]
    gone, reader = home / "snapshots" / f"{made[0]}.duckdb", store.at(made[0])
    content = gone.read_bytes()
    assert store.thin(NOW) == [made[0]]
    assert [one.snapshot for one in store.history()] == made[:0:-1]
    assert reader.rows("SELECT lot_id FROM lots") == [{"lot_id": "M-1"}]
    assert not gone.exists() and store.thin(NOW) == []

    # as if the process had died before it came to the file, or somebody had it open on Windows
    gone.write_bytes(content)
    assert store.remove_orphans() == [gone.name]
    assert store.current().id == made[-1]
