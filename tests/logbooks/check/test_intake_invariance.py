"""What must not matter: the order of rows, a row that is left out, in how many tabs or workbooks a log is kept."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.logbooks.typed_sheets import OFFERS, RECEIPTS, checked, tab

DAY = date(2026, 1, 10)
# A handful of cells as people type them, good and bad, so that rows meet as duplicates and as conflicts.
CELLS = st.sampled_from([46.5, 40, "12,5", "12.5 kg", "12,,5", "1.250", None, -5, 99999, "100 lb"])
ROWS = st.lists(
    st.tuples(
        st.sampled_from([DAY, "2026-01-11", "03/04/2025", "13/04/2025", "soon"]),
        st.sampled_from(["F-1", "F-2", "ｆ-1", None]),
        CELLS,
        st.sampled_from(["cherry", "Cereza", "roasted"]),
        st.sampled_from(["R-1", "R-2", "R-3", "R-4", None]),
    ),
    max_size=8,
)
FEW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def counted(w) -> list[tuple]:
    """What is counted, in an order of its own; which of two equal rows counts does not matter."""
    return sorted(
        map(
            repr,
            (
                tuple(row.values())
                for row in w.rows("SELECT received_on, farmer_id, weight_kg, form, receipt_no FROM clean.receipts")
            ),
        )
    )


def sums(w) -> dict:
    return w.rows(
        "SELECT sum(rows_in - not_data) AS rows, sum(used + doubtful) AS counted, sum(left_out) AS left_out FROM ledger"
    )[0]


def receipts(rows, sheet: str = "Receipts", source: str = "a.xlsx"):
    return tab(sheet, RECEIPTS, *map(list, rows), source=source)


# One of each kind: told twice, told otherwise, told by half, and cells that can't be read.
TYPED = [
    (DAY, "F-1", 46.5, "cherry", "R-1"),
    ("2026-01-11", "F-2", "12.5 kg", "Cereza", "R-2"),
    (DAY, "ｆ-1", 46.5, "cherry", "R-1"),
    ("2026-01-11", "F-2", 40, "cherry", "R-2"),
    ("soon", "F-1", "12,,5", "roasted", None),
    ("13/04/2025", None, "100 lb", "cherry", "R-4"),
]
TYPED_CLEARLY = [
    (DAY, "F-1", 46.5, "cherry", "R-1"),
    ("soon", "F-2", 40, "cherry", "R-2"),
    (DAY, "F-1", 46.5, "cherry", "R-1"),
    ("2026-01-11", None, "12,,5", "cherry", "R-3"),
]


def assert_the_same_in_the_order_of(mixed, rows):
    one, other = checked(receipts(rows)), checked(receipts(mixed))
    assert (counted(one), sums(one)) == (counted(other), sums(other))


def test_the_order_of_rows_does_not_matter():
    assert_the_same_in_the_order_of(TYPED[::-1], TYPED)


@pytest.mark.long
@FEW
@given(rows=ROWS, data=st.data())
def test_the_order_of_any_rows_does_not_matter(rows, data):
    assert_the_same_in_the_order_of(data.draw(st.permutations(rows)), rows)


def assert_changes_only_its_own_count(rows, place, receipt_no):
    bad = ("2026-01-12", "F-9", "heavy", "cherry", receipt_no)
    one, other = checked(receipts(rows)), checked(receipts([*rows[:place], bad, *rows[place:]]))
    assert counted(one) == counted(other)
    assert sums(other)["left_out"] == (sums(one)["left_out"] or 0) + 1


def test_a_row_that_is_left_out_changes_nothing_but_its_own_count():
    """Also where its receipt is one that counts."""
    assert_changes_only_its_own_count(TYPED, 2, "R-1")


@pytest.mark.long
@FEW
@given(rows=ROWS, data=st.data())
def test_a_row_left_out_of_any_rows_changes_nothing_but_its_own_count(rows, data):
    assert_changes_only_its_own_count(
        rows, data.draw(st.integers(0, len(rows))), data.draw(st.sampled_from(["R-1", "R-9"]))
    )


# Dates and numbers that another row of the same column makes clear are left away here: each tab proves its own columns.
CLEAR = st.lists(
    st.tuples(
        st.sampled_from([DAY, "2026-01-11", "soon"]),
        st.sampled_from(["F-1", "F-2", None]),
        st.sampled_from([46.5, 40, "12,5", "12,,5", None]),
        st.just("cherry"),
        st.sampled_from(["R-1", "R-2", "R-3", None]),
    ),
    min_size=1,
    max_size=8,
)


def assert_the_same_cut_at(cut, rows):
    whole = checked(receipts(rows))
    tabs, books = (
        checked(receipts(rows[:cut]), receipts(rows[cut:], "Receipts 2")),
        checked(receipts(rows[:cut]), receipts(rows[cut:], source="b.xlsx")),
    )
    assert counted(whole) == counted(tabs) == counted(books)
    assert sums(whole) == sums(tabs) == sums(books)


def test_a_log_split_over_tabs_and_workbooks_is_the_same_log():
    assert_the_same_cut_at(2, TYPED_CLEARLY)


@pytest.mark.long
@FEW
@given(rows=CLEAR, data=st.data())
def test_any_log_split_over_tabs_and_workbooks_is_the_same_log(rows, data):
    assert_the_same_cut_at(data.draw(st.integers(0, len(rows))), rows)


def test_columns_in_any_order_are_the_same_log():
    row = dict(zip(OFFERS, ["O-1", "M-1", "Buyer A", DAY, 120, "accepted", date(2026, 2, 10), 7.1], strict=True))
    turned = list(reversed(OFFERS))
    one, other = (
        checked(tab("Offers", OFFERS, list(row.values()))),
        checked(tab("Offers", turned, [row[name] for name in turned])),
    )
    assert one.rows("SELECT * FROM clean.offers") == other.rows("SELECT * FROM clean.offers")
