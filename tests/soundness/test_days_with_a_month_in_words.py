"""28-Jul-25 is a day; which of its numbers is the year is told by the column, or asked."""

from __future__ import annotations

import pytest

from tests.logbooks.questions.asking_sheets import questions, read, receipts, values
from tests.logbooks.typed_sheets import RECEIPTS, SETTINGS, tab


def days(*written: str, answers=None) -> list[str]:
    w = read(receipts(*((day, 10, "cherry") for day in written)), answers=answers)
    return [f"{day:%Y-%m-%d}" for day in values(w, "received_on")]


@pytest.mark.parametrize(
    "written, read_as",
    [
        (["28-Jul-25", "06-Jul-25", "24-Aug-25"], ["2025-07-28", "2025-07-06", "2025-08-24"]),
        (["06-Ago-25", "7 dic. 25", "31/ene/25"], ["2025-08-06", "2025-12-07", "2025-01-31"]),
        (["1 Novemba 25", "30 Novemba 25"], ["2025-11-01", "2025-11-30"]),
        (["25-Jul-28", "25-Jul-06"], ["2025-07-28", "2025-07-06"]),  # the year first
    ],
)
def test_a_column_tells_which_number_is_the_year(written, read_as):
    assert days(*written) == read_as


def test_what_could_be_either_is_asked():
    """24-Jul-25 alone: 24 July 2025 or 25 July 2024. No month is asked about: July is July."""
    asked = questions(read(receipts(("24-Jul-25", 10, "cherry"))))["dates"]
    means = {choice.id: choice.means for choice in asked.choices}
    assert means["dmy"] == means["mdy"] == ("24-Jul-25 is 24 July 2025",)
    assert means["ymd"] == ("24-Jul-25 is 25 July 2024",)
    assert days("24-Jul-25", answers={"dates": "dmy"}) == ["2025-07-24"]
    assert days("24-Jul-25", answers={"dates": "mdy"}) == ["2025-07-24"]
    assert days("24-Jul-25", answers={"dates": "ymd"}) == ["2024-07-25"]


def test_two_numbers_that_tell_both_ways_tell_nothing():
    """By the first row the year stands last, by the second first."""
    assert days("28-Jul-25", "25-Jul-06") == []


def test_the_order_of_other_columns_never_makes_a_day_of_the_month():
    """Days of numbers are month first in this file; 06-Jul-25 is still July."""
    w = read(
        receipts(("06-Jul-25", 10, "cherry"), ("30-Jul-25", 10, "cherry"), sheet="A"),
        tab("B", RECEIPTS, ["07/28/2025", "F", 10, "cherry", "b1"], ["07/06/2025", "F", 10, "cherry", "b2"]),
    )
    assert [f"{day:%m-%d}" for day in values(w, "received_on")] == ["07-06", "07-30", "07-28", "07-06"]


def test_no_day_at_all():
    assert days("3-Xyz-25", "31-Feb-25", "28-Feb-25") == ["2025-02-28"]


def test_an_order_that_the_settings_declare_is_not_asked_about():
    w = read(receipts(("24-Jul-25", 10, "cherry")), tab("Settings", SETTINGS, ["date_order", "dmy"]))
    assert [f"{day:%Y-%m-%d}" for day in values(w, "received_on")] == ["2025-07-24"]
