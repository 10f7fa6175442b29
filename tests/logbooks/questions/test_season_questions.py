"""When a season begins, where the lots of one came on days of another."""

from __future__ import annotations

from datetime import date

from tests.logbooks.questions.asking_sheets import questions, read
from tests.logbooks.typed_sheets import LOTS, tab

ASKED = "setting/crop_year_starts"
HEADINGS = ["Received on", "Farmer", "Weight (kg)", "Form", "Receipt number", "Lot"]


def season(*lots: tuple[str, date], answers=None):
    """Lots of the season 2025/26, each delivered on one day, and a cost of May 2025."""
    register = tab("Lots", LOTS, *([lot, "micro", "2025/26"] for lot, _ in lots))
    rows = [[day, "Ana", 10, "cherry", f"r-{lot}", lot] for lot, day in lots]
    costs = tab("Costs", ["Spent on", "Category", "Amount", "Stream"], [date(2025, 5, 2), "sorting", 70, "micro"])
    return read(register, tab("Deliveries", HEADINGS, *rows), costs, answers=answers)


APRIL = ("M-1", date(2025, 4, 3)), ("M-2", date(2025, 6, 20)), ("M-3", date(2025, 7, 1))


def test_lots_of_a_season_that_came_before_it():
    """From April to July 2025, and the season is called 2025/26: it begins in April, not in October."""
    asked = questions(season(*APRIL))[ASKED]
    assert [(one.id, one.says) for one in asked.choices] == [("04-01", "1 April"), ("10-01", "1 October")]
    assert "2025/26" in asked.why and "3 April 2025" in asked.why and asked.cells == 3


def test_the_answer_brings_costs_of_those_months_into_the_season():
    def seasons(w):
        return [row["crop_year"] for row in w.rows("SELECT crop_year FROM costs")]

    assert seasons(season(*APRIL)) == ["2024/25"]
    answered = season(*APRIL, answers={ASKED: "04-01"})
    assert seasons(answered) == ["2025/26"]
    assert ASKED not in questions(answered)


def test_it_is_not_asked_where_the_usual_day_holds_most_lots_or_no_month_holds_all():
    november = ("M-1", date(2025, 11, 3)), ("M-2", date(2026, 2, 3)), ("M-3", date(2025, 9, 20))
    assert ASKED not in questions(season(*november))  # one lot came early
    years = ("M-1", date(2025, 4, 3)), ("M-2", date(2023, 6, 20)), ("M-3", date(2024, 6, 20))
    assert ASKED not in questions(season(*years))  # the seasons are wrong, whatever the month
