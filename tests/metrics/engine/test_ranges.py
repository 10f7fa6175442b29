"""A range asked for at any confidence gives the ends that were always shown at 95 and 80 %."""

import math

import pytest
from scipy import stats

from metrics.engine.contract import Estimate
from metrics.engine.intervals import Spread
from metrics.engine.ranges import CarriedRange, RangeApart, StudentRange, WilsonRange


def test_students_range_at_any_confidence():
    # around 10, variance 4, 5 degrees of freedom: 10 - t(0.99; 5) x 2 = 10 - 3.3649 x 2 at 98 %
    low, high = StudentRange(10.0, Spread(4.0, 5.0)).ends(0.98)
    assert math.isclose(low, 10 - 2 * stats.t.ppf(0.99, 5)) and math.isclose(high, 20 - low)


def test_on_the_log_scale_the_ends_are_carried_back():
    low, high = StudentRange(math.log(8.0), Spread(0.04, 5.0), on_log=True, less=1.0).ends(0.9)
    assert math.isclose((low + 1) * (high + 1), 64.0)  # 8 is their geometric mean, before 1 is taken off


def test_what_is_left_after_a_whole_may_be_below_zero():
    # earned / needed between 0.9 and 1.2, needed 1000: a loss of 100 to a gain of 200
    class Fixed:
        def ends(self, confidence):
            return 0.9, 1.2

    low, high = CarriedRange(Fixed(), 1000.0).ends(0.95)
    assert math.isclose(low, -100.0) and math.isclose(high, 200.0)


@pytest.mark.parametrize("micro", [0.0, 0.01, 0.4, 0.97, 1.0])
@pytest.mark.parametrize("bulk", [0.0, 0.03, 0.6, 0.99, 1.0])
def test_a_difference_of_shares_stays_within_one(micro, bulk):
    """Newcombe's ends, of Wilson's of both: they can't lie further apart than nothing and all."""
    low, high = RangeApart(micro, WilsonRange(micro, 2), bulk, WilsonRange(bulk, 3)).ends(0.999)
    assert -1 <= low <= micro - bulk <= high <= 1


def test_an_estimate_keeps_what_its_ends_come_from():
    found = Estimate("share", value=0.75).ranged(WilsonRange(0.75, 8), "Wilson")
    # Wilson by statsmodels.stats.proportion.proportion_confint(6, 8, method="wilson")
    assert [round(end, 6) for end in found.range95] == [0.409275, 0.928521]
    assert found.range_of.ends(0.95) == found.range95 and found.range_of.ends(0.80) == found.range80


def test_so_many_times_the_cases_narrow_every_range_as_they_would():
    # 4 lots that scatter by 2 around 10, and 8 of them: 10 +- t(0.975; 7) x 2 / sqrt 8
    four = StudentRange(10.0, Spread(1.0, 3.0))
    assert math.isclose(four.of_more(2.0).ends(0.95)[1], 10 + stats.t.ppf(0.975, 7) * 2 / math.sqrt(8))
    assert WilsonRange(0.75, 8).of_more(1.5) == WilsonRange(0.75, 12)
    assert CarriedRange(four, 100.0).of_more(2.0).of_ratio == four.of_more(2.0)
    both = RangeApart(10.0, four, 8.0, four).of_more(2.0)
    assert both.of_micro == both.of_bulk == four.of_more(2.0)
