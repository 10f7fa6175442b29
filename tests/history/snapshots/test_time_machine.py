"""Any moment again: the newest snapshot read at or before it, seen as of that day, wherever the cooperative is and
whatever the clock did."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from connectors.cells import Workbook
from connectors.trouble import NothingToRead
from history.snapshots import store
from history.snapshots.moments import NoSuchMoment
from tests.history.snapshots.kept_once import keep
from tests.logbooks.typed_sheets import LOTS, tab


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def moment(day: int, hour: int = 12, minute: int = 0, year: int = 2026) -> datetime:
    """An hour of a day of March, UTC."""
    return datetime(year, 3, day, hour, minute, tzinfo=UTC)


def book(*codes: str, time_zone: str | None = "America/Tegucigalpa") -> Workbook:
    """A spreadsheet with these lots, kept where the clock is six hours behind UTC."""
    rows = [[code, "micro", "2025/26"] for code in codes]
    return Workbook(
        "Lots 2026",
        "hash",
        "2026-03-01T12:00:00+00:00",
        None,
        (tab("Lots", LOTS, *rows, source="Lots 2026"),),
        time_zone=time_zone,
    )


def seen(moment) -> tuple[list[str], date]:
    """The lots of that moment, and the day as of which they are shown."""
    w = store.at(moment)
    found = [row["lot_id"] for row in w.rows("SELECT lot_id FROM lots ORDER BY 1")], w.as_of
    w.close()
    return found


@pytest.fixture
def three(home) -> list[str]:
    """Read on 2 March, found unchanged until 5 March, changed on the 6th and the 9th."""
    first = keep([book("M-1")], now=moment(2))
    store.confirm(moment(5))
    return [
        first,
        keep([book("M-1", "M-2")], now=moment(6)),
        keep([book("M-1", "M-2", "M-3")], now=moment(9)),
    ]


def test_a_day_shows_what_was_known_when_it_ended(three):
    assert seen("2026-03-06") == (["M-1", "M-2"], date(2026, 3, 6))
    assert seen(date(2026, 3, 9)) == (["M-1", "M-2", "M-3"], date(2026, 3, 9))


def test_a_day_without_a_reading_shows_the_one_before_as_of_the_day_it_was_last_the_newest(three):
    # confirmed until the 5th: on the 4th nothing had changed
    assert seen("2026-03-04") == (["M-1"], date(2026, 3, 4))
    assert seen("2026-03-08") == (["M-1", "M-2"], date(2026, 3, 6))  # nobody looked after the 6th
    # however a day is written, it is the whole of it
    assert seen("20260306") == seen("2026-W10-5") == seen("2026-03-06")
    assert seen("2026-12-24") == (["M-1", "M-2", "M-3"], date(2026, 3, 9))


def test_an_hour_is_meant_where_the_cooperative_is_unless_it_tells_its_zone(three):
    # The second reading was at 12:00 UTC on 6 March, which is 06:00 in Honduras.
    assert [
        seen(at)[0]
        for at in ("2026-03-06T05:59", "2026-03-06T06:00", "2026-03-06T11:59:00+00:00", "2026-03-06T12:00:00+00:00")
    ] == [["M-1"], ["M-1", "M-2"], ["M-1"], ["M-1", "M-2"]]


def test_a_day_ends_at_midnight_there(home):
    keep([book("M-1")], now=moment(2))
    keep([book("M-1", "M-2")], now=moment(4, hour=3))  # 03:00 UTC on the 4th is 21:00 on the 3rd there
    assert seen("2026-03-03") == (["M-1", "M-2"], date(2026, 3, 3))
    assert store.current().as_of == date(2026, 3, 3)


def test_a_snapshot_is_found_by_its_name(three):
    assert [seen(one)[0][-1] for one in three] == ["M-1", "M-2", "M-3"]
    assert seen(three[0])[1] == date(2026, 3, 5)


def test_before_the_first_reading_there_is_nothing_and_the_first_is_named(three):
    with pytest.raises(NothingToRead, match="The first snapshot is of 2026-03-02 06:00"):
        store.at("2026-03-01")


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "2026-02-30",
        "20260101T000000Z-00000000",
        "2026-03-01; DROP",
        "",
        "9999-12-31",
        "0001-01-01",
        "0001-01-01T00:30",
    ],
)
def test_what_is_no_moment_is_refused_in_words(three, text):
    with pytest.raises(NoSuchMoment, match="Give a day such as 2026-03-31"):
        store.at(text)


def test_the_declared_day_is_never_passed(home):
    settings = tab("Settings", ["Setting", "Value"], ["as_of", "2026-02-15"], source="Lots 2026")
    keep(
        [Workbook("Lots 2026", "hash", "2026-03-01T12:00:00+00:00", None, (*book("M-1").tabs, settings))], now=moment(2)
    )
    assert store.current().as_of == date(2026, 2, 15)
    assert seen("2026-03-05")[1] == date(2026, 2, 15)


def test_the_one_before_stands_in_for_a_damaged_one_and_says_so(three, home):
    (home / "snapshots" / f"{three[1]}.duckdb").write_bytes(b"")
    w = store.at("2026-03-06")
    assert (w.id, w.instead_of) == (three[0], three[1])


# A clock that lies


def test_a_clock_that_stood_in_the_past_for_one_reading_moves_nothing_into_days_before_it(home):
    first = keep([book("M-1")], now=moment(2))
    lied = keep([book("M-1", "M-2")], now=datetime(2020, 1, 1, tzinfo=UTC))
    last = keep([book("M-1", "M-2", "M-3")], now=moment(9))
    assert [(one.snapshot, one.doubtful_time) for one in store.history()] == [
        (last, False),
        (lied, True),
        (first, False),
    ]
    # when M-2 was typed nobody can tell, so it is not shown on the 5th
    assert seen("2026-03-05")[0] == ["M-1"]
    assert seen(lied)[0] == ["M-1", "M-2"]
    with pytest.raises(NothingToRead):
        store.at("2021-01-01")


def test_a_clock_that_ran_ahead_and_was_set_right_is_not_believed(home):
    keep([book("M-1")], now=moment(2))
    ahead = keep([book("M-1", "M-2")], now=datetime(2031, 1, 1, tzinfo=UTC))
    keep([book("M-1", "M-2", "M-3")], now=moment(9))
    assert [one.snapshot for one in store.history() if one.doubtful_time] == [ahead]
    assert seen("2026-03-10") == (["M-1", "M-2", "M-3"], date(2026, 3, 9))


def test_a_clock_set_back_by_an_hour_waits_until_it_has_caught_up(home):
    keep([book("M-1")], now=moment(2, hour=12))
    keep([book("M-1", "M-2")], now=moment(2, hour=11))
    store.confirm(moment(2, hour=11, minute=30))
    assert [(one.read_at, one.confirmed_at, one.doubtful_time) for one in store.history()] == [
        ("2026-03-02T12:00:00+00:00", "2026-03-02T12:00:00+00:00", False)
    ] * 2


# What stands on a snapshot


def test_what_an_export_stands_on_is_noted_once_and_survives_refreshes(three):
    store.pin(three[0], "export of 5 March")
    store.pin(three[0], "export of 5 March")
    store.pin("own-1234", "an upload of a visitor")
    keep([book("M-9")], now=moment(10))
    store.confirm(moment(11))
    assert {one.snapshot: one.pins for one in store.history() if one.pins} == {three[0]: ("export of 5 March",)}


def test_only_what_could_be_asked_is_confirmed(three):
    store.confirm(moment(10), stale=["Lots 2026"])
    kept = store.newest()
    assert (kept.confirmed_at, dict(kept.checked)) == (
        "2026-03-10T12:00:00+00:00",
        {"Lots 2026": "2026-03-09T12:00:00+00:00"},
    )
