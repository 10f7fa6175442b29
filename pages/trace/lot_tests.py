"""The tests of one lot: what was found, beside what is allowed, and the rows behind each."""

from __future__ import annotations

from html import escape

import streamlit as st

from decisions.separation import Finding, LotSeparation
from pages.trace.verdicts import begun
from ui.parts.inputs import seen_key
from ui.parts.rows_behind import rows_behind
from ui.parts.tables import Cell, Strip, show_table, table_html
from words.numbers import ABSENT, SPACE, figure, spaced
from words.speech import as_text, say

MOST_DECIMALS = 4
ROOM = 0.15  # beside what is allowed, as a share of it, so that a figure outside is seen to be outside
FURTHEST = 2.0  # a figure still further away stands at the edge


def show_tests(lot: LotSeparation) -> None:
    """Draws the tests that failed or can't be made, those that were passed counted and folded, and the rows of the one
    that is picked."""
    st.header(say("trace.tests", lot=as_text(lot.lot_id)), anchor=False)
    passed = [test for test in lot.tests if test.passed]
    others = [*lot.failed, *lot.untested]
    head = [say(f"trace.{name}") for name in ("test", "verdict", "within", "found")]
    if others:
        show_table(head, [row_of_test(test) for test in others], say("trace.test"), "plain tests")
    if passed:
        key = "tests_passed" if others else "tests_all_passed"
        title = say(f"trace.{key}", count=len(passed))
        table = table_html(head, [row_of_test(test) for test in passed], title, "plain tests")
        # where all were passed there is nothing else to be seen
        opened = "" if others else " open"
        st.html(
            f"<div class='lw-folded counted'><details class='passed'{opened}><summary>{escape(title)}</summary>"
            f"{table}</details></div>"
        )
    _rows_of(lot)


def _rows_of(lot: LotSeparation) -> None:
    asked = st.expander(say("trace.rows"), key=f"trace_rows_{lot.lot_id}", on_change="rerun")
    if asked.open:
        with asked:
            ordered = (*lot.failed, *(test for test in lot.tests if test.passed is not False))
            named = {test.name: test for test in ordered if test.row_ids}
            picked = st.selectbox(say("trace.rows_of"), list(named), key=seen_key("trace_test", lot.lot_id), width=320)
            if picked:
                rows_behind(named[picked].row_ids)


def row_of_test(test: Finding) -> list[Cell | Strip]:
    """One test: its name, its verdict, its figure within its limits, what the logbooks show."""
    verdict = say("trace.untested" if test.passed is None else "trace.passed" if test.passed else "trace.failed")
    found = test.words if test.passed is not None else test.missing
    beside = test.missing if test.passed is not None and test.missing else ""
    return [
        Cell(begun(test.name)),
        Cell(verdict, mark="words warning" if test.passed is False else "words"),
        within(test),
        Cell(spaced(begun(found or "")), below=spaced(begun(beside)), mark="words"),
    ]


def within(test: Finding) -> Cell | Strip:
    """The figure of a test in words, and for a share of weight as a mark within a bar of what is allowed."""
    if test.figure is None or test.unit is None:
        return Cell(ABSENT, mark="quiet")
    unit = test.unit.replace(" ", "_")
    if not is_share(test.unit):
        count = round(abs(test.figure))
        key = "none" if not count else "short" if test.figure < 0 else "found"
        said = say(f"trace.counted.{unit}.{key}", count=count)
        return Cell(said, below=say(f"trace.counted.{unit}.allowed"), mark="words")
    value, low, high = percents(test)
    said = say(f"trace.shares.{unit}", value=value)
    if low and high:
        allowed = say("trace.between", low=low.removesuffix(f"{SPACE}%"), high=high)
    else:
        allowed = say("trace.not_above", value=high) if high else say("trace.not_below", value=low)
    return Strip((bar(test),), "", above=said, below=allowed)


def is_share(unit: str) -> bool:
    """Whether a figure in this unit is a share of a weight; all others are counted."""
    return unit.startswith(("kg", "times"))


def percents(test: Finding) -> list[str]:
    """The figure, the lowest and the highest allowed as percentages, "" for an end there is none of; with as many
    decimals as tell a figure that failed from the limit it broke."""
    values = [None if value is None else value * 100 for value in (test.figure, test.lowest, test.highest)]
    decimals, alike = 1, test.passed is False
    while alike and decimals < MOST_DECIMALS:
        found, *ends = (None if value is None else round(value, decimals) for value in values)
        alike = found in ends
        decimals += alike
    return ["" if value is None else _percent(value, decimals) for value in values]


def _percent(value: float, decimals: int) -> str:
    shown = figure(value, decimals)
    return f"{shown.rstrip('0').rstrip('.') if '.' in shown else shown}{SPACE}%"


def bar(test: Finding) -> tuple[str, float, float, float]:
    """The look, the ends of what is allowed and the figure, as shares of the width of the bar."""
    value, low = test.figure or 0.0, test.lowest or 0.0
    high = max(low, value) if test.highest is None else test.highest
    wide = high - low or 1.0
    left = max(0.0, low - FURTHEST * wide, min(low, value) - ROOM * wide) if test.lowest else 0.0
    right = min(high + FURTHEST * wide, max(high, value) + ROOM * wide)
    places = [min(1.0, max(0.0, (one - left) / (right - left))) for one in (low, high, value)]
    return ("allowed outside" if test.passed is False else "allowed", places[0], places[1], places[2])
