"""How long things take while some are still open: cumulative shares by outcome, with ties exact."""

from __future__ import annotations

import numpy as np

HAPPENED, COMPETED, CENSORED = "happened", "competed", "censored"


def aalen_johansen(
    happened: np.ndarray, competed: np.ndarray, censored: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The cumulative share that happened, that competed, and the number at risk, on each of the ordered days.

    The three counts have days as last axis; leading axes (one case left out, each) are carried along. Outcomes of a
    day come before its censorings.
    """
    leaving = happened + competed + censored
    at_risk = leaving.sum(-1, keepdims=True) - np.cumsum(leaving, -1) + leaving
    safe = np.maximum(at_risk, 1e-12)
    kept = np.cumprod(1 - (happened + competed) / safe, -1)
    before = np.concatenate([np.ones_like(kept[..., :1]), kept[..., :-1]], -1)
    return np.cumsum(before * happened / safe, -1), np.cumsum(before * competed / safe, -1), at_risk


def median_day(days: np.ndarray, share: np.ndarray, reached: float = 0.5) -> float | None:
    """The first day on which the cumulative share reaches one half; None where it has not yet."""
    there = np.flatnonzero(share >= reached - 1e-12)
    return float(days[there[0]]) if len(there) else None


def restricted_mean(waited: np.ndarray, happened: np.ndarray, weight: np.ndarray, until: float) -> float:
    """The mean wait up to a day, those that still wait counted as long as they have: the area over the cumulative share
    (Royston and Parmar 2013). Waits may have parts of a day; `weight` is what each case counts."""
    days = np.unique(waited)
    counts = [np.array([weight[which & (waited == day)].sum() for day in days]) for which in (happened, ~happened)]
    share, _, _ = aalen_johansen(counts[0], np.zeros(len(days)), counts[1])
    edges = np.concatenate([[0.0], np.minimum(days, until), [until]])
    still = np.concatenate([[1.0], 1 - share])
    return float(np.sum(still * np.diff(edges)))
