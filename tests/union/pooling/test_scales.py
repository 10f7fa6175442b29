"""To a scale and back, and the cases behind a share."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.engine.ranges import WilsonRange
from union.pooling.scales import cases_of_shares, from_scale, to_scale


@given(st.sampled_from(("plain", "log", "logit")), st.floats(0.001, 0.999))
def test_there_and_back_is_the_same(scale, value):
    assert from_scale(to_scale(value, scale), scale) == pytest.approx(value, rel=1e-9)


def test_each_scale_by_hand():
    # ln 2 is 0.693; three of four are odds of 3, ln 3 is 1.099
    assert to_scale(2.0, "plain") == 2.0
    assert to_scale(2.0, "log") == pytest.approx(0.693, abs=0.001)
    assert to_scale(0.75, "logit") == pytest.approx(1.099, abs=0.001)


@pytest.mark.parametrize("happened, cases", [(3, 4), (1, 2), (3, 3), (0, 3), (30, 30), (29, 30), (0, 2), (290, 300)])
def test_the_cases_are_those_of_the_share_that_was_handed_on(happened, cases):
    """3 of 4: logit ln 3, error 1 / sqrt(4 x 0.75 x 0.25). 3 of 3: half a case beside 3 1/2, logit ln 7."""
    told = WilsonRange(happened / cases, cases).on_scale()
    yes, of = cases_of_shares(np.array([told.middle]), np.array([told.error]), np.array([told.freedom]))
    assert (yes[0], of[0]) == pytest.approx((happened, cases))


def test_rounding_for_a_summary_makes_no_other_share_of_it():
    # of all of 3 lots: ln 7 = 1.946 is told as 2.0, the error 1.512 as 1.5; of 29 of 30: 3.367 as 3.5, 1.017 as 1.0
    yes, of = cases_of_shares(np.array([2.0, 3.5]), np.array([1.5, 1.0]), np.array([2.0, 29.0]))
    assert (yes[0], of[0]) == (3, 3)
    assert yes[1] / of[1] == pytest.approx(1 / (1 + math.exp(-3.5)))
    assert of[1] == pytest.approx(35, abs=1)


def test_a_share_weighed_by_kg_near_the_end_is_no_share_of_all():
    """0.953 of kg over six lots: its odds, 20, are more than all of six lots would have (13), but all of them would
    come with an error of sqrt(1 / 6.5 + 2) = 1.47, not 1.2. 1 / (1.2 squared x 0.953 x 0.047) are 15.4 cases."""
    yes, of = cases_of_shares(np.array([3.0]), np.array([1.2]), np.array([5.0]))
    assert yes[0] / of[0] == pytest.approx(0.953, abs=0.001) and of[0] == pytest.approx(15.4, abs=0.1)
