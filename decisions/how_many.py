"""How many cases it would take to tell a number from an agreed threshold, if they vary as those of today do."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scipy.special import ndtri, stdtrit

from metrics.engine.contract import Estimate
from metrics.engine.intervals import wilson

MOST = 200  # beyond it no cooperative waits; "more than 200" is the answer
OUTER, INNER = 0.975, 0.90  # the upper ends of the 95 % and of the 80 % range
Z80 = float(ndtri(INNER))

LEVEL = 0.01  # of its width a range on the log scale may be longer on one side

Arm = Callable[[int, float], float]  # (cases, threshold) -> how far the 80 % range would reach towards the threshold


@dataclass(frozen=True)
class Needed:
    """The fewest cases whose 80 % range would leave the threshold out; `cases` is None where more than `MOST` would be
    needed."""

    cases: int | None
    case_is: str


def cases_needed(found: Estimate, thresholds: Sequence[float], of: Sequence[Estimate] = ()) -> Needed | None:
    """How many cases would bring the 80 % half-width below the distance to every threshold, at today's spread.

    None where there is no threshold, no range, or the value sits on a threshold: then no number of cases tells them
    apart. `of` are the two shares of a difference of shares. A range on the log scale is measured on the log scale, a
    share by Wilson at as many effective cases per case as today. A difference is taken to grow in both streams alike.
    """
    if not thresholds or found.value is None or found.range80 is None or found.n < 1:
        return None
    apart = [_distance(found, each) for each in thresholds]
    if min(apart) == 0:
        return None
    reach = _reach(found, of)
    if reach is None:
        return None
    for cases in range(1 if _is_share(found) else 2, MOST + 1):
        if all(reach(cases, each) < far for each, far in zip(thresholds, apart, strict=True)):
            return Needed(cases, found.case_is)
    return Needed(None, found.case_is)


def _reach(found: Estimate, of: Sequence[Estimate]) -> Arm | None:
    """How the range shrinks with more cases, by the method it was made with."""
    if _is_share(found):
        return _wilson(found)
    if found.method.startswith("Newcombe"):
        return _newcombe(found, *of) if len(of) == 2 else None
    if "Student" in found.method:
        return _student(found)
    return _by_root(found)


def _is_share(found: Estimate) -> bool:
    return found.unit == "share" and "Wilson" in found.method and not found.method.startswith("Newcombe")


def _on_log(found: Estimate) -> bool:
    """Whether the range lies about its value as on the log scale. What is left of one sum after another is ranged there
    as a ratio and carried back, so that it may be below zero; it is measured as it stands."""
    low, high = _ends(found)
    if "log scale" not in found.method or min(low, found.known, *(found.range95 or ())) <= 0:
        return False
    below, above = math.log(found.known / low), math.log(high / found.known)
    return abs(below - above) <= LEVEL * (below + above)


def _distance(found: Estimate, threshold: float) -> float:
    if not _on_log(found):
        return abs(found.known - threshold)
    return abs(math.log(found.known / threshold)) if threshold > 0 else math.inf


def _student(found: Estimate) -> Arm:
    """Student's range: half-width t x s / sqrt(n). Both ranges together tell today's degrees of freedom, which grow
    with the cases."""
    half80 = _half(found, _ends(found))
    half95 = _half(found, found.range95) if found.range95 else None
    freedom = _freedom(half95 / half80) if half95 and half80 > 0 else found.n - 1.0
    freedom = max(freedom, 1e-6)
    deviation = half80 / float(stdtrit(freedom, INNER)) * math.sqrt(found.n)

    def arm(cases: int, threshold: float) -> float:
        then = freedom * (cases - 1) / (found.n - 1) if found.n > 1 else cases - 1.0
        return float(stdtrit(then, INNER)) * deviation / math.sqrt(cases)

    return arm


def _ends(found: Estimate) -> tuple[float, float]:
    """The 80 % range; `cases_needed` asks only where there is one."""
    assert found.range80 is not None, "without a range nothing can shrink"
    return found.range80


def _half(found: Estimate, ends: tuple[float, float]) -> float:
    """Half the width of a range, on the scale on which it was made."""
    low, high = map(math.log, ends) if _on_log(found) else ends
    return (high - low) / 2


def _freedom(ratio: float) -> float:
    """The degrees of freedom at which the 95 % range of Student is this many times as wide as the 80 % one."""
    low, high = 0.5, 1e6
    while high / low > 1 + 1e-9:
        middle = math.sqrt(low * high)
        wider = float(stdtrit(middle, OUTER) / stdtrit(middle, INNER)) > ratio
        low, high = (middle, high) if wider else (low, middle)
    return low


def _wilson(found: Estimate) -> Arm:
    """Wilson's range at the share of today, each further case counting as much as those of today."""
    share, weight = found.known, _effective(found) / found.n

    def arm(cases: int, threshold: float) -> float:
        low, high = wilson(share, cases * weight, 0.80)
        return share - low if threshold < share else high - share

    return arm


def _newcombe(found: Estimate, micro: Estimate, bulk: Estimate) -> Arm | None:
    """Newcombe's range of two shares, both growing in the proportion of today."""
    if any(e.value is None or e.range80 is None or e.n < 1 for e in (micro, bulk)):
        return None
    today = [(e.known, _effective(e)) for e in (micro, bulk)]

    def arm(cases: int, threshold: float) -> float:
        (m, (m_low, m_high)), (b, (b_low, b_high)) = ((p, wilson(p, n * cases / found.n, 0.80)) for p, n in today)
        return math.hypot(m - m_low, b_high - b) if threshold < found.known else math.hypot(m_high - m, b - b_low)

    return arm


def _by_root(found: Estimate) -> Arm:
    """Any other range (a median, a day): its half on the threshold's side, shrinking as 1 / sqrt(n)."""

    def arm(cases: int, threshold: float) -> float:
        low, high = _ends(found)
        half = found.known - low if threshold < found.known else high - found.known
        return half * math.sqrt(found.n / cases)

    return arm


def _effective(found: Estimate) -> float:
    """How many independent cases Wilson's 80 % range of this share was drawn with, from its own end."""
    share, (low, high) = found.known, _ends(found)
    end = low if share > 0.5 else high
    return Z80 * Z80 * end * (1 - end) / (share - end) ** 2 if share != end and 0 < end < 1 else float(found.n)
