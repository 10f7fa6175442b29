"""The strip: loses money, can't tell, pays; the last gate's look and today's beside the next gate's posts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import streamlit as st

from charts.gate_strip import GateRow, gate_strip
from decisions.verdict.judged import Judged
from decisions.verdict.plan import GOAL
from decisions.verdict.verdict import Standing
from ui.parts.chart_block import DrawnChart, ready, show_chart
from ui.parts.filters import Chosen
from ui.state import results
from words.days import day
from words.decide_words import agreed_words, named_words
from words.numbers import cases, number, unit_words
from words.speech import say

EVERYTHING = Chosen(None, {})


def strips(found: Standing) -> None:
    """Draws one strip for each tested goal, the money first."""
    by_number: dict[str, list[tuple[str, Judged]]] = {}
    for when, one in _looks(found):
        by_number.setdefault(named_words(one), []).append((when, one))
    for title, rows in by_number.items():
        st.subheader(title, anchor=False)
        show_chart(ready(f"strip {title}", EVERYTHING, partial(_drawn, rows, title)), "decide")


def _looks(found: Standing) -> Iterator[tuple[str, Judged]]:
    """Every tested goal with a range: at the last gate, then today by the next gate's posts."""
    if found.verdict:
        when = say("decide.strip.at_gate", gate=found.verdict.gate, day=day(found.verdict.gate_on))
        yield from ((when, one) for one in found.verdict.facts.goals if _has_posts(one))
    if found.next_gate:
        when = say("decide.strip.today", gate=found.next_gate)
        yield from ((when, one) for one in found.distance if _has_posts(one) and one.fence.role == GOAL)


def _has_posts(one: Judged) -> bool:
    return one.fence.tested and one.scale_post is not None and one.found.range80 is not None


def _drawn(rows: list[tuple[str, Judged]], title: str) -> DrawnChart:
    first = rows[0][1]
    drawn = [_row(when, one) for when, one in rows]
    unit = first.found.unit
    words = [
        [
            when,
            number(one.found.known, unit),
            f"{number(row.low, unit)} – {number(row.high, unit)}",
            number(row.stop_post, unit),
            number(row.scale_post, unit),
            cases(one.found),
        ]
        for (when, one), row in zip(rows, drawn, strict=True)
    ]
    head = [say(f"decide.strip.head_{name}") for name in ("look", "value", "range", "stop", "scale", "cases")]
    return DrawnChart(
        f"decide {first.fence.indicator}",
        title,
        gate_strip(drawn, unit_words(unit), say("decide.strip.key")),
        unit,
        cases(first.found),
        [(head, words)],
        internal=True,
        question=say("decide.strip.question", agreed=agreed_words(first)),
        alt=say("decide.strip.alt", number=title),
        whole=True,
    )


def _row(when: str, one: Judged) -> GateRow:
    low, high = one.found.range80 or (one.found.known, one.found.known)
    of_money = one.fence.indicator == "net_gain"
    zones = "money" if of_money else "goal"
    assert one.stop_post is not None and one.scale_post is not None, "only looks with posts are drawn"
    return GateRow(
        when,
        one.found.known,
        low,
        high,
        one.stop_post,
        one.scale_post,
        (say(f"decide.strip.{zones}_stop"), say("decide.strip.open"), say(f"decide.strip.{zones}_scale")),
        one.fence.rising,
        say("decide.strip.not_yet") if one.fence.gate > (results.standing().day or 0) else "",
    )
