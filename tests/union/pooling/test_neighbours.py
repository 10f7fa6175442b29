"""A member's own number with its neighbours, by the grid and by plain integration."""

import numpy as np
import pytest
from scipy.stats import norm

from union.pooling.neighbours import prior_scale, spread_grid

VALUES, VARIANCES = np.array([0.0, 1.0, 2.5]), np.array([0.3, 0.2, 0.6])


def integrated(values, variances, prior, member):
    """One member's truth by sums over a fine net of spreads and truths: places, and how much lies below each."""
    spreads = np.linspace(0.0005, 5 * prior, 150)
    truths = np.linspace(-6, 9, 751)
    rest = np.delete(np.arange(len(values)), member)
    density = np.zeros_like(truths)
    for spread in spreads:
        # the others' numbers around a mean that may lie anywhere, then the truth around that mean
        w = 1 / (variances[rest] + spread**2)
        mean, variance = (w * values[rest]).sum() / w.sum(), 1 / w.sum()
        others = norm.pdf(values[rest], mean, np.sqrt(1 / w)).prod() * np.sqrt(2 * np.pi * variance)
        around = norm.pdf(truths, mean, np.sqrt(variance + spread**2))
        density += (
            norm.pdf(spread, 0, prior) * others * around * norm.pdf(values[member], truths, np.sqrt(variances[member]))
        )
    return truths, np.cumsum(density) / density.sum()


@pytest.mark.parametrize("member", [0, 2])
def test_plain_integration_finds_the_same(member):
    prior = np.array(1.0)
    middle, low, high = (
        one[member] for one in spread_grid(VALUES, VARIANCES, prior).with_neighbours(VALUES, VARIANCES, 0.8)
    )
    places, below = integrated(VALUES, VARIANCES, 1.0, member)
    assert [low, middle, high] == pytest.approx(np.interp([0.1, 0.5, 0.9], below, places), abs=0.02)


def test_a_prior_of_hardly_any_spread_gives_each_member_the_union_s_number():
    """With nothing between them the mean weighs by 1 / variance, 3.333, 5 and 1.667, together 10: (1 x 5 + 2.5 x 1.667)
    / 10 = 0.9167, with the deviation sqrt(1 / 10)."""
    grid = spread_grid(VALUES, VARIANCES, np.array(1e-4))
    middle, low, high = grid.with_neighbours(VALUES, VARIANCES, 0.8)
    assert middle == pytest.approx(np.full(3, 0.9167), abs=1e-3)
    assert high - low == pytest.approx(np.full(3, 2 * 1.2816 * 0.3162), abs=1e-3)


def test_members_far_apart_keep_their_own_numbers():
    values = VALUES * 1000
    middle, low, high = spread_grid(values, VARIANCES, np.array(2000.0)).with_neighbours(values, VARIANCES, 0.8)
    assert middle == pytest.approx(values, abs=0.01)
    assert high - low == pytest.approx(2 * 1.2816 * np.sqrt(VARIANCES), rel=1e-3)


def test_a_member_that_knows_nothing_goes_to_the_mean():
    variances = np.array([0.3, 0.2, 1e9])
    grid = spread_grid(VALUES, variances, np.array(1.0))
    middle, low, high = (one[2] for one in grid.with_neighbours(VALUES, variances, 0.8))
    # of two members at 0 and 1 with little error: the mean lies between them, and the truth of a third may lie outside
    assert 0.4 < middle < 0.7
    assert low < 0 and high > 1


def test_the_prior_follows_the_unit_on_the_plain_scale_alone():
    # 1.2 between members, the middle variance 0.3; 1.5 x sqrt(1.5) = 1.8371
    between = np.array(1.2)
    assert prior_scale(between, VARIANCES, "plain") == pytest.approx(1.8371, abs=1e-4)
    assert prior_scale(100 * between, 100 * VARIANCES, "plain") == pytest.approx(18.371, abs=1e-3)
    assert prior_scale(100 * between, 100 * VARIANCES, "log") == 1.0
