"""A row is new because somebody typed it, never because its heading, its mapping or a neighbour's key is another."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from connectors.cells import Workbook
from history.snapshots import store
from history.snapshots.first_seen import last_typed
from logbooks.recognise.mapping import Mapping, TabMapping
from tests.logbooks.typed_sheets import PAYMENTS, RECEIPTS, tab

OTHER_HEADING = ["Paid on", "Farmer", "Amount", "Kept by Ana"]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LOTWISE_HOME", str(tmp_path / "home"))


def paid(day: int, amount: int) -> list:
    return [date(2025, 11, day), "F-1", amount, "USD"]


def received(number: str, kg: int) -> list:
    return [date(2025, 11, 3), "F-1", kg, "cherry", number]


def read(day: int, *tabs, mapping: Mapping | None = None) -> None:
    """A reading of the station's book at noon of a day of November."""
    store.keep(
        [Workbook("Book", "hash", "2025-11-01T00:00:00+00:00", "2025-10-31T09:00:00+00:00", tabs, time_zone="UTC")],
        mapping,
        datetime(2025, 11, day, 12, tzinfo=UTC),
    )


def first_seen(logbook: str) -> list[tuple]:
    """Of every row in the order of the sheet: the day it was first seen, and the last on which it was known not to be
    there."""
    w = store.current()
    found = [
        (row["seen_there"].day, row["bare_there"] and row["bare_there"].day)
        for row in w.rows(
            f"SELECT seen_there, bare_there FROM clean.{logbook} JOIN first_seen USING (row_id) ORDER BY row_no"
        )
    ]
    w.close()
    return found


def typed_last() -> tuple:
    w = store.current()
    told = last_typed(w)
    w.close()
    return told["sheet"], told["row_no"], told["seen_at"][:10], told["told_by"]


def test_rows_under_another_heading_keep_when_they_were_typed():
    read(3, tab("Pay", PAYMENTS, paid(3, 10), paid(3, 20), source="Book"))
    read(4, tab("Pay", PAYMENTS, paid(3, 10), paid(3, 20), paid(4, 30), source="Book"))
    # payments have no key: who a row is, is what is read of it
    for day, headings in ((5, OTHER_HEADING), (6, PAYMENTS)):
        read(day, tab("Pay", headings, paid(3, 10), paid(3, 20), paid(4, 30), source="Book"))
        assert first_seen("payments") == [(3, None), (3, None), (4, 3)]
        assert typed_last() == ("Pay", 4, "2025-11-04", "reading")


def test_a_row_typed_while_a_heading_changed_is_the_only_new_one():
    read(3, tab("Pay", PAYMENTS, paid(3, 10), source="Book"))
    read(5, tab("Pay", OTHER_HEADING, paid(3, 10), paid(4, 20), source="Book"))
    assert first_seen("payments") == [(3, None), (5, 3)]


def test_what_was_said_of_the_columns_types_nothing():
    payments = tab("Pay", OTHER_HEADING, paid(3, 10), source="Book")
    read(3, payments, tab("Rec", RECEIPTS, received("R-1", 50), source="Book"))
    said = Mapping((TabMapping("Book", "Pay", columns={"currency": "Kept by Ana"}),))
    read(5, payments, tab("Rec", RECEIPTS, received("R-1", 50), source="Book"), mapping=said)
    assert first_seen("payments") == [(3, None)] and typed_last() == (None, None, "2025-10-31", "source")


def test_a_tab_that_is_read_for_the_first_time_was_not_typed_today():
    read(3, tab("Rec", RECEIPTS, received("R-1", 50), source="Book"))
    read(5, tab("Rec", RECEIPTS, received("R-1", 50), source="Book"), tab("Pay", PAYMENTS, paid(3, 10), source="Book"))
    assert typed_last() == (None, None, "2025-10-31", "source")


def test_a_number_given_twice_makes_only_the_second_row_new():
    read(3, tab("Rec", RECEIPTS, received("R-1", 50), received("R-2", 60), source="Book"))
    read(5, tab("Rec", RECEIPTS, received("R-1", 50), received("R-2", 60), received("R-1", 70), source="Book"))
    w = store.current()
    found = w.rows("SELECT row_no, seen_there, bare_there FROM first_seen JOIN _placed USING (row_id) ORDER BY row_no")
    w.close()
    assert [(row["row_no"], row["seen_there"].day, row["bare_there"] and row["bare_there"].day) for row in found] == [
        (2, 3, None),
        (3, 3, None),
        (4, 5, 3),
    ]
