"""What moved since the board last met: by the sheets as they were read then, else by those of today up to that day."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from decisions.board_meetings import last_meeting, meetings, since_last_meeting
from decisions.verdict.verdict import decided
from history.snapshots import store
from metrics.engine import compute
from tests.logbooks.typed_sheets import LOTS, OFFERS, SETTINGS, checked, tab, workbooks

LOT, READ = tab("Lots", LOTS, ["M-1", "micro", "2025/26"]), datetime(2026, 1, 20, tzinfo=UTC)
DECISIONS = ["Gate", "Decided on", "Decision"]


def sheets(meetings_written: str = "", *decided_on: date):
    rows = [["base_currency", "USD"], ["pilot_start", "2025-10-01"], ["board_indicators", "deal_closure"]]
    rows += [["board_meetings", meetings_written]] if meetings_written else []
    return checked(
        tab("Settings", SETTINGS, *rows),
        tab("Lots", LOTS, ["M-1", "micro", "2025/26"], ["M-2", "micro", "2025/26"]),
        tab(
            "Sales",
            OFFERS,
            ["O-1", "M-1", "Roaster", date(2026, 1, 5), 100, "accepted", date(2026, 1, 10), 9],
            ["O-2", "M-2", "Other", date(2026, 2, 20), 100, "accepted", date(2026, 3, 1), 9],
        ),
        tab("Decisions", DECISIONS, *([90, day, "wait"] for day in decided_on)),
    )


@pytest.mark.parametrize(
    "written, decided_on, days",
    [
        ("", [], []),
        ("2026-01-15, 2026-03-01", [], ["2026-01-15", "2026-03-01"]),
        ("2026-01-15", [date(2026, 2, 1)], ["2026-01-15", "2026-02-01"]),
        ("soon, 2026-02-30 and 2026-04-01", [], []),  # no day, no day of the calendar, not come yet
    ],
)
def test_the_days_are_those_of_decisions_and_of_the_setting(written, decided_on, days):
    assert [day.isoformat() for day in meetings(sheets(written, *decided_on))] == days


def test_a_meeting_of_today_is_not_the_last_one():
    assert last_meeting(sheets("2026-01-15, 2026-03-31")) == date(2026, 1, 15)


def test_without_a_meeting_nothing_is_told():
    w = sheets()
    assert since_last_meeting(w, "2025/26", compute.answers(w, "2025/26"), decided(w)) is None


def test_what_was_not_known_at_the_meeting_is_what_moved():
    """By 15 January one offer was made and accepted; by 31 March there are two."""
    w = sheets("2026-01-15")
    found = since_last_meeting(w, "2025/26", compute.answers(w, "2025/26"), decided(w))
    assert (found.met_on, found.as_it_was) == (date(2026, 1, 15), False)
    closing = {one.group: one for one in found.moved if one.id == "deal_closure"}
    assert closing["micro"].before.n == 1 and closing["micro"].after.n == 2


def test_the_sample_that_was_shown_on_the_day_is_no_reading_of_the_sheets(tmp_path, monkeypatch):
    """On 15 January the sample was shown, on 20 January the sheets were read for the first time."""
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    invented = tab("Settings", SETTINGS, ["synthetic", "yes"], ["board_meetings", "2026-01-15"])
    store.keep(workbooks(invented, LOT), now=datetime(2026, 1, 10, tzinfo=UTC))
    store.keep(workbooks(tab("Settings", SETTINGS, ["board_meetings", "2026-01-15"]), LOT), now=READ)
    with closing(store.current()) as w:
        assert since_last_meeting(w, "2025/26", compute.answers(w, "2025/26"), decided(w)).as_it_was is False


def test_a_reading_of_the_sheets_kept_by_that_day_is_compared_with(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path))
    settings = tab("Settings", SETTINGS, ["board_meetings", "2026-01-15"])
    store.keep(workbooks(settings, LOT), now=datetime(2026, 1, 10, tzinfo=UTC))
    more = tab("Lots", LOTS, ["M-1", "micro", "2025/26"], ["M-2", "micro", "2025/26"])
    store.keep(workbooks(settings, more), now=READ)
    with closing(store.current()) as w:
        assert since_last_meeting(w, "2025/26", compute.answers(w, "2025/26"), decided(w)).as_it_was is True
