"""What the members' summaries say together: every indicator by season and stream, pooled, or why it is not.

Values alone, fit for a terminal, a file and a page. Whose number is whose is known of this office's own member; of the
others numbers are shown only without their names, and only where there are enough of them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from metrics.engine.intervals import Range
from metrics.engine.metric_catalogue import metrics
from union.federation.alike import largest_alike
from union.federation.engine_limits import federation_limits
from union.federation.member_standing import MemberStanding
from union.federation.members import BadFederation, Federation
from union.federation.seasons import SeasonBegun, UnionSeason, union_seasons
from union.federation.told_numbers import as_told
from union.pooling.pooled import MemberEstimate, MemberNumber, NotPooled, Pooled, pooled
from union.pooling.pooling_limits import pooling_limits
from union.pooling.seen_by import SeenBy, seen_by
from union.summary.our_words import OWN_WORDS
from union.summary.row import DIFFERENCE, STREAMS, SummaryRow
from words.speech import say


@dataclass(frozen=True)
class LeftOut:
    """A member whose number does not stand in the union's, and why, a sentence."""

    member: str
    why: str


@dataclass(frozen=True)
class UnionNumber:
    """One indicator of one season and stream over the members; `pooled` is None where `why_not` says why.

    `like` is one of the numbers that were, or would be, pooled: its unit, scale, currency, basis and so on are those of
    all; None where no member has one.
    """

    indicator: str
    stream: str
    season: UnionSeason
    like: SummaryRow | None
    pooled: Pooled | None
    why_not: str | None
    left_out: tuple[LeftOut, ...]

    def of(self, member: str) -> MemberNumber | None:
        """That member's number, alone and with its neighbours; None where it is not pooled."""
        return next((one for one in self.pooled.members if one.member == member), None) if self.pooled else None

    def seen_by(self, member: str) -> SeenBy:
        """What of it may be handed on to that member, or with "" to anybody: nothing where it is not published."""
        return seen_by(self.pooled, member) if self.pooled else SeenBy()


@dataclass(frozen=True)
class UnionReport:
    """All of it; `own` is the name of this office's own member, "" where it has none.

    `without_season` are numbers that stand in no season, because it is not known when theirs began; `wrong` is what
    federation.toml says that can't be followed; `invented` says that all members are.
    """

    own: str
    members: tuple[MemberStanding, ...]
    numbers: tuple[UnionNumber, ...]
    without_season: tuple[LeftOut, ...]
    wrong: tuple[str, ...]
    invented: bool

    def counted(self) -> list[str]:
        """How many members there are and how many of them count, of how many files nobody knows whose they are, and
        that they are too few; each a sentence."""
        files = sum(one.unread_file for one in self.members)
        good, least = sum(not one.reason for one in self.members), pooling_limits()["members"]["to_pool"]
        told = [say("federation.text.members", good=good, count=len(self.members) - files)]
        told += [say("federation.text.files", count=files)] * bool(files)
        return told + [say("federation.text.too_few", least=least)] * (good < least)


def union_report(standings: Sequence[MemberStanding], told: Federation) -> UnionReport:
    """The report of what was gathered; seasons newest first, indicators in the order of their layers."""
    own = next((one.name for one in standings if told.own and one.name.casefold() == told.own.casefold()), "")
    unknown = [str(BadFederation("own", own=told.own))] if told.own and not own else []
    counted = [one for one in standings if one.rows]
    return UnionReport(
        own,
        tuple(standings),
        _numbers([row for one in counted for row in one.rows]),
        _without_season([row for one in counted for row in one.rows]),
        (*map(str, told.wrong), *unknown),
        bool(counted) and all(one.invented for one in counted),
    )


def _without_season(rows: Sequence[SummaryRow]) -> tuple[LeftOut, ...]:
    found = sorted({(row.member, row.crop_year) for row in rows if row.season_began_on is None})
    return tuple(LeftOut(member, say("federation.left_out.no_season", crop_year=year)) for member, year in found)


