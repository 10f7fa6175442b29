"""The numbers beside their fences: at the last gate, and today on the way to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from decisions.verdict.verdict import Standing
from decisions.verdict.verdict_json import fence_json
from ui.parts.tables import Cell, show_table
from words.days import day
from words.decide_words import agreed_words, case_words, fence_mark, named_words, post_words, stands_words
from words.numbers import number
from words.speech import as_text, say


def fence_tables(found: Standing, given: Mapping[str, Any] | None) -> None:
    """Draws the distance to the next gate, then the numbers of the last one as they were given."""
    if found.next_gate:
        title = say("decide.distance_title", gate=found.next_gate)
        st.header(title, anchor=False)
        for doubt in found.doubts:
            st.warning(as_text(doubt.because), icon=":material/rule:")
        _table([fence_json(one) for one in found.distance], title, "soon")
    if given:
        on = day(date.fromisoformat(given["gate_on"]))
        title = say("decide.numbers_title", gate=given["gate"], day=on)
        st.header(title, anchor=False)
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
        Cell(stands_words(one, when), mark=fence_mark(one), below=post_words(one)),
        Cell(say(f"decide.judged.{one['judged']}")),
    ]
