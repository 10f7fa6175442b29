"""Shares pooled by the cases behind them."""

import numpy as np
import pytest
from scipy.special import expit, logit
from scipy.stats import binom

from union.pooling.share_grid import share_grid

PRIOR = 2.0
HAPPENED, CASES = np.array([3.0, 5.0, 12.0]), np.array([3.0, 8.0, 15.0])


@pytest.fixture(scope="module")
def found():
    return share_grid(HAPPENED[None], CASES[None], PRIOR)


@pytest.fixture(scope="module")
def by_draws():
    """A second way: spreads, means and members' truths drawn from the prior, and weighed by how well they foretell."""
    rng = np.random.default_rng(3)
    spread = np.abs(PRIOR * rng.standard_normal(200_000))
    mean = logit(rng.uniform(size=len(spread)))
    truths = mean[:, None] + spread[:, None] * rng.standard_normal((len(spread), 3))
    weights = binom.pmf(HAPPENED, CASES, expit(truths)).prod(1)
    return mean, truths, mean + spread * rng.standard_normal(len(spread)), weights


def quantiles(values, weights):
    order = np.argsort(values)
    return np.interp([0.1, 0.5, 0.9], np.cumsum(weights[order]) / weights.sum(), values[order])


def of_grid(found, distribution):
    low, high = found.ends(distribution, 0.8)
    return [float(low[0]), float(found.quantile(distribution, 0.5)[0]), float(high[0])]


def test_draws_from_the_prior_find_the_same_union(found, by_draws):
    mean, _, new_member, weights = by_draws
    assert of_grid(found, found.mean) == pytest.approx(quantiles(mean, weights), abs=0.08)
    assert of_grid(found, found.new_member) == pytest.approx(quantiles(new_member, weights), abs=0.15)


@pytest.mark.parametrize("member", [0, 1, 2])
def test_draws_from_the_prior_find_the_same_members(found, by_draws, member):
    _, truths, _, weights = by_draws
    assert of_grid(found, found.members[:, member]) == pytest.approx(quantiles(truths[:, member], weights), abs=0.08)


def test_members_of_few_lots_do_not_draw_the_union_to_a_half():
    """Fifty members of three lots, 37 with all, 12 with two and 1 with one: 136 of 150, 90.7 %. As logits with standard
    errors pooled they would come to less than 85 %."""
    happened = np.array([3.0] * 37 + [2.0] * 12 + [1.0])
    grid = share_grid(happened[None], np.full((1, 50), 3.0), PRIOR, slice(0, 1))
    low, high = grid.ends(grid.mean, 0.95)
    assert expit(low[0]) < 0.907 < expit(high[0])
    assert expit(grid.quantile(grid.mean, 0.5)[0]) == pytest.approx(0.92, abs=0.02)


def test_a_member_of_very_many_cases_keeps_its_own_share():
    """100,000 cases count as the most the grid tells apart: 90 % of them, to a place of the grid."""
    grid = share_grid(np.array([[90_000.0, 2, 1]]), np.array([[100_000.0, 4, 4]]), PRIOR)
    assert expit(grid.quantile(grid.members, 0.5)[0, 0]) == pytest.approx(0.9, abs=0.01)


def test_a_quantile_of_a_distribution_by_hand(found):
    """All the weight at one place lies evenly about it: half of it below the place, a quarter below a quarter of a step
    before."""
    alone = np.zeros(len(found.places))
    alone[100] = 1
    step = found.places[1] - found.places[0]
    assert found.quantile(alone, 0.5) == pytest.approx(found.places[100])
    assert found.quantile(alone, 0.25) == pytest.approx(found.places[100] - step / 4)
