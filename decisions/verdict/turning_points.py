"""How far each figure of break-even would have to move, alone, until net gain crosses its goal: the soonest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from decisions.verdict.sentences import rules, said
from decisions.what_if import at_volume, ends, plain_inputs
from metrics.books.break_even_inputs import Input
from metrics.engine.economics import Inputs, NextSeason, incremental_profit

HALVINGS = 60
MOST_STEPS = 20.0  # of its own range; what must move farther turns nothing


@dataclass(frozen=True)
class TurningPoint:
    """One figure with the value at which net gain crosses its goal, all others as they stand; `steps` is how far that
    is, counted in halves of its own 80 % range, or in what is usual where it was set or assumed."""

    name: str
    unit: str
    value: float
    turns_at: float
    steps: float
    measured: bool
    because: str


@dataclass(frozen=True)
class GainGoal:
    """What net gain is held against: the fence, per kg made, and the volume planned (None: the season's own)."""

    fence: float = 0.0
    planned_kg: float | None = None

    def short(self, inputs: Inputs, ahead: NextSeason) -> float:
        """How far net gain lies above the fence per kg made; below zero where it is short of it."""
        if self.planned_kg:
            return incremental_profit(at_volume(inputs, self.planned_kg, ahead)) / self.planned_kg - self.fence
        return incremental_profit(inputs) / inputs.produced_kg - self.fence


def turning_points(
    given: Mapping[str, Input], goal: GainGoal, ahead: NextSeason, currency: str
) -> tuple[TurningPoint, ...]:
    """The figures that turn it, the soonest first; those that can't are left out."""
    inputs = plain_inputs(given)
    found = [_turning(name, given[name], inputs, goal, ahead, currency) for name in rules()["against"]["figures"]]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.steps))


def _turning(
    name: str, figure: Input, inputs: Inputs, goal: GainGoal, ahead: NextSeason, currency: str
) -> TurningPoint | None:
    reach = _reach(name, figure, inputs)
    low, high = _limits(name, figure.value, reach, inputs)
    turns_at = _crossing(lambda value: goal.short(replace(inputs, **{name: value}), ahead), figure.value, (low, high))
    if turns_at is None or not reach > 0:
        return None
    told = rules()["against"]["figures"][name]
    unit, steps = told["unit"].replace("base", currency), abs(turns_at - figure.value) / reach
    values = {"what": told["words"], "value": (figure.value, unit), "turns_at": (turns_at, unit)}
    because = said("against.turns" if figure.measured else "against.turns-assumed", **values)
    return TurningPoint(name, unit, figure.value, turns_at, steps, figure.measured, because)


def _reach(name: str, figure: Input, inputs: Inputs) -> float:
    """How far the figure may well lie from where it stands: half of its 80 % range; a fifth of it where it was set;
    what is usual where it stands at nothing because nobody said it."""
    low, high = ends(name, figure, inputs)
    if high > low:
        return (high - low) / 2
    usual = rules()["against"]["figures"][name]
    return usual.get("usual_of_bulk_price", 0.0) * inputs.bulk_price + usual.get("usual", 0.0)


def _limits(name: str, value: float, reach: float, inputs: Inputs) -> tuple[float, float]:
    """Within what it is moved: shares within what other shares leave, a premium also below nothing."""
    most = {"sold_share": 1 - inputs.otherwise_share, "otherwise_share": 1 - inputs.sold_share}.get(name, float("inf"))
    low = value - MOST_STEPS * reach
    return low if name == "premium" else max(0.0, low), min(value + MOST_STEPS * reach, max(most, value))


def _crossing(short, value: float, limits: tuple[float, float]) -> float | None:
    """Where it crosses nothing, by halving between the value and the limit beyond; None where neither lies beyond."""
    for limit in limits:
        if (short(value) >= 0) == (short(limit) >= 0):
            continue
        here, beyond = value, limit
        for _ in range(HALVINGS):
            middle = (here + beyond) / 2
            here, beyond = (middle, beyond) if (short(middle) >= 0) == (short(value) >= 0) else (here, middle)
        return beyond
    return None
