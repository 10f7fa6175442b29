"""Shares pooled by the cases behind them, over a grid of the logit: the union's, a new member's, each member's own.

Pooled as logits with standard errors, shares of members with few cases draw the union towards a half: at fifty members
of three lots and a true share of 90 % such a range never held it. So each member counts by its cases (the
binomial-normal model of Stijnen, Hamza and Özdemir 2010), with the half-normal prior of Röver (2020) on the spread of
the logits between members, and a union's share taken to lie anywhere between 0 and 1 alike. Unions stand in the first
axis, members in the second.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import log_expit

from union.pooling.pooling_limits import pooling_limits


@dataclass(frozen=True)
class ShareGrid:
    """Places of the logit, and what stands at each: the union's middle share, a new member's, each member's own (unions
    x members x places); the spreads with their posterior weights. Distributions add up to 1."""

    places: np.ndarray
    mean: np.ndarray
    new_member: np.ndarray
    members: np.ndarray
    spreads: np.ndarray
    spread_weights: np.ndarray

    def quantile(self, distribution: np.ndarray, share: float) -> np.ndarray:
        """The logit below which so much of a distribution over the places lies."""
        step, reached = self.places[1] - self.places[0], np.cumsum(distribution, -1)
        at = np.minimum((reached < share * reached[..., -1:]).sum(-1), len(self.places) - 1)[..., None]
        here = np.take_along_axis(distribution, at, -1)[..., 0]
        beyond = np.take_along_axis(reached, at, -1)[..., 0] - share * reached[..., -1]
        return self.places[at[..., 0]] + step / 2 - step * beyond / np.maximum(here, 1e-300)

    def ends(self, distribution: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
        """The two-sided range, as much beyond either end."""
        tail = (1 - confidence) / 2
        return self.quantile(distribution, tail), self.quantile(distribution, 1 - tail)

    @property
    def between_spread(self) -> np.ndarray:
        """The median of the spread of the logits between members."""
        at = (np.cumsum(self.spread_weights, -1) < 0.5).sum(-1)
        return self.spreads[at]


def share_grid(happened: np.ndarray, cases: np.ndarray, prior: float, members: slice = slice(None)) -> ShareGrid:
    """The posterior of a union's shares from the cases that happened of all cases; own numbers of those `members`."""
    limits = pooling_limits()["grid"]
    places = np.linspace(-limits["highest_logit"], limits["highest_logit"], limits["share_places"])
    steps = (np.arange(limits["share_spreads"]) + 0.5) / limits["share_spreads"]
    spreads = limits["highest_spread"] * prior * steps**2
    likelihood = _likelihoods(happened, cases, places, limits["most_cases"])
    own = np.ascontiguousarray(likelihood[:, members])
    at_even = log_expit(places) + log_expit(-places)  # every share alike, in steps of its logit
    kernels = [_kernel(places, spread) for spread in spreads]
    logs, around = [], []
    for spread, step, kernel in zip(spreads, steps, kernels, strict=True):
        given = likelihood @ kernel
        logs.append(np.log(np.maximum(given, 1e-300)).sum(1) + at_even + np.log(step) - (spread / prior) ** 2 / 2)
        around.append(given[:, members])
    posterior = np.stack(logs, 1)
    posterior = np.exp(posterior - posterior.max((1, 2), keepdims=True))
    posterior /= posterior.sum((1, 2), keepdims=True)
    new_member, numbers = np.zeros_like(posterior[:, 0]), np.zeros_like(own)
    for at, kernel in enumerate(kernels):
        new_member += posterior[:, at] @ kernel.T
        numbers += (posterior[:, at, None, :] / np.maximum(around[at], 1e-300)) @ kernel.T
    numbers *= own
    return ShareGrid(
        places,
        posterior.sum(1),
        new_member,
        numbers / numbers.sum(-1, keepdims=True),
        spreads,
        posterior.sum(2),
    )


def _likelihoods(happened: np.ndarray, cases: np.ndarray, places: np.ndarray, most: float) -> np.ndarray:
    """The binomial likelihood of each member at every place, its highest being 1."""
    counted = np.minimum(cases, most)
    yes = (happened / cases * counted)[..., None]
    logs = yes * log_expit(places) + (counted[..., None] - yes) * log_expit(-places)
    return np.exp(logs - logs.max(-1, keepdims=True))


def _kernel(places: np.ndarray, spread: float) -> np.ndarray:
    """The chance of a member's place (rows) around each union's (columns): normal, cut off at the ends of the grid."""
    if spread < (places[1] - places[0]) / 4:
        return np.eye(len(places))
    kernel = np.exp(-(((places[:, None] - places[None, :]) / spread) ** 2) / 2)
    return kernel / kernel.sum(0)
