"""How sure a number must be at each look, so that looking twice tells no more falsehoods than looking once.

Of pilots that sit exactly on a fence, a bound passes at most ERROR on its side over both looks together. What the first
look may spend of that is O'Brien and Fleming's share in the form of Lan and DeMets (1983), at the information that is
there; the last look spends the rest, with the correlation that the two looks truly have.
"""

from __future__ import annotations

from functools import cache
from math import exp, pi, sqrt

import numpy as np
from scipy.special import ndtr, ndtri

ERROR = 0.05  # on each side: scale where it does not pay, stop where it does
MOST_EARLY = 0.9  # of the information, whatever is there: something is left for the last look
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(96)
LOWEST_Z = -9.0


def spent_by(information: float, error: float = ERROR) -> float:
    """The share of false answers that may be given up to this information (0 to 1); all of it at 1."""
    if not information > 0:
        return 0.0
    return float(2 * ndtr(ndtri(error / 2) / sqrt(min(information, 1.0))))


def early(information: float, error: float = ERROR) -> float:
    """The one-sided p below which the first of two looks speaks."""
    return spent_by(min(information, MOST_EARLY), error)


@cache
def last(spent: float, correlation: float, error: float = ERROR) -> float:
    """The one-sided p below which the last look speaks, where an earlier one spent so much of the error; `correlation`
    is that of the two looks: the root of the earlier information over the later."""
    if not spent > 0:
        return error
    if correlation >= 1:
        return max(spent, error)
    bound = float(-ndtri(spent))
    low, high = 0.0, 9.0
    while high - low > 1e-10:
        middle = (low + high) / 2
        if 1 - _both_below(bound, middle, correlation) > error:
            low = middle
        else:
            high = middle
    return float(ndtr(-high))


def _both_below(first: float, second: float, correlation: float) -> float:
    """The chance that two standard normal numbers with this correlation both lie below their bounds."""
    half = (first - LOWEST_Z) / 2
    z = LOWEST_Z + half * (_NODES + 1)
    density = np.exp(-z * z / 2) / sqrt(2 * pi)
    given = ndtr((second - correlation * z) / sqrt(1 - correlation * correlation))
    return float(half * np.sum(_WEIGHTS * density * given))


def unit_normal_loss(z: float) -> float:
    """The mean of what a standard normal number exceeds `z` by (Raiffa and Schlaifer 1961)."""
    return exp(-z * z / 2) / sqrt(2 * pi) - z * float(ndtr(-z))
