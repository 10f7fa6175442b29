"""The bounds against published tables of group-sequential designs and against a second computation."""

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from decisions.verdict import bounds


@pytest.mark.parametrize(
    ("error", "information", "first", "second"),
    [
        # Lan and DeMets' O'Brien-Fleming type, two looks, one-sided 0.025: 2.9626 and 1.9686 (Reboussin et al. 2000)
        (0.025, 0.5, 2.9626, 1.9686),
    ],
)
def test_published_bounds_of_two_looks(error, information, first, second):
    spent = bounds.early(information, error)
    assert round(float(stats.norm.isf(spent)), 4) == first
    assert round(float(stats.norm.isf(bounds.last(spent, sqrt(information), error))), 4) == second


def test_the_first_look_at_half_and_at_six_tenths():
    # 2 - 2 Phi(1.95996 / sqrt(t)): Phi(2.77181) = 0.997213, Phi(2.53030) = 0.994301
    assert round(bounds.early(0.5), 4) == 0.0056 and round(bounds.early(0.6), 4) == 0.0114


@pytest.mark.parametrize("information", [0.3, 0.5, 0.6, 0.75, 0.9])
def test_both_looks_together_spend_all_of_the_error(information):
    spent = bounds.early(information)
    then = bounds.last(spent, sqrt(information))
    inside = stats.multivariate_normal(
        [0, 0], [[1, sqrt(information)], [sqrt(information), 1]], abseps=1e-9, releps=1e-9
    ).cdf(stats.norm.isf([spent, then]))
    assert 1 - inside == pytest.approx(bounds.ERROR, abs=1e-6)
    assert spent < then < bounds.ERROR


def test_one_look_alone_has_all_of_it():
    assert bounds.last(0.0, 0.7) == bounds.ERROR and bounds.spent_by(1.0) == pytest.approx(bounds.ERROR)


def test_the_first_look_never_has_all_the_information():
    assert bounds.early(3.0) == bounds.early(0.9) < bounds.ERROR


def test_the_normal_loss_is_the_mean_of_what_lies_above():
    drawn = stats.norm.ppf((np.arange(200_000) + 0.5) / 200_000)
    assert bounds.unit_normal_loss(0.3) == pytest.approx(np.maximum(drawn - 0.3, 0).mean(), abs=1e-5)
