"""What lies between micro and bulk: differences and ratios of two estimates, ranged together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from metrics.engine.cases import FEW_BUYERS, Stack
from metrics.engine.contract import Estimate, Metric
from metrics.engine.ranges import RangeApart, StudentRange


def difference(metric: Metric, stack: Stack, groups: dict, few: set, why_not: str | None) -> Estimate:
    (first, micro), (other, bulk) = groups.items()
    n, case_is = fewest_cases(micro, bulk)
    blank = replace(
        micro.without_number(why_not or micro.why_not or bulk.why_not),
        n=n,
        case_is=case_is,
        rows=micro.rows + bulk.rows,
        assumed=tuple(dict.fromkeys(micro.assumed + bulk.assumed)),
        to_date=micro.to_date or bulk.to_date,
        notes=(),
        is_bound=micro.is_bound or bulk.is_bound,
        left_out=max(micro.left_out, bulk.left_out),
    )
    if blank.why_not:
        return blank
    if metric.interval == "share":
        return shares_difference(blank, micro, bulk)
    if metric.interval in ("median", "none"):
        return replace(
            blank,
            value=micro.known - bulk.known,
            no_range=f"a difference of two {'medians' if metric.interval == 'median' else 'numbers without a range'} "
            f"has none",
        )
    one, two = (stack.sums[group].num / stack.sums[group].den for group in (first, other))
    found = plain_difference(replace(blank, case_is=_either(micro, bulk)), one - two, stack, bool(few), (one, two))
    return replace(found, case_is=case_is)


def fewest_cases(micro: Estimate, bulk: Estimate) -> tuple[int, str]:
    """What a comparison rests on: the cases of the group that has fewer of them, and what they are."""
    fewer = min(micro, bulk, key=lambda e: e.n)
    return fewer.n, fewer.case_is


def _either(micro: Estimate, bulk: Estimate) -> str:
    return " or ".join(dict.fromkeys((micro.case_is, bulk.case_is)))


def plain_difference(
    blank: Estimate, values: np.ndarray, stack: Stack, few: bool, both: tuple[np.ndarray, np.ndarray] | None = None
) -> Estimate:
    """A difference, ranged from the ranges of `both` values where they have them, else by leaving one case out of both
    streams at once."""
    found, spread = replace(blank, value=float(values[0])), stack.spread(values, "plain")
    if few or spread is None:
        return replace(
            found,
            no_range=FEW_BUYERS if few else f"one {found.case_is} alone in a stream: nothing shows how much it varies",
        )
    if both and (lopsided := _from_both(*both, stack)):
        return found.ranged(
            lopsided,
            f"from the ranges of the two, each leaving out one {found.case_is} at a time on the log scale (Zou "
            f"and Donner)",
        )
    return found.ranged(
        StudentRange(found.known, spread), f"leaving out one {found.case_is} at a time from both streams, Student's t"
    )


def _from_both(micro: np.ndarray, bulk: np.ndarray, stack: Stack) -> RangeApart | None:
    """The range of a difference of two values above zero, which keep what is lopsided in each; None where one has no
    range."""
    of_micro, of_bulk = (stack.spread(value, "log") if np.all(value > 0) else None for value in (micro, bulk))
    if of_micro is None or of_bulk is None:
        return None
    m, b = (
        StudentRange(float(np.log(value[0])), spread, on_log=True)
        for spread, value in ((of_micro, micro), (of_bulk, bulk))
    )
    return RangeApart(float(micro[0]), m, float(bulk[0]), b, stack.together(micro, bulk))


def shares_difference(blank: Estimate, micro: Estimate, bulk: Estimate) -> Estimate:
    """A difference of two shares, Newcombe's range."""
    found = replace(blank, value=micro.known - bulk.known)
    if not (micro.range_of and bulk.range_of):
        return replace(found, no_range=micro.no_range or bulk.no_range)
    apart = RangeApart(micro.known, micro.range_of, bulk.known, bulk.range_of)
    return found.ranged(apart, "Newcombe, from the two Wilson ranges")


def relative(metric: Metric, stack: Stack, groups: dict, few: set, why_not: str | None) -> Estimate:
    (first, micro), (other, bulk) = groups.items()
    n, case_is = fewest_cases(micro, bulk)
    blank = Estimate(
        "share",
        n=n,
        case_is=case_is,
        rows=micro.rows + bulk.rows,
        left_out=max(micro.left_out, bulk.left_out),
        assumed=tuple(dict.fromkeys(micro.assumed + bulk.assumed)),
        to_date=micro.to_date or bulk.to_date,
        why_not=why_not or micro.why_not or bulk.why_not,
    )
    if blank.why_not:
        return blank
    m, b = stack.sums[first], stack.sums[other]
    return replace(
        plain_relative(replace(blank, case_is=_either(micro, bulk)), m.num / m.den, b.num / b.den, stack, bool(few)),
        case_is=blank.case_is,
    )


def plain_relative(blank: Estimate, micro: np.ndarray, bulk: np.ndarray, stack: Stack, few: bool) -> Estimate:
    """The ratio of two values less one, ranged on the log scale."""
    if not (micro[0] > 0 and bulk[0] > 0):
        return replace(blank, why_not="A ratio needs both prices above zero.")
    ratio = micro / bulk
    found, spread = replace(blank, value=float(ratio[0] - 1)), stack.spread(ratio, "log")
    if few or spread is None:
        return replace(
            found,
            no_range=FEW_BUYERS if few else f"one {found.case_is} alone in a stream: nothing shows how much it varies",
        )
    return found.ranged(
        StudentRange(float(np.log(ratio[0])), spread, on_log=True, less=1.0),
        f"leaving out one {found.case_is} at a time from both streams, on the log scale, Student's t",
    )
