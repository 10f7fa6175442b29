"""Scenarios with a name, kept in the link and laid side by side."""

from __future__ import annotations

import streamlit as st

from decisions.scenarios import LONGEST_NAME, MOST, Scenario, kept_with, named, read, written
from decisions.verdict.distance_tried import DistanceTried
from metrics.engine.economics import Inputs, NextSeason, break_even_premium, incremental_profit
from pages.learn.scenario_sliders import slide_to
from pages.learn.what_if_distance import distances, goal_words, no_distance, place_cell
from ui.parts.filters import Chosen
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.numbers import bare, number, unit_words
from words.speech import as_label, as_text, say

LINK, NAME = "scenarios", "scenario_name"
LONGEST = (LONGEST_NAME + 40) * MOST
FIGURES = ("made", "price", "sold", "needed", "premium", "gain")


def scenarios_side_by_side(trying: Scenario, now: Inputs, ahead: NextSeason, members: bool, chosen: Chosen) -> None:
    """Draws a name for what the sliders say, and what was kept beside the logs: its money and its distance."""
    st.subheader(say("learn.scenarios.title"), anchor=False)
    kept = read(_link())
    _name(trying, kept)
    here = [one for one in kept if one.currency in ("", results.base_currency())]
    for other in (one for one in kept if one not in here):
        st.text(say("learn.scenarios.other_money", name=other.name, currency=other.currency))
    if not here:
        st.caption(say("learn.scenarios.why", most=MOST))
        return
    columns = [Scenario(), *here]
    head = [say("learn.scenarios.figure"), say("learn.scenarios.logs"), *(one.name for one in here)]
    money = [_figures(one, now, ahead, members) for one in columns]
    rows = [
        [Cell(_title(name, members)), *cells] for name, cells in zip(FIGURES, zip(*money, strict=True), strict=True)
    ]
    if no_distance(chosen) is None:
        rows += _goals([distances(one, now, chosen) for one in columns])
    show_table(head, rows, say("learn.scenarios.title"), "tried")
    st.caption(as_text(say("learn.scenarios.never")))
    for one in kept:
        _buttons(one, kept, now, chosen)


def _link() -> str:
    """What the link says; the input is not seen, it carries the scenarios into the link and from page to page."""
    with st.container(key="asked_scenarios"):
        label = say("learn.scenarios.title")
        return st.text_input(label, key=LINK, bind="query-params", max_chars=LONGEST, label_visibility="collapsed")


def _name(trying: Scenario, kept: tuple[Scenario, ...]) -> None:
    """The name of what the sliders say, and the button that keeps it."""

    def keep() -> None:
        if name := named(st.session_state[NAME]):
            figures = (trying.made_kg, trying.price, trying.sold_share, trying.currency)
            st.session_state[LINK] = written(kept_with(kept, Scenario(name, *figures)))
            st.session_state[NAME] = ""

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(say("learn.scenarios.name"), key=NAME, max_chars=LONGEST_NAME, width=320)
        st.button(say("learn.scenarios.keep"), on_click=keep, disabled=not trying.tried, key="keep_scenario")
    if not trying.tried:
        st.caption(say("learn.scenarios.move"))


def _buttons(one: Scenario, kept: tuple[Scenario, ...], now: Inputs, chosen: Chosen) -> None:
    """Puts the sliders to a scenario, or takes it away."""

    def away() -> None:
        st.session_state[LINK] = written(other for other in kept if other != one)

    with st.container(horizontal=True, gap="small"):
        name = as_label(one.name)
        if one.currency in ("", results.base_currency()):
            st.button(
                say("learn.scenarios.try", name=name), on_click=slide_to, args=(one, now, chosen), key=f"try {one.name}"
            )
        st.button(say("learn.scenarios.away", name=name), on_click=away, key=f"away {one.name}", type="tertiary")


def _title(name: str, members: bool) -> str:
    return say(f"learn.scenarios.figures.{name}", whose=say("learn.whose_members" if members else "learn.whose_coop"))


def _figures(one: Scenario, now: Inputs, ahead: NextSeason, members: bool) -> list[Cell]:
    """Its three figures and the money they come to; those that are as in the logs in grey."""
    found, currency = one.inputs(now, ahead), results.base_currency()
    unit = f"{currency}/kg"
    sells = found.sold_share > 0 and found.produced_kg > 0
    price = now.bulk_price + now.premium if one.price is None else one.price
    return [
        _cell(found.produced_kg, "kg", one.made_kg is not None),
        _cell(price, unit, one.price is not None),
        Cell(number(found.sold_share, "share"), mark="" if one.sold_share is not None else "quiet"),
        _cell(break_even_premium(found, members), unit) if sells else Cell(say("decide.no_number"), mark="quiet"),
        _cell(found.premium, unit) if sells else Cell(say("decide.no_number"), mark="quiet"),
        _cell(incremental_profit(found, members), currency),
    ]


def _cell(value: float, unit: str, own: bool = True) -> Cell:
    return Cell(bare(value, unit), unit_words(unit), mark="" if own else "quiet")


def _goals(of: list[tuple[DistanceTried, ...]]) -> list[list[Cell]]:
    """A row for each goal: where it would stand in each scenario."""
    rows = []
    for same in zip(*of, strict=True):
        name, agreed = goal_words(same[0])
        rows.append([Cell(name, below=agreed), *(place_cell(one.tried) for one in same)])
    return rows
