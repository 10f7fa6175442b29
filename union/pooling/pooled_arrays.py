"""Many unions pooled at once: the steps from members' numbers to the union's, a new member's and each member's own.

One union goes the same way as the thousands of benchmarks/union_coverage.py.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, stdtrit

from metrics.engine.intervals import wilson
from union.pooling.neighbours import prior_scale, spread_grid
from union.pooling.pooling_limits import pooling_limits
from union.pooling.random_effects import random_effects
from union.pooling.scales import cases_of_shares, from_scale
from union.pooling.share_grid import share_grid
from union.pooling.standard_errors import as_student, borrowed_variances

ALL = slice(None)


@dataclass(frozen=True)
class PooledArrays:
    """Unions in the last axis, or before that of members; all in the members' unit, but for the between-spread and its
    prior's scale. Ranges are lower and upper end in the first axis, `alone` and `own` (with neighbours) middle, lower
    and upper end."""

    mean: np.ndarray
    mean95: np.ndarray
    prediction95: np.ndarray
    between_spread: np.ndarray
    prior_scale: np.ndarray
    alone: np.ndarray
    own: np.ndarray
    weights: np.ndarray


def pooled_arrays(
    values: np.ndarray, errors: np.ndarray, freedom: np.ndarray, scale: str, members: slice = ALL
) -> PooledArrays:
    """Unions x members of values on the scale, their standard errors and degrees of freedom; own numbers of those
    `members` alone."""
    pool = _shares if scale == "logit" else _numbers
    return pool(values, errors, freedom, scale, members)


def _numbers(values: np.ndarray, errors: np.ndarray, freedom: np.ndarray, scale: str, members: slice) -> PooledArrays:
    confidence = pooling_limits()["confidence"]
    borrowed = pooling_limits()["borrowed_degrees_of_freedom"]
    union = random_effects(values, borrowed_variances(errors**2, freedom, borrowed["union"])[0])
    variances, surer = borrowed_variances(errors**2, freedom, borrowed["member"])
    prior = prior_scale(union.between_variance, variances, scale)
    looked_at = values[:, members]
    own = spread_grid(values, variances, prior).with_neighbours(
        looked_at,
        as_student(variances[:, members], surer[:, members], confidence["member"]),
        confidence["member"],
    )
    half = (stdtrit(freedom, 0.5 + confidence["member"] / 2) * errors)[:, members]
    return PooledArrays(
        from_scale(union.mean, scale),
        from_scale(union.mean_range(confidence["union"]), scale),
        from_scale(union.prediction(confidence["union"]), scale),
        np.sqrt(union.between_variance),
        prior,
        from_scale([looked_at, looked_at - half, looked_at + half], scale),
        from_scale(own, scale),
        union.weights,
    )


def _shares(values: np.ndarray, errors: np.ndarray, freedom: np.ndarray, scale: str, members: slice) -> PooledArrays:
    confidence, prior = pooling_limits()["confidence"], pooling_limits()["between_spread_prior"][scale]
    happened, cases = cases_of_shares(values, errors, freedom)
    grid = share_grid(happened, cases, prior, members)
    mean, spread = grid.quantile(grid.mean, 0.5), grid.between_spread
    weights = 1 / (1 / (cases * (expit(mean) * expit(-mean))[:, None]) + spread[:, None] ** 2)
    share = (happened / cases)[:, members]
    ends = [wilson(p, n, confidence["member"]) for p, n in zip(share.flat, cases[:, members].flat, strict=True)]
    own = [grid.quantile(grid.members, 0.5), *grid.ends(grid.members, confidence["member"])]
    return PooledArrays(
        from_scale(mean, scale),
        from_scale(grid.ends(grid.mean, confidence["union"]), scale),
        from_scale(grid.ends(grid.new_member, confidence["union"]), scale),
        spread,
        np.full(len(values), prior),
        np.stack([share, *(np.reshape(end, share.shape) for end in zip(*ends, strict=True))]),
        from_scale(own, scale),
        weights / weights.sum(-1, keepdims=True),
    )
