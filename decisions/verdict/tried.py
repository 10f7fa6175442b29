"""A gate judged again on logs in which something is otherwise: the same plan, the same looks, the same rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from decisions.verdict.facts import GAIN, facts, with_gain
from decisions.verdict.fence_places import EarlierLook
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.plan import GOAL, MICRO, Fence, fences, measured
from decisions.verdict.verdict import Verdict, earlier_looks
from decisions.verdict.verdict_rules import Facts, verdict
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.contract import Answer, Estimate


@dataclass(frozen=True)
class Outcome:
    """What net gain and the rule would say; `answer` is None where no gate has come, so that no verdict is due."""

    gain: Estimate | None
    answer: str | None


def goal_of_gain(plan: Iterable[Fence], gate: int | None) -> Fence | None:
    """The goal of net gain at this gate; where it has none, that of the first planned."""
    ahead = sorted((f for f in plan if (f.indicator, f.role) == (GAIN, GOAL)), key=lambda fence: fence.gate)
    return next((fence for fence in ahead if fence.gate == gate), ahead[0] if ahead else None)


class GateTried:
    """One gate whose verdict was given, or the logs of today where none was; `then` is the warehouse on its day."""

    def __init__(self, w: Warehouse, given: Verdict | None):
        self.gate = given.gate if given else None
        self.then = w.seen_on(given.gate_on) if given else w
        self.plan = fences(w)
        self._earlier: Mapping[str, EarlierLook] = earlier_looks(LogsOfADay(w), self.plan, given.gate) if given else {}
        self.logs = LogsOfADay(self.then)
        self._facts = given.facts if given else None
        self.now = Outcome(self.gain_of(self.logs.answer(GAIN)), given.answer if given else None)

    @property
    def goal(self) -> Fence | None:
        """The goal of net gain at this gate; before the first gate that of the first planned."""
        return goal_of_gain(self.plan, self.gate)

    def gain_of(self, answer: Answer) -> Estimate | None:
        """Net gain as its goal has it: as it is, or at the volume planned."""
        found = measured(self.goal, answer) if self.goal else None
        return found if found is not None and found.value is not None else answer.groups.get(MICRO)

    def gain_in(self, w: Warehouse) -> Estimate | None:
        """Net gain alone in these logs."""
        return self.gain_of(LogsOfADay(w).answer(GAIN))

    def of(self, w: Warehouse) -> Outcome:
        """What these logs would say on the day of the gate; questions that are open stay open."""
        logs = LogsOfADay(w)
        return Outcome(self.gain_of(logs.answer(GAIN)), self.answer(self.facts_of(logs)))

    def facts_of(self, logs: LogsOfADay) -> Facts | None:
        """The facts of the gate from these logs."""
        if self._facts is None or self.gate is None:
            return None
        found = facts(logs, self.plan, self.gate, self._earlier)
        return replace(found, open_share=self._facts.open_share, open_log=self._facts.open_log)

    def with_gain(
        self, gain: Answer, logs: LogsOfADay | None = None, given: Facts | None = None, unsold_sells: bool = True
    ) -> Outcome:
        """What it would say if net gain were this and all else as in these logs, those of the gate unless others are
        given with their facts; `unsold_sells` is whether what is not sold yet may be sold like the rest."""
        found = given or self._facts
        if found is not None:
            found = with_gain(found, (logs or self.logs).knowing(gain), self.plan, self._earlier, unsold_sells)
        return Outcome(self.gain_of(gain), self.answer(found))

    def answer(self, found: Facts | None) -> str | None:
        """The answer of the rules."""
        return None if found is None else verdict(found)[0]
