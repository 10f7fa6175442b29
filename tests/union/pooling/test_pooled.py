"""Members' numbers in, the union's and each member's own out."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.engine.intervals import wilson
from metrics.engine.ranges import WilsonRange
from union.pooling.pooled import MemberEstimate, NotPooled, Pooled, pooled

FIVE = (
    MemberEstimate("Alto", 2.0, 0.4, 2.0),
    MemberEstimate("Bajo", 2.6, 0.3, 5.0),
    MemberEstimate("Cerro", 1.4, 0.5, 3.0),
    MemberEstimate("Dos", 2.2, 0.35, 9.0),
    MemberEstimate("Este", 3.1, 0.2, 20.0),
)
members = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.05, 2), st.floats(1, 40)), min_size=3, max_size=8).map(
    lambda rows: [MemberEstimate(str(at), *row) for at, row in enumerate(rows)]
)


def share(name: str, happened: int, cases: int) -> MemberEstimate:
    told = WilsonRange(happened / cases, cases).on_scale()
    return MemberEstimate(name, told.middle, told.error, told.freedom)


SHARES = [share("Alto", 3, 3), share("Bajo", 5, 6), share("Cerro", 9, 10), share("Dos", 20, 30), share("Este", 2, 4)]


def figures(found: Pooled) -> list[float]:
    own = {one.member: (one.with_neighbours, *one.with_neighbours80, one.weight) for one in found.members}
    return [found.mean, *found.mean95, *found.prediction95, *(x for name in sorted(own) for x in own[name])]


def test_alike_members_are_their_mean():
    """Three of 2, each with the error 1/2: 2, and so is each with its neighbours."""
    found = pooled([MemberEstimate(name, 2.0, 0.5, 4.0) for name in "abc"], "plain")
    assert found.mean == pytest.approx(2)
    assert found.between_spread == 0
    for one in found.members:
        assert (one.alone, one.with_neighbours) == (pytest.approx(2), pytest.approx(2))
        # alone: 2 +- 1.533 x 0.5, 1.533 being t with 4 degrees of freedom
        assert one.alone80 == pytest.approx((2 - 0.7666, 2 + 0.7666), abs=1e-3)
        assert one.alone80[0] < one.with_neighbours80[0] < 2 < one.with_neighbours80[1] < one.alone80[1]
        assert one.weight == pytest.approx(1 / 3)


def test_members_stand_in_the_order_in_which_they_came():
    assert [one.member for one in pooled(FIVE, "plain").members] == ["Alto", "Bajo", "Cerro", "Dos", "Este"]


def test_a_number_with_neighbours_lies_between_its_own_and_the_union_s():
    found = pooled(FIVE, "plain")
    for one in found.members:
        assert min(one.alone, found.mean) < one.with_neighbours < max(one.alone, found.mean)


def test_what_is_pooled_as_a_logarithm_comes_back_in_its_unit():
    """1, 2 and 4 per kg: ln 2 apart each, the geometric mean is 2."""
    found = pooled([MemberEstimate(name, math.log(at), 0.1, 9.0) for name, at in (("a", 1), ("b", 2), ("c", 4))], "log")
    assert found.mean == pytest.approx(2)
    assert [one.alone for one in found.members] == pytest.approx([1, 2, 4])
    assert found.mean95[0] * found.mean95[1] == pytest.approx(4)


def test_a_share_alone_is_as_its_cooperative_shows_it():
    for one, (happened, cases) in zip(
        pooled(SHARES, "logit").members, ((3, 3), (5, 6), (9, 10), (20, 30), (2, 4)), strict=True
    ):
        assert one.alone == pytest.approx(happened / cases)
        assert one.alone80 == pytest.approx(wilson(happened / cases, cases, 0.8))


def test_shares_stay_inside_0_and_1():
    found = pooled([share(str(at), n, n) for at, n in enumerate((3, 3, 5, 8))], "logit")
    assert 0.8 < found.mean < 1
    assert all(0 < end < 1 for end in figures(found))


@pytest.mark.parametrize(
    "estimates, reason",
    [
        (FIVE[:2], "fewer_than_three"),
        ((), "fewer_than_three"),
        ((*FIVE, replace(FIVE[0], value=9.0)), "member_twice"),
        ((*FIVE[:4], replace(FIVE[4], standard_error=0.0)), "not_a_number"),
        ((*FIVE[:4], replace(FIVE[4], standard_error=1e-200)), "not_a_number"),
        ((*FIVE[:4], replace(FIVE[4], value=math.inf)), "not_a_number"),
        ((*FIVE[:4], replace(FIVE[4], degrees_of_freedom=math.nan)), "not_a_number"),
    ],
)
def test_what_is_not_pooled_says_why(estimates, reason):
    assert pooled(estimates, "plain") == NotPooled(reason)


def test_a_scale_nobody_knows_is_a_defect_of_ours():
    with pytest.raises(ValueError, match="nothing is pooled"):
        pooled(FIVE, "")


def test_three_are_pooled_and_five_published():
    assert pooled(FIVE[:3], "plain").why_not_published == "fewer_than_five"
    assert pooled(FIVE[:4], "plain").why_not_published == "fewer_than_five"
    assert pooled(FIVE, "plain").is_published


def test_nothing_is_published_where_one_weighs_more_than_half():
    """Five alike numbers, so that nothing lies between them: weights go by the lots, 300 of one and 4 of each other."""
    few = [MemberEstimate(str(at), 2.0, 1 / 4**0.5, 3.0) for at in range(4)]
    found = pooled([*few, MemberEstimate("large", 2.0, 1 / 300**0.5, 299.0)], "plain")
    assert found.members[-1].weight > 0.9
    assert found.why_not_published == "one_weighs_over_half"


@settings(max_examples=10, deadline=None)
@given(members, st.randoms())
def test_the_order_of_members_does_not_matter(estimates, random):
    mixed = estimates.copy()
    random.shuffle(mixed)
    assert figures(pooled(mixed, "plain")) == pytest.approx(figures(pooled(estimates, "plain")), rel=1e-6, abs=1e-6)


@settings(max_examples=10, deadline=None)
@given(members, st.floats(-5, 5), st.floats(0.1, 10))
def test_another_unit_gives_the_same_in_that_unit(estimates, shift, times):
    """As degrees Fahrenheit are of Celsius: weights stay, all else is multiplied and moved."""
    other = [
        replace(one, value=times * one.value + shift, standard_error=times * one.standard_error) for one in estimates
    ]
    before, after = pooled(estimates, "plain"), pooled(other, "plain")
    moved = [times * at + shift for at in (before.mean, *before.mean95, *before.prediction95)]
    size = 1e-6 * times * (1 + max(abs(end) for end in before.prediction95))
    assert [after.mean, *after.mean95, *after.prediction95] == pytest.approx(moved, rel=1e-6, abs=size)
    for one, same in zip(before.members, after.members, strict=True):
        assert same.weight == pytest.approx(one.weight, rel=1e-6)
        assert same.with_neighbours == pytest.approx(times * one.with_neighbours + shift, rel=1e-6, abs=size)


@settings(max_examples=10, deadline=None)
@given(members)
def test_a_logarithm_is_the_plain_scale_of_logarithms_but_for_the_prior(estimates):
    plain, log = pooled(estimates, "plain"), pooled(estimates, "log")
    ends = [plain.mean, *plain.mean95, *plain.prediction95]
    assert np.log([log.mean, *log.mean95, *log.prediction95]) == pytest.approx(ends, rel=1e-6, abs=1e-6)


@settings(max_examples=10, deadline=None)
@given(members, st.floats(-50, 50))
def test_who_knows_nothing_goes_to_the_others(estimates, value):
    """One member with a standard error of a million: its number with neighbours lies among the others'."""
    found = pooled([*estimates, MemberEstimate("blind", value, 1e6, 3.0)], "plain")
    blind = found.members[-1]
    others = [one.alone for one in found.members[:-1]]
    assert min(others) - 1e-3 <= blind.with_neighbours <= max(others) + 1e-3
    assert blind.weight < 1e-3
    assert blind.with_neighbours80[1] - blind.with_neighbours80[0] < 1000


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=3, max_size=5))
def test_the_order_of_members_does_not_matter_for_shares(counts):
    estimates = [share(str(at), yes, yes + no + 2) for at, (yes, no) in enumerate(counts)]
    forward, backward = pooled(estimates, "logit"), pooled(estimates[::-1], "logit")
    assert figures(forward) == pytest.approx(figures(backward))
    for one in forward.members:
        assert 0 < one.with_neighbours80[0] < one.with_neighbours < one.with_neighbours80[1] < 1


def test_what_did_not_happen_mirrors_what_did():
    """Shares lost instead of sold: 1 less each."""
    counts = [(3, 3), (5, 6), (9, 10), (20, 30)]
    sold = pooled([share(str(at), yes, of) for at, (yes, of) in enumerate(counts)], "logit")
    lost = pooled([share(str(at), of - yes, of) for at, (yes, of) in enumerate(counts)], "logit")
    assert lost.mean == pytest.approx(1 - sold.mean)
    assert lost.mean95 == pytest.approx((1 - sold.mean95[1], 1 - sold.mean95[0]))
