"""Ranges against the figures worked out in the field's papers and against libraries that do the same."""

import math

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from metrics.engine import intervals


@pytest.mark.parametrize(
    ("passed", "n", "low", "high"),
    [(0, 3, 0.00, 0.56), (3, 3, 0.44, 1.00), (0, 10, 0.00, 0.28), (10, 10, 0.72, 1.00), (27, 30, 0.74, 0.97)],
)
def test_wilson_as_worked_out(passed, n, low, high):
    assert [round(end, 2) for end in intervals.wilson(passed / n, n)] == [low, high]


@pytest.mark.parametrize("confidence", [0.95, 0.80])
@pytest.mark.parametrize(("passed", "n"), [(0, 1), (1, 1), (2, 7), (5, 6), (19, 20)])
def test_wilson_is_that_of_statsmodels(passed, n, confidence):
    assert intervals.wilson(passed / n, n, confidence) == pytest.approx(
        proportion_confint(passed, n, 1 - confidence, "wilson")
    )


def test_effective_number_never_exceeds_the_cases():
    assert intervals.effective_n(0.5, 0.0001, 6) == 6  # hardly any variance: still six lots
    assert intervals.effective_n(0.5, 0.125, 6) == pytest.approx(2)  # 0.5 x 0.5 / 0.125
    assert intervals.effective_n(1.0, 0.0, 6) == 6


def test_leaving_one_out_of_a_mean_is_students_interval():
    values = np.array([9.0, 11.0, 13.0, 15.0])
    without = (values.sum() - values) / 3
    spread = intervals.left_one_out(values.mean(), without, np.full(4, 4), np.zeros(4))
    expected = stats.t.interval(0.95, 3, loc=12, scale=stats.sem(values))
    assert spread.around(12.0) == pytest.approx(expected)
    assert spread.freedom == pytest.approx(3)


def test_leaving_one_out_of_two_groups_is_welchs_interval():
    micro, bulk = np.array([7.0, 8.0, 9.5]), np.array([4.0, 4.2, 4.1, 4.6, 3.9])
    without = np.concatenate([(micro.sum() - micro) / 2 - bulk.mean(), micro.mean() - (bulk.sum() - bulk) / 4])
    sizes, strata = np.array([3] * 3 + [5] * 5), np.array([0] * 3 + [1] * 5)
    spread = intervals.left_one_out(micro.mean() - bulk.mean(), without, sizes, strata)
    welch = stats.ttest_ind(micro, bulk, equal_var=False).confidence_interval(0.95)
    assert spread.around(micro.mean() - bulk.mean()) == pytest.approx((welch.low, welch.high))


def test_no_range_from_one_case_or_from_cases_all_alike():
    assert intervals.left_one_out(5.0, np.array([np.nan]), np.array([1]), [0]) is None
    assert intervals.left_one_out(5.0, np.array([5.0, 5.0]), np.array([2, 2]), [0, 0]) is None
    assert intervals.on_log_scale(1.0, np.array([0.0, 2.0]), np.array([2, 2]), [0, 0]) is None


def test_difference_of_shares_is_newcombes():
    # Newcombe 1998, table II, method 10: 56/70 against 48/80 gives 0.0524 to 0.3339
    ranges = [intervals.wilson(56 / 70, 70), intervals.wilson(48 / 80, 80)]
    low, high = intervals.apart(56 / 70, ranges[0], 48 / 80, ranges[1])
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_median_range_is_exact():
    assert intervals.median_range([3, 1, 2, 5, 4]) is None  # 2 / 2^5 = 6 % outside even the extremes
    assert intervals.median_range([6, 3, 1, 2, 5, 4]) == (1, 6)  # 2 / 2^6 = 3 %
    assert intervals.median_range(range(1, 21)) == (6, 15)  # the table of the sign test for n = 20


def test_coverage_of_a_skewed_price_by_buyer():
    """Twelve lots of four buyers whose prices differ: the range by buyer holds the truth in 9 cases of 10 or more."""
    random, hits, runs = np.random.default_rng(3), 0, 400
    for _ in range(runs):
        price = np.exp(random.normal(0, 0.3, 4) - 0.045)
        without = np.array([np.delete(price, i).mean() for i in range(4)])
        spread = intervals.on_log_scale(price.mean(), without, np.full(4, 4), np.zeros(4))
        low, high = spread.around(math.log(price.mean()))
        hits += low <= 0 <= high
    assert 0.90 <= hits / runs <= 0.99


@pytest.mark.parametrize("n", [2, 3, 5, 30])
def test_cases_that_weigh_alike_leave_all_but_one_degree_of_freedom(n):
    assert intervals.freedom_of(np.full(n, 7.0)) == pytest.approx(n - 1)


def test_a_buyer_of_most_of_the_coffee_leaves_little_freedom():
    """The moments of the jackknife variance itself: 2 mean^2 / variance, over 200,000 draws of four buyers of 5, 1, 1,
    1 parts."""
    weights = np.array([5.0, 1.0, 1.0, 1.0])
    w, drawn = weights / weights.sum(), np.random.default_rng(3).normal(size=(200_000, 4))
    value = drawn @ w
    without = (value[:, None] - drawn * w) / (1 - w)
    variance = 3 / 4 * ((without - value[:, None]) ** 2).sum(1)
    assert intervals.freedom_of(weights) == pytest.approx(2 * variance.mean() ** 2 / variance.var(), rel=0.02)
    # next to unbiased for the variance of a weighted mean, and never too small
    assert 1 < variance.mean() / (w**2).sum() < 1.05


def test_difference_keeps_what_is_lopsided():
    # 7 (6 to 9) less 4 (3.5 to 4.2): low 3 - sqrt(1^2 + 0.2^2) = 1.980, high 3 + sqrt(2^2 + 0.5^2) = 5.062
    assert intervals.apart(7, (6, 9), 4, (3.5, 4.2)) == pytest.approx((3 - math.sqrt(1.04), 3 + math.sqrt(4.25)))
    # numbers that move together differ less: with correlation 1 the reach is 1 - 0.2 down and 2 - 0.5 up
    assert intervals.apart(7, (6, 9), 4, (3.5, 4.2), together=1.0) == pytest.approx((3 - 0.8, 3 + 1.5))


@pytest.mark.filterwarnings("error")
def test_a_variance_too_small_to_be_squared_keeps_its_degrees_of_freedom():
    # Two strata of three cases that move by 1e-90: the variance of 1e-180 has a square that no number can hold.
    moved = 1e-90 * np.array([1.0, -1.0, 0.0, 1.0, -1.0, 0.0])
    spread = intervals.left_one_out(0.0, moved, np.full(6, 3), np.array([0] * 3 + [1] * 3))
    assert spread.freedom == pytest.approx(4)  # Satterthwaite's of two alike with 2 each
    assert spread.variance == pytest.approx(4 * 2 / 3 * 1e-180)


@pytest.mark.filterwarnings("error")
def test_a_case_alone_in_one_stream_and_one_of_two_in_the_other_leaves_a_range():
    # A plot feeding both streams, alone in micro: bulk's value rests on it and one more, which are of one stratum.
    spread = intervals.left_one_out(27.0, np.array([20.0, 40.0]), np.array([2, 2]), [0, 1])
    assert spread.freedom == pytest.approx(1) and np.all(np.isfinite(spread.around(27.0)))
