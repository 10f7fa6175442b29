"""A range asked for at any confidence gives the ends that were always shown at 95 and 80 %."""

import math

import pytest
from scipy import stats

from metrics.engine.contract import Estimate
from metrics.engine.intervals import Spread
from metrics.engine.ranges import CarriedRange, OnScale, RangeApart, StudentRange, WilsonRange


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


@pytest.mark.parametrize(("on_log", "scale"), [(False, "plain"), (True, "log")])
def test_the_ends_are_made_again_of_middle_error_and_freedom(on_log, scale):
    """Student's t on the scale: middle -+ t x error, carried back; scipy's t is the second computation."""
    range_of = StudentRange(2.0, Spread(0.09, 4.5), on_log)
    got = range_of.on_scale()
    assert (got.scale, got.middle, got.error, got.freedom) == (scale, 2.0, 0.3, 4.5)
    for confidence in (0.8, 0.95):
        half = stats.t.ppf(0.5 + confidence / 2, got.freedom) * got.error
        ends = (2 - half, 2 + half)
        ends = tuple(map(math.exp, ends)) if on_log else ends
        assert range_of.ends(confidence) == pytest.approx(ends, abs=1e-9, rel=1e-9)


@pytest.mark.parametrize(("share", "n"), [(0.75, 8), (0.5, 2.5), (0.04, 60), (0.97, 11.3)])
def test_wilsons_ends_lie_evenly_about_the_logit(share, n):
    """Wilson's range is even on the logit scale: logit -+ 2 asinh(z error / 2), error 1 / sqrt(n p q)."""
    got = WilsonRange(share, n).on_scale()
    assert got.scale == "logit" and got.freedom == pytest.approx(n - 1)
    half = 2 * math.asinh(stats.norm.ppf(0.9) * got.error / 2)
    again = [1 / (1 + math.exp(-(got.middle + side * half))) for side in (-1, 1)]
    assert WilsonRange(share, n).ends(0.8) == pytest.approx(tuple(again), abs=1e-9)
    assert got.value == pytest.approx(share) and got.error_in_unit == pytest.approx(math.sqrt(share * (1 - share) / n))


def test_a_share_of_all_or_none_gets_half_a_case_on_either_side():
    # five of five: 5.5 against 0.5, logit ln 11, error sqrt(1/5.5 + 1/0.5); none of five is its mirror
    full, none = WilsonRange(1.0, 5).on_scale(), WilsonRange(0.0, 5).on_scale()
    assert full == OnScale("logit", pytest.approx(math.log(11)), pytest.approx(math.sqrt(1 / 5.5 + 2)), 4.0)
    assert (none.middle, none.error) == pytest.approx((-full.middle, full.error))
    assert WilsonRange(1 - 1e-16, 5, 3.2).on_scale().middle == pytest.approx(
        full.middle
    )  # all kg, but for the last digit of their sum


def test_one_case_alone_shows_no_error():
    assert WilsonRange(1.0, 1).on_scale() is None and WilsonRange(0.4, 0.9).on_scale() is None


def test_the_freedom_of_a_share_by_weight_is_that_of_its_weights():
    # all of one lot's kg leave fewer degrees of freedom than the lots less one
    assert WilsonRange(0.75, 4.0, 2.2).on_scale().freedom == 2.2
    assert WilsonRange(0.75, 4.0, 2.0).of_more(2.0) == WilsonRange(0.75, 8.0, 5.0)


def test_the_error_of_a_difference_joins_those_of_the_two():
    # 10 and 8 with errors 0.3 and 0.4: 0.5 apart, by Satterthwaite 0.25^2 / (0.09^2/4 + 0.16^2/9) degrees of freedom
    micro, bulk = StudentRange(10.0, Spread(0.09, 4.0)), StudentRange(8.0, Spread(0.16, 9.0))
    got = RangeApart(10.0, micro, 8.0, bulk).on_scale()
    assert got == OnScale("plain", 2.0, pytest.approx(0.5), pytest.approx(0.0625 / (0.0081 / 4 + 0.0256 / 9)))
    # numbers that move together are known to lie apart better: 0.25 - 2 x 0.5 x 0.12 = 0.13
    assert RangeApart(10.0, micro, 8.0, bulk, 0.5).on_scale().error == pytest.approx(math.sqrt(0.13))


def test_the_error_of_a_difference_of_prices_is_that_of_prices_not_of_logarithms():
    # 12 with 10 % and 6 with 5 %: errors 1.2 and 0.3
    micro, bulk = (
        StudentRange(math.log(price), Spread(error**2, 5.0), on_log=True) for price, error in ((12, 0.1), (6, 0.05))
    )
    got = RangeApart(12.0, micro, 6.0, bulk).on_scale()
    assert got.error == pytest.approx(math.hypot(1.2, 0.3)) and got.scale == "plain"


def test_what_is_carried_has_the_error_of_its_ratio_times_the_whole():
    # 1.05 +- 0.1 of 1000: 50 +- 100, and the ends of the range again by t
    range_of = CarriedRange(StudentRange(1.05, Spread(0.01, 6.0)), 1000.0)
    got = range_of.on_scale()
    assert (got.middle, got.error, got.freedom) == pytest.approx((50.0, 100.0, 6.0))
    half = stats.t.ppf(0.9, 6) * got.error
    assert range_of.ends(0.8) == pytest.approx((50 - half, 50 + half), abs=1e-9)


def test_what_something_is_taken_off_is_on_no_scale_of_its_own():
    ratio = StudentRange(math.log(1.2), Spread(0.01, 6.0), on_log=True, less=1.0)
    assert ratio.on_scale() is None
    assert Estimate("share", value=0.2).ranged(ratio, "ratio").on_scale is None
    assert Estimate("days", value=32.0).on_scale is None
