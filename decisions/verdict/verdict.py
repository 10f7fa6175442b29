"""The verdict of a gate by the agreed plan, the distance to the next one, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from decisions.gates import GATES, PilotDay, standing
from decisions.verdict.facts import facts, looks
from decisions.verdict.fence_places import EarlierLook, PlacedFence
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.missing_cases import missing_of
from decisions.verdict.plan import Fence, fences, fences_of, plan_rows, unknown_in, unread_rows
from decisions.verdict.plan_doubts import WHOLE_OF_PREMIUM, PlanContext, PlanDoubt, doubts
from decisions.verdict.seal import seal_of, sealed_rows
from decisions.verdict.sentences import said, version
from decisions.verdict.verdict_rules import EARLY, Facts, Fired, verdict
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.contract import Answer

NEEDED = "premium per kg made, as the cooperative sees it"


@dataclass(frozen=True)
class Verdict:
    """What the rule says at one gate: the answer, every rule with why it fired or not, and the numbers behind it.

    `as_of` is the day the logs were seen on; `seal` the hash of the plan it was judged by, `rules_version` which rules.
    """

    gate: int
    gate_on: date
    as_of: date
    answer: str
    rules: tuple[Fired, ...]
    facts: Facts
    seal: str
    rules_version: str
    missing: tuple[str, ...] = ()

    @property
    def because(self) -> str:
        """The sentences of the rule that fired first."""
        return next(one.because for one in self.rules if one.fired)


@dataclass(frozen=True)
class Standing:
    """Where the decision stands: the last gate's verdict or why there is none, and how far the numbers are from the
    next gate's fences."""

    pilot: PilotDay
    verdict: Verdict | None
    why_not: str | None
    next_gate: int | None
    distance: tuple[PlacedFence, ...]
    doubts: tuple[PlanDoubt, ...] = ()


def decided(w: Warehouse, known: Mapping[str, Answer] | None = None) -> Standing:
    """The last gate's verdict as of the warehouse's day, and the distance to the next; `known` are answers of that day
    that are there already."""
    pilot, plan = standing(w), fences(w)
    if pilot.day is None:
        return Standing(pilot, None, pilot.why_not, None, ())
    rows = plan_rows(w)
    if not rows:
        return Standing(
            pilot, None, said("no-verdict.unread-plan" if unread_rows(w) else "no-verdict.no-plan"), None, ()
        )
    today, planned = LogsOfADay(w, known), {row["gate"] for row in rows}
    ahead = next((gate for gate in GATES if gate > pilot.day and gate in planned), None)
    distance = _distance(today, plan, ahead) if ahead else ()
    refused = doubts(plan, plan_context(today, plan), ahead, unknown_in(rows, ahead)) if ahead else ()
    passed = [gate for gate in GATES if gate <= pilot.day]
    if not passed:
        why_not = said("no-verdict.before", gate=GATES[0], day=pilot.gate_on(GATES[0]))
        return Standing(pilot, None, why_not, ahead, distance, refused)
    if passed[-1] not in planned:
        return Standing(pilot, None, said("no-verdict.no-fence", gate=passed[-1]), ahead, distance, refused)
    found = at_gate(w, passed[-1], today)
    if isinstance(found, tuple):
        why_not = said("no-verdict.refused", reasons=" ".join(one.because for one in found))
        return Standing(pilot, None, why_not, ahead, distance, (*found, *refused))
    return Standing(pilot, found, None, ahead, distance, refused)


def at_gate(
    w: Warehouse, gate: int, today: LogsOfADay | None = None, rows: Sequence[Mapping] | None = None
) -> Verdict | tuple[PlanDoubt, ...]:
    """The verdict of a gate that has come, from the logs as known on its day; or why the plan can't be judged by.

    `rows` are those of the plan, the ones that are written unless given."""
    seal = seal_of(sealed_rows(w) if rows is None else rows)
    rows = plan_rows(w) if rows is None else rows
    gate_on, plan = standing(w).gate_on(gate), fences_of(rows)
    assert gate_on is not None, "a gate is asked for once the pilot has a first day"
    then = (today or LogsOfADay(w)).on(gate_on)
    if refused := doubts(plan, plan_context(then, plan), gate, unknown_in(rows, gate)):
        return refused
    found = with_missing(then, facts(then, plan, gate, earlier_looks(then, plan, gate)))
    answer, fired = verdict(found)
    missing = tuple(
        f"{one.fence.metric.title}: {one.found.why_not}"
        for one in (*found.goals, *found.guardrails)
        if one.found.why_not
    )
    return Verdict(gate, gate_on, then.w.as_of, answer, fired, found, seal, version(), missing)


def with_missing(logs: LogsOfADay, found: Facts) -> Facts:
    """The same with what each open number wants, which only *wait* reads."""
    wants = missing_of(logs, (*found.goals, *found.guardrails)) if found.gate >= EARLY else ()
    return replace(found, missing={(one.indicator, one.applies_to): one.beside for one in wants})


def earlier_looks(logs: LogsOfADay, plan: tuple[Fence, ...], gate: int) -> Mapping[str, EarlierLook]:
    """What the look before this one knew and spent: at day 180, for day 360."""
    day = standing(logs.w).gate_on(EARLY)
    planned = any(fence.gate == EARLY and fence.tested for fence in plan)
    return looks(logs.on(day), plan, EARLY) if gate > EARLY and planned and day else {}


def _distance(today: LogsOfADay, plan: tuple[Fence, ...], gate: int) -> tuple[PlacedFence, ...]:
    """The numbers of today beside the fences of the next gate, as they would be judged there."""
    found = facts(today, plan, gate, earlier_looks(today, plan, gate))
    return (*found.goals, *found.guardrails)


def plan_context(logs: LogsOfADay, plan: tuple[Fence, ...]) -> PlanContext:
    """What a plan is held against, from the logs of a day."""
    asks = any(fence.indicator == WHOLE_OF_PREMIUM for fence in plan)
    need = logs.answer("break_even").parts.get(NEEDED, {}).get("micro") if asks else None
    return PlanContext(
        logs.kept(sorted({column.split(".")[0] for fence in plan for column in fence.metric.columns})),
        logs.one("SELECT count(*) AS lots FROM lots WHERE stream = 'micro' AND crop_year = $season")["lots"],
        None if need is None else need.value,
        logs.w.rows("SELECT currency FROM base")[0]["currency"],
    )
