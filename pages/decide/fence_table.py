"""The numbers beside their fences: at the last gate, and today on the way to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from decisions.verdict.fence_places import BETWEEN, BEYOND_SCALE, BEYOND_STOP
from decisions.verdict.plan import TESTED
from decisions.verdict.verdict import Standing
from decisions.verdict.verdict_json import fence_json
from ui.parts.tables import Cell, show_table
from words.days import day
from words.decide_words import agreed_words, case_words, named_words, place_name, rising, value_words
from words.numbers import number
from words.speech import as_text, say

MARKS = {BEYOND_SCALE: "seen", BEYOND_STOP: "contradicted", BETWEEN: "in-part"}


def fence_tables(found: Standing, given: Mapping[str, Any] | None) -> None:
    """Draws the distance to the next gate, then the numbers of the last one as they were given."""
    if found.next_gate:
        title = say("decide.distance_title", gate=found.next_gate)
        st.subheader(title, anchor=False)
        for doubt in found.doubts:
            st.warning(as_text(doubt.because), icon=":material/rule:")
        _table([fence_json(one) for one in found.distance], title, "soon")
    if given:
        on = day(date.fromisoformat(given["gate_on"]))
        title = say("decide.numbers_title", gate=given["gate"], day=on)
        st.subheader(title, anchor=False)
        _table(given["numbers"], title, "then")


def _table(judged: Sequence[Mapping[str, Any]], title: str, when: str) -> None:
    head = [say(f"decide.fence_head.{name}") for name in ("number", "agreed", "value", "stands", "judged")]
    show_table(head, [_row(one, when) for one in judged], title, "fences")


def _row(one: Mapping[str, Any], when: str) -> list[Cell]:
    if one["value"] is None:
        value = Cell(say("decide.no_number"), below=one["why_not"] or "")
    else:
        value = Cell(number(one["value"], one["unit"]), below=case_words(one) if one["cases"] else "")
    return [
        Cell(named_words(one), below=say(f"decide.role.{one['role']}")),
        Cell(agreed_words(one)),
        value,
        Cell(_stands(one, when), mark=MARKS.get(one["place"], "not-seen"), below=_post(one)),
        Cell(say(f"decide.judged.{one['judged']}")),
    ]


def _stands(one: Mapping[str, Any], when: str) -> str:
    place = place_name(one)
    return say(f"decide.stands.{place}_{when}" if place in ("met", "stop", "short") else f"decide.stands.{place}")


def _post(one: Mapping[str, Any]) -> str:
    """From where on a tested number would count as met."""
    post = one["speaks_scale_from"]
    if one["judged"] != TESTED or post is None or one["place"] == BEYOND_SCALE:
        return ""
    return say("decide.post_up" if rising(one) else "decide.post_down", post=value_words(one, post))
