"""Where the pilot is in its 360 days."""

from __future__ import annotations

from decisions.gates import GATES, PilotDay
from history.snapshots.moments import day_written
from packs.audience import Audience
from packs.board.board_facts import BoardFacts
from packs.slide import BigNumber, Slide
from words.speech import say

ORDER = 10


def slide(facts: BoardFacts) -> Slide:
    """The day of the pilot, and what each gate said or when it comes."""
    pilot = facts.report.standing
    question = say("deck.where.question")
    if pilot.day is None:
        why = pilot.why_not or ""
        return Slide("where", question, say("deck.where.unknown"), Audience.BOARD, lacks=why)
    return Slide(
        "where",
        question,
        _answer(pilot),
        Audience.BOARD,
        numbers=tuple(_gate(facts, pilot, gate) for gate in GATES),
        sentences=(say("minutes.seen", day=day_written(facts.w.as_of)),),
    )


def _answer(pilot: PilotDay) -> str:
    if pilot.next_gate is None:
        return say("deck.where.after", day=pilot.day)
    if pilot.days_left == 0:
        return say("deck.where.today", day=pilot.day)
    return say("deck.where.on_the_way", day=pilot.day, gate=pilot.next_gate, left=pilot.days_left)


def _gate(facts: BoardFacts, pilot: PilotDay, gate: int) -> BigNumber:
    day = pilot.gate_on(gate)
    when = day_written(day) if day else ""
    given = facts.minutes.given
    assert pilot.day is not None, "a gate is placed where the day of the pilot is known"
    if given and given["gate"] == gate:
        said = say("deck.where.said", answer=say(f"decide.answers.{given['answer']}"))
    else:
        said = say("deck.where.passed" if gate <= pilot.day else "deck.where.ahead")
    before = max((one for one in GATES if one < gate), default=0)
    done = min(max((pilot.day - before) / (gate - before), 0.0), 1.0)
    return BigNumber(say("deck.where.gate", gate=gate), when, said=said, done=done)
