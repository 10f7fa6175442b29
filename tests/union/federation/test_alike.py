"""What may be pooled: numbers that measure the same in the same unit, by the same definitions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.union.federation.handed import USUAL
from union.federation.alike import largest_alike

OTHER = {
    "definitions_version": "2",
    "scale": "plain",
    "currency": "HNL",
    "unit": "EUR/kg",
    "basis": "sold by auction",
    "counterfactual_step": "month",
    "to_date": True,
}


@pytest.mark.parametrize("name", OTHER)
def test_the_largest_group_that_is_alike_is_taken_and_the_other_named_with_what_differs(name):
    two = [replace(USUAL, member=member) for member in "AB"]
    other = replace(USUAL, member="C", **{name: OTHER[name]})
    assert largest_alike([*two, other]) == (two, [(other, name)])
    assert largest_alike([other, *two]) == (two, [(other, name)])


def test_of_groups_of_one_size_the_choice_does_not_hang_on_the_order_of_members():
    """One of HNL and one of USD: HNL comes first in the alphabet."""
    usd, hnl = USUAL, replace(USUAL, member="B", currency="HNL")
    assert largest_alike([usd, hnl]) == largest_alike([hnl, usd]) == ([hnl], [(usd, "currency")])


def test_the_first_thing_that_differs_is_the_one_that_is_said():
    """Another version may be why its unit is another too."""
    two = [replace(USUAL, member=member) for member in "AB"]
    other = replace(USUAL, member="C", unit="EUR/kg", definitions_version="2")
    assert largest_alike([*two, other])[1] == [(other, "definitions_version")]


def test_of_nothing_nothing_is_alike():
    assert largest_alike([]) == ([], [])