def _numbers(rows: Sequence[SummaryRow]) -> tuple[UnionNumber, ...]:
    seasons = union_seasons(
        {SeasonBegun(row.season_began_on, row.member, row.crop_year) for row in rows if row.season_began_on},
        federation_limits()["seasons"]["apart_days"],
    )
    cells: defaultdict[tuple[UnionSeason, str, str], list[SummaryRow]] = defaultdict(list)
    for row in rows:
        if season := seasons.get((row.member, row.crop_year)):
            cells[season, row.indicator, row.stream].append(row)
    places = {id: place for place, id in enumerate(metrics())}
    order = sorted(
        cells,
        key=lambda cell: (
            -cell[0].first_began_on.toordinal(),
            places.get(cell[1], len(places)),
            cell[1],
            STREAMS.index(cell[2]),
        ),
    )
    return tuple(_number(cell, cells[cell]) for cell in order)


def _number(cell: tuple[UnionSeason, str, str], rows: Sequence[SummaryRow]) -> UnionNumber:
    season, indicator, stream = cell
    rows, twice = _newest_of_each(rows)
    with_error, without = _by_error(rows)
    alike, others = largest_alike(with_error)
    left_out = [
        *(LeftOut(row.member, say("federation.left_out.twice", crop_year=row.crop_year)) for row in twice),
        *(LeftOut(row.member, _why_not_pooled(row)) for row in without),
        *(LeftOut(row.member, _why_other(row, alike[0], name)) for row, name in others),
    ]
    found = _pooled(alike) if alike else None
    like = next(iter([*alike, *(row for row in rows if row.value is not None)]), None)
    return UnionNumber(
        indicator,
        stream,
        season,
        like,
        found if isinstance(found, Pooled) else None,
        _why_none(found, rows),
        tuple(sorted(left_out, key=lambda one: one.member)),
    )


def _pooled(alike: Sequence[SummaryRow]) -> Pooled | NotPooled:
    """What pooling makes of numbers that are alike, as everybody is told it."""
    within = _ends_of(alike[0])
    found = pooled([_estimate(row) for row in alike], alike[0].scale, within)
    return as_told(found, {row.member: row for row in alike}, within) if isinstance(found, Pooled) else found


def _ends_of(row: SummaryRow) -> Range:
    """Between which the number must lie: the difference of two shares between -1 and 1."""
    return (-1.0, 1.0) if row.stream == DIFFERENCE and row.unit == "share" else (-math.inf, math.inf)


def _newest_of_each(rows: Iterable[SummaryRow]) -> tuple[list[SummaryRow], list[SummaryRow]]:
    """One number of each member, by name, and those of earlier seasons of a member that has two in one stretch."""
    newest: dict[str, SummaryRow] = {}
    twice = []
    for row in sorted(rows, key=lambda row: (row.member, str(row.season_began_on), row.crop_year)):
        if row.member in newest:
            twice.append(newest[row.member])
        newest[row.member] = row
    return list(newest.values()), twice


def _by_error(rows: Sequence[SummaryRow]) -> tuple[list[SummaryRow], list[SummaryRow]]:
    """Those with a standard error that can be pooled, and the others: one member without must not stop the rest."""
    usable: list[SummaryRow] = []
    others: list[SummaryRow] = []
    for row in rows:
        known = row.scale in pooling_limits()["between_spread_prior"] and row.pooled_by is not None
        (usable if known and _estimate(row).is_a_number else others).append(row)
    return usable, others


def _estimate(row: SummaryRow) -> MemberEstimate:
    assert row.pooled_by is not None
    return MemberEstimate(row.member, *row.pooled_by)


def _why_not_pooled(row: SummaryRow) -> str:
    if row.value is None and row.why_not:
        return row.why_not
    return say(f"federation.left_out.{'own_words' if row.basis == OWN_WORDS else 'no_error'}")


def _why_other(row: SummaryRow, chosen: SummaryRow, name: str) -> str:
    if name == "to_date":
        return say(f"federation.left_out.to_date.{'running' if row.to_date else 'over'}")
    theirs, ours = (getattr(one, name) or say("federation.left_out.nothing") for one in (row, chosen))
    return say(f"federation.left_out.{name}", theirs=theirs, ours=ours)


def _why_none(found: Pooled | NotPooled | None, rows: Sequence[SummaryRow]) -> str | None:
    if isinstance(found, Pooled):
        return None
    if isinstance(found, NotPooled):
        return say(f"federation.not_pooled.{found.reason}")
    bases = {row.basis for row in rows if row.value is not None}
    if not bases:
        return say("federation.not_pooled.nobody")
    return say(f"federation.not_pooled.{'own_words' if bases == {OWN_WORDS} else 'no_error'}")
