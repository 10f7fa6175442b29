"""Numbers as coarse as their range: to the largest of 1, 2, 5, 10 ... that is no more than half the standard error."""

from __future__ import annotations

import math

STEPS = (5, 2, 1)
MORE = 1 + 1e-12  # an error of 0.4 is not 0.39999999999999997


def step_of(error: float) -> float:
    """How fine a number with that standard error is told: rounding then adds at most two per cent to its variance."""
    half = error / 2 * MORE
    power = math.floor(math.log10(half))
    step = next(step for step in STEPS if step * 10.0**power <= half)
    return float(f"{step}e{power}")


def to_step(number: float, step: float) -> float:
    """The number to the nearest step, without the dust of binary fractions."""
    digits = max(0, -math.floor(math.log10(step)))
    return round(round(number / step) * step, digits) + 0.0  # no -0.0


def two_digits(number: float) -> float:
    """The number to two digits."""
    return float(f"{number:.2g}") + 0.0
