"""A number given before stands until enough is new, so that the difference of two summaries tells nobody's lot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from union.summary.people import Number, People
from union.summary.row import DIFFERENCE, SummaryRow, without_number
from union.summary.summary import Summary, number_of
from union.summary.too_few import are_nearly_the_same, has_three_more_than_few, may_be_renewed, reasons_of_few
from union.summary.whose_rows import are_of_one

Hashed = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class GivenBefore:
    """One summary that was given: whose, of which snapshot and day, its rows, and the people behind the numbers that it
    told anew, hashed; `hashed` does the same to the people of today."""

    member: str
    invented: bool
    snapshot: str
    as_of: date
    rows: Mapping[Number, SummaryRow]
    people: Mapping[Number, Hashed | None]  # None where it is not known any more who they were: it stands for good
    hashed: Callable[[People], Hashed]
    sketch: frozenset[int] | None = None  # None where it is not known any more


def as_given(fresh: Summary, before: Sequence[GivenBefore]) -> Summary:
    """The summary with every number that may not be told anew as it was told last. Of the snapshot of an earlier one
    each number is told as it was then, unless a definition became another one, so that one snapshot gives one file."""
    own = _own(fresh, before)
    rows, people = [], dict(fresh.people)
    streams = _may_be_new(fresh, own)
    for row in fresh.rows:
        number = number_of(row)
        then = _last(own, number, fresh.snapshot)
        if row.why_not:  # that a number went would tell what came
            rows.append(_as_told(then, number, fresh) if then and then.snapshot != fresh.snapshot else row)
            continue
        if then is not None and then.snapshot == fresh.snapshot:  # of the same rows only the definitions can be new
            streams[number] = then.rows[number].definitions_version != row.definitions_version
        if streams[number]:
            rows.append(row)
            continue
        people.pop(number)
        waits = "risen" if _has_risen(fresh, own, row) else _why_it_waits(row)
        rows.append(_as_told(then, number, fresh) if then else without_number(row, waits))
    return replace(fresh, rows=tuple(rows), people=people)


def is_still_new(made: Summary, before: Sequence[GivenBefore]) -> bool:
    """Whether all that a summary tells anew may still be told, after whatever was given since it was worked out."""
    return all(_may_be_new(made, _own(made, before)).values())


def _own(fresh: Summary, before: Sequence[GivenBefore]) -> list[GivenBefore]:
    """Those given of the same cooperative: of the same rows, or under the same name, which invented ones share."""
    return [one for one in before if _is_of_one(one, fresh)]


def _is_of_one(one: GivenBefore, fresh: Summary) -> bool:
    if one.sketch is not None and are_of_one(one.sketch, fresh.sketch):
        return True
    same_name = (one.member, one.invented) == (fresh.member, fresh.invented)
    return same_name and (one.sketch is None or not fresh.invented)


def _enough_is_new(then: GivenBefore, number: Number, people: People) -> bool:
    were = then.people[number]
    return were is not None and may_be_renewed(were, then.hashed(people))


def _tells_others_apart(fresh: Summary, own: Sequence[GivenBefore], number: Number) -> bool:
    """Whether some other amount of money of the same season, stream and unit was told before of nearly the same people:
    a price of four lots last week and another price of these and a fifth today tell the fifth."""
    units = {number_of(row): row.unit for row in fresh.rows if row.currency}
    if number not in units:
        return False
    for one in (one for one in own if one.snapshot != fresh.snapshot):
        for other, were in one.people.items():
            alike = other[::2] == number[::2] and other != number and units[number] == one.rows[other].unit
            if alike and (were is None or are_nearly_the_same(were, one.hashed(fresh.people[number]))):
                return True
    return False


def _has_risen(fresh: Summary, own: Sequence[GivenBefore], row: SummaryRow) -> bool:
    """Whether a number that was withheld before, because too few stood behind it, has now only so many that one of them
    may have made the difference."""
    number = number_of(row)
    if _last(own, number, fresh.snapshot) or not any(_was_too_few(one, number, fresh.snapshot) for one in own):
        return False
    return not has_three_more_than_few(fresh.people[number], row.n or 0)


def _was_too_few(one: GivenBefore, number: Number, snapshot: str) -> bool:
    row = one.rows.get(number)
    return one.snapshot != snapshot and row is not None and row.why_not in reasons_of_few()


def _why_it_waits(row: SummaryRow) -> str:
    return "waits" if row.stream == DIFFERENCE else "nearly_told"


def _as_told(then: GivenBefore, number: Number, fresh: Summary) -> SummaryRow:
    """The row as it was told, with the day it is of unless that is the snapshot of today."""
    row = then.rows[number]
    return row if then.snapshot == fresh.snapshot else replace(row, given_on=row.given_on or then.as_of)


def _last(own: Sequence[GivenBefore], number: Number, snapshot: str) -> GivenBefore | None:
    """The summary in which a number was last told anew; the one of this very snapshot where there is one."""
    told = [one for one in own if number in one.people]
    return next((one for one in reversed(told) if one.snapshot == snapshot), told[-1] if told else None)


def _may_be_new(fresh: Summary, own: Sequence[GivenBefore]) -> dict[Number, bool]:
    """Of every number of today whether it may be told. The difference of two streams only where both may: with one of
    them new and the other as it was, it would tell the other."""
    found: dict[Number, bool] = {}
    rows = {number_of(row): row for row in fresh.rows}
    for number, people in fresh.people.items():
        then = _last(own, number, fresh.snapshot)
        found[number] = then is None or then.snapshot == fresh.snapshot or _enough_is_new(then, number, people)
        found[number] &= not _tells_others_apart(fresh, own, number)
        found[number] &= not _has_risen(fresh, own, rows[number])
    for crop_year, indicator, stream in fresh.people:
        if stream == DIFFERENCE:
            sides = [found[side] for side in ((crop_year, indicator, s) for s in ("micro", "bulk")) if side in found]
            found[crop_year, indicator, stream] = all(sides)
    return found
