"""How many lots it would take: worked by hand, against a count by trying, and against invented pilots."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from decisions.how_many import MOST, Needed, cases_needed
from metrics.engine.contract import Estimate
from metrics.engine.intervals import apart, wilson

STUDENT = "leaving out one lot at a time, Student's t"
LOGS = "leaving out one lot at a time, on the log scale, Student's t"


def plain(value, deviation, n, method=STUDENT):
    """A mean of n lots that scatter by `deviation`, with Student's ranges."""
    half95, half80 = (stats.t.ppf(q, n - 1) * deviation / math.sqrt(n) for q in (0.975, 0.90))
    return Estimate(
        "points", value, value - half95, value + half95, value - half80, value + half80, n, "lot", method=method
    )


def logged(value, deviation, n):
    """The same on the log scale."""
    on_log = plain(math.log(value), deviation, n, LOGS)
    return replace(
        on_log,
        unit="USD/kg",
        value=value,
        **{end: math.exp(getattr(on_log, end)) for end in ("low", "high", "low80", "high80")},
    )


def share(happened, n, weight=1.0):
    """A share of n lots, each counting as `weight` independent ones."""
    (low, high), (low80, high80) = (wilson(happened / n, n * weight, c) for c in (0.95, 0.80))
    return Estimate("share", happened / n, low, high, low80, high80, n, "lot", method="Wilson")


def test_by_hand():
    # mean 84 of 5 lots that scatter by 2, threshold 83: t(4) = 1.533 gives 1.533 x 2 / sqrt 5 = 1.371 > 1; with 8 lots
    # t(7) = 1.415 gives 1.415 x 2 / sqrt 8 = 1.0005, not below 1; with 9 t(8) = 1.397 gives 1.397 x 2 / 3 = 0.931.
    assert cases_needed(plain(84.0, 2.0, 5), [83.0]) == Needed(9, "lot")


def test_a_share_by_hand():
    # 5 of 6 lots, threshold 0.8: Wilson leaves 0.8 out once n > z2 x 0.8 x 0.2 / (1/30)2 = 1.6424 x 0.16 x 900 = 236.5
    assert cases_needed(share(5, 6), [0.8]) == Needed(None, "lot")
    # threshold 0.5: n > 1.6424 x 0.25 / (1/3)2 = 3.7
    assert cases_needed(share(5, 6), [0.5]) == Needed(4, "lot")


@pytest.mark.parametrize("n", [2, 3, 6, 12, 30])
@pytest.mark.parametrize("threshold", [10.5, 9.2, 11.9])
def test_against_a_count_by_trying(n, threshold):
    found = cases_needed(plain(10.0, 1.5, n), [threshold])
    tried = next(m for m in range(2, 1000) if stats.t.ppf(0.9, m - 1) * 1.5 / math.sqrt(m) < abs(10.0 - threshold))
    assert found.cases == (tried if tried <= MOST else None)


@pytest.mark.parametrize("threshold", [4.0, 5.5, 8.0])
def test_a_price_is_measured_on_the_log_scale(threshold):
    found = cases_needed(logged(6.0, 0.4, 5), [threshold])
    tried = next(
        m for m in range(2, 1000) if stats.t.ppf(0.9, m - 1) * 0.4 / math.sqrt(m) < abs(math.log(6.0 / threshold))
    )
    assert found.cases == tried


@pytest.mark.parametrize("weight", [1.0, 0.5])
@pytest.mark.parametrize("happened", [0, 3, 9, 10])
def test_a_share_against_a_count_by_trying(happened, weight):
    # lots of one buyer count half: of those, twice as many are needed
    found = cases_needed(share(happened, 10, weight), [0.7])
    low_high = ((m, *wilson(happened / 10, m * weight, 0.80)) for m in range(1, 5000))
    tried = next(m for m, low, high in low_high if not low <= 0.7 <= high)
    assert found.cases == (tried if tried <= MOST else None)


