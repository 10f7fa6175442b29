"""What a member may see of the others, and which order of members is said."""

from dataclasses import replace

from union.pooling.pooled import MemberEstimate, MemberNumber, Pooled, pooled
from union.pooling.seen_by import SeenBy, ordered_pairs, seen_by

SIX = [MemberEstimate(name, at, 0.3, 6.0) for name, at in zip("fbdace", (2.0, 2.6, 1.4, 2.2, 3.1, 2.5), strict=True)]


def number(name: str, low: float, high: float) -> MemberNumber:
    middle = (low + high) / 2
    return MemberNumber(name, middle, (low - 1, high + 1), middle, (low, high), 0.2)


def of(*members: MemberNumber) -> Pooled:
    return Pooled("plain", 1.0, (0.5, 1.5), (0.0, 2.0), 0.3, 1.0, members, None)


def test_the_others_have_no_names_and_stand_by_their_numbers():
    seen = seen_by(pooled(SIX, "plain"), "d")
    assert seen.own.member == "d"
    assert [(one.member, round(one.alone, 1)) for one in seen.others] == [
        ("", 2.0),
        ("", 2.2),
        ("", 2.5),
        ("", 2.6),
        ("", 3.1),
    ]
    assert seen.union.members == ()


def test_the_others_are_not_shown_where_they_are_four():
    seen = seen_by(pooled(SIX[:5], "plain"), "d")
    assert (seen.own.member, seen.others) == ("d", ())
    assert seen.union.mean == pooled(SIX[:5], "plain").mean


def test_who_is_not_among_them_sees_the_union_alone():
    seen = seen_by(pooled(SIX, "plain"), "nobody")
    assert seen.own is None and len(seen.others) == 6


def test_of_what_is_not_published_a_member_sees_nothing():
    assert seen_by(pooled(SIX[:4], "plain"), "d") == SeenBy()


def test_an_order_is_said_only_of_ranges_that_do_not_touch():
    """a from 1 to 2, b from 1.9 to 3, c from 2.1 to 4: c above a alone; b touches both."""
    union = of(number("a", 1, 2), number("b", 1.9, 3), number("c", 2.1, 4))
    assert ordered_pairs(union) == (("c", "a"),)


def test_ranges_that_meet_in_one_point_give_no_order():
    assert ordered_pairs(of(number("a", 1, 2), number("b", 2, 3))) == ()


def test_no_pair_is_said_both_ways():
    pairs = ordered_pairs(pooled([*SIX, replace(SIX[0], member="g", value=9.0, standard_error=0.01)], "plain"))
    assert ("g", "d") in pairs
    assert not {(low, high) for high, low in pairs} & set(pairs)
