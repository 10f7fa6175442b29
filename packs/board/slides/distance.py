"""How far today's numbers are from what was agreed for the next gate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from history.snapshots.moments import day_written
from packs.audience import Audience
from packs.board.board_facts import BoardFacts
from packs.slide import Slide, SlideTable
from words.decide_words import agreed_words, named_words, stands_words
from words.numbers import number
from words.speech import say

ORDER = 25


def slide(facts: BoardFacts) -> Slide:
    """Every fence with its number: of the next gate, after the last one of the verdict."""
    question, found, numbers = say("deck.distance.question"), facts.report.decided, facts.minutes.numbers
    if not numbers:
        lacks = say("deck.distance.lacks")
        return Slide("distance", question, say("deck.distance.none"), Audience.BOARD, lacks=lacks)
    when = "soon" if found.next_gate else "then"
    head = tuple(say(f"decide.fence_head.{column}") for column in ("number", "agreed", "value", "stands"))
    table = SlideTable(head, tuple(_row(one, when) for one in numbers), ends_in_words=True)
    absent = [say("deck.absent", name=named_words(one), why=one["why_not"]) for one in numbers if one["why_not"]]
    return Slide("distance", question, _answer(facts), Audience.BOARD, tuple(absent), table=table)


def _answer(facts: BoardFacts) -> str:
    """That nothing is decidable between gates, else that these are the numbers of the last gate."""
    found = facts.report.decided
    if found.next_gate and (on := found.pilot.gate_on(found.next_gate)):
        return say("deck.distance.not_yet", gate=found.next_gate, day=day_written(on))
    return say("deck.distance.judged")


def _row(one: Mapping[str, Any], when: str) -> tuple[str, ...]:
    return named_words(one), agreed_words(one), number(one["value"], one["unit"]), stands_words(one, when)
