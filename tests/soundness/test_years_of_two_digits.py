"""A year of two digits is told by the days of its column, or asked about."""

from datetime import date

import pytest

from tests.logbooks.typed_sheets import RECEIPTS, checked, found, tab

DAYS = [date(2025, 11, 4), date(2025, 11, 19), date(2025, 12, 31), date(2026, 1, 2), date(2026, 3, 30)]


def receipts(days: list[str]):
    rows = [[day, f"F-{number}", 10, "cherry", f"R-{number}"] for number, day in enumerate(days, start=1)]
    return checked(tab("Receipts", RECEIPTS, *rows))


@pytest.mark.parametrize("form", ["%d/%m/%y", "%m/%d/%y", "%y-%m-%d", "%d.%m.%y"])
def test_days_of_a_season_tell_their_years(form):
    w = receipts([day.strftime(form) for day in DAYS])
    assert [row["received_on"] for row in w.rows("SELECT received_on FROM clean.receipts ORDER BY receipt_no")] == DAYS
    assert found(w) == []


def test_few_days_do_not_tell():
    w = receipts(["04/11/25", "19/11/25", "31/12/25"])
    assert w.rows("FROM clean.receipts") == []
    assert [code for _, _, code in found(w)] == ["two-digit-year"] * 3


def test_days_that_may_be_years_do_not_tell():
    """The 24th to the 26th: 24/11/25 is in 2024 or in 2025."""
    w = receipts(["24/11/25", "25/11/25", "26/11/25", "24/12/25", "25/12/25", "26/12/25"])
    assert w.rows("FROM clean.receipts") == []


def test_one_year_that_cannot_be_leaves_all_of_them_open():
    w = receipts([*(day.strftime("%d/%m/%y") for day in DAYS), "05/02/62"])
    assert w.rows("FROM clean.receipts") == []


def test_the_order_of_day_and_month_is_asked_about_as_with_four_digits():
    """No day beyond the 12th: 04/11/25 is in April or in November."""
    w = receipts(["04/11/25", "05/11/25", "06/11/25", "07/12/25", "08/12/25"])
    assert w.rows("FROM clean.receipts") == []
    assert {code for _, _, code in found(w)} == {"ambiguous-date"}
