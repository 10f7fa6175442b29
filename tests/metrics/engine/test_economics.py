"""The worked break-even figures, and that profit is nothing there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.engine.economics import (
    Inputs,
    NextSeason,
    at_volume,
    break_even_premium,
    break_even_volume_kg,
    earned,
    incremental_profit,
    needed,
    premium_at,
)

AS_TODAY = NextSeason(None, None, 0.0)  # the premium does not fall
PILOT = Inputs(
    produced_kg=1200,
    sold_share=0.8,
    bulk_price=5.0,
    fixed_cost=2960,
    variable_cost=0.53,
    finance_rate=0.18,
    days_to_cash=120,
)


@pytest.mark.parametrize(("kg", "premium"), [(300, 14.13), (600, 7.57), (1200, 4.30), (2400, 2.66), (4800, 1.84)])
def test_premium_by_volume(kg, premium):
    assert round(break_even_premium(replace(PILOT, produced_kg=kg)), 2) == premium


def test_premium_when_all_is_sold():
    assert round(break_even_premium(replace(PILOT, sold_share=1.0)), 2) == 3.50


def test_premium_with_dilution_of_bulk():
    assert round(break_even_premium(replace(PILOT, dilution=0.04, bulk_kg=18_000)), 2) == 5.09  # 720 USD


def test_premium_with_extra_pay_and_the_two_views():
    paying = replace(PILOT, farmer_extra=0.50)
    assert round(break_even_premium(paying), 2) == 4.96
    assert round(break_even_premium(paying, members=True), 2) == 4.30


def test_the_volume_at_which_a_diluted_pilot_breaks_even():
    """At the premium that 1200 kg need, 1200 kg are needed, the 720 USD that bulk lost among them."""
    diluted = replace(PILOT, dilution=0.04, bulk_kg=18_000)
    needed = replace(diluted, premium=break_even_premium(diluted))
    assert break_even_volume_kg(needed, AS_TODAY) == pytest.approx(1200)


def test_no_volume_breaks_even_where_every_kilo_loses():
    assert break_even_volume_kg(replace(PILOT, premium=0.5), AS_TODAY) is None


def test_a_larger_pilot_breaks_even_later_or_never_as_its_premium_falls():
    """1,000 kg made, 800 sold at a premium of 4, 5,000 spent before the first kilo and nothing for each: 1,800 are
    lacking. Each kg made beyond brings 0.8 x 3 = 2.4: 750 more. What buyers wrote to take, 1,300 kg, are 1,625 kg made,
    625 x 2.4 = 1,500 beyond today's; the rest brings nothing more."""
    pilot = Inputs(1000, 0.8, bulk_price=5, premium=4, fixed_cost=5000)
    assert break_even_volume_kg(pilot, AS_TODAY) == pytest.approx(5000 / 3.2)
    assert break_even_volume_kg(pilot, NextSeason(None, None, 0.25)) == pytest.approx(1750)
    assert break_even_volume_kg(pilot, NextSeason(None, 1300.0, 0.25)) is None
    assert break_even_volume_kg(pilot, NextSeason(None, 1450.0, 0.25)) == pytest.approx(1750)
    # at less than today the premium is today's: 2,000 / 3.2
    assert break_even_volume_kg(replace(pilot, fixed_cost=2000), NextSeason(None, 0.0, 0.25)) == pytest.approx(625)


def test_without_fixed_costs_it_breaks_even_from_the_first_kilo_or_never():
    pilot = Inputs(1000, 0.8, bulk_price=5, premium=4, variable_cost=1)
    assert break_even_volume_kg(pilot, AS_TODAY) == 0
    assert break_even_volume_kg(replace(pilot, variable_cost=4), AS_TODAY) is None


def test_infinite_where_nothing_is_sold():
    assert break_even_premium(replace(PILOT, sold_share=0.0)) == float("inf")


shares = st.floats(0.05, 0.9)
money = st.floats(0, 5)


@given(
    st.floats(50, 50_000),
    shares,
    st.floats(0, 0.1),
    money,
    money,
    st.floats(0, 20_000),
    money,
    st.floats(0, 0.4),
    st.floats(0, 200),
)
def test_profit_is_nothing_at_break_even(kg, sold, low, bulk, discount, fixed, variable, rate, days):
    inputs = Inputs(kg, sold, low, bulk, 0.0, fixed, variable, discount, bulk / 2, rate, days, 0.02, 10_000, 0.1)
    at = replace(inputs, premium=break_even_premium(inputs))
    assert incremental_profit(at) == pytest.approx(0, abs=1e-6 * (fixed + kg * 20))
    members = replace(inputs, premium=break_even_premium(inputs, members=True))
    assert incremental_profit(members, members=True) == pytest.approx(0, abs=1e-6 * (fixed + kg * 20))


@given(st.floats(100, 5_000), shares, st.floats(1, 10), st.floats(3, 9))
def test_volume_and_premium_agree(kg, sold, variable, extra):
    inputs = Inputs(kg, sold, premium=variable / sold + extra, fixed_cost=1000, variable_cost=variable)
    volume = break_even_volume_kg(inputs, AS_TODAY)
    assert incremental_profit(replace(inputs, produced_kg=volume)) == pytest.approx(0, abs=1e-6 * 1e5)


def test_a_larger_pilot_does_not_keep_its_premium():
    # 1,000 kg made, 800 sold at a premium of 4. At 2,000 kg 1,600 would be sold: 800 at 4, and of the 800 more 500 at
    # 3, as buyers wrote they would take 1,300; 300 at the bulk price. (3,200 + 1,500) / 1,600 = 2.9375. Without a word
    # of theirs the 800 more are at 3: 3.50. At less than today nothing changes.
    now = Inputs(produced_kg=1000, sold_share=0.8, bulk_price=5, premium=4)
    assert premium_at(now, 2000, NextSeason(2000, 1300.0, 0.25)) == pytest.approx(2.9375)
    assert premium_at(now, 2000, NextSeason(2000, None, 0.25)) == pytest.approx(3.5)
    assert premium_at(now, 2000, NextSeason(2000, 300.0, 0.25)) == pytest.approx(2.0)  # today's 800 and no kg more
    assert premium_at(now, 500, NextSeason(2000, None, 0.25)) == pytest.approx(4)
    grown = at_volume(now, 2000, NextSeason(2000, 1300.0, 0.25))
    assert earned(grown) - needed(grown) == pytest.approx(1600 * 2.9375)