def test_a_difference_of_shares_grows_in_both_streams_alike():
    micro, bulk = share(5, 6), share(9, 20)
    low80, high80 = apart(micro.value, (micro.low80, micro.high80), bulk.value, (bulk.low80, bulk.high80))
    difference = Estimate(
        "share",
        micro.value - bulk.value,
        -0.1,
        0.7,
        low80,
        high80,
        6,
        "lot",
        method="Newcombe, from the two Wilson ranges",
    )
    tried = next(
        m for m in range(1, 200) if apart(5 / 6, wilson(5 / 6, m, 0.8), 0.45, wilson(0.45, m * 20 / 6, 0.8))[0] > 0.2
    )
    assert cases_needed(difference, [0.2], (micro, bulk)) == Needed(tried, "lot")
    assert cases_needed(difference, [0.2]) is None  # without the two shares it can't be told


def test_several_strata_keep_their_degrees_of_freedom():
    # Satterthwaite gave 9 degrees at 6 lots; twice the lots give 9 x 11 / 5 = 19.8
    half95, half80 = (stats.t.ppf(q, 9) for q in (0.975, 0.90))
    found = Estimate("USD/kg", 3.0, 3 - half95, 3 + half95, 3 - half80, 3 + half80, 6, "buyer", method=STUDENT)
    tried = next(m for m in range(2, 999) if stats.t.ppf(0.9, 9 * (m - 1) / 5) * math.sqrt(6 / m) < 1.0)
    assert cases_needed(found, [2.0]) == Needed(tried, "buyer")


@pytest.mark.parametrize(
    "found",
    [
        plain(83.0, 2.0, 5),  # on the threshold: no number of lots tells them apart
        Estimate("points", 84.0, n=1, no_range="one lot alone"),  # no range, so no spread of today
        Estimate("points", why_not="No lot was cupped."),
    ],
)
def test_nothing_is_said_where_nothing_can_be(found):
    assert cases_needed(found, [83.0]) is None


def test_without_a_threshold_nothing_is_said():
    assert cases_needed(plain(84.0, 2.0, 5), []) is None


def test_of_two_thresholds_the_nearer_decides():
    found = plain(84.0, 2.0, 5)
    assert cases_needed(found, [83.0, 60.0]) == cases_needed(found, [83.0])


def test_more_than_two_hundred_is_said_as_that():
    assert cases_needed(plain(84.0, 20.0, 5), [83.9]) == Needed(None, "lot")


def test_a_median_narrows_with_the_root_of_its_cases():
    # upper half 4 at 9 cases, threshold 2 away: 4 x sqrt(9 / n) < 2 from n > 36 on
    found = Estimate("days", 20.0, 10.0, 30.0, 15.0, 24.0, 9, "lot", method="exact range of the median by order")
    assert cases_needed(found, [22.0]) == Needed(37, "lot")


def test_as_many_lots_as_said_tell_the_threshold_from_the_mean_about_half_the_time():
    # With the half-width equal to the distance the range leaves the threshold out whenever the mean of the new lots
    # falls on the far side of its truth: about every second pilot; a quarter of the lots do it far more seldom.
    needed = cases_needed(plain(10.0, 1.5, 6), [9.4]).cases
    random, told = np.random.default_rng(3), {}
    for n in (needed, max(needed // 4, 2)):
        pilots = random.normal(10.0, 1.5, (4000, n))
        half = stats.t.ppf(0.9, n - 1) * pilots.std(axis=1, ddof=1) / math.sqrt(n)
        told[n] = float((pilots.mean(axis=1) - half > 9.4).mean())
    assert 0.45 < told[needed] < 0.65 and told[max(needed // 4, 2)] < 0.35


def test_a_gain_that_may_be_a_loss_is_measured_as_it_stands():
    """Net gain is ranged as a ratio on the log scale and carried back: -0.10, from -0.50 to 0.30. Half 0.40 of 5
    buyers; at a goal of 0.20 it is 0.30 away, and its negative end has no logarithm."""
    gain = replace(plain(-0.10, 1.0, 5, LOGS), low80=-0.50, high80=0.30, low=-0.75, high=0.55)
    same = replace(gain, method=STUDENT)
    needed = cases_needed(gain, [0.20])
    assert needed is not None and needed == cases_needed(same, [0.20])
    above = replace(gain, value=0.40, low80=0.05, high80=0.75, low=-0.10, high=0.90)
    assert cases_needed(above, [0.0]) == cases_needed(replace(above, method=STUDENT), [0.0])
