"""Deliveries written down in time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from metrics.engine.compute import answer
from tests.metrics.hand import YEAR, asked, lots, values
from tests.metrics.sample import AS_OF, rows, sample
from tests.support import warehouse_of

DAY = date(2025, 11, 3)


def receipt(lot, recorded_at, day=DAY):
    return {
        "lot_id": lot,
        "farmer_id": "F-1",
        "received_on": day,
        "weight_kg": 50.0,
        "form": "cherry",
        "recorded_at": recorded_at,
    }


def test_by_hand():
    # 48 hours from the end of 3 November: until 5 November, 24:00. Of micro's 4 rows one has no time: 2 of 3 in time, 3
    # of 4 recorded.
    found = asked(
        "records_on_time",
        lots=lots(1, 1),
        receipts=[
            receipt("M1", datetime(2025, 11, 3, 18)),
            receipt("M1", datetime(2025, 11, 5, 23, 59)),
            receipt("M1", datetime(2025, 11, 6, 0, 1)),
            receipt("M1", None),
            receipt("B1", datetime(2025, 11, 9, 8)),
        ],
    )
    assert values(found.groups) == {"micro": pytest.approx(2 / 3), "bulk": 0.0}
    assert found.parts["say when they were recorded"]["micro"].value == 0.75
    assert (found.groups["micro"].n, found.groups["micro"].rows) == (1, 3)  # the case is the day


def test_a_row_recorded_before_its_day_is_no_proof():
    found = asked(
        "records_on_time",
        lots=lots(1, 1),
        receipts=[receipt("M1", datetime(2025, 11, 2, 23)), receipt("M1", datetime(2025, 11, 3, 7))],
    )
    assert found.groups["micro"].value == 1.0 and found.groups["micro"].rows == 1
    assert found.groups["micro"].notes == ("1 not counted: recorded before the day it happened",)


def test_how_long_is_a_setting():
    late = [receipt("M1", datetime(2025, 11, 4, 12))]
    assert values(asked("records_on_time", lots=lots(1, 1), receipts=late).groups)["micro"] == 1.0
    strict = asked(
        "records_on_time", lots=lots(1, 1), receipts=late, settings=[{"setting": "recorded_within_hours", "value": "6"}]
    )
    assert values(strict.groups)["micro"] == 0.0


def test_a_receipt_without_lot_counts_as_bulk():
    found = asked(
        "records_on_time",
        lots=lots(1, 1),
        receipts=[receipt(None, datetime(2025, 11, 3, 18)), receipt("M1", datetime(2025, 11, 3, 18))],
    )
    assert values(found.groups) == {"micro": 1.0, "bulk": 1.0}


def test_without_times_nothing_is_said():
    assert asked("records_on_time", lots=lots(1, 1), receipts=[receipt("M1", None)]).groups["micro"].why_not == (
        "No micro lot of 2025/26 has what this number needs by 31 Mar 2026 (neither Recorded at nor an earlier "
        "reading tells when deliveries were written down)."
    )


# The 48 hours of a delivery of 3 November end with 5 November. Each row: last reading without it, first reading with
# it, by the clock there.
IN_TIME = (datetime(2025, 11, 5, 20), datetime(2025, 11, 5, 23, 59))
LATE = (datetime(2025, 11, 6, 0), datetime(2025, 11, 6, 0, 5))
BETWEEN = (datetime(2025, 11, 3, 18), datetime(2025, 11, 8, 9))  # the computer was off from Monday to Saturday
FROM_THE_START = (None, datetime(2025, 11, 3, 18))


def read(*times, recorded_at=None):
    """The answer over one micro receipt for each pair of readings, none of which says itself when it was recorded."""
    w = warehouse_of(lots=lots(1, 1), receipts=[receipt("M1", recorded_at)] * len(times))
    for row_id, (bare, seen) in enumerate(times, start=3):  # the two lots are rows 1 and 2
        w.cursor().execute(
            "INSERT INTO first_seen (logbook, identity, row_id, seen_there, bare_there) VALUES ('receipts', ?, "
            "?, ?, ?)",
            [f"key {row_id}", row_id, seen, bare],
        )
    return answer(w, "records_on_time", YEAR).groups["micro"]


def test_the_first_reading_that_held_a_row_stands_for_its_time():
    found = read(IN_TIME, IN_TIME, LATE)
    assert (found.value, found.rows) == (pytest.approx(2 / 3), 3)
    assert found.assumed == ("the first reading that held a row stands for when it was recorded",)


def test_a_row_that_was_there_from_the_start_counts_neither_way():
    """Counting only those seen in time would make every sheet look punctual that was connected late."""
    assert (read(IN_TIME, LATE, FROM_THE_START).value, read(IN_TIME, LATE, FROM_THE_START).rows) == (0.5, 2)
    assert read(FROM_THE_START).value is None


def test_a_row_typed_while_nobody_read_is_left_out_where_its_lateness_cannot_be_told():
    found = read(IN_TIME, BETWEEN)
    assert (found.value, found.rows) == (1.0, 1)
    assert found.notes == ("1 not counted: no reading near enough to tell whether it was in time",)
    late_for_certain = (datetime(2025, 11, 7, 9), datetime(2025, 11, 20, 9))
    assert read(IN_TIME, late_for_certain).value == 0.5


def test_what_the_row_says_itself_comes_before_the_reading():
    assert read(LATE, recorded_at=datetime(2025, 11, 3, 18)).value == 1.0


def test_the_sample_again_in_plain_python():
    stream = {lot["lot_id"]: lot["stream"] for lot in rows()["lots"] if lot["crop_year"] == "2025/26"}
    found = answer(sample(), "records_on_time", "2025/26")
    for group in ("micro", "bulk"):
        timed = [
            row
            for row in rows()["receipts"]
            if stream.get(row["lot_id"]) == group and row["received_on"] <= AS_OF and row["recorded_at"]
        ]
        in_time = [
            row
            for row in timed
            if row["recorded_at"] < datetime.combine(row["received_on"], datetime.min.time()) + timedelta(hours=72)
        ]
        assert found.groups[group].value == pytest.approx(len(in_time) / len(timed))
        assert found.groups[group].n == len({row["received_on"] for row in timed})
