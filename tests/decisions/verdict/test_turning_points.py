"""Where each figure turns net gain: by the domain's break-even example, and by solving the formula by hand."""

from dataclasses import replace

import pytest

from decisions.verdict.turning_points import GainGoal, turning_points
from metrics.books.break_even_inputs import Input
from metrics.engine.economics import Inputs, NextSeason, incremental_profit
from tests.decisions.test_what_if import EXAMPLE

NOBODY = NextSeason(None, None, 0.25)


def given(inputs: Inputs, **measured: tuple[float, float]) -> dict[str, Input]:
    """These figures; those named are measured, with these 80 % ends."""
    ends = {name: measured.get(name, (None, None)) for name in Inputs.__dataclass_fields__}
    return {name: Input(getattr(inputs, name), *ends[name], n=6, measured=name in measured, source="") for name in ends}


def points(inputs, goal=GainGoal(), ahead=NOBODY, **measured):  # noqa: B008
    return {one.name: one for one in turning_points(given(inputs, **measured), goal, ahead, "USD")}


def test_the_worked_example_turns_at_its_break_even_premium():
    # domain 3.3: at 1,200 kg the premium needed is 4.30; at 5.00 it may fall to that
    found = points(replace(EXAMPLE, premium=5.0), premium=(4.0, 6.0))["premium"]
    assert found.turns_at == pytest.approx(4.30, abs=0.006)
    assert found.steps == pytest.approx(0.70, abs=0.006)  # in lengths of half its range, 1.00
    assert found.measured and "4.30\u202fUSD/kg instead of 5.00" in found.because


def test_every_figure_at_its_turning_point_leaves_nothing():
    inputs = replace(EXAMPLE, premium=5.0, return_discount=0.2, dilution=0.01, bulk_kg=5000.0)
    found = points(inputs)
    assert {"premium", "sold_share", "fixed_cost", "variable_cost", "days_to_cash"} <= set(found)
    for name, one in found.items():
        moved = replace(inputs, **{name: one.turns_at})
        assert incremental_profit(moved) == pytest.approx(0, abs=1e-6)


def test_the_fixed_cost_by_hand():
    # 100 kg at a premium of 4, all sold, nothing else: 400 less 300 of fixed cost. 100 more turn it: a fifth of 300 is
    # 60, so 1.67 steps.
    inputs = Inputs(100, bulk_price=5.0, premium=4.0, fixed_cost=300.0)
    found = points(inputs)
    assert found["fixed_cost"].turns_at == pytest.approx(400) and found["fixed_cost"].steps == pytest.approx(100 / 60)
    # nobody wrote what unsold kg lose, but all is sold: no discount turns it
    assert "return_discount" not in found
    # farmers' extra pay of 1.00 turns it; usual is 0.25, a twentieth of the bulk price
    assert found["farmer_extra"].steps == pytest.approx(4)
    assert "set or assumed" in found["farmer_extra"].because


def test_the_soonest_comes_first():
    found = turning_points(given(replace(EXAMPLE, premium=5.0)), GainGoal(), NOBODY, "USD")
    assert [one.steps for one in found] == sorted(one.steps for one in found)


def test_at_the_volume_planned_and_against_its_own_fence():
    # 100 kg at 4 and 100 more at 3: 700 less 300 fixed is 400, 2.00 a kg made. A goal of 1.00 leaves 200: at a premium
    # of x, 175 x - 300 = 200: 2.857
    inputs = Inputs(100, bulk_price=5.0, premium=4.0, fixed_cost=300.0)
    found = points(inputs, GainGoal(1.0, 200.0), NextSeason(200.0, None, 0.25))
    assert found["premium"].turns_at == pytest.approx(500 / 175)


def test_a_pilot_that_loses_turns_upward():
    inputs = Inputs(100, sold_share=0.5, bulk_price=5.0, premium=4.0, fixed_cost=300.0)
    found = points(inputs)
    assert found["sold_share"].turns_at == pytest.approx(0.75) and found["premium"].turns_at == pytest.approx(6.0)
