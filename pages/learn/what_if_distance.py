"""What the sliders would make of the distance to the next gate: a what-if, never a verdict."""

from __future__ import annotations

from dataclasses import astuple

import streamlit as st

from decisions.scenarios import Scenario
from decisions.verdict.distance_tried import DistanceTried, distance_tried, moved
from decisions.verdict.fence_places import PlacedFence
from decisions.verdict.verdict_json import fence_json
from metrics.engine.economics import Inputs
from ui.parts.filters import Chosen
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.decide_words import agreed_words, fence_mark, named_words, post_words, stands_words
from words.numbers import bare, unit_words
from words.speech import as_text, say


def what_if_distance(scenario: Scenario, now: Inputs, chosen: Chosen) -> None:
    """Draws each goal of the next gate that the sliders move, today and with their figures; or why there is none."""
    gate = results.decided().next_gate
    st.subheader(say("learn.what_if.title", gate=gate) if gate else say("learn.what_if.no_title"), anchor=False)
    if why_not := no_distance(chosen):
        st.text(why_not)
        return
    st.markdown(as_text(say("learn.what_if.never")))
    if not scenario.tried:
        st.markdown(as_text(say("learn.what_if.move")))
    shown = ("goal", "agreed", "today", "tried") if scenario.tried else ("goal", "agreed", "today")
    head = [say(f"learn.what_if.head.{name}") for name in shown]
    rows = [_row(one, scenario) for one in distances(scenario, now, chosen)]
    show_table(head, rows, say("learn.what_if.title", gate=gate), "tried")


def no_distance(chosen: Chosen) -> str | None:
    """Why no distance can be tried for this season; None where it can."""
    found, season = results.decided(), results.pilot_season()
    if found.next_gate is None:
        return found.why_not if found.verdict is None else say("learn.what_if.no_gate")
    if not moved(found.distance):
        return say("learn.what_if.no_goal", gate=found.next_gate)
    if chosen.crop_year != season:
        return say("learn.what_if.other_season", season=season)
    return None


def distances(scenario: Scenario, now: Inputs, chosen: Chosen) -> tuple[DistanceTried, ...]:
    """Where each goal it moves stands and would stand."""
    return results.kept(
        "distance tried",
        lambda w: distance_tried(w, chosen.crop_year, results.decided().distance, scenario, now),
        chosen.crop_year,
        *astuple(scenario)[1:],
    )


def goal_words(one: DistanceTried) -> tuple[str, str]:
    """What the goal is about, and from where on it is met."""
    plain = fence_json(one.today)
    return named_words(plain), agreed_words(plain)


def place_cell(placed: PlacedFence, with_post: bool = False) -> Cell:
    """A number with where it stands, `with_post` also where it would have to stand to be sure."""
    plain = fence_json(placed)
    if plain["value"] is None:
        return Cell(say("decide.no_number"), below=plain["why_not"] or "", mark="why")
    where = stands_words(plain, "soon")
    if with_post and (post := post_words(plain)):
        where = f"{where}; {post}"
    return Cell(bare(plain["value"], plain["unit"]), unit_words(plain["unit"]), where, fence_mark(plain))


def _row(one: DistanceTried, scenario: Scenario) -> list[Cell]:
    name, agreed = goal_words(one)
    cells = [Cell(name), Cell(agreed, mark="words"), place_cell(one.today, with_post=True)]
    return [*cells, place_cell(one.tried, with_post=True)] if scenario.tried else cells
