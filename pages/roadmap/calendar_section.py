"""The 360 days as a picture: gates, today, tasks, and the rows of the season."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from charts.calendar_chart import RowLane, TaskLane, calendar
from decisions.pilot_calendar import PilotCalendar, pilot_calendar
from decisions.roadmap_tasks import ORDER, Item
from packs.drawn_chart import DrawnChart
from ui.parts.chart_block import ready, show_chart
from ui.parts.filters import Chosen
from ui.state import results
from words.days import day
from words.numbers import counted
from words.speech import say

EVERYTHING = Chosen(None, {})


def calendar_of(items: Sequence[Item]) -> None:
    """Draws it; nothing where nobody said when the pilot began."""
    found: PilotCalendar | None = results.kept("pilot calendar", pilot_calendar)
    if found is not None:
        show_chart(ready("pilot calendar", EVERYTHING, lambda: _drawn(found, items)), "roadmap")


def task_lanes(items: Sequence[Item], until: date) -> list[TaskLane]:
    """The tasks by how they stand, those that want somebody first, each on the day it was done or is due; without
    either on the day of its gate."""
    lanes = []
    for stands in ORDER:
        of = [item for item in items if item.stands == stands]
        by_day: dict[date, tuple[str, ...]] = {}
        for item in of:
            on = min(_day(item) or until, until)
            by_day[on] = (*by_day.get(on, ()), item.task)
        if of:
            words = say("roadmap.calendar.lane", stands=say(f"roadmap.stands.{key_of(stands)}"), count=len(of))
            lanes.append(TaskLane(stands, words, tuple(sorted(by_day.items()))))
    return lanes


def key_of(stands: str) -> str:
    """Its name in words.toml."""
    return stands.replace(" ", "-")


def _day(item: Item) -> date | None:
    return item.done_on or item.due_on


def _drawn(found: PilotCalendar, items: Sequence[Item]) -> DrawnChart:
    tasks = task_lanes(items, found.ends_on)
    books = [RowLane(say("roadmap.calendar.rows", logbook=title), weeks) for title, weeks in found.weeks]
    gates = [(say("roadmap.calendar.gate", gate=gate), on) for gate, on in found.gates]
    head = [say(f"roadmap.calendar.{name}") for name in ("what", "day", "count")]
    rows = [[f"{lane.words}: {name}", day(on), "1"] for lane in tasks for on, names in lane.by_day for name in names]
    rows += [[lane.title, day(week), counted(count)] for lane in books for week, count in lane.weeks]
    title = say("roadmap.calendar.title")
    return DrawnChart(
        "calendar",
        title,
        calendar(
            (found.starts_on, found.ends_on),
            gates,
            (say("roadmap.calendar.today"), found.today),
            tasks,
            books,
            say("roadmap.calendar.key"),
        ),
        "",
        say("roadmap.calendar.n", count=len(items)),
        ((head, rows),),
        question=say("roadmap.calendar.question"),
        alt=title,
        whole=True,
    )
