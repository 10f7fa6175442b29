"""Deliveries without Recorded at, judged by the readings of the sheet: late or in time only where no other typing
explains what was seen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from connectors.cells import Workbook
from history.snapshots import store
from metrics.engine.compute import answer
from tests.history.snapshots.kept_once import keep
from tests.logbooks.typed_sheets import LOTS, RECEIPTS, tab

YEAR = "2025/26"
HEADS = [*RECEIPTS, "Lot"]
UNSURE = (None, 0)  # counts neither way
KEYLESS = [heading for heading in HEADS if heading != "Receipt number"]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))


def receipt(number: str, day: int = 3, kg: float | None = 50) -> list:
    return [date(2025, 11, day), "F-1", kg, "cherry", number, "M1"]


def at(told: str) -> datetime:
    """An hour of November, told as "06 05:59" by UTC; the spreadsheet is kept six hours behind, in Tegucigalpa."""
    return datetime.strptime(f"2025-11-{told}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def read(when: str, *rows: list, heads=HEADS, asked: str | None = None, zone: str = "America/Tegucigalpa") -> None:
    tabs = (tab("Lots", LOTS, ["M1", "micro", YEAR], source="Book"), tab("Receipts", heads, *rows, source="Book"))
    keep(
        [Workbook("Book", "hash", "2025-11-01T00:00:00+00:00", None, tabs, time_zone=zone)],
        now=at(when),
        asked_at=at(asked).isoformat() if asked else None,
    )


def judged() -> tuple:
    """The share of deliveries in time, and of how many rows."""
    w = store.current(date(2026, 3, 31))
    found = answer(w, "records_on_time", YEAR).groups["micro"]
    w.close()
    return found.value, found.rows or 0


# A delivery of 3 November; its 48 hours end with 5 November, there, which is 06:00 of the 6th by UTC.
@pytest.mark.parametrize(
    ("without", "within", "expected"),
    [
        ("06 05:50", "06 05:59", (1.0, 1)),  # 23:59 there
        ("06 05:50", "06 06:00", UNSURE),  # typed at 23:55 or at 00:00
        ("06 05:59", "06 06:05", UNSURE),
        ("06 06:00", "06 06:05", (0.0, 1)),  # not there as they ended
        ("04 00:00", "20 00:00", UNSURE),  # the computer was off
        ("12 00:00", "20 00:00", (0.0, 1)),
    ],
)
def test_the_edges_of_48_hours(without, within, expected):
    read("03 12:00", receipt("R-0"))
    store.confirm(at(without))
    read(within, receipt("R-0"), receipt("R-1"))
    assert judged() == expected


def test_by_the_clock_of_the_spreadsheet_and_not_of_greenwich():
    """At 20:00 by UTC of the 5th it is the 6th in Hanoi, three hours after the 48 hours."""
    read("03 12:00", receipt("R-0"), zone="Asia/Ho_Chi_Minh")
    store.confirm(at("05 19:50"))
    read("05 20:00", receipt("R-0"), receipt("R-1"), zone="Asia/Ho_Chi_Minh")
    assert judged() == (0.0, 1)


def test_what_stood_in_the_first_reading_counts_neither_way():
    read("30 12:00", receipt("R-0"), receipt("R-1"))
    assert judged() == UNSURE


def test_a_row_typed_while_a_long_reading_was_under_way_is_not_called_late():
    """Asked at 05:55, kept at 06:03: R-1 was typed at 05:58, after its tab had been read, and seen by the next
    reading."""
    read("03 12:00", receipt("R-0"))
    read("06 06:03", receipt("R-0", kg=51), asked="06 05:55")
    read("06 06:13", receipt("R-0", kg=51), receipt("R-1"))
    assert judged() == UNSURE


def test_a_row_corrected_later_keeps_its_first_time():
    read("03 12:00", receipt("R-0"))
    read("04 12:00", receipt("R-0"), receipt("R-1"))
    read("29 12:00", receipt("R-0"), receipt("R-1", kg=65))
    assert judged() == (1.0, 1)


def test_a_row_without_number_that_is_corrected_weeks_later_is_not_called_late():
    plain = [
        [row[n] for n in (0, 1, 2, 3, 5)]
        for row in (receipt(""), receipt("", kg=60), receipt("", kg=66), receipt("", day=28))
    ]
    read("03 12:00", plain[0], heads=KEYLESS)
    read("04 12:00", plain[0], plain[1], heads=KEYLESS)
    assert judged() == (1.0, 1)
    store.confirm(at("28 12:00"))
    read("29 12:00", plain[0], plain[2], plain[3], heads=KEYLESS)  # the 60 kg became 66, and a new delivery came
    # which of the two is the corrected one, nothing tells
    assert judged() == UNSURE
    read("30 12:00", plain[0], plain[1], plain[3], heads=KEYLESS)  # and back again
    assert judged() == (1.0, 1)


def test_a_number_written_before_its_delivery_is_no_record_in_time():
    """R-1 was prepared on the 4th with its day and filled in at the end of the month: it counts neither way."""
    read("03 12:00", receipt("R-0"))
    read("04 12:00", receipt("R-0"), [date(2025, 11, 4), None, None, None, "R-1", None])
    read("29 12:00", receipt("R-0"), receipt("R-1", day=4))
    assert judged() == UNSURE


def test_a_clock_that_was_set_back_proves_nothing():
    """The computer stood three weeks ahead when it last looked; what is new since was not late by that."""
    read("03 12:00", receipt("R-0"))
    store.confirm(at("27 12:00"))
    read("06 12:00", receipt("R-0"), receipt("R-1"))
    assert judged() == UNSURE
