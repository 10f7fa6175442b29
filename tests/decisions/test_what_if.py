"""What would change the answer, by the worked figures of the domain's break-even example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from decisions.what_if import ASSUMED, MEASURED, NO_RANGE, TURNED, break_even_curve, margin, plain_inputs, tornado
from metrics.books.break_even_inputs import Input
from metrics.engine.economics import Inputs, incremental_profit

# Fixed cost 2 960 USD, 0.53 a kg, 18 % a year for 120 days, bulk at 5.00, 80 % sold, nothing lost or diluted.
EXAMPLE = Inputs(
    produced_kg=1200,
    sold_share=0.8,
    bulk_price=5.0,
    premium=4.30,
    fixed_cost=2960,
    variable_cost=0.53,
    finance_rate=0.18,
    days_to_cash=120,
)


def given(**measured: tuple[float, float]) -> dict[str, Input]:
    """The example as inputs; those named are measured, with these 80 % ends."""
    ends = {name: measured.get(name, (None, None)) for name in EXAMPLE.__dataclass_fields__}
    return {
        name: Input(getattr(EXAMPLE, name), *ends[name], n=6, measured=name in measured, source="") for name in ends
    }


def bar_of(bars, name):
    return next(bar for bar in bars if bar.name == name)


def test_the_curve_gives_the_worked_figures():
    # domain 3.3: 14.13, 7.57, 4.30, 2.66 and 1.84 USD/kg at 300 to 4 800 kg
    assert break_even_curve(EXAMPLE, [300, 600, 1200, 2400, 4800]) == pytest.approx(
        [14.13, 7.57, 4.30, 2.66, 1.84], abs=0.006
    )


def test_the_curve_says_nothing_where_nothing_is_made_or_sold():
    assert break_even_curve(EXAMPLE, [0, 300])[0] is None
    assert break_even_curve(replace(EXAMPLE, sold_share=0.0), [300]) == [None]


def test_the_margin_is_the_profit_spread_over_the_kg_sold_and_its_interest():
    inputs = replace(EXAMPLE, premium=6.0)
    # profit = Q s (1 - r t / 365) (premium - premium needed)
    assert incremental_profit(inputs) == pytest.approx(1200 * 0.8 * (1 - 0.18 * 120 / 365) * margin(inputs))


def test_no_kg_sold_has_no_margin():
    assert margin(replace(EXAMPLE, sold_share=0.0)) is None


def test_only_a_figure_of_the_logs_is_measured():
    bars = tornado(given(premium=(3.0, 5.0)))
    assert [bar.name for bar in bars if bar.measured] == ["premium"]


def test_every_figure_of_the_plan_is_turned():
    assert {bar.name for bar in tornado(given())} == set(TURNED)


def test_a_measured_figure_goes_to_its_80_percent_ends():
    bar = bar_of(tornado(given(sold_share=(0.6, 0.9))), "sold_share")
    assert (bar.low, bar.high, bar.standing) == (0.6, 0.9, MEASURED)
    assert bar.at_low < bar.at_high


def test_an_assumed_figure_goes_20_percent_down_and_up():
    bar = bar_of(tornado(given()), "fixed_cost")
    assert (bar.low, bar.high, bar.standing) == (pytest.approx(2368), pytest.approx(3552), ASSUMED)
    # 592 USD over 1 200 x 0.8 x (1 - 0.059178) kg, either way of 4.30 - 4.30
    assert bar.at_low == pytest.approx(margin(EXAMPLE) + 592 / (960 * (1 - 0.18 * 120 / 365)))


def test_a_figure_measured_too_seldom_for_a_range_is_not_called_measured():
    inputs = given() | {"premium": Input(4.30, None, None, n=2, measured=True, source="")}
    assert bar_of(tornado(inputs), "premium").standing == NO_RANGE


def test_shares_stay_between_nothing_and_what_is_left():
    bars = tornado(given(sold_share=(-0.1, 1.3), otherwise_share=(-0.05, 0.5)))
    assert (bar_of(bars, "sold_share").low, bar_of(bars, "sold_share").high) == (0.0, 1.0)
    assert bar_of(bars, "otherwise_share").high == pytest.approx(0.2)  # 80 % are sold
    # at nothing sold there is no margin per kg sold
    assert bar_of(bars, "sold_share").at_low is None


def test_the_figure_that_moves_most_comes_first():
    bars = tornado(given(sold_share=(0.4, 0.9)))
    reach = [abs(bar.at_high - bar.at_low) for bar in bars]
    assert reach == sorted(reach, reverse=True) and bars[0].name == "sold_share"


def test_members_do_not_pay_what_they_receive():
    inputs = replace(EXAMPLE, farmer_extra=0.5)
    assert margin(inputs, members=True) > margin(inputs)
    assert margin(inputs, members=True) == pytest.approx(margin(EXAMPLE))


def test_the_figures_as_they_stand_lose_nothing():
    assert plain_inputs(given()) == EXAMPLE
