"""A member's own number with its neighbours: what it measured, and how far members lie apart, weighed over a grid.

The model is that of Röver (2020): members' truths are normal around the union's mean, which may lie anywhere; how far
they lie apart has a half-normal prior. Arrays hold unions in their first axes and members in the last one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from union.pooling.normal_mixtures import mixture_quantile, mixture_range
from union.pooling.pooling_limits import pooling_limits


@dataclass(frozen=True)
class SpreadGrid:
    """Places of the between-spread with their posterior weights, and the union's mean with its variance at each."""

    spreads: np.ndarray
    weights: np.ndarray
    means: np.ndarray
    variances: np.ndarray

    def mean_range(self, confidence: float) -> tuple[np.ndarray, np.ndarray]:
        """The range of the union's mean by this model."""
        return mixture_range(self.means, np.sqrt(self.variances), self.weights, confidence)

    def with_neighbours(
        self, values: np.ndarray, variances: np.ndarray, confidence: float
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Each member's own number with its neighbours: middle, lower and upper end."""
        between = self.spreads[..., None, :] ** 2
        drawn = variances[..., None] / (variances[..., None] + between)  # how far a number moves to the mean
        middles = drawn * self.means[..., None, :] + (1 - drawn) * values[..., None]
        deviations = np.sqrt(drawn**2 * self.variances[..., None, :] + drawn * between)
        weights = self.weights[..., None, :]
        low, high = mixture_range(middles, deviations, weights, confidence)
        return mixture_quantile(middles, deviations, weights, 0.5), low, high


def prior_scale(between: np.ndarray, variances: np.ndarray, scale: str) -> np.ndarray:
    """The scale of the prior of the between-spread. On the plain scale it follows the unit of the numbers: by the
    estimated variance `between` members and the middle of their `variances`, which a member that knows nothing does not
    move."""
    stated = pooling_limits()["between_spread_prior"][scale]
    if scale != "plain":
        return np.full(between.shape, stated)
    return stated * np.sqrt(between + np.median(variances, -1))


def spread_grid(values: np.ndarray, variances: np.ndarray, prior: np.ndarray) -> SpreadGrid:
    """The posterior of the between-spread of members with known variances, at places that lie closer near 0."""
    limits = pooling_limits()["grid"]
    # the middles of equal steps of u, spread = highest * u^2: the prior's density times 2u
    u = (np.arange(limits["spreads"]) + 0.5) / limits["spreads"]
    spreads = limits["highest_spread"] * np.asarray(prior)[..., None] * u**2
    weights = 1 / (variances[..., None, :] + spreads[..., None] ** 2)
    total = weights.sum(-1)
    means = (weights * values[..., None, :]).sum(-1) / total
    squares = (weights * (values[..., None, :] - means[..., None]) ** 2).sum(-1)
    logs = (
        np.log(weights).sum(-1) / 2
        - np.log(total) / 2
        - squares / 2
        + np.log(u)
        - (limits["highest_spread"] * u**2) ** 2 / 2
    )
    posterior = np.exp(logs - logs.max(-1, keepdims=True))
    return SpreadGrid(spreads, posterior / posterior.sum(-1, keepdims=True), means, 1 / total)
