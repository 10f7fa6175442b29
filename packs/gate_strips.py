"""The strip: loses money, can't tell, pays; the last gate's look and today's beside the next gate's posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from charts.gate_strip import GateRow, gate_strip
from decisions.verdict.plan import GOAL, TESTED
from decisions.verdict.verdict import Standing
from decisions.verdict.verdict_json import fence_json
from packs.drawn_chart import DrawnChart
from words.days import day
from words.decide_words import agreed_words, case_words, named_words, rising
from words.numbers import number, unit_words
from words.speech import say

MONEY = "net_gain"  # its outer zones are loss and profit
StripLook = tuple[str, bool, Mapping[str, Any]]  # when, whether it is decided, the fence with its number


def strip_looks(found: Standing, given: Mapping[str, Any] | None) -> dict[str, list[StripLook]]:
    """{number: its looks} for each tested goal, the money first: at the last gate as it was given, and today."""
    by_number: dict[str, list[StripLook]] = {}
    for look in _looks(found, given):
        by_number.setdefault(named_words(look[2]), []).append(look)
    return by_number


def _looks(found: Standing, given: Mapping[str, Any] | None) -> Iterator[StripLook]:
    """Every tested goal with a range: at the last gate as it was given, then today by the next gate's posts."""
    if given:
        when = say("decide.strip.at_gate", gate=given["gate"], day=day(date.fromisoformat(given["gate_on"])))
        yield from ((when, True, one) for one in given["numbers"] if _has_posts(one))
    if found.next_gate:
        when = say("decide.strip.today", gate=found.next_gate)
        today = (fence_json(one) for one in found.distance)
        yield from ((when, False, one) for one in today if _has_posts(one))


def _has_posts(one: Mapping[str, Any]) -> bool:
    known = all(one[name] is not None for name in ("speaks_scale_from", "speaks_stop_from", "low80"))
    return one["role"] == GOAL and one["judged"] == TESTED and known


def drawn_strip(looks: list[StripLook], title: str) -> DrawnChart:
    """The strip of one number with all its looks."""
    first = looks[0][2]
    unit, drawn = first["unit"], [_row(*look) for look in looks]
    rows = [
        [
            row.title,
            number(row.value, unit),
            f"{number(row.low, unit)} – {number(row.high, unit)}",
            number(row.stop_post, unit),
            number(row.scale_post, unit),
            case_words(one),
        ]
        for row, (*_, one) in zip(drawn, looks, strict=True)
    ]
    head = [say(f"decide.strip.head_{name}") for name in ("look", "value", "range", "stop", "scale", "cases")]
    return DrawnChart(
        f"decide {first['indicator']}",
        title,
        gate_strip(drawn, unit_words(unit), say("decide.strip.key")),
        unit,
        case_words(first),
        [(head, rows)],
        question=say("decide.strip.question", agreed=agreed_words(first)),
        alt=say("decide.strip.alt", number=title),
        whole=True,
        finding=_finding(drawn[-1], title, unit),
        to_be_decided=bool(drawn[-1].closed),
    )


def _finding(row: GateRow, title: str, unit: str) -> str:
    """On which side of the posts the newest look lies, and that it decides nothing where it does not."""
    way = 1 if row.rising else -1
    side = (
        "stop"
        if way * (row.value - row.stop_post) < 0
        else "scale"
        if way * (row.value - row.scale_post) > 0
        else "open"
    )
    key = f"{side}_not_yet" if row.closed else side
    return say(f"finding.strip.{key}", title=title, value=number(row.value, unit))


def _row(when: str, decided: bool, one: Mapping[str, Any]) -> GateRow:
    zones = "money" if one["indicator"] == MONEY else "goal"
    return GateRow(
        when,
        one["value"],
        one["low80"],
        one["high80"],
        one["speaks_stop_from"],
        one["speaks_scale_from"],
        (say(f"decide.strip.{zones}_stop"), say("decide.strip.open"), say(f"decide.strip.{zones}_scale")),
        rising(one),
        "" if decided else say("decide.strip.not_yet"),
    )
