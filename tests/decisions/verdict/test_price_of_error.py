"""What being wrong costs: against a worked example, closed forms and a second computation by drawing."""

from dataclasses import replace
from math import erf, exp, pi, sqrt

import numpy as np
import pytest

from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.price_of_error import Price, believed, forgone_at, price_of_error, priced, spent_at
from metrics.engine.economics import Inputs, NextSeason
from tests.decisions.verdict.made_facts import sure
from tests.metrics.hand import deal, lots
from tests.support import warehouse_of


def below(z: float) -> float:
    return (1 + erf(z / sqrt(2))) / 2


def loss(z: float) -> float:
    return exp(-z * z / 2) / sqrt(2 * pi) - z * below(-z)


def test_a_belief_by_hand():
    # logs: 1.00 with an error of 1.00; prior: 0 with a deviation of 1.00. Both weigh the same: mean 0.50, variance 1/2.
    # One more season with as much error: variance 1/3, so it may move the mean by the root of 1/2 - 1/3 = 1/6.
    found = believed(1.0, 1.0, 1.0, 1000.0)
    assert found.mean == pytest.approx(0.5) and found.deviation == pytest.approx(sqrt(0.5))
    assert found.next_deviation == pytest.approx(sqrt(1 / 6))


def test_the_price_at_the_stake_the_logs_expect_is_the_closed_form():
    # mean 0.5, deviation 0.7071: chance below zero is that of a normal number below -0.7071: 0.2398
    belief = believed(1.0, 1.0, 1.0, 1000.0)
    expected = sqrt(0.5) * loss(sqrt(0.5)) / below(-sqrt(0.5)) * 1000
    found = priced(belief, expected, 200.0)
    assert found.chance == pytest.approx(0.2398, abs=1e-4)
    assert found.then_loses == pytest.approx(expected)
    assert found.scaling_costs == pytest.approx(0.2398 * expected, abs=0.1) and found.waiting_costs == 200.0
    step = sqrt(1 / 6)
    assert found.waiting_is_worth == pytest.approx(1000 * step * loss(0.5 / step), rel=1e-4)


@pytest.mark.parametrize("weight", [0.5, 3.0])
def test_another_stake_against_drawing(weight):
    """A season more is drawn a hundred thousand times: the truth, what is then believed, and what is then done."""
    belief = believed(0.6, 0.9, 1.2, 1.0)
    expected = priced(belief, 1.0, 0.0).then_loses
    found = priced(belief, weight * expected, 0.0).waiting_is_worth
    chance = np.random.default_rng(1)
    truth = chance.normal(belief.mean, belief.deviation, 400_000)
    worth = np.where(truth < 0, weight * truth, truth)
    seen = truth + chance.normal(0, 0.9, truth.size)
    # what is believed then falls into the same order as what is seen: scale from the sum that is best in hindsight of
    # all drawn seasons that are seen at or above it
    order = np.argsort(-seen)
    then = max(np.cumsum(worth[order]).max() / truth.size, 0.0)
    assert found == pytest.approx(then - max(worth.mean(), 0.0), abs=0.004)


def test_a_higher_stake_never_lowers_the_price_of_scaling():
    belief = believed(1.0, 1.0, 1.0, 1000.0)
    costs = [priced(belief, stake, 0.0).scaling_costs for stake in (100.0, 1000.0, 10000.0)]
    assert costs == sorted(costs)


def test_what_is_as_good_as_sure_has_a_price_of_nothing():
    found = priced(believed(9.0, 0.1, 1.0, 1000.0), 5000.0, 0.0)
    assert found.chance < 1e-8 and found.scaling_costs < 0.01 and found.waiting_is_worth == pytest.approx(0, abs=1e-3)


def test_the_stakes_by_hand():
    # 100 kg made, all sold at 4 above bulk; fixed 100, 1.00 a kg, farmers 0.50 a kg. At 300 kg: 100 + 300 x 1.50 = 550.
    # A quarter less on the 200 kg more: 200 x 3 less 200 x 1.50 = 300.
    inputs = Inputs(100, bulk_price=5.0, premium=4.0, fixed_cost=100.0, variable_cost=1.0, farmer_extra=0.5)
    assert spent_at(inputs, 300) == pytest.approx(550)
    assert forgone_at(inputs, 300, NextSeason(300, None, 0.25)) == pytest.approx(300)
    assert forgone_at(inputs, 300, NextSeason(300, None, 0.75)) == 0.0  # 200 x 1.00 is less than 300


def world(buyers: int, *settings: dict):
    return LogsOfADay(
        warehouse_of(
            lots=[
                *lots(4, 3, green_kg=100.0),
                {"lot_id": "M9", "stream": "micro", "crop_year": "2026/27", "planned_kg": 800.0},
            ],
            offers=[deal(f"M{i + 1}", 100, 8.0 + i, f"Buyer {i % buyers}") for i in range(4)]
            + [deal(f"B{i}", 100, 5.0, f"Buyer {i} of bulk") for i in (1, 2, 3)],
            costs=[{"spent_on": deal("", 0, 0)["closed_on"], "category": "lab", "amount": 600.0, "stream": "micro"}],
            settings=list(settings),
        )
    )


def test_from_the_logs_the_stakes_say_where_they_come_from():
    found = price_of_error(world(4, {"setting": "waiting_cost", "value": "450"}))
    assert found.why_not is None and found.belief.kg == 800
    assert (found.waiting.money, found.waiting.written) == (450, True) and "Settings" in found.waiting.because
    assert (found.wrong_scale.money, found.wrong_scale.written) == (600, False)
    assert "worked out from the logs" in found.wrong_scale.because
    # premium 9.50 less 5; on 400 kg as it is and on 400 kg a quarter less, 600 spent
    assert found.belief.logs_alone == pytest.approx((400 * 4.5 + 400 * 4.5 * 0.75 - 600) / 800)
    assert 0 < found.belief.mean < found.belief.logs_alone
    first = found.sentences(600, 450)
    assert len(first) == 3 and not {"p ", "sigma"} & set(" ".join(first).split())


def test_with_two_buyers_there_is_no_price():
    found = price_of_error(world(2))
    assert found.belief is None and "third buyer" in found.why_not


def test_the_error_is_that_of_one_deviation():
    # 5 buyers, 95 % range 3 to each side: t(0.975; 4) = 2.7764, t(0.84134; 4) = 1.1416: 3 / 2.7764 x 1.1416 = 1.2336
    from decisions.verdict.price_of_error import _error

    assert _error(sure(3.5, 3.0, n=5)) == pytest.approx(1.2336, abs=1e-3)


def test_where_no_kilos_are_planned_none_are_said_to_be():
    """A gain of 1 a kg on 100 kg made, as unsure as the prior."""
    price = Price("USD", believed(1.0, 1.0, 1.0, 100.0))
    assert price.sentences(50.0, 10.0)[0].startswith("At 100\u202fkg planned")
    assert replace(price, is_planned=False).sentences(50.0, 10.0)[0].startswith("No kg are planned, so with the 100")
