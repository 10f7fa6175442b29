"""The 360 days as a picture: gates, today, tasks, and the rows of the season."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go

from charts.calendar_chart import RowLane, TaskLane, calendar
from charts.letters import width_of
from decisions.pilot_calendar import PilotCalendar
from decisions.roadmap_tasks import AGAINST, DONE, LATE, ORDER, Item
from packs.drawn_chart import DrawnChart
from words.days import day
from words.numbers import counted
from words.speech import say

WORDS_PX, MARKS_AT = 14, 0.26  # of a lane in a picture: its letters, and how high in it the marks stand


def drawn_calendar(found: PilotCalendar, items: Sequence[Item]) -> DrawnChart:
    """A lane for each way a task may stand, then one for each logbook."""
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
        finding=_finding(items),
    )


def calendar_picture(drawn: DrawnChart) -> DrawnChart:
    """The same for a frame of a given height: the words of each lane stand left of it instead of above."""
    figure = go.Figure(drawn.figure)
    words = [note for note in figure.layout.annotations if note.xref == "paper"]
    for note in words:
        note.update(xanchor="right", xshift=-8, y=int(note.y) + MARKS_AT, yanchor="middle", font={"size": WORDS_PX})
    wide = max((width_of(note.text, WORDS_PX) for note in words), default=0)
    figure.update_layout(margin={"l": round(wide) + 16, "r": 20, "t": 46, "b": 34})
    return replace(drawn, figure=figure, whole=False, question="")


def _finding(items: Sequence[Item]) -> str:
    """How many tasks are done by the logs, and how many are late or contradicted."""
    stands = Counter(item.stands for item in items)
    if not items:
        return ""
    wanting = stands[LATE] + stands[AGAINST]
    key = "late" if wanting else "in_time"
    return say(f"finding.calendar.{key}", done=stands[DONE], all=len(items), late=wanting)


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
