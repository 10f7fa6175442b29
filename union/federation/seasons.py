"""Which seasons of different cooperatives are one: those that began close to each other, whatever they are called."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class SeasonBegun:
    """A crop year of one member and the day it began there."""

    began_on: date
    member: str
    crop_year: str


@dataclass(frozen=True, order=True)
class UnionSeason:
    """Seasons that are looked at together: when the first and the last of them began, and what most call theirs."""

    first_began_on: date
    last_began_on: date
    crop_year: str


def union_seasons(begun: Collection[SeasonBegun], apart_days: int) -> dict[tuple[str, str], UnionSeason]:
    """The union's season of every (member, crop year), so that none lasts longer than `apart_days` from the first
    beginning to the last.

    The stretch of days in which most seasons began is taken first, of equal ones the latest, then the next among the
    rest.
    """
    left, found = sorted(begun), dict[tuple[str, str], UnionSeason]()
    while left:
        days = [one.began_on for one in left]
        ends = [bisect_right(days, day + timedelta(days=apart_days)) for day in days]
        first = max(range(len(left)), key=lambda place: (ends[place] - place, days[place], -place))
        together, left = left[first : ends[first]], left[:first] + left[ends[first] :]
        names = Counter(one.crop_year for one in together)
        name = min(names, key=lambda year: (-names[year], year))
        season = UnionSeason(together[0].began_on, together[-1].began_on, name)
        found |= {(one.member, one.crop_year): season for one in together}
    return found
