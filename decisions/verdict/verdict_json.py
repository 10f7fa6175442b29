"""A verdict and the distance to the next one as plain values for JSON."""

from __future__ import annotations

from decisions.verdict.fence_places import PlacedFence
from decisions.verdict.verdict import Standing, Verdict


def verdict_json(found: Verdict | None, recorded: str | None = None) -> dict | None:
    """The last gate's verdict: answer, every rule with why it fired or not, what is missing, numbers beside their
    fences; `recorded` is the day it was written down, None where it was not."""
    if found is None:
        return None
    return {
        "gate": found.gate,
        "gate_on": found.gate_on.isoformat(),
        "as_of": found.as_of.isoformat(),
        "recorded": recorded,
        "answer": found.answer,
        "rules": [
            {"rule": one.rule, "fired": one.fired, "because": one.because, "reasons": list(one.reasons)}
            for one in found.rules
        ],
        "demands": [demand for one in found.rules if one.fired for demand in one.demands],
        "missing": list(found.missing),
        "numbers": [fence_json(one) for one in (*found.facts.goals, *found.facts.guardrails)],
        "plan_seal": found.seal,
        "rules_version": found.rules_version,
    }


def distance_json(found: Standing) -> dict | None:
    """How far the numbers of today are from the fences of the next gate; None where no gate with fences is ahead."""
    if found.next_gate is None:
        return None
    day = found.pilot.gate_on(found.next_gate)
    return {
        "gate": found.next_gate,
        "gate_on": day and day.isoformat(),
        "decidable": False,
        "numbers": [fence_json(one) for one in found.distance],
        "plan_refused": [one.because for one in found.doubts],
    }


def fence_json(one: PlacedFence) -> dict:
    """One fence with its number: where it lies, and where it would have to lie for the rule to speak."""
    fence = one.fence
    return {
        "indicator": fence.indicator,
        "title": fence.metric.title,
        "applies_to": fence.applies_to,
        "role": fence.role,
        "judged": fence.judged,
        "scale_at": fence.scale_at,
        "stop_at": fence.stop_at,
        "least_cases": fence.min_n,
        "expected_cases": fence.expected_n,
        "value": one.found.value,
        "low80": one.found.low80,
        "high80": one.found.high80,
        "unit": one.found.unit,
        "cases": one.found.n,
        "case_is": one.found.case_is,
        "place": one.place,
        "speaks_scale_from": one.scale_post,
        "speaks_stop_from": one.stop_post,
        "why_not": one.found.why_not,
    }
