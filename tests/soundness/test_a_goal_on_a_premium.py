"""A plan that wants a premium of 1.20 was met by a price of 8.58: micro-lots alone have a price, not a premium."""

from __future__ import annotations

import pytest

from decisions.thresholds import Threshold, stands
from decisions.verdict.fence_places import ABSENT, BEYOND_SCALE, GateLook, judge
from decisions.verdict.plan import COUNTED, DIFFERENCE, GOAL, MICRO, Fence, measured, number_of
from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics

NAMED_FOR_DIFFERENCE = [id for id, metric in metrics().items() if metric.headline == DIFFERENCE]


def answer(id: str) -> Answer:
    """Micro at 8.58, bulk at 6.74: 1.84 apart."""
    micro, bulk = (Estimate("USD/kg", value, low80=value - 1, high80=value + 1, n=4) for value in (8.58, 6.74))
    return Answer(id, "2025/26", {"micro": micro, "bulk": bulk}, Estimate("USD/kg", value=1.84, n=4))


@pytest.mark.parametrize("id", NAMED_FOR_DIFFERENCE)
def test_the_price_of_micro_lots_meets_no_premium_that_was_agreed(id):
    found = measured(Fence(360, id, MICRO, GOAL, COUNTED, 1.20, 0.0), answer(id))
    assert found.value is None and "Let the row of the plan apply to difference" in found.why_not
    placed = judge(Fence(360, id, MICRO, GOAL, COUNTED, 1.20, 0.0), found, GateLook(0.95, 0.95))
    assert (placed.place, placed.met) == (ABSENT, False)
    apart = Fence(360, id, DIFFERENCE, GOAL, COUNTED, 1.20, 0.0)
    assert judge(apart, measured(apart, answer(id)), GateLook(0.95, 0.95)).place == BEYOND_SCALE


@pytest.mark.parametrize("id", NAMED_FOR_DIFFERENCE)
def test_nor_does_it_stand_as_reached_beside_the_number(id):
    assert stands(metrics()[id], answer(id), Threshold("micro", 1.20, 0.0)).place == "absent"


def test_a_number_that_is_named_for_micro_lots_stays():
    assert number_of(metrics()["net_gain"], MICRO, answer("net_gain")).value == 8.58
