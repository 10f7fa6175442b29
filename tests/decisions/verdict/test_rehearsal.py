"""Invented seasons: the bounds hold where nothing is gained, and every season's range is that of the estimator."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from decisions.verdict.fence_places import GateLook
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.rehearsal import (
    InventedSeason,
    _ends,
    _lots_by_buyer,
    _prices,
    differing,
    in_words,
    rehearse,
    rehearsed_at,
    sentence,
    small_text,
)
from decisions.verdict.rehearsed_season import invented_season, taken_as_met, where_from
from metrics.engine import intervals
from metrics.engine.metric_catalogue import metrics
from tests.metrics.hand import deal, lots
from tests.support import warehouse_of

SIX = InventedSeason(6, 6, 3, 0.13, 0.03, bulk_price=5.0, needed=8.0, sold_share=0.8, unit="USD/kg")


def test_where_nothing_is_gained_few_are_told_to_scale_or_to_stop():
    # 5 % on each side, by 1000 seasons: at most 5 % and 2.6 standard errors of 0.69 %
    found = rehearsed_at(replace(SIX, lots_differ=0.0), 0.0)
    assert found.scale <= 0.05 + 2.6 * 0.0069 and found.stop <= 0.05 + 2.6 * 0.0069
    assert found.scale + found.stop + found.wait == pytest.approx(1)


def test_the_more_it_gains_the_oftener_it_is_told_to_scale():
    found = rehearse(SIX)
    assert [one.true_gain for one in found] == pytest.approx([-1.0, 0.0, 0.5, 1.0, 2.0])
    assert [one.scale for one in found] == sorted(one.scale for one in found)
    assert found[0].stop > found[1].stop and found[-1].scale > 0.9


def test_fewer_than_three_buyers_say_nothing():
    assert {one.wait for one in rehearse(replace(SIX, buyers=2, buyers_early=1))} == {1.0}


def test_the_ends_of_a_season_are_those_of_the_estimators_jackknife():
    look, season = GateLook(0.047, 0.0125), replace(SIX, buyers=4)
    lots_of = _lots_by_buyer(season, 4)
    assert lots_of == [[0, 4], [1, 5], [2], [3]]
    prices = _prices(season, np.array([0.5]), 1000)
    low, high = _ends(season, prices, lots_of, look)
    kg, price = (
        np.array([2.0, 2.0, 1.0, 1.0]),
        [prices[0][7, i] * prices[1][7, one].mean() for i, one in enumerate(lots_of)],
    )

    def ratio(kept):
        return (0.8 * np.average(np.array(price)[kept], weights=kg[kept]) + 0.2 * 5.0) / 8.0

    without = np.array([ratio([j for j in range(4) if j != i]) for i in range(4)])
    spread = intervals.on_log_scale(ratio([0, 1, 2, 3]), without, np.full(4, 4), np.zeros(4), kg)
    ends = intervals.off_log_scale(spread.around(np.log(ratio([0, 1, 2, 3])), 1 - 2 * 0.047))
    assert (low[7], high[7]) == pytest.approx(tuple((end - 1) * 8.0 for end in ends))


def test_the_true_gain_is_what_many_buyers_would_bring():
    season = replace(SIX, lots=1)
    between, within = _prices(season, np.array([1.0]), 20_000)
    earned = 0.8 * (between[:, :1] * within).mean() + 0.2 * 5.0
    assert earned - 8.0 == pytest.approx(1.0, abs=0.02)


def test_more_buyers_are_asked_for_where_the_plan_would_teach_nothing():
    said = sentence(replace(SIX, buyers=2, buyers_early=1))
    assert said.startswith("With 6 lots to 2 buyers you will most likely know nothing")
    assert "fewer than one of ten" in said and "for 6 lots it is told so" in said
    assert sentence(replace(SIX, buyers_differ=0.05)).startswith("With 6 lots to 6 buyers a pilot that pays well")
    assert "Even with" in sentence(replace(SIX, buyers_differ=3.0))


def test_the_same_season_gives_the_same_bytes():
    assert rehearse(SIX) == rehearse(SIX)
    assert len(small_text(rehearse(SIX), "USD/kg")) == 5


def test_how_often_in_words():
    assert in_words(0.05) == "in fewer than one of ten years"
    assert in_words(2 / 3) == "in two of three years" and in_words(0.66) == "in one of two years"
    assert in_words(1.0) == "in nine of ten years"


def test_how_prices_differ_by_hand():
    # logs: buyer A 0 and 2, B 4 and 6, C 8 and 10. Within: 6 x 1 / 3 = 2. Means 1, 5, 9: variance 16, less 2 / 2 = 15.
    between, within = differing({name: np.exp(found) for name, found in (("A", [0, 2]), ("B", [4, 6]), ("C", [8, 10]))})
    assert (between, within) == pytest.approx((15**0.5, 2**0.5))
    assert differing({"A": [1.0], "B": [2.0]}) is None


def test_a_plan_alone_is_rehearsed_with_what_is_assumed():
    w = warehouse_of(
        lots=lots(6, 0),
        plan=[
            {"gate": gate, "indicator": "net_gain", "scale_at": 0.0, "stop_at": 0.0, "expected_n": n}
            for gate, n in ((180, 3), (360, 6))
        ],
    )
    season = invented_season(LogsOfADay(w))
    assert (season.lots, season.buyers, season.buyers_early) == (6, 6, 3)
    assert season.assumed == ("buyers_differ", "lots_differ", "money") and season.unit == "of the bulk price"
    assert "buyers' prices" in where_from(season)


def test_the_last_season_gives_its_own_spread():
    offers = [deal(f"M{i}", 100, 7.0 + i, f"Buyer {i}") for i in (1, 2, 3)]
    bulk = [deal("B1", 100, 5.0, "Buyer X")]
    bill = {"spent_on": date(2025, 12, 1), "category": "lab", "amount": 300.0, "stream": "micro"}
    w = warehouse_of(lots=lots(3, 1, green_kg=100.0), offers=offers + bulk, costs=[bill])
    season = invented_season(LogsOfADay(w))
    assert (season.lots, season.buyers, season.bulk_price, season.needed) == (3, 3, 5.0, pytest.approx(6.0))
    assert season.buyers_differ == pytest.approx(np.log([8.0, 9.0, 10.0]).std(ddof=1))
    assert season.assumed == ("buyers", "buyers_early")


def test_nothing_planned_and_nothing_sold_is_said():
    assert "neither" in invented_season(LogsOfADay(warehouse_of(lots=lots(3, 0))))


def test_a_goal_of_the_premium_is_played_in_the_same_seasons():
    # a kg must earn 8 where bulk brings 5: at a premium of 4 over bulk it gains 1, at one of 3 nothing
    assert replace(SIX, premium_at=4.0).scale_from == pytest.approx(1.0)
    assert replace(SIX, premium_at=3.0, scale_at=0.2).scale_from == pytest.approx(0.2)
    assert rehearsed_at(replace(SIX, premium_at=4.0), 0.5) == rehearsed_at(replace(SIX, scale_at=1.0), 0.5)
    assert rehearsed_at(replace(SIX, premium_at=4.0), 1.5).scale < rehearsed_at(SIX, 1.5).scale


def test_what_else_the_plan_asks_for_is_named_as_taken_as_met():
    goal = {"scale_at": 0.8, "stop_at": 0.0, "gate": 360}
    plan = [
        goal | {"indicator": "net_gain"},
        goal | {"indicator": "realised_premium", "applies_to": "difference", "scale_at": 2.0},
        goal | {"indicator": "sold_share"},
        goal | {"indicator": "sop_compliance", "role": "guardrail"},
        goal | {"indicator": "ripe_share", "gate": 90},
    ]
    offers = [deal(f"M{i}", 100, 7.0 + i, f"Buyer {i}") for i in (1, 2, 3)] + [deal("B1", 100, 5.0, "Buyer X")]
    season = invented_season(LogsOfADay(warehouse_of(lots=lots(3, 1, green_kg=100.0), offers=offers, plan=plan)))
    assert season.premium_at == 2.0
    beside = (metrics()["sold_share"].title, metrics()["sop_compliance"].title)
    assert set(season.as_met) == set(beside) and beside[0] in taken_as_met(season)
    # without logs no premium can be played, and none is said to be
    alone = invented_season(LogsOfADay(warehouse_of(lots=lots(3, 0), plan=[one | {"expected_n": 6} for one in plan])))
    assert alone.premium_at is None and metrics()["realised_premium"].title in alone.as_met
    assert taken_as_met(replace(season, as_met=())) == ""
