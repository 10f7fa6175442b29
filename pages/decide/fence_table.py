"""The numbers beside their fences: at the last gate, and today on the way to the next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from decisions.verdict.judged import BETWEEN, BEYOND_SCALE, BEYOND_STOP, Judged
from decisions.verdict.verdict import Standing
from ui.parts.tables import Cell, show_table
from words.days import day
from words.decide_words import agreed_words, named_words, value_words
from words.numbers import cases, number
from words.speech import say

MARKS = {BEYOND_SCALE: "seen", BEYOND_STOP: "contradicted", BETWEEN: "in-part"}


def fence_tables(found: Standing) -> None:
    """Draws the distance to the next gate, then the numbers of the last one."""
    if found.next_gate:
        st.subheader(say("decide.distance_title", gate=found.next_gate), anchor=False)
        for doubt in found.doubts:
            st.warning(doubt.because, icon=":material/rule:")
        _table(found.distance, say("decide.distance_title", gate=found.next_gate), soon=True)
    if found.verdict:
        facts, gate = found.verdict.facts, found.verdict.gate
        title = say("decide.numbers_title", gate=gate, day=day(found.verdict.gate_on))
        st.subheader(title, anchor=False)
        _table((*facts.goals, *facts.guardrails), title, soon=False)


def _table(judged: Sequence[Judged], title: str, soon: bool) -> None:
    head = [say(f"decide.fence_head.{name}") for name in ("number", "agreed", "value", "stands", "judged")]
    show_table(head, [_row(one, soon) for one in judged], title, "fences")


def _row(one: Judged, soon: bool) -> list[Cell]:
    role = say(f"decide.role.{one.fence.role}")
    found = one.found
    if found.value is None:
        value = Cell(say("decide.no_number"), below=found.why_not or "")
    else:
        value = Cell(number(found.known, found.unit), below=cases(found) if found.n else "")
    return [
        Cell(named_words(one), below=role),
        Cell(agreed_words(one)),
        value,
        Cell(_stands(one, soon), mark=MARKS.get(one.place, "not-seen"), below=_post(one)),
        Cell(say(f"decide.judged.{one.fence.judged}")),
    ]


def _stands(one: Judged, soon: bool) -> str:
    when = "soon" if soon else "then"
    if one.place == BETWEEN:
        return say("decide.stands.between" if one.fence.tested else f"decide.stands.short_{when}")
    place = {BEYOND_SCALE: "met", BEYOND_STOP: "stop"}.get(one.place, one.place)
    return say(f"decide.stands.{place}_{when}" if place in ("met", "stop") else f"decide.stands.{place}")


def _post(one: Judged) -> str:
    """From where on a tested number would count as met."""
    if not one.fence.tested or one.scale_post is None or one.met:
        return ""
    return say("decide.post_up" if one.fence.rising else "decide.post_down", post=value_words(one, one.scale_post))
