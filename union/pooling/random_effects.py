"""The union's mean, how far members lie apart, and where a new member would lie: random effects without a prior.

Arrays hold unions in their first axes and members in the last one, so that a simulation computes thousands at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtri, stdtrit

from union.pooling.normal_mixtures import mixture_range
from union.pooling.pooling_limits import pooling_limits

HALVINGS = 60
Ends = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class RandomEffects:
    """The mean of a union with its standard error and degrees of freedom, the variance between members, their weights
    (adding up to 1), and how the variance between them is distributed: places, with the mean and its variance at each.
    """

    mean: np.ndarray
    standard_error: np.ndarray
    degrees_of_freedom: int
    between_variance: np.ndarray
    weights: np.ndarray
    between_places: np.ndarray
    mean_at: np.ndarray
    variance_at: np.ndarray

    def mean_range(self, confidence: float) -> Ends:
        """Student's range of the mean by Hartung and Knapp, or what the distribution of the between-variance gives
        where that is wider: a very large member makes the former too short."""
        half = stdtrit(self.degrees_of_freedom, 0.5 + confidence / 2) * self.standard_error
        low, high = self._mixed(np.sqrt(self.variance_at), confidence)
        return np.minimum(low, self.mean - half), np.maximum(high, self.mean + half)

    def prediction(self, confidence: float) -> Ends:
        """The range of a new member's true value, never inside that of the mean.

        Over the confidence distribution of the between-variance (Nagashima, Noma and Furukawa 2019) instead of its one
        estimate with t (Higgins, Thompson and Spiegelhalter 2009), which held the new member in 88 to 91 % where
        members differ little and was three times as wide at three members.
        """
        low, high = self._mixed(np.sqrt(self.variance_at + self.between_places), confidence)
        of_mean = self.mean_range(confidence)
        return np.minimum(low, of_mean[0]), np.maximum(high, of_mean[1])

    def _mixed(self, deviations: np.ndarray, confidence: float) -> Ends:
        places = self.between_places.shape[-1]
        return mixture_range(self.mean_at, deviations, np.full(places, 1 / places), confidence)


def random_effects(values: np.ndarray, variances: np.ndarray) -> RandomEffects:
    """Random effects of members' values with known variances, at least two members (last axis).

    The between-variance is that of Paule and Mandel (1982); the standard error of the mean that of Hartung and Knapp
    (2001) and Sidik and Jonkman (2002), its scale never below 1.
    """
    values, variances = np.asarray(values, float), np.asarray(variances, float)
    freedom = values.shape[-1] - 1
    between = between_variance(values, variances, np.array([freedom]))[..., 0]
    mean, weights = _weighted(values, variances, between)
    scale = (weights * (values - mean[..., None]) ** 2).sum(-1) / freedom
    error = np.sqrt(np.maximum(scale, 1) / weights.sum(-1))
    places = pooling_limits()["grid"]["quantiles"]
    at = between_variance(values, variances, chdtri(freedom, (np.arange(places) + 0.5) / places))
    means, weights_at = _weighted(values[..., None, :], variances[..., None, :], at)
    return RandomEffects(
        mean,
        error,
        freedom,
        between,
        weights / weights.sum(-1, keepdims=True),
        at,
        means,
        1 / weights_at.sum(-1),
    )


def between_variance(values: np.ndarray, variances: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The between-variances at which the weighted sum of squares of the members takes the `wanted` values (a new last
    axis); 0 where it is smaller without any.

    At members - 1 it is Paule and Mandel's estimate; at quantiles of chi-squared with so many degrees of freedom it is
    the quantile of its confidence distribution (the Q-profile of Viechtbauer 2007).
    """
    values, variances = values[..., None, :], variances[..., None, :]
    squares = ((values - values.mean(-1, keepdims=True)) ** 2).sum(-1)
    high = squares / wanted  # there the sum is no more than wanted, whatever the variances
    low = np.zeros_like(high)
    none = _squares(values, variances, low) <= wanted
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = _squares(values, variances, middle) > wanted
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.where(none, 0.0, (low + high) / 2)


def _weighted(values: np.ndarray, variances: np.ndarray, between: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    weights = 1 / (variances + between[..., None])
    return (weights * values).sum(-1) / weights.sum(-1), weights


def _squares(values: np.ndarray, variances: np.ndarray, between: np.ndarray) -> np.ndarray:
    mean, weights = _weighted(values, variances, between)
    return (weights * (values - mean[..., None]) ** 2).sum(-1)
