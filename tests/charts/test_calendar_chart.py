"""The calendar as drawn: marks on their day, bars as tall as their week, gates and today over all lanes."""

from datetime import date

from charts.calendar_chart import TALL, RowLane, TaskLane, calendar

DAYS = (date(2025, 10, 15), date(2026, 10, 10))
TASKS = [TaskLane("late", "Late: 2 tasks", ((date(2026, 1, 13), ("<b>Beds", "Store")),))]
BOOKS = [RowLane("Receipts", ((date(2025, 10, 15), 2), (date(2025, 10, 22), 4)))]


def test_marks_count_what_shares_a_day_and_bars_are_beside_the_fullest_week():
    figure = calendar(DAYS, [("day 90", date(2026, 1, 13))], ("today", date(2026, 3, 31)), TASKS, BOOKS, "key")
    marks, bars = figure.data
    assert list(marks.text) == ["2"] and marks.hovertext == ("13 Jan 2026: &lt;b&gt;Beds; Store",)
    assert list(bars.y) == [TALL / 2, TALL] and bars.base == 0
    assert [note.text for note in figure.layout.annotations] == [
        "Late: 2 tasks",
        "Receipts",
        "<b>day 90</b>",
        "<b>today</b>",
    ]
