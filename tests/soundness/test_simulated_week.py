"""A week of twelve people typing into shared sheets while one call in ten fails: in the end nothing is lost, mixed or
made up.

The server, gspread, the sign-in, the refresh and the snapshots are the real ones; only the time passes faster.
"""

import time
from collections import Counter

import pytest

from history.snapshots import store
from tests.google.compared import expected_calls, in_the_sheets, in_the_warehouse
from tests.google.cooperative import BOOKS, put_on
from tests.google.server import Google
from tests.google.staff import Staff
from tests.google.week import SimulatedClock, Week, going_by

pytestmark = pytest.mark.long

DAY, MINUTE = 86400, 60
FIVE_MINUTES = 5 * MINUTE


@pytest.fixture
def simulated(tmp_path, monkeypatch):
    clock = SimulatedClock(time.time() - 9 * DAY)
    with Google(clock=clock) as google, going_by(clock):
        monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("LOTWISE_GOOGLE_BASE", google.base)
        monkeypatch.setenv("LOTWISE_GOOGLE_KEY", str(google.account().write(tmp_path / "key.json")))
        yield google, clock
        assert not google.broken, google.broken


def test_after_the_last_edit_the_warehouse_is_the_sheets_cell_by_cell(simulated):
    google, clock = simulated
    books = put_on(google, google.account().address, rows=60)
    staff = Staff(books, seed=12, without=("Settings", "Exchange rates"))
    week = Week(google, clock, books, staff)
    week.configure()
    google.faults.share(0.1, seed=10, on=("sheets", "drive", "token"))
    tabs = sum(len(tabs) for _, _, tabs in BOOKS)
    assert (len(staff.persons), len(staff.desks), len(books)) == (12, tabs - 2, 3)
    for day in range(7):
        staff.elsewhere = day < 6  # what is recalculated on the last day is read on the next
        for visit in range(1 + day % 2):
            week.work(edits=40, seconds_between=FIVE_MINUTES)
            week.refresh(edit_after_calls=2 if visit else None)
        clock.wait(DAY - (1 + day % 2) * 40 * FIVE_MINUTES)
    week.settle()
    sheets = in_the_sheets(books)
    assert len(sheets) > 8_000 and staff.edits >= 400
    assert in_the_warehouse() == sheets
    left = store.current().rows("SELECT source, sheet, row_no, reason FROM not_data WHERE reason <> 'header'")
    assert not [row for row in left if any(key[:3] == (row["source"], row["sheet"], row["row_no"]) for key in sheets)]
    faults = Counter(call.fault for call in google.calls if call.fault)
    assert len(faults) >= 4 and 0.04 < faults.total() / len(google.calls) < 0.2
    titles = {book.title: book for book in books}
    smooth = [one for one in week.refreshed if one.good and not one.faults and not one.edited_meanwhile]
    assert (
        len(smooth) > 10
        and [one for one in smooth if one.calls != expected_calls(titles[one.title], one.changed)] == []
    )
    assert google.most_reads_a_minute() <= 60


def test_many_spreadsheets_are_read_at_the_pace_google_allows(simulated):
    """30 spreadsheets cost 60 reads: 55 in the first minute, as we allow ourselves, the others in the next; none is
    ever refused."""
    google, clock = simulated
    books = [
        google.add(
            f"Lots of group {number}",
            {"Lots": [["lot_id", "stream", "crop_year", "kg"], [f"L-{number}", "micro", "2025/26", 100 + number]]},
        )
        for number in range(30)
    ]
    for book in books:
        book.share_with(google.account().address)
    week = Week(google, clock, books, Staff(books, seed=1))
    week.configure()
    assert week.refresh()
    assert (google.count("sheets"), google.count("drive")) == (60, 60)
    # we count when we ask, the server when it is asked
    assert 55 <= google.most_reads_a_minute() < 60 and clock.waited > 0
    assert {call.status for call in google.calls} == {200}
    assert in_the_warehouse() == in_the_sheets(books)
    assert week.refresh() and (google.count("sheets"), google.count("drive")) == (60, 90)
