"""Numbers beside their fences: tested ones by their range at the look, counted ones as they stand."""

import pytest
from scipy import stats

from decisions.verdict import bounds
from decisions.verdict.fence_places import (
    ABSENT,
    BETWEEN,
    BEYOND_SCALE,
    BEYOND_STOP,
    FEW,
    UNRANGED,
    EarlierLook,
    GateLook,
    information,
    judge,
    look_at,
)
from decisions.verdict.plan import COUNTED, GOAL, GUARDRAIL, MICRO, TESTED, Fence
from metrics.engine.contract import Estimate
from tests.decisions.verdict.made_facts import sure

AT_5 = GateLook(0.05, 0.0125)


def fence(judged=TESTED, role=GOAL, scale_at=1.0, stop_at=0.0, indicator="net_gain", **more):
    return Fence(360, indicator, MICRO, role, judged, scale_at, stop_at, **more)


def test_a_tested_goal_is_met_where_its_lower_end_reaches_the_fence():
    # 95 % range 3 to each side of 5 buyers: t(0.975; 4) = 2.776, so one step is 1.0806; t(0.95; 4) = 2.132
    found = sure(3.5, 3.0, n=5)
    low = 3.5 - stats.t.ppf(0.95, 4) * 3.0 / stats.t.ppf(0.975, 4)
    assert low == pytest.approx(1.196, abs=1e-3)
    judged = judge(fence(), found, AT_5)
    assert judged.place == BEYOND_SCALE and judged.scale_post == pytest.approx(1 + 3.5 - low)
    assert judge(fence(scale_at=low), found, AT_5).place == BEYOND_SCALE  # exactly on the fence
    assert judge(fence(scale_at=low + 1e-9), found, AT_5).place == BETWEEN


def test_the_early_look_wants_more():
    early = GateLook(bounds.early(0.5), 0.0125)
    late, first = judge(fence(), sure(3.5, 3.0, n=5), AT_5), judge(fence(), sure(3.5, 3.0, n=5), early)
    assert late.met and not first.met
    assert first.scale_post > late.scale_post and first.stop_post < late.stop_post


def test_a_counted_goal_is_what_it_is_from_its_least_cases_on():
    found = Estimate("share", value=0.8, n=5, case_is="lot")
    share = fence(COUNTED, scale_at=0.8, stop_at=0.4, indicator="sold_share", min_n=5)
    assert judge(share, found, AT_5).place == BEYOND_SCALE  # exactly the fence, exactly the least cases
    assert judge(fence(COUNTED, scale_at=0.8, stop_at=0.4, indicator="sold_share", min_n=6), found, AT_5).place == FEW
    assert judge(share, Estimate("share", value=0.4, n=5), AT_5).place == BEYOND_STOP


def test_less_may_be_better():
    days = fence(COUNTED, scale_at=45.0, stop_at=120.0, indicator="deal_closure")
    assert judge(days, Estimate("days", value=45.0, n=5), AT_5).place == BEYOND_SCALE
    assert judge(days, Estimate("days", value=46.0, n=5), AT_5).place == BETWEEN
    assert judge(days, Estimate("days", value=120.0, n=5), AT_5).place == BEYOND_STOP


def test_without_a_number_or_a_range_nothing_is_met():
    assert judge(fence(), Estimate("USD/kg", why_not="none"), AT_5).place == ABSENT
    assert judge(fence(), None, AT_5).place == ABSENT
    two = Estimate("USD/kg", value=9.0, n=2, case_is="buyer", no_range="fewer than three buyers")
    assert judge(fence(), two, AT_5).place == UNRANGED and judge(fence(), two, AT_5).too_few_buyers


def test_a_counted_guardrail_acts_on_the_fact_and_a_tested_one_on_what_is_shown():
    counted = fence(COUNTED, GUARDRAIL, 0.9, 0.7, "sop_compliance")
    assert not judge(counted, Estimate("share", value=0.89, n=6), AT_5).met
    assert judge(counted, Estimate("share", value=0.7, n=6), AT_5).place == BEYOND_STOP
    tested = fence(TESTED, GUARDRAIL, -0.5, -1.0)
    unsure = judge(tested, sure(-0.7, 2.0), AT_5)
    assert unsure.place == BETWEEN  # neither broken nor shown to hold
    assert judge(tested, sure(-4.0, 1.0), AT_5).place == BEYOND_STOP


def test_guardrails_share_one_error_over_themselves_and_both_gates():
    assert look_at(360, 360, 1.0, None, guardrails=3).broken == pytest.approx(0.05 / 6)


def test_a_late_or_thin_gate_stays_honest():
    # nothing was spent at day 180 (fewer than three buyers): all of it is left
    assert look_at(360, 360, 0.8, None, 0).goal == 0.05
    before = EarlierLook(0.5, bounds.early(0.5))
    # half of the information then, all of it now: published 1.6621, that is 0.04825
    assert round(look_at(360, 360, 1.0, before, 0).goal, 5) == 0.04825
    # no news since: looking again adds nothing
    assert look_at(360, 360, 0.5, before, 0).goal == pytest.approx(0.05, abs=1e-6)


def test_information_is_the_smaller_of_buyers_and_kg():
    assert information(6, 10, 0.4, 0.5) == 0.4
    assert information(3, 10, 0.4, 0.5) == 0.3
    assert information(3, None, None, 0.5) == 0.5


def test_a_post_beyond_all_that_is_possible_is_none():
    """Net gain lies between -1000 and 1000 per kg; at a p of 0.001 two cases of 1 degree of freedom put t at 318."""
    unsure = judge(fence(), sure(3.0, 40.0, n=2), GateLook(0.001, 0.001))
    # one step is 40 / 12.706 = 3.148, so the post would stand at 1 + 318.3 x 3.148 = 1003
    assert stats.t.ppf(0.999, 1) * 40 / stats.t.ppf(0.975, 1) > 1000
    assert (unsure.place, unsure.scale_post, unsure.stop_post) == (BETWEEN, None, None)
