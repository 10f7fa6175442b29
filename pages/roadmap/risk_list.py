"""The three risks of a pilot: their sign today, and what is done against each, followed."""

from __future__ import annotations

import streamlit as st

from decisions.evidence import written
from decisions.roadmap_risks import Mitigation, RoadmapRisk, roadmap_risks
from decisions.roadmap_tasks import Item
from packs.pilot_calendar_chart import key_of
from pages.roadmap.task_list import MARKS as SHOWN
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.days import day
from words.numbers import spaced
from words.roadmap_risk_words import broken_said, seen_count, sign_name, sign_said, tally_said
from words.speech import say

MARKS = {"there": "contradicted", "open": "in-part", "not there": "seen", "unknown": "cannot-tell"}


def risk_list(items: tuple[Item, ...]) -> None:
    """Draws for each risk its sign in the logs and a row for each thing done against it."""
    st.header(say("roadmap.risks.title"), anchor=False)
    found = results.kept("roadmap risks", lambda w: roadmap_risks(results.logs_today(w), items))
    head = [say(f"roadmap.risks.{name}") for name in ("risk", "sign", "against")]
    show_table(head, [risk_cells(one) for one in found], say("roadmap.risks.title"), "tasks")
    head = [say(f"roadmap.risks.{name}") for name in ("against", "task", "shown")]
    with st.expander(say("roadmap.risks.followed")):
        for one in found:
            name = say(f"roadmap.risks.{one.name}.name")
            st.markdown(f"**{name}**")
            show_table(head, [mitigation_cells(way) for way in one.mitigation], name, "tasks")


def risk_cells(one: RoadmapRisk) -> list[Cell]:
    """One risk: why it is one, its sign with its numbers, and how much of what is done against it is seen."""
    broken, all_seen = broken_said(one), seen_count(one) == len(one.mitigation)
    return [
        Cell(say(f"roadmap.risks.{one.name}.name"), below=say(f"roadmap.risks.{one.name}.why")),
        Cell(sign_name(one), below=sign_said(one), mark=MARKS[one.sign]),
        Cell(tally_said(one), below=broken, mark="contradicted" if broken else "seen" if all_seen else "in-part"),
    ]


def mitigation_cells(way: Mitigation) -> list[Cell]:
    """One thing done against a risk: its task on the roadmap, and what the logs show of it."""
    mark = SHOWN[way.shown.state]
    return [
        Cell(way.title),
        Cell(_task(way.task), below=way.task.owner or "" if way.task else ""),
        Cell(
            say(f"roadmap.shown.{mark}", share=written("share", way.shown.share)),
            below=spaced(way.shown.because),
            mark=mark,
        ),
    ]


def _task(task: Item | None) -> str:
    if task is None:
        return say("roadmap.risks.no_task")
    stands = say(f"roadmap.stands.{key_of(task.stands)}")
    due = task.done_on or task.due_on
    return f"{stands} · {day(due)}" if due else stands
