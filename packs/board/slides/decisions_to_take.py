"""What the board has to decide today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from decisions.roadmap_tasks import Item
from decisions.verdict.board_decisions import BoardDecision
from history.snapshots.moments import day_written
from packs.audience import Audience
from packs.board.board_facts import BoardFacts
from packs.slide import Slide
from words.minutes_words import decision_words
from words.speech import say

ORDER = 110
MOST = 5


def slide(facts: BoardFacts) -> Slide:
    """What was decided at the last gate or that nothing was, what the rule demands, and the tasks that are late or that
    the logs contradict."""
    given, decisions = facts.minutes.given, facts.minutes.decisions
    tasks = [_task(one) for one in facts.report.roadmap if one.disagrees or one.overdue]
    wanted = [*(given["demands"] if given and not decisions else ()), *tasks]
    answer = _answer(given, decisions, bool(wanted))
    left = len(wanted) - MOST
    if left > 0:
        wanted = [*wanted[:MOST], say("deck.more", count=left, page=say("pages.roadmap.title"))]
    told = (decision_words(decisions[-1]),) if decisions else ()
    return Slide("decide", say("deck.decide.question"), answer, Audience.BOARD, told, to_do=tuple(wanted))


def _answer(given: Mapping[str, Any] | None, decisions: Sequence[BoardDecision], is_left: bool) -> str:
    """Whether the last gate is decided, and whether anything else waits."""
    if given is None:
        return say("deck.decide.no_gate")
    if not decisions:
        return say("deck.decide.open", gate=given["gate"])
    answer = say(f"decide.answers.{decisions[-1].answer.replace(' ', '-')}")
    return say(f"deck.decide.{'decided' if is_left else 'nothing_left'}", gate=given["gate"], answer=answer)


def _task(one: Item) -> str:
    """A task that is late, or that is told to be done and is not seen."""
    if one.disagrees:
        return say("deck.decide.contradicted", task=one.task, because=one.because)
    return say("deck.decide.late", task=one.task, day=day_written(one.due_on) if one.due_on else "")
