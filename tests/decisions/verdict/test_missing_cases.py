"""How many more buyers each open goal wants: worked out by hand, and against judging again with so many."""

from dataclasses import replace
from datetime import date

import pytest
from scipy import stats

from decisions.verdict.fence_places import BETWEEN, FEW, GateLook, judge
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.missing_cases import SellingPace, missing, more_cases, pace_of, wants_cases
from decisions.verdict.plan import COUNTED, GOAL, MICRO, TESTED, Fence
from decisions.verdict.verdict_rules import verdict
from metrics.engine.contract import Estimate
from tests.decisions.verdict.made_facts import facts, goal, sure
from tests.metrics.hand import deal, lots
from tests.support import warehouse_of

AT_5 = GateLook(0.05, 0.0125)
GAIN = Fence(360, "net_gain", MICRO, GOAL, TESTED, 0.0, -2.0)
# six buyers bought 1,200 kg in 120 days: one a 20 days, 200 kg each
PACE = SellingPace(6, 6, 1200.0, 120, date(2026, 3, 31), "USD", 2.5)


def spread(value, deviation, n):
    """A gain whose buyers scatter by `deviation`: its 95 % range is t x s / sqrt(n) to each side."""
    return sure(value, stats.t.ppf(0.975, n - 1) * deviation / n**0.5, n)


def test_by_hand():
    # gain 1.00, buyers scatter by 1.50, fence 0 at one-sided 5 %: with 6 buyers t(5) = 2.015 gives 2.015 x 1.5 / 2.449,
    # 1.234 > 1; with 8 t(7) = 1.895 x 1.5 / 2.828 = 1.005; with 9 t(8) = 1.860 x 1.5 / 3 = 0.930: three more.
    one = judge(GAIN, spread(1.0, 1.5, 6), AT_5)
    assert one.place == BETWEEN and wants_cases(one) and more_cases(one) == 3
    then = judge(GAIN, spread(1.0, 1.5, 9), AT_5)
    assert then.met and not judge(GAIN, spread(1.0, 1.5, 8), AT_5).met


def test_nearer_to_stopping_it_is_the_stop_that_is_settled():
    # gain -2.30 to a stop at -2: one-sided 5 %, scatter 0.60: with 6 buyers 2.015 x 0.6 / 2.449 = 0.494; with 13 t(12),
    # 1.782 x 0.6 / 3.606 = 0.2966 <= 0.30; with 12 t(11) = 1.796 x 0.6 / 3.464 = 0.311
    assert more_cases(judge(GAIN, spread(-2.3, 0.6, 6), AT_5)) == 7


def test_exactly_on_a_fence_no_number_would_do():
    one = judge(GAIN, spread(0.0, 1.0, 6), AT_5)
    found = missing(one, PACE)
    assert found.more is None and found.by is None and "not even 200 more buyers" in found.because


def test_two_buyers_want_a_third():
    one = judge(GAIN, Estimate("USD/kg", value=1.0, n=2, case_is="buyer"), AT_5)
    assert more_cases(one) == 1 and missing(one, PACE).because.startswith("Needed at least: 1 more buyer.")
    assert missing(one, PACE).beside == missing(one, PACE).told  # that it is too few is said beside it


def test_too_few_lots_are_counted_up_to_those_agreed():
    fence = Fence(360, "specialty_grade", MICRO, GOAL, COUNTED, 0.8, 0.4, min_n=6)
    one = judge(fence, Estimate("share", value=1.0, n=4, case_is="lot"), AT_5)
    assert one.place == FEW and more_cases(one) == 2


def test_by_when_and_what_they_cost():
    # three more buyers at one in 20 days: 60 days after 31 March; each 200 kg at 2.50: 1,500
    found = missing(judge(GAIN, spread(1.0, 1.5, 6), AT_5), PACE)
    assert (found.by, found.costs) == (date(2026, 5, 30), pytest.approx(1500))
    assert (
        "3 more buyers" in found.because and "30 May 2026" in found.because and "1\u202f500\u202fUSD" in found.because
    )
    unknown = missing(judge(GAIN, spread(1.0, 1.5, 6), AT_5), replace(PACE, added_cost=None, days=0))
    assert (unknown.by, unknown.costs) == (None, None)


def test_the_pace_of_the_logs():
    # first offered on 1 January, seen on 31 March: 89 days; two buyers took 300 kg; a bill of 300 on 300 kg made
    bill = {"spent_on": date(2025, 12, 1), "category": "lab", "amount": 300.0, "stream": "micro"}
    offers = [deal("M1", 100, 8.0), deal("M2", 100, 8.0), deal("M3", 100, 8.0, "Buyer B")]
    found = pace_of(LogsOfADay(warehouse_of(lots=lots(3, 1, green_kg=100.0), offers=offers, costs=[bill])))
    assert (found.buyers, found.lots, found.kg, found.days) == (2, 3, 300.0, 89)
    assert found.added_cost == pytest.approx(1.0)


def test_wait_says_what_is_missing():
    one = goal(BETWEEN)
    given = facts(goals=(one,), missing={("net_gain", MICRO): "3 more buyers would settle it."})
    answer, fired = verdict(given)
    assert answer == "wait" and fired[-1].because.endswith("3 more buyers would settle it.")
