"""Why a plan can't be met, before anybody is judged by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from decisions.gates import GATES
from decisions.verdict import bounds
from decisions.verdict.plan import DIFFERENCE, GOAL, GUARDRAIL, MICRO, PLANNED, Fence
from decisions.verdict.sentences import said
from logbooks.catalogue import logbooks
from metrics.engine.cases import FEWEST_BUYERS
from metrics.engine.intervals import wilson

MOST_LOTS = 1000
WHOLE_OF_PREMIUM = "realised_premium"  # per kg made, as break-even's need is


@dataclass(frozen=True)
class PlanDoubt:
    """One reason why a gate of the plan can't be judged, in a sentence with what would mend it."""

    gate: int
    indicator: str
    because: str


@dataclass(frozen=True)
class PlanContext:
    """What a plan is held against: `kept` are the logbooks that hold rows, `lots` how many micro-lots are opened or
    planned, `needed_per_kg` the premium per kg made that break-even needs (None where it is not known)."""

    kept: frozenset[str]
    lots: int
    needed_per_kg: float | None = None
    currency: str = ""


def doubts(
    fences: tuple[Fence, ...], context: PlanContext, gate: int, unknown: tuple[str, ...] = ()
) -> tuple[PlanDoubt, ...]:
    """Everything that keeps the gate from being judged by this plan; empty where nothing does."""
    found = [
        PlanDoubt(fence.gate, fence.indicator, because)
        for fence in fences
        if fence.gate == gate
        for doubt in DOUBTS
        for because in doubt(fence, context)
    ]
    found += [
        PlanDoubt(fence.gate, fence.indicator, said("doubt.no-gate", indicator=fence.metric.title, gate=fence.gate))
        for fence in fences
        if fence.gate not in GATES
    ]
    found += [PlanDoubt(gate, name, said("doubt.unknown", indicator=name)) for name in unknown]
    if not any(fence.role == GOAL for fence in fences if fence.gate == gate):
        found.append(PlanDoubt(gate, "", said("doubt.no-goal", gate=gate)))
    return tuple(found)


def _crossing(fence: Fence, context: PlanContext) -> Iterator[str]:
    better = fence.metric.better
    wrong = fence.scale_at < fence.stop_at if better == "higher" else fence.scale_at > fence.stop_at
    if better != "inside" and wrong:
        yield said(f"doubt.crossing-{better}", **_named(fence, context))


def _below_break_even(fence: Fence, context: PlanContext) -> Iterator[str]:
    need = context.needed_per_kg
    is_goal = (fence.indicator, fence.applies_to, fence.role) == (WHOLE_OF_PREMIUM, DIFFERENCE, GOAL)
    if is_goal and need is not None and fence.scale_at < need:
        yield said("doubt.below-break-even", **_named(fence, context), needed=(need, f"{context.currency}/kg"))


def _out_of_reach(fence: Fence, context: PlanContext) -> Iterator[str]:
    """A tested share that all cases together could not show."""
    cases = fence.expected_n or max(context.lots, fence.min_n)
    if not fence.tested or fence.metric.unit != "share" or fence.applies_to != MICRO or not fence.rising:
        return
    if _reached(cases) >= fence.scale_at:
        return
    enough = next((n for n in range(cases, MOST_LOTS) if _reached(n) >= fence.scale_at), None)
    name = "doubt.out-of-reach" if enough else "doubt.never-reached"
    yield said(name, **_named(fence, context), cases=cases, reached=(_reached(cases), "share"), enough=enough or 0)


def _reached(cases: int) -> float:
    """The lower end of a share all of whose cases are good, at the bound of a last look alone."""
    return wilson(1.0, cases, 1 - 2 * bounds.ERROR)[0]


def _not_kept(fence: Fence, context: PlanContext) -> Iterator[str]:
    needs = {column.split(".")[0] for column in fence.metric.columns}
    missing = sorted(needs - context.kept)
    if fence.role == GUARDRAIL and missing:
        titles = ", ".join(logbooks()[name].title for name in missing)
        yield said("doubt.not-kept", **_named(fence, context), logbooks=titles)


def _no_such_number(fence: Fence, context: PlanContext) -> Iterator[str]:
    """A number that the indicator never gives, which would be waited for in vain."""
    if fence.applies_to == DIFFERENCE and not (fence.metric.has_bulk or fence.metric.groups):
        yield said("doubt.no-difference", indicator=fence.metric.title)
    if fence.applies_to == PLANNED and not fence.metric.at_planned:
        yield said("doubt.not-planned", indicator=fence.metric.title)


def _few_buyers(fence: Fence, context: PlanContext) -> Iterator[str]:
    if fence.of_money and fence.expected_n is not None and fence.expected_n < FEWEST_BUYERS:
        yield said("doubt.few-buyers", **_named(fence, context), expected=fence.expected_n)


def _named(fence: Fence, context: PlanContext) -> Mapping:
    unit = fence.metric.unit.replace("base", context.currency)
    return {
        "gate": fence.gate,
        "indicator": fence.metric.title,
        "scale_at": (fence.scale_at, unit),
        "stop_at": (fence.stop_at, unit),
    }


DOUBTS: tuple[Callable[[Fence, PlanContext], Iterator[str]], ...] = (
    _crossing,
    _below_break_even,
    _out_of_reach,
    _not_kept,
    _no_such_number,
    _few_buyers,
)
