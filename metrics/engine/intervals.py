"""How sure a number is: ranges for shares, for ratios and prices, for times, for medians.

Every range is two-sided. `confidence` 0.95 is shown, 0.80 (10 % in each tail) is what verdicts read.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

Range = tuple[float, float]
CONFIDENCES = (0.95, 0.80)
MANY_CASES = 500  # from there on unlike weights leave more than enough degrees of freedom


def wilson(share: float, n: float, confidence: float = 0.95) -> Range:
    """Wilson's range of a share seen in `n` cases; `n` may be an effective number, not whole."""
    z = float(ndtri(0.5 + confidence / 2))
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(max(share * (1 - share), 0) / n + z * z / (4 * n * n))
    # rounding never shuts the share out
    return max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share))


def effective_n(share: float, variance: float, cases: int) -> float:
    """How many independent yes-or-no cases would give a share this variance; never more than the cases there are."""
    if not variance > 0 or not 0 < share < 1:
        return float(cases)
    return min(float(cases), share * (1 - share) / variance)


def apart(micro: float, of_micro: Range, bulk: float, of_bulk: Range, together: float = 0.0) -> Range:
    """The range of a difference from the range of each (Newcombe 1998 for shares, Zou and Donner 2008 in general).

    It keeps what is lopsided in each of the two; `together` is the correlation of the two numbers.
    """

    def reach(up: float, down: float) -> float:
        return math.sqrt(max(up * up + down * down - 2 * together * up * down, 0.0))

    return micro - bulk - reach(micro - of_micro[0], of_bulk[1] - bulk), micro - bulk + reach(
        of_micro[1] - micro, bulk - of_bulk[0]
    )


@dataclass(frozen=True)
class Spread:
    """What leaving out one case at a time says: the variance and its degrees of freedom."""

    variance: float
    freedom: float

    def around(self, value: float, confidence: float = 0.95) -> Range:
        """Student's range around the value, on the scale on which the variance was taken."""
        half = float(stdtrit(self.freedom, 0.5 + confidence / 2)) * math.sqrt(self.variance)
        return value - half, value + half


def freedom_of(weights: np.ndarray) -> float:
    """The degrees of freedom of a jackknife variance whose cases weigh unlike: cases - 1 where they weigh alike, else
    fewer.

    Two moments of the variance's quadratic form matched to a chi-squared (Bell and McCaffrey 2002, for a weighted
    mean): a buyer of half the coffee tells less about the other buyers than a third buyer would.
    """
    n = len(weights)
    if n > MANY_CASES or not weights.sum() > 0 or not np.all(weights < weights.sum()):
        return n - 1.0
    w = weights / weights.sum()
    squared = float(w @ w)
    # inner products of the deviations from the weighted mean
    apart = np.eye(n) - w[:, None] - w[None, :] + squared
    scale = np.sqrt(np.outer(*[(w / (1 - w)) ** 2] * 2))
    return float(np.trace(apart * scale) ** 2 / np.sum((apart * scale) ** 2))


def left_one_out(
    value: float,
    without: np.ndarray,
    sizes: np.ndarray,
    strata: Sequence[int] | np.ndarray,
    weights: np.ndarray | None = None,
) -> Spread | None:
    """The delete-one-case jackknife over one or more strata; None where a case can't be left out.

    `without[i]` is the value with case i left out, `sizes[i]` the cases of its stratum, `strata[i]` which one that is,
    `weights[i]` what it weighs there. One stratum gives the plain jackknife around the whole value with the degrees of
    freedom of its weights, cases - 1 without them; several give Satterthwaite's.
    """
    if len(without) < 2 or not np.all(np.isfinite(without)) or not math.isfinite(value):
        return None
    moved = (sizes - 1) / sizes * (without - value) ** 2
    weights = np.ones(len(without)) if weights is None else np.asarray(weights, float)
    of = np.asarray(strata)
    by_stratum = [(moved[of == s].sum(), freedom_of(weights[of == s])) for s in np.unique(of)]
    # the only case of one stream that is one of several in the other
    if any(v > 0 and not f > 0 for v, f in by_stratum):
        by_stratum = [(moved.sum(), freedom_of(weights))]
    variance = sum(v for v, _ in by_stratum)
    if not variance > 0:
        return None
    # shares of it: its square may be too small to be written
    return Spread(float(variance), float(1 / sum((v / variance) ** 2 / f for v, f in by_stratum if v > 0)))


def off_log_scale(ends: Range) -> Range:
    """A range of a logarithm as one of the number itself."""
    return float(np.exp(ends[0])), float(np.exp(ends[1]))


def on_log_scale(
    value: float,
    without: np.ndarray,
    sizes: np.ndarray,
    strata: Sequence[int] | np.ndarray,
    weights: np.ndarray | None = None,
) -> Spread | None:
    """The same jackknife of the logarithm; None where a value is not above zero."""
    if not value > 0 or not np.all(without > 0):
        return None
    return left_one_out(math.log(value), np.log(without), sizes, strata, weights)


def median_range(values: Sequence[float], confidence: float = 0.95) -> Range | None:
    """The order statistics that hold the median with at least that confidence; None where there are too few values."""
    ordered, n = sorted(values), len(values)
    below, cut = 0.0, -1
    for k in range(n // 2):
        below += math.comb(n, k) / 2**n
        if 2 * below > 1 - confidence:
            break
        cut = k
    return (ordered[cut], ordered[n - 1 - cut]) if cut >= 0 else None
