"""The tasks of each gate: what was said beside what the logs show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from decisions.evidence import CANNOT_TELL, CONTRADICTED, IN_PART, NOT_SEEN, SEEN, written
from decisions.gates import GATES, PilotDay
from decisions.roadmap_tasks import AGAINST, DONE, LATE, ORDER, Item
from ui.parts.tables import Cell, show_table
from words.days import day
from words.numbers import spaced
from words.speech import as_text, say

MARKS = {
    SEEN: "seen",
    IN_PART: "in-part",
    NOT_SEEN: "not-seen",
    CONTRADICTED: "contradicted",
    CANNOT_TELL: "cannot-tell",
}


def roadmap_list(now: PilotDay, items: Sequence[Item]) -> None:
    """Draws one section a gate, in each what wants somebody first; what is done is folded."""
    if not items:
        st.info(say("roadmap.none"), icon=":material/flag:")
        return
    for gate in sorted({*GATES, *(item.gate for item in items)}):
        tasks = [item for item in items if item.gate == gate]
        _gate(gate, tasks, now)


def where_we_stand(now: PilotDay) -> None:
    """One sentence: the pilot's day, the next gate and the days left, or why it isn't known."""
    if now.why_not:
        st.warning(as_text(now.why_not), icon=":material/event_busy:")
    elif now.next_gate is None:
        st.markdown(say("roadmap.past", day=now.day))
    else:
        st.markdown(
            say(
                "roadmap.standing",
                day=now.day,
                gate=now.next_gate,
                left=now.days_left,
                on=day(now.gate_on(now.next_gate)),
            )
        )


def _gate(gate: int, tasks: list[Item], now: PilotDay) -> None:
    """One gate: its day, how many tasks are said and seen, and the tasks."""
    on = now.gate_on(gate)
    st.header(say("roadmap.gate", gate=gate) + (f" · {day(on)}" if on else ""), anchor=False)
    if not tasks:
        st.caption(say("roadmap.no_task"))
        return
    said = sum(task.said == "done" for task in tasks)
    shown = Counter(task.shown for task in tasks)
    st.caption(
        say(
            "roadmap.tally",
            count=len(tasks),
            said=said,
            seen=shown[SEEN],
            part=shown[IN_PART],
            against=shown[CONTRADICTED],
        )
    )
    heads = [say(f"roadmap.{name}") for name in ("task", "said", "shown_by_logs")]
    title = say("roadmap.gate", gate=gate)
    first = sorted((task for task in tasks if task.stands != DONE), key=lambda task: ORDER.index(task.stands))
    if first:
        show_table(heads, [task_cells(task) for task in first], title, "tasks")
    if done := [task for task in tasks if task.stands == DONE]:
        with st.expander(say("roadmap.done", count=len(done))):
            show_table(heads, [task_cells(task) for task in done], title, "tasks")


def task_cells(item: Item) -> list[Cell]:
    """One line: the task and its owner, what was said, what the logs show and why."""
    warning = say("roadmap.disagrees") if item.disagrees else ""
    alarming = item.disagrees or item.overdue  # what is not due yet need not be there yet
    mark = MARKS[item.shown] if item.shown != NOT_SEEN or alarming else "not-yet"
    late = item.stands in (LATE, AGAINST)
    return [
        Cell(item.task, below=item.owner or ""),
        Cell(
            say(f"roadmap.stands.{item.stands.replace(' ', '-')}"),
            below=_said(item),
            mark="not-seen" if late else "seen" if item.stands == DONE else "not-yet",
        ),
        Cell(
            say(f"roadmap.shown.{mark}", share=written("share", item.share)),
            below=spaced(f"{warning} {item.because}".strip()),
            mark=mark,
        ),
    ]


def _said(item: Item) -> str:
    if item.said == "done":
        return say("roadmap.said_done", day=day(item.done_on))
    if item.overdue:
        return say("roadmap.said_late", day=day(item.due_on))
    return say("roadmap.said_due", day=day(item.due_on)) if item.due_on else say("roadmap.said_nothing")
