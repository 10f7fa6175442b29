"""Times with open offers, against the worked figure and against libraries that do the same."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.duration.survfunc import CumIncidenceRight

from metrics.engine.cumulative_shares import aalen_johansen, median_day

CLOSED, OPEN = [9, 14, 21, 35, 60], [40, 70, 80, 100, 120]


def happened_by(days, seen) -> tuple[np.ndarray, np.ndarray]:
    """The ordered days and the share that had happened by each, where nothing competes."""
    ordered = np.unique(days)
    happened, censored = (
        np.array([np.sum((np.array(days) == day) & (np.array(seen) == kind)) for day in ordered], float)
        for kind in (True, False)
    )
    return ordered, aalen_johansen(happened, np.zeros(len(ordered)), censored)[0]


def test_median_counts_the_open_offers():
    assert median_day(*happened_by(CLOSED + OPEN, [True] * 5 + [False] * 5)) == 60
    assert np.median(CLOSED) == 21  # what forgetting the open ones gives


def test_where_nothing_competes_it_is_the_kaplan_meier_of_scipy():
    random = np.random.default_rng(1)
    days, seen = random.integers(1, 30, 60), random.random(60) < 0.6
    ordered, happened = happened_by(days, seen)
    expected = stats.ecdf(stats.CensoredData(uncensored=days[seen], right=days[~seen])).sf
    assert 1 - happened == pytest.approx(expected.evaluate(ordered))


def test_aalen_johansen_is_that_of_statsmodels_with_ties():
    random = np.random.default_rng(2)
    days, outcome = random.integers(1, 20, 80), random.integers(0, 3, 80)  # 0 open, 1 accepted, 2 otherwise
    ordered = np.unique(days)
    counts = [np.array([np.sum((days == d) & (outcome == kind)) for d in ordered], float) for kind in (1, 2, 0)]
    happened, competed, at_risk = aalen_johansen(*counts)
    expected = CumIncidenceRight(days.astype(float), outcome)
    at = np.searchsorted(expected.times, ordered, side="right") - 1
    assert happened == pytest.approx(expected.cinc[0][at])
    assert competed == pytest.approx(expected.cinc[1][at])
    assert at_risk[0] == 80


def test_outcomes_by_hand():
    # 4 offers: accepted on day 1, rejected on day 2, accepted on day 3, open since day 3.
    happened, competed, at_risk = aalen_johansen(*(np.array(c, float) for c in ([1, 0, 1], [0, 1, 0], [0, 0, 1])))
    # day 1: 1/4. day 2: 3/4 left, x 1/3 = 1/4 rejected. day 3: 1/2 left, x 1/2 = 1/4 accepted.
    assert happened == pytest.approx([0.25, 0.25, 0.50])
    assert competed == pytest.approx([0, 0.25, 0.25])
    assert list(at_risk) == [4, 3, 2]


def test_no_median_before_half():
    assert median_day(np.array([1.0, 2.0]), np.array([0.2, 0.49])) is None
