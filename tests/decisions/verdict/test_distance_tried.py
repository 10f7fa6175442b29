"""What a scenario would make of the goals of the next gate, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.scenarios import Scenario
from decisions.verdict.distance_tried import distance_tried
from decisions.verdict.fence_places import ABSENT, BEYOND_SCALE, BEYOND_STOP, GateLook, judge
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.verdict import decided
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of

GOAL = {"gate": 180, "role": "goal", "min_n": 3}
PLAN = [
    GOAL | {"indicator": "net_gain", "scale_at": 0.5, "stop_at": 0.0, "judged": "tested"},
    GOAL | {"indicator": "net_gain", "scale_at": 0.5, "stop_at": 0.0, "judged": "tested", "applies_to": "planned"},
    GOAL | {"indicator": "realised_premium", "scale_at": 1.0, "stop_at": 0.0, "applies_to": "difference"},
    GOAL | {"indicator": "sold_share", "scale_at": 0.9, "stop_at": 0.4},
    GOAL | {"indicator": "deal_closure", "scale_at": 45.0, "stop_at": 120.0},
    GOAL | {"indicator": "segregation", "scale_at": 1.0, "stop_at": 0.5, "role": "guardrail"},
]
# 500 kg made, 100 each sold at 9, 9.1, 9.2 and 9.3 (a mean of 9.15), 100 unsold; bulk brings 5; the laboratory took
# 2,500.
PRICES = {"Buyer A": 9.0, "Buyer B": 9.1, "Buyer C": 9.2, "Buyer D": 9.3}
SOLD = [deal(f"M{place}", 100, price, buyer) for place, (buyer, price) in enumerate(PRICES.items(), start=1)]
NEXT = {"lot_id": "N1", "stream": "micro", "crop_year": "2026/27", "planned_kg": 900.0}
LOGS = {
    "lots": [*lots(5, 3, green_kg=100.0), NEXT],
    "offers": SOLD + [deal(f"B{place}", 100, 5.0, f"Buyer {place} of bulk") for place in (1, 2, 3)],
    "costs": [{"spent_on": date(2025, 12, 1), "category": "lab", "amount": 2500.0, "stream": "micro"}],
    "intents": [],
    "settings": [{"setting": "pilot_start", "value": "2025-11-30"}, {"setting": "premium_haircut", "value": "0.25"}],
    "plan": PLAN,
}


@pytest.fixture(scope="module")
def world():
    w = warehouse_of(**LOGS)
    return w, decided(w).distance, LogsOfADay(w).inputs


def tried(world, **figures):
    w, distance, now = world
    found = distance_tried(w, YEAR, distance, Scenario("a", currency="USD", **figures), now)
    return {(one.today.fence.indicator, one.today.fence.applies_to): one.tried for one in found}


def today(world, indicator, applies_to):
    return next(one for one in world[1] if (one.fence.indicator, one.fence.applies_to) == (indicator, applies_to))


def test_only_the_goals_that_the_three_figures_move_are_there(world):
    assert set(tried(world, price=10.0)) == {
        ("net_gain", "micro"),
        ("net_gain", "planned"),
        ("realised_premium", "difference"),
        ("sold_share", "micro"),
    }


def test_another_price(world):
    # 400 kg at 9.15 and 100 at 5 are 4,160, less 2,500 and 2,500: -840, -1.68 a kg made. At 12 400 x 2.85 more: 300,
    # 0.60 a kg made
    found = tried(world, price=12.0)
    now = today(world, "net_gain", "micro")
    assert now.found.value == pytest.approx(-1.68) and now.place == BEYOND_STOP
    assert found["net_gain", "micro"].found.value == pytest.approx(0.6)
    # per kg made 0.8 of a premium of 7
    assert found["realised_premium", "difference"].found.value == pytest.approx(5.6)
    assert found["sold_share", "micro"] == today(world, "sold_share", "micro")


def test_a_price_high_enough_would_meet_the_goal(world):
    # 400 kg at 20 and 100 at 5 are 8,500, less 5,000: 3,500
    found = tried(world, price=20.0)["net_gain", "micro"]
    assert found.found.value == pytest.approx(7.0) and found.place == BEYOND_SCALE


def test_another_share_sold_is_a_count_of_what_would_be(world):
    found = tried(world, sold_share=0.95)
    assert found["sold_share", "micro"].found.value == 0.95 and found["sold_share", "micro"].place == BEYOND_SCALE
    assert found["sold_share", "micro"].found.range80 is None
    # 475 kg at 9.15 and 25 at 5 are 4,471.25, less 5,000: -528.75
    assert found["net_gain", "micro"].found.value == pytest.approx(-528.75 / 500)


def test_a_volume_tried_stands_in_the_place_of_the_one_planned(world):
    # 900 kg are planned, 720 sold: 400 at a premium of 4.15 and 320 at three quarters of it are 2,656, less 2,500: 156
    assert today(world, "net_gain", "planned").found.value == pytest.approx(156 / 900)
    # 1,000 kg, 800 sold: 400 at a premium of 4.15 and 400 at three quarters of it are 2,905, less 2,500: 405
    found = tried(world, made_kg=1000.0)
    assert found["net_gain", "micro"].found.value == pytest.approx(0.405)
    assert found["net_gain", "planned"].found.value == pytest.approx(0.405)


def test_as_it_stands_nothing_moves(world):
    w, distance, now = world
    found = distance_tried(w, YEAR, distance, Scenario(), now)
    assert all(one.tried == one.today for one in found) and len(found) == 4
    # and where a figure is tried that is the one of the logs, the same comes out by the other way
    same = tried(world, price=9.15)
    assert same["net_gain", "micro"].found.value == pytest.approx(-1.68)
    assert same["net_gain", "micro"].scale_post == pytest.approx(today(world, "net_gain", "micro").scale_post)


def test_a_goal_without_a_number_today_is_not_judged_by_a_what_if(world):
    blank = judge(today(world, "net_gain", "planned").fence, None, GateLook(0.1, 0.1))
    (found,) = distance_tried(world[0], YEAR, [blank], Scenario(made_kg=1000.0), world[2])
    assert found.tried == blank and found.tried.place == ABSENT
