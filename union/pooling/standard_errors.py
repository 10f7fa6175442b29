"""Members' variances where few cases measured them: each moved towards the middle member's, as sure as it is then."""

from __future__ import annotations

import numpy as np
from scipy.special import digamma, ndtri, stdtrit


def borrowed_variances(
    variances: np.ndarray, degrees_of_freedom: np.ndarray, borrowed: float
) -> tuple[np.ndarray, np.ndarray]:
    """The members' variances (last axis) with what their neighbours say of the variance of one case, and their degrees
    of freedom with that.

    A variance measured with 2 degrees of freedom is wrong by a factor of ten often enough that weights of 1 / variance
    hang on chance. Each variance of one case, v (df + 1), is averaged with that of the middle member, which counts as
    `borrowed` degrees of freedom (the moderated variance of Smyth 2004, its prior's degrees of freedom given).
    """
    freedom = np.asarray(degrees_of_freedom, float)
    cases = freedom + 1
    of_one = np.asarray(variances, float) * cases
    unbiased = np.log(of_one) - (digamma(freedom / 2) - np.log(freedom / 2))
    # the middle one: a member with a wild variance and many cases would take a mean along
    middle = np.exp(np.median(unbiased, -1, keepdims=True))
    return (borrowed * middle + freedom * of_one) / (borrowed + freedom) / cases, freedom + borrowed


def as_student(variances: np.ndarray, degrees_of_freedom: np.ndarray, confidence: float) -> np.ndarray:
    """The variances of normal distributions whose range at that confidence is Student's."""
    tail = 0.5 + confidence / 2
    return variances * (stdtrit(degrees_of_freedom, tail) / ndtri(tail)) ** 2
