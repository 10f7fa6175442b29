"""The scales on which members' numbers are pooled: to the scale and back, and the cases behind a share."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit

ALL_ALIKE = 1.4  # odds above so many times the cases: no case was otherwise
TWO_DIGITS = 0.05  # a standard error of two digits is known so well


def to_scale(values: ArrayLike, scale: str) -> np.ndarray:
    """The values on a scale; infinite where a share is 0 or 1."""
    values = np.asarray(values, float)
    return np.log(values) if scale == "log" else logit(values) if scale == "logit" else values


def from_scale(values: ArrayLike, scale: str) -> np.ndarray:
    """What stands on a scale as the numbers themselves."""
    values = np.asarray(values, float)
    return np.exp(values) if scale == "log" else expit(values) if scale == "logit" else values


def cases_of_shares(
    values: np.ndarray, standard_errors: np.ndarray, degrees_of_freedom: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """How many cases happened, and of how many, behind shares given as logits with their standard errors.

    Inside 0 and 1 the standard error is 1 / sqrt(n p (1 - p)), which gives n; it need not be whole. A share of 0 or 1
    comes as (n + 1/2) against 1/2 cases (Haldane 1956), so its odds are 2n + 1, while a single other case would make
    them n - 1, and its variance is 1 / (n + 1/2) + 2. Odds above 1.4 n, with n one more than the degrees of freedom,
    and that standard error, but for its rounding, are such a share; one weighed by kg may lie as near to an end.
    """
    values, errors, freedom = (np.asarray(one, float) for one in (values, standard_errors, degrees_of_freedom))
    of_an_end = np.sqrt(1 / (freedom + 1.5) + 2)
    at_end = (np.exp(np.abs(values)) > ALL_ALIKE * (freedom + 1)) & (np.abs(errors / of_an_end - 1) < TWO_DIGITS)
    share = np.where(at_end, values > 0, expit(values))
    inside = expit(values) * expit(-values)
    cases = np.where(at_end, freedom + 1, 1 / (errors**2 * inside))
    return share * cases, cases
