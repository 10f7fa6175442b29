"""What would change the answer: the premium needed at every volume, and which figure moves the margin most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from metrics.books.break_even_inputs import Input
from metrics.engine.economics import Inputs, NextSeason, break_even_premium, premium_at

# What the tornado turns, one at a time, and what each is counted in; `base` is the base currency.
TURNED = {
    "sold_share": "share",
    "fixed_cost": "base",
    "dilution": "base/kg",
    "days_to_cash": "days",
    "otherwise_share": "share",
    "premium": "base/kg",
}
ASSUMED_REACH = 0.20
MEASURED, NO_RANGE, ASSUMED = "measured", "no range", "assumed"


@dataclass(frozen=True)
class Swing:
    """One figure at its two ends and the margin per kg sold there; None where nothing is sold.

    `standing` says what the ends are: MEASURED its 80 % ends; ASSUMED, or NO_RANGE where it was measured in too few
    cases to have any, 20 % less and 20 % more.
    """

    name: str
    unit: str
    low: float
    high: float
    at_low: float | None
    at_high: float | None
    standing: str
    source: str

    @property
    def measured(self) -> bool:
        """Whether the ends come from the logs."""
        return self.standing == MEASURED


def plain_inputs(given: Mapping[str, Input]) -> Inputs:
    """The figures as they stand, without their ends."""
    return Inputs(**{name: figure.value for name, figure in given.items()})


def margin(inputs: Inputs, members: bool = False) -> float | None:
    """The premium on the kg sold less the premium they need to break even, per kg sold; None where nothing is sold.

    Both are per kg sold, so that one may be taken from the other; the loss on kg not sold is in the premium needed.
    """
    return (
        inputs.premium - break_even_premium(inputs, members)
        if inputs.sold_share > 0 and inputs.produced_kg > 0
        else None
    )


def tornado(given: Mapping[str, Input], members: bool = False) -> list[Swing]:
    """A bar for every figure of TURNED, all others as they stand; the one that moves the margin most comes first."""
    inputs = plain_inputs(given)
    bars = [_bar(inputs, name, given[name], members) for name in TURNED]
    return sorted(bars, key=lambda bar: -_reach(bar))


def ends(name: str, figure: Input, inputs: Inputs) -> tuple[float, float]:
    """The two ends of a figure, shares kept between 0 and what the other shares leave."""
    if figure.measured and figure.low80 is not None and figure.high80 is not None:
        low, high = figure.low80, figure.high80
    else:
        reach = abs(figure.value) * ASSUMED_REACH
        low, high = figure.value - reach, figure.value + reach
    if name == "premium":
        return low, high
    most = {"sold_share": 1 - inputs.otherwise_share, "otherwise_share": 1 - inputs.sold_share}.get(name, float("inf"))
    return max(0.0, low), min(high, max(most, figure.value))


def break_even_curve(inputs: Inputs, volumes_kg: Sequence[float], members: bool = False) -> list[float | None]:
    """The premium per kg sold needed at each volume, everything else as it stands; None where nothing is sold or
    made."""
    return [
        break_even_premium(replace(inputs, produced_kg=kg), members) if kg > 0 and inputs.sold_share > 0 else None
        for kg in volumes_kg
    ]


def at_volume(inputs: Inputs, volume_kg: float, ahead: NextSeason) -> Inputs:
    """The figures at another volume, with the premium that can be counted on there, as plain numbers."""
    return replace(inputs, produced_kg=volume_kg, premium=float(premium_at(inputs, volume_kg, ahead)))


def _bar(inputs: Inputs, name: str, figure: Input, members: bool) -> Swing:
    low, high = ends(name, figure, inputs)
    has_range = figure.low80 is not None and figure.high80 is not None
    standing = ASSUMED if not figure.measured else MEASURED if has_range else NO_RANGE
    at_low, at_high = (margin(replace(inputs, **{name: end}), members) for end in (low, high))
    return Swing(name, TURNED[name], low, high, at_low, at_high, standing, figure.source)


def _reach(bar: Swing) -> float:
    return float("inf") if bar.at_low is None or bar.at_high is None else abs(bar.at_high - bar.at_low)
