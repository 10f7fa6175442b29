"""A union's number from those of its members, and each member's own alone and with its neighbours, back in the unit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.engine.intervals import Range
from union.pooling.pooled_arrays import PooledArrays, pooled_arrays
from union.pooling.pooling_limits import pooling_limits

TOO_FEW_TO_POOL, TWICE, NOT_A_NUMBER = "fewer_than_three", "member_twice", "not_a_number"
TOO_FEW_TO_PUBLISH, ONE_WEIGHS_MOST = "fewer_than_five", "one_weighs_over_half"


@dataclass(frozen=True)
class MemberEstimate:
    """What one member hands on, all on the scale on which it is pooled; of a share of 0 or 1 the logit with half a case
    added on either side."""

    member: str
    value: float
    standard_error: float
    degrees_of_freedom: float

    @property
    def is_a_number(self) -> bool:
        """Whether it can be pooled: finite, with a variance that can be written and degrees of freedom above 0."""
        told = (self.value, self.standard_error, self.degrees_of_freedom)
        return all(map(math.isfinite, told)) and self.standard_error**2 > 0 and self.degrees_of_freedom > 0


@dataclass(frozen=True)
class MemberNumber:
    """One member's number in its unit, with its 80 % ranges: alone as it measured it, and with its neighbours; and its
    weight in the union's, a share of 1."""

    member: str
    alone: float
    alone80: Range
    with_neighbours: float
    with_neighbours80: Range
    weight: float


@dataclass(frozen=True)
class Pooled:
    """The union's number in the members' unit.

    `mean` lies in the middle of members on the scale (on log their geometric mean, of shares the middle member's);
    `mean95` is its range, `prediction95` that of a new member's true value. `between_spread` is the standard deviation
    between members on the scale, `prior_scale` that of the half-normal prior the numbers with neighbours rest on.
    `members` stand in the order in which they came. `why_not_published` is the reason why the union's number and the
    others' stay in the union's office: fewer_than_five or one_weighs_over_half; None where they may leave it.
    """

    scale: str
    mean: float
    mean95: Range
    prediction95: Range
    between_spread: float
    prior_scale: float
    members: tuple[MemberNumber, ...]
    why_not_published: str | None

    @property
    def is_published(self) -> bool:
        return self.why_not_published is None


@dataclass(frozen=True)
class NotPooled:
    """Why there is no union's number: fewer_than_three, member_twice or not_a_number."""

    reason: str


def pooled(
    estimates: Sequence[MemberEstimate], scale: str, within: Range = (-math.inf, math.inf)
) -> Pooled | NotPooled:
    """The members' numbers pooled on a scale: plain, log or logit. ValueError for another. `within` are the ends, in
    the unit, beyond which no number can lie, so that no range does."""
    if scale not in pooling_limits()["between_spread_prior"]:
        raise ValueError(f"nothing is pooled on the scale {scale!r}")
    if len({one.member for one in estimates}) < len(estimates):
        return NotPooled(TWICE)
    if not all(one.is_a_number for one in estimates):
        return NotPooled(NOT_A_NUMBER)
    if len(estimates) < pooling_limits()["members"]["to_pool"]:
        return NotPooled(TOO_FEW_TO_POOL)
    told = np.array([(one.value, one.standard_error, one.degrees_of_freedom) for one in estimates], float)
    values, errors, freedom = told.T[:, None]
    return _read_off(estimates, scale, pooled_arrays(values, errors, freedom, scale), within)


def _read_off(estimates: Sequence[MemberEstimate], scale: str, found: PooledArrays, within: Range) -> Pooled:
    weights = found.weights[0]
    alone, own = (np.clip(one[:, 0], *within).T.tolist() for one in (found.alone, found.own))
    columns = zip(estimates, alone, own, weights.tolist(), strict=True)
    return Pooled(
        scale,
        float(np.clip(found.mean[0], *within)),
        _range(found.mean95, within),
        _range(found.prediction95, within),
        float(found.between_spread[0]),
        float(found.prior_scale[0]),
        tuple(
            MemberNumber(one.member, at, (low, high), with_them, (lower, higher), weight)
            for one, (at, low, high), (with_them, lower, higher), weight in columns
        ),
        _why_not_published(weights),
    )


def _range(ends: np.ndarray, within: Range) -> Range:
    low, high = np.clip(ends[:, 0], *within).tolist()
    return low, high


def _why_not_published(weights: np.ndarray) -> str | None:
    limits = pooling_limits()["members"]
    if len(weights) < limits["to_publish"]:
        return TOO_FEW_TO_PUBLISH
    return ONE_WEIGHS_MOST if weights.max() > limits["largest_weight"] else None
