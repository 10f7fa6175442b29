"""Where a mixture of normal distributions has a given share of its weight below."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

FARTHEST = 9.0  # standard deviations: beyond lies less than a double can tell from nothing
HALVINGS = 45


def mixture_quantile(means: np.ndarray, deviations: np.ndarray, weights: np.ndarray, share: float) -> np.ndarray:
    """The quantile of each mixture along the last axis; `weights` add up to 1 there."""
    low, high = (means - FARTHEST * deviations).min(-1), (means + FARTHEST * deviations).max(-1)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = (weights * ndtr((middle[..., None] - means) / deviations)).sum(-1) < share
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


def mixture_range(
    means: np.ndarray, deviations: np.ndarray, weights: np.ndarray, confidence: float
) -> tuple[np.ndarray, np.ndarray]:
    """The two-sided range of each mixture, as much beyond either end."""
    tail = (1 - confidence) / 2
    low, high = (mixture_quantile(means, deviations, weights, share) for share in (tail, 1 - tail))
    return low, high
