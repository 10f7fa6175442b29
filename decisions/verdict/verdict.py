"""The verdict of a gate by the agreed plan, the distance to the next one, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from decisions.gates import GATES, PilotDay, standing
from decisions.verdict.facts import gathered, kept_logs
from decisions.verdict.judged import Judged, Looked
from decisions.verdict.plan import Fence, fences, plan_rows, unknown_indicators
from decisions.verdict.plan_doubts import PlanContext, PlanDoubt, doubts
from decisions.verdict.rules import Facts, Fired, verdict
from decisions.verdict.seal import seal_of
from decisions.verdict.sentences import said, version
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.compute import answer, crop_years

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
    looks: Mapping[str, Looked]
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
    distance: tuple[Judged, ...]
    doubts: tuple[PlanDoubt, ...] = ()


def decided(w: Warehouse) -> Standing:
    """The last gate's verdict as of the warehouse's day, and the distance to the next."""
    pilot, plan = standing(w), fences(w)
    if pilot.day is None:
        return Standing(pilot, None, pilot.why_not, None, ())
    if not plan_rows(w):
        return Standing(pilot, None, said("no-verdict.no-plan"), None, ())
    gates = sorted({fence.gate for fence in plan})
    passed = [gate for gate in GATES if gate <= pilot.day]
    ahead = next((gate for gate in gates if gate > pilot.day), None)
    distance = _distance(w, plan, ahead) if ahead else ()
    context = plan_context(w)
    refused = doubts(plan, context, ahead, unknown_indicators(w)) if ahead else ()
    if not passed:
        first = pilot.gate_on(GATES[0])
        return Standing(pilot, None, said("no-verdict.before", gate=GATES[0], day=first), ahead, distance, refused)
    last = passed[-1]
    if last not in gates:
        return Standing(pilot, None, said("no-verdict.no-fence", gate=last), ahead, distance, refused)
    found = at_gate(w, last)
    if isinstance(found, tuple):
        why = said("no-verdict.refused", reasons=" ".join(one.because for one in found))
        return Standing(pilot, None, why, ahead, distance, (*found, *refused))
    return Standing(pilot, found, None, ahead, distance, refused)


def at_gate(w: Warehouse, gate: int) -> Verdict | tuple[PlanDoubt, ...]:
    """The verdict of a gate that has come, from the logs as known on its day; or why the plan can't be judged by."""
    pilot, plan = standing(w), fences(w)
    gate_on = pilot.gate_on(gate)
    assert gate_on is not None, "a gate is asked for once the pilot has a first day"
    then = w.seen_on(min(gate_on, w.as_of))
    refused = doubts(plan, plan_context(then), gate, unknown_indicators(w))
    if refused:
        return refused
    found = gathered(then, plan, gate, _earlier(w, plan, gate))
    answer_, rules = verdict(found.facts)
    missing = tuple(
        f"{one.fence.metric.title}: {one.found.why_not}"
        for one in (*found.facts.goals, *found.facts.guardrails)
        if one.found.why_not
    )
    return Verdict(
        gate, gate_on, then.as_of, answer_, rules, found.facts, found.looks, seal_of(plan_rows(w)), version(), missing
    )


def _earlier(w: Warehouse, plan: tuple[Fence, ...], gate: int) -> Mapping[str, Looked]:
    """What the look before this one knew and spent: of money only at day 180, for day 360."""
    before = [other for other in GATES if GATES[0] < other < gate and any(f.gate == other for f in plan)]
    day = standing(w).gate_on(before[-1]) if before else None
    return gathered(w.seen_on(day), plan, before[-1], {}).looks if day else {}


def _distance(w: Warehouse, plan: tuple[Fence, ...], gate: int) -> tuple[Judged, ...]:
    """The numbers of today beside the fences of the next gate, as they would be judged there."""
    found = gathered(w, plan, gate, _earlier(w, plan, gate)).facts
    return (*found.goals, *found.guardrails)


def plan_context(w: Warehouse) -> PlanContext:
    """What a plan is held against, from the logs of this day."""
    season = next(iter(crop_years(w)), None)
    need = answer(w, "break_even", season).parts.get(NEEDED, {}).get("micro") if season else None
    needs = sorted({column.split(".")[0] for fence in fences(w) for column in fence.metric.columns})
    lots = w.rows(
        "SELECT count(*) AS lots FROM lots WHERE stream = 'micro' AND crop_year = $season", {"season": season}
    )
    return PlanContext(
        kept_logs(w, needs),
        lots[0]["lots"],
        None if need is None else need.value,
        w.rows("SELECT currency FROM base")[0]["currency"],
    )
