"""Days and months that a spreadsheet exchanged while somebody typed: found by the days that stayed text, asked about,
never counted."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.logbooks.typed_sheets import PAYMENTS, checked, found, standings, tab

MIXED = "days-and-months-mixed"


def payments(*days):
    return checked(tab("Payments", PAYMENTS, *([day, "F-1", 10 + number, "USD"] for number, day in enumerate(days))))


def asked_about(*days) -> list[int]:
    """The rows of such a column of which day and month are asked about."""
    return [row for row, _, code in found(payments(*days)) if code == MIXED]


def test_typed_day_first_into_a_month_first_sheet():
    """3 and 5 February, 2 March as typed became 2 March, 2 May and 3 February; 17 and 25 February stayed text; 2
    February is itself either way."""
    w = payments(date(2026, 3, 2), date(2026, 5, 2), "17/02/2026", date(2026, 2, 2), "25/02/2026", date(2026, 2, 3))
    assert [row for row in found(w) if row[2] == MIXED] == [
        (2, "paid_on", MIXED),
        (3, "paid_on", MIXED),
        (7, "paid_on", MIXED),
    ]
    assert standings(w) == {2: "left out", 3: "left out", 4: "used", 5: "used", 6: "used", 7: "left out"}
    said = w.rows(f"SELECT written, what, fix, place FROM problems WHERE code = '{MIXED}' AND row_no = 2")[0]
    assert (said["written"], said["place"]) == ("2026-03-02", "A2")
    assert said["what"] == (
        "The sheet read this as 2026-03-02; perhaps 2026-02-03 (as in 17/02/2026, which stayed text) was meant. "
        "No date in the column has a day after the 12th."
    )
    assert "File > Settings" in said["fix"] and "type this day again" in said["fix"]


def test_typed_month_first_into_a_day_first_sheet():
    # 3 and 5 February typed 02/03/2026 and 02/05/2026 became 2 March and 2 May.
    assert asked_about(date(2026, 3, 2), "02/17/2026", date(2026, 5, 2)) == [2, 4]


def test_years_of_two_digits_prove_it_too_where_they_can_only_be_the_year():
    assert asked_about(date(2026, 3, 2), "17/02/26", date(2026, 5, 2)) == [2, 4]
    assert asked_about(date(2017, 3, 2), "17/02/26", date(2026, 5, 2)) == []  # may begin with the year 2017


HONEST = {
    "days above 12 among the dates": [date(2026, 3, 2), "17/02/2026", date(2026, 2, 25)],
    "dates alone, all within the first days of a month": [date(2026, 2, day) for day in range(1, 13)],
    "few dates": [date(2026, 3, 2), date(2026, 5, 2)],
    "a text that proves nothing": [date(2026, 3, 2), "03/04/2026", "2026-02-17", "17 February 2026"],
    "texts alone": ["17/02/2026", "03/04/2026"],
    "texts of both orders": [date(2026, 3, 2), "17/02/2026", "02/17/2026"],
    "the same either way": [date(2026, 2, 2), "17/02/2026"],
    "one month of a log, one day of it pasted as text": [*(date(2026, 2, day) for day in range(1, 13)), "17/02/2026"],
    "no such day": [date(2026, 3, 2), "31/02/2026"],
}


@pytest.mark.parametrize("days", HONEST.values(), ids=HONEST)
def test_honest_columns_are_left_alone(days):
    assert asked_about(*days) == []


def test_days_that_had_not_come_yet_were_not_meant():
    """Read on 1 April: payments of 5 January and 5 March are past, those of 1 May and 3 May would be to come."""
    assert asked_about(date(2026, 1, 5), date(2026, 3, 5), "27/03/2026") == []


def test_a_moment_among_them_is_emptied_and_its_row_stays_marked():
    heads = ["Received on", "Farmer", "Weight (kg)", "Form", "Receipt number", "Recorded at"]
    log = tab(
        "Receipts",
        heads,
        *(
            [date(2026, 2, day), "F-1", 50, "cherry", f"R-{day}", at]
            for day, at in ((3, datetime(2026, 3, 2, 18)), (17, "17/02/2026 18:00"), (5, datetime(2026, 5, 2, 18)))
        ),
    )
    w = checked(log)
    assert [row[:2] for row in found(w) if row[2] == MIXED] == [(2, "recorded_at"), (4, "recorded_at")]
    assert [row["recorded_at"] for row in w.rows("SELECT recorded_at FROM clean.receipts ORDER BY row_no")] == [
        None,
        datetime(2026, 2, 17, 18),
        None,
    ]
    assert standings(w) == {2: "doubtful", 3: "used", 4: "doubtful"}
