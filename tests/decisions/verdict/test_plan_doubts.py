"""A plan that can't be met is refused with the reason."""

from decisions.verdict.plan import COUNTED, DIFFERENCE, GOAL, GUARDRAIL, MICRO, PLANNED, TESTED, Fence
from decisions.verdict.plan_doubts import PlanContext, doubts

KEPT = frozenset({"offers", "lots", "costs", "checks", "lab_tests", "processing", "receipts", "quality"})
CONTEXT = PlanContext(KEPT, lots=6, needed_per_kg=5.31, currency="USD")
GAIN = Fence(360, "net_gain", MICRO, GOAL, TESTED, 0.0, 0.0, expected_n=6)


def because(*fences, context=CONTEXT, **more):
    return [one.because for one in doubts(fences, context, 360, **more)]


def test_a_plan_that_can_be_met():
    assert because(GAIN) == []


def test_scale_and_stop_crossing():
    (said,) = because(GAIN, Fence(360, "sold_share", MICRO, GOAL, COUNTED, 0.4, 0.8))
    assert "more is better" in said and "40\u202f%" in said
    (said,) = because(GAIN, Fence(360, "deal_closure", MICRO, GOAL, COUNTED, 120.0, 45.0))
    assert "less is better" in said


def test_a_premium_below_break_even():
    fence = Fence(360, "realised_premium", DIFFERENCE, GOAL, TESTED, 2.0, 0.0, expected_n=6)
    (said,) = because(GAIN, fence)
    assert "5.31\u202fUSD/kg" in said
    assert because(GAIN, fence, context=PlanContext(KEPT, 6, None, "USD")) == []  # not known: not refused
    enough = Fence(360, "realised_premium", DIFFERENCE, GOAL, TESTED, 5.31, 0.0, expected_n=6)
    assert because(GAIN, enough) == []


def test_a_tested_share_that_six_lots_cannot_show():
    # Wilson's lower end of 6 of 6 at one-sided 5 %: 6 / (6 + 1.6449^2) = 0.6892; of n, 0.9 needs n of 24.4: 25
    (said,) = because(GAIN, Fence(360, "sop_compliance", MICRO, GOAL, TESTED, 0.9, 0.5))
    assert "69\u202f%" in said and "25 cases" in said
    assert because(GAIN, Fence(360, "sop_compliance", MICRO, GOAL, COUNTED, 0.9, 0.5)) == []
    (said,) = because(GAIN, Fence(360, "sop_compliance", MICRO, GOAL, TESTED, 1.0, 0.5))
    assert "no number of cases" in said


def test_a_guardrail_whose_logs_are_not_kept():
    (said,) = because(GAIN, Fence(360, "pesticide_use", MICRO, GUARDRAIL, COUNTED, 0.5, 0.8))
    assert "keep these logbooks" in said


def test_fewer_than_three_buyers_expected():
    (said,) = because(Fence(360, "net_gain", MICRO, GOAL, TESTED, 0.0, 0.0, expected_n=2))
    assert "third buyer" in said


def test_no_goal_and_a_name_nobody_knows():
    (said,) = because(Fence(360, "sop_compliance", MICRO, GUARDRAIL, COUNTED, 0.9, 0.5))
    assert "no goal" in said
    (said,) = because(GAIN, unknown=("profit",))
    assert "profit" in said


def test_only_the_gate_in_question_is_looked_at():
    assert because(GAIN, Fence(180, "sold_share", MICRO, GOAL, COUNTED, 0.4, 0.8)) == []


def test_a_day_that_is_no_gate_and_a_number_that_an_indicator_never_gives():
    (said,) = because(GAIN, Fence(120, "sold_share", MICRO, GOAL, COUNTED, 0.8, 0.4))
    assert "day 120, which is no gate" in said
    (said,) = because(GAIN, Fence(360, "pilot_share", DIFFERENCE, GOAL, COUNTED, 0.8, 0.4))
    assert "its difference to bulk, which it does not have" in said
    (said,) = because(GAIN, Fence(360, "sold_share", PLANNED, GOAL, COUNTED, 0.8, 0.4))
    assert "volume planned, which it does not have" in said
    assert because(Fence(360, "net_gain", PLANNED, GOAL, TESTED, 0.0, 0.0, expected_n=6)) == []
