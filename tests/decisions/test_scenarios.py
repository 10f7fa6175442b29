"""A scenario by hand, in the figures and in a link that anybody may have written."""

from __future__ import annotations

import pytest

from decisions.scenarios import LONGEST_NAME, MOST, Scenario, kept_with, read, written
from metrics.engine.economics import Inputs, NextSeason

# 500 kg made, 80 % sold at 9 where bulk brings 5; nothing else costs anything
NOW = Inputs(500.0, sold_share=0.8, bulk_price=5.0, premium=4.0)
AHEAD = NextSeason(900.0, None, 0.25)


def test_the_figures_of_a_scenario():
    found = Scenario("dearer", price=10.0, sold_share=0.9).inputs(NOW, AHEAD)
    assert (found.produced_kg, found.premium, found.sold_share) == (500.0, 5.0, 0.9)
    # twice the kg: the premium of 4 holds on the 400 kg sold today, 3 on the 400 beyond
    assert Scenario("more", made_kg=1000.0).inputs(NOW, AHEAD).premium == pytest.approx(3.5)
    assert Scenario().inputs(NOW, AHEAD) == NOW and not Scenario("as it is").tried


def test_no_more_is_sold_than_is_left_of_what_was_sold_otherwise():
    some = Inputs(500.0, sold_share=0.6, otherwise_share=0.3, bulk_price=5.0, premium=4.0)
    assert Scenario(sold_share=0.9).today(some).sold_share == pytest.approx(0.7)


def test_a_link_gives_back_what_was_kept():
    kept = (Scenario("Better price", None, 12.5, None, "USD"), Scenario("Twice as much", 3000.0, None, 0.95, "USD"))
    assert written(kept) == "Better price~~12.5~~USD;Twice as much~3000~~0.95~USD"
    assert read(written(kept)) == kept and read("") == ()


@pytest.mark.parametrize(
    "text", ["x", "~~1~~USD", "a~1~2", "a~kg~~~", "a~nan~~~", "a~inf~~~", "a~-5~~~", "a~~~1.2~", "a~~~~USD~more"]
)
def test_what_is_no_scenario_is_left_out(text):
    assert read(f"{text};good~100~~~USD") == (Scenario("good", 100.0, None, None, "USD"),)


def test_a_name_stands_once_and_no_more_than_fit_side_by_side():
    many = tuple(Scenario(f"s{place}", 100.0 + place) for place in range(MOST))
    again = kept_with(many, Scenario("s1", 7.0))
    assert [one.name for one in again] == ["s0", "s2", "s3", "s1"] and again[-1].made_kg == 7.0
    assert [one.name for one in kept_with(many, Scenario("new", 1.0))] == ["s1", "s2", "s3", "new"]
    assert read("a~1~~~;a~2~~~") == (Scenario("a", 2.0),)
    assert read(f"{'n' * 99}~1~~~")[0].name == "n" * LONGEST_NAME
