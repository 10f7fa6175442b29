"""What the pilot assumes, held against the numbers: whether it would hold today, by when it must, and since when it is
late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from decisions.verdict.fence_places import BEYOND_STOP, PlacedFence
from decisions.verdict.offered_plan import Assumption, assumptions
from decisions.verdict.verdict import Standing

AGAINST, OPEN, HOLDS, UNTESTED = "contradicted", "open", "holds", "untested"
ORDER = (AGAINST, OPEN, UNTESTED, HOLDS)  # what wants somebody first


@dataclass(frozen=True)
class Hypothesis:
    """One assumption: how it stands by the numbers the plan tests it by, the day of the gate that judges it next, and
    the day since which it is late, None where it is not."""

    words: str
    stands: str
    numbers: tuple[PlacedFence, ...]
    due_on: date | None = None
    late_since: date | None = None


def hypotheses(found: Standing) -> tuple[Hypothesis, ...]:
    """Every assumption, those that are contradicted and open first."""
    return tuple(sorted((_of(one, found) for one in assumptions()), key=lambda one: ORDER.index(one.stands)))


def _of(one: Assumption, found: Standing) -> Hypothesis:
    """By the numbers of the next gate as they are today; where it tests none, by those of the last gate."""
    facts = found.verdict.facts if found.verdict else None
    last = _testing(one, (*facts.goals, *facts.guardrails)) if facts else ()
    ahead = _testing(one, found.distance)
    numbers = ahead or last
    if not numbers:
        return Hypothesis(one.words, UNTESTED, ())
    stands = _stands(numbers)
    passed = found.verdict.gate_on if found.verdict else None
    due_on = found.pilot.gate_on(found.next_gate) if ahead and found.next_gate else passed
    late = stands != HOLDS and bool(last) and _stands(last) != HOLDS
    return Hypothesis(one.words, stands, numbers, due_on, passed if late else None)


def _testing(one: Assumption, judged: tuple[PlacedFence, ...]) -> tuple[PlacedFence, ...]:
    return tuple(placed for placed in judged if placed.fence.indicator in one.indicators)


def _stands(numbers: tuple[PlacedFence, ...]) -> str:
    if any(one.place == BEYOND_STOP for one in numbers):
        return AGAINST
    return HOLDS if all(one.met for one in numbers) else OPEN
