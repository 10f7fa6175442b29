"""A number beside its fence: whether it is far enough beyond it to speak, and where it would have to lie."""

from __future__ import annotations

import math
from dataclasses import dataclass

from decisions.verdict import bounds
from decisions.verdict.plan import GUARDRAIL, Fence
from metrics.engine.cases import FEWEST_BUYERS
from metrics.engine.contract import Estimate

BEYOND_SCALE, BEYOND_STOP, BETWEEN = "beyond scale", "beyond stop", "between"
FEW, ABSENT, UNRANGED = "few", "absent", "unranged"


@dataclass(frozen=True)
class GateLook:
    """How sure a tested number must be at this gate: one-sided p for a goal or for a guardrail that holds, and for one
    that is broken."""

    goal: float
    broken: float


@dataclass(frozen=True)
class PlacedFence:
    """A fence with its number: `place` is where it lies by what the fence is judged by; the posts are where the value
    would have to lie, with today's spread, for the verdict to speak (the fence itself where it is counted). `sure` is
    the one-sided p a tested goal is judged at."""

    fence: Fence
    found: Estimate
    place: str
    scale_post: float | None
    stop_post: float | None
    sure: float | None = None

    @property
    def met(self) -> bool:
        """Whether a goal is met, or a guardrail holds."""
        return self.place == BEYOND_SCALE

    @property
    def too_few_buyers(self) -> bool:
        """Whether fewer than three buyers stand behind it, so that nothing is said on money."""
        return self.fence.of_money and self.place in (UNRANGED, FEW) and self.found.n < FEWEST_BUYERS


def judge(fence: Fence, found: Estimate | None, look: GateLook) -> PlacedFence:
    """Where the number lies to its fence at this look."""
    if found is None or found.value is None:
        blank = found or Estimate(fence.metric.unit, why_not="The indicator gives no such number.")
        return PlacedFence(fence, blank, ABSENT, None, None)
    if found.n < fence.min_n:
        return PlacedFence(fence, found, FEW, None, None)
    if not fence.tested:
        place = place_of(fence, found.known, found.known)
        return PlacedFence(fence, found, place, fence.scale_at, fence.stop_at)
    if found.range_of is None:
        return PlacedFence(fence, found, UNRANGED, None, None, look.goal)
    sure = found.range_of.ends(1 - 2 * look.goal)
    against = found.range_of.ends(1 - 2 * (look.broken if fence.role == GUARDRAIL else look.goal))
    worst, best = (sure[0], against[1]) if fence.rising else (sure[1], against[0])
    return PlacedFence(
        fence,
        found,
        place_of(fence, worst, best),
        _post(fence, fence.scale_at + found.known - worst),
        _post(fence, fence.stop_at + found.known - best),
        look.goal,
    )


def _post(fence: Fence, value: float) -> float | None:
    """A post the number could ever reach; None where so few cases put it beyond all that is possible."""
    low, high = fence.metric.possible or (-math.inf, math.inf)
    return value if math.isfinite(value) and low <= value <= high else None


def place_of(fence: Fence, worst: float, best: float) -> str:
    """Beyond scale where even the worst end is, beyond stop where even the best end is; exactly on a fence is beyond
    it, for both."""
    sign = 1 if fence.rising else -1
    if sign * worst >= sign * fence.scale_at:
        return BEYOND_SCALE
    return BEYOND_STOP if sign * best <= sign * fence.stop_at else BETWEEN


@dataclass(frozen=True)
class EarlierLook:
    """What an earlier look knew of one fence: the information there was, and the error spent on it."""

    information: float
    spent: float


def information(buyers: int, expected: int | None, sold_share: float | None, unknown: float) -> float:
    """The share of what will be known that is known: the smaller of the buyers there are over those expected and the
    kg sold over those planned; `unknown` where neither is planned."""
    parts = [buyers / expected] if expected else []
    parts += [] if sold_share is None else [sold_share]
    return min(parts) if parts else unknown


def look_at(gate: int, last_gate: int, now: float, before: EarlierLook | None, guardrails: int) -> GateLook:
    """How sure it must be: at the last gate what an earlier look left over, before it what may be spent by then.
    `guardrails` share one error over themselves and both gates."""
    broken = bounds.ERROR / (2 * max(guardrails, 1))
    if gate < last_gate:
        return GateLook(bounds.early(now), broken)
    if before is None or not before.spent > 0 or not now > 0:
        return GateLook(bounds.ERROR, broken)
    correlation = min(before.information / now, 1.0) ** 0.5
    return GateLook(bounds.last(before.spent, correlation), broken)
