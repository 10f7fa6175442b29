"""The union's report as plain values for JSON, schema_version 1; docs/union.md says what each means."""

from __future__ import annotations

from union.federation.engine_limits import federation_limits
from union.federation.member_standing import MemberStanding
from union.federation.union_report import LeftOut, UnionNumber, UnionReport
from union.pooling.pooled import MemberNumber, Pooled
from union.summary.rounded import two_digits

SCHEMA_VERSION = 1
LIKE = ("unit", "better", "scale", "currency", "basis", "counterfactual_step", "to_date", "definitions_version")


def union_json(found: UnionReport) -> dict:
    """All of it. A name stands beside a number only where it is that of the office's own member."""
    return {
        "schema_version": SCHEMA_VERSION,
        "own": found.own or None,
        "invented": found.invented,
        "seasons_apart_days": federation_limits()["seasons"]["apart_days"],
        "members": [_member(one) for one in found.members],
        "without_season": [_left_out(one) for one in found.without_season],
        "wrong": list(found.wrong),
        "numbers": [number_json(one, found.own) for one in found.numbers],
    }


def _member(one: MemberStanding) -> dict:
    return {
        "name": one.name,
        "as_of": one.as_of and one.as_of.isoformat(),
        "snapshot": one.snapshot or None,
        "worked_out_here": one.from_snapshot,
        "rows": len(one.rows),
        "said": one.said or None,
        "why_not": one.reason or None,
    }


def _left_out(one: LeftOut) -> dict:
    return {"member": one.member, "why": one.why}


def number_json(one: UnionNumber, own: str) -> dict:
    """One number as it is told everywhere."""
    return (
        {
            "indicator": one.indicator,
            "stream": one.stream,
            "crop_year": one.season.crop_year,
            "first_began_on": one.season.first_began_on.isoformat(),
            "last_began_on": one.season.last_began_on.isoformat(),
        }
        | {name: getattr(one.like, name) if one.like else None for name in LIKE}
        | _pooled(one.pooled)
        | {
            "why_not": one.why_not,
            "own": _own(one.of(own) if own else None),
            "others": [_alone(other) for other in one.seen_by(own).others],
            "left_out": [_left_out(each) for each in one.left_out],
        }
    )


def _pooled(found: Pooled | None) -> dict:
    names = ("value", "low", "high", "new_member_low", "new_member_high", "between_spread", "prior_scale")
    if found is None:
        return {"members": 0} | dict.fromkeys(names) | {"published": False, "why_not_published": None}
    told = (found.mean, *found.mean95, *found.prediction95)
    spreads = (two_digits(found.between_spread), two_digits(found.prior_scale))
    return (
        {"members": len(found.members)}
        | dict(zip(names, (*told, *spreads), strict=True))
        | {"published": found.is_published, "why_not_published": found.why_not_published}
    )


def _alone(one: MemberNumber) -> dict:
    low, high = one.alone80
    return {"value": one.alone, "low80": low, "high80": high, "weight": two_digits(one.weight)}


def _own(one: MemberNumber | None) -> dict | None:
    if one is None:
        return None
    told = (one.with_neighbours, *one.with_neighbours80)
    return {"alone": _alone(one), "with_neighbours": dict(zip(("value", "low80", "high80"), told, strict=True))}
