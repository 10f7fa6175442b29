"""What of a union's number one member may see, and which members may be said to lie above which."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations

from union.pooling.pooled import MemberNumber, Pooled
from union.pooling.pooling_limits import pooling_limits


@dataclass(frozen=True)
class SeenBy:
    """What one member may see of a union's number, all of it None or empty where that is not published: its own number
    (with neighbours it tells of them), the others' without their names, lowest first, so that their order tells nobody
    who they are, and the union's, its members left out."""

    own: MemberNumber | None = None
    others: tuple[MemberNumber, ...] = ()
    union: Pooled | None = None


def seen_by(union: Pooled, member: str) -> SeenBy:
    """What that member may see; the others only where they are as many as publishing asks for."""
    if not union.is_published:
        return SeenBy()
    own = next((one for one in union.members if one.member == member), None)
    others = sorted((one for one in union.members if one is not own), key=lambda one: (one.alone, one.alone80))
    enough = len(others) >= pooling_limits()["members"]["to_publish"]
    nameless = tuple(replace(one, member="") for one in others) if enough else ()
    return SeenBy(own, nameless, replace(union, members=()))


def ordered_pairs(union: Pooled) -> tuple[tuple[str, str], ...]:
    """Which members may be said to lie above which, as pairs of higher and lower: those whose 80 % ranges with
    neighbours do not touch. Of all others no order is said."""
    return tuple((one.member, other.member) for one, other in permutations(union.members, 2) if lies_above(one, other))


def lies_above(one: MemberNumber, other: MemberNumber) -> bool:
    """Whether the range of one begins above the end of the other's."""
    return one.with_neighbours80[0] > other.with_neighbours80[1]
