"""The rules of a verdict, in their order: the first that fires gives the answer. Each reads facts and says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from decisions.verdict.fence_places import ABSENT, BEYOND_STOP, FEW, UNRANGED, PlacedFence
from decisions.verdict.plan import STOPS
from decisions.verdict.sentences import said

BUILD, EARLY, LAST = 90, 180, 360
GAIN = "net_gain"


@dataclass(frozen=True)
class Gap:
    """What explains most of the distance to the goal: its name under [pivot] of verdict.toml, and which share of the
    distance it explains."""

    name: str
    share: float
    money: float


@dataclass(frozen=True)
class Facts:
    """Everything the rules read. Shares are of kg green made by the pilot; None where not known.

    `gain` is net gain per kg made as it is, `planned_gain` the same at the volume planned, each with its ends at this
    look; before the last gate the upper end of the second takes what is not sold yet as sold like the rest; at day 90
    neither is known. `breaches` are the guardrails that no missing row could undo. `open_share` is what open questions
    hold back of the logbook `open_log`, the one of those the judged numbers rest on of which most waits. `missing` says
    in a sentence what an open number wants, by (indicator, applies_to).
    """

    gate: int
    currency: str
    goals: tuple[PlacedFence, ...]
    guardrails: tuple[PlacedFence, ...]
    mixed_share: float | None = None
    mixed_allowed: float = 0.0
    untraced_share: float | None = None
    untraced_allowed: float = 0.0
    age_days: int | None = None
    age_allowed: int = 0
    missing_logs: tuple[str, ...] = ()
    open_share: float = 0.0
    open_log: str = ""
    open_allowed: float = 0.0
    unread_plan_rows: int = 0
    planned_gain: tuple[float, float] | None = None
    gain: tuple[float, float] | None = None
    smallest_gain: float | None = None
    farmers_extra: float | None = None
    gap: Gap | None = None
    scale_share: float | None = None
    scale_shares: tuple[float, float] = (0.2, 0.3)
    missing: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def money(self) -> str:
        """The unit of money per kg."""
        return f"{self.currency}/kg"

    @property
    def unmet(self) -> tuple[PlacedFence, ...]:
        return tuple(one for one in (*self.goals, *self.guardrails) if not one.met)

    @property
    def breaches(self) -> tuple[PlacedFence, ...]:
        return tuple(one for one in self.guardrails if one.place == BEYOND_STOP)


@dataclass(frozen=True)
class Fired:
    """One rule: whether it fired, and because of what; `answer` is what it says where it fired."""

    rule: str
    answer: str
    fired: bool
    reasons: tuple[str, ...]
    demands: tuple[str, ...] = ()

    @property
    def because(self) -> str:
        """Its reasons one after the other."""
        return " ".join(self.reasons)


def verdict(facts: Facts) -> tuple[str, tuple[Fired, ...]]:
    """The answer, and every rule of this gate with why it fired or did not."""
    *rules, otherwise = BUILD_RULES if facts.gate < EARLY else RULES
    found = [rule(facts) for rule in rules]
    last = replace(otherwise(facts), fired=not any(one.fired for one in found))
    return next(one.answer for one in (*found, last) if one.fired), (*found, last)


def invalid(facts: Facts) -> Fired:
    """The logs can't carry a verdict."""
    reasons = []
    if facts.mixed_share is not None and facts.mixed_share > facts.mixed_allowed:
        reasons.append(
            said("invalid.mixed", share=(facts.mixed_share, "share"), allowed=(facts.mixed_allowed, "share"))
        )
    if facts.untraced_share is not None and facts.untraced_share > facts.untraced_allowed:
        reasons.append(
            said("invalid.untraced", share=(facts.untraced_share, "share"), allowed=(facts.untraced_allowed, "share"))
        )
    if facts.age_days is None:
        reasons.append(said("invalid.no-day"))
    elif facts.age_days > facts.age_allowed:
        reasons.append(said("invalid.old", days=facts.age_days, allowed=facts.age_allowed))
    if facts.missing_logs:
        reasons.append(said("invalid.missing", logbooks=", ".join(facts.missing_logs)))
    if facts.unread_plan_rows:
        reasons.append(said("invalid.unread-plan", rows=facts.unread_plan_rows))
    if facts.open_share > facts.open_allowed:
        reasons.append(
            said(
                "invalid.questions",
                share=(facts.open_share, "share"),
                logbook=facts.open_log,
                allowed=(facts.open_allowed, "share"),
            )
        )
    standing = [said("invalid.breach", guardrail=_named(one)) for one in facts.breaches] if reasons else []
    demands = tuple(said("invalid.demand", guardrail=one.fence.metric.title) for one in facts.breaches)
    return _fired("invalid", "invalid", reasons + standing, said("invalid.not"), demands if reasons else ())


def stop(facts: Facts) -> Fired:
    """A guardrail that stops is broken, a goal lies where the plan says to stop, or the gain is shown to be too small.
    Before the last gate no goal stops of which more may come; net gain has its own bound."""
    reasons = _stopping(facts) + [
        said("stop.goal", goal=_named(one), fence=(one.fence.stop_at, one.found.unit))
        for one in facts.goals
        if one.place == BEYOND_STOP and one.fence.indicator != GAIN and not (one.found.to_date and facts.gate < LAST)
    ]
    if facts.planned_gain is not None and facts.planned_gain[1] < 0:
        reasons.append(said("stop.loses", high=(facts.planned_gain[1], facts.money)))
    small = facts.smallest_gain
    if facts.gate >= LAST and small is not None and facts.gain is not None and facts.gain[1] < small:
        reasons.append(said("stop.too-small", high=(facts.gain[1], facts.money), smallest=(small, facts.money)))
    return _fired("stop", "stop", reasons, said("stop.not"))


def scale(facts: Facts) -> Fired:
    """Every goal is met, every guardrail holds, and farmers keep their share."""
    against = _not_agreed(facts)
    if facts.farmers_extra is None:
        against.append(said("scale.farmers-unknown"))
    elif facts.farmers_extra < 0:
        against.append(said("scale.farmers-less", less=(-facts.farmers_extra, facts.money)))
    if against:
        return Fired("scale", "scale", False, tuple(against))
    low, high = facts.scale_shares
    to = (
        said("scale.to-share", share=(min(max(facts.scale_share, low), high), "share"))
        if facts.scale_share
        else said("scale.to-range", low=(low, "share"), high=(high, "share"))
    )
    return Fired("scale", "scale", True, (said("scale.met"), to))


def pivot(facts: Facts) -> Fired:
    """It falls short, and one named part explains at least half of the distance."""
    if facts.gap is None:
        return Fired("pivot", "pivot", False, (said("pivot.not"),))
    words = said(f"pivot.{facts.gap.name}", share=(facts.gap.share, "share"), money=(facts.gap.money, facts.money))
    return Fired("pivot", "pivot", True, (words, said("pivot.new-plan")))


def wait(facts: Facts) -> Fired:
    """Nothing above fired: what is open, and what would close it."""
    reasons = tuple(f"{_open(one)} {wanted(facts, one)}".strip() for one in facts.unmet)
    return Fired("wait", "wait", True, reasons or (said("wait.nothing"),))


def wanted(facts: Facts, one: PlacedFence) -> str:
    """What an open number wants: how many more buyers, lots or offers, by when, and what they cost."""
    return facts.missing.get((one.fence.indicator, one.fence.applies_to), "")


def stop_building(facts: Facts) -> Fired:
    """Day 90: a guardrail that stops is broken."""
    reasons = _stopping(facts)
    return _fired("stop", "stop", reasons, said("stop.not-building"))


def go_on(facts: Facts) -> Fired:
    """Day 90: all that was agreed for building is there."""
    against = _not_agreed(facts)
    return Fired("go-on", "go-on", not against, tuple(against) or (said("go-on.met"),))


def mend_first(facts: Facts) -> Fired:
    """Day 90: what is to be mended before going on."""
    reasons = tuple(_open(one) for one in facts.unmet)
    return Fired("mend-first", "mend-first", True, reasons or (said("wait.nothing"),))


def _stopping(facts: Facts) -> list[str]:
    """The broken guardrails of which the plan says that they stop."""
    return [said("stop.guardrail", guardrail=_named(one)) for one in facts.breaches if one.fence.on_breach == STOPS]


def _not_agreed(facts: Facts) -> list[str]:
    """What of the agreed is not there: goals, guardrails, or any goal at all."""
    against = [said("scale.goal-open", goal=_named(one)) for one in facts.goals if not one.met]
    against += [said("scale.guardrail-open", guardrail=_named(one)) for one in facts.guardrails if not one.met]
    return against if facts.goals else [*against, said("scale.no-goal")]


def _fired(rule: str, answer: str, reasons: list[str], otherwise: str, demands: tuple[str, ...] = ()) -> Fired:
    return Fired(rule, answer, bool(reasons), tuple(reasons) or (otherwise,), demands)


def _open(one: PlacedFence) -> str:
    """What is open of one fence, in a sentence."""
    if one.too_few_buyers:
        return said("wait.third-buyer", indicator=one.fence.metric.title, cases=one.found.n)
    if one.place == ABSENT:
        return said("wait.absent", indicator=one.fence.metric.title, why=one.found.why_not or "")
    if one.place == FEW:
        return said(
            "wait.few",
            indicator=one.fence.metric.title,
            cases=one.found.n,
            least=one.fence.min_n,
            case_is=one.found.case_is,
        )
    if one.place == UNRANGED:
        return said("wait.unranged", indicator=one.fence.metric.title, why=one.found.no_range or "")
    fence = (one.fence.scale_at, one.found.unit)
    if one.fence.tested and one.place == BEYOND_STOP:
        return said("wait.beyond-stop", number=_named(one), fence=(one.fence.stop_at, one.found.unit))
    if one.fence.tested:
        return said("wait.between", number=_named(one), fence=fence)
    return said("wait.below" if one.fence.rising else "wait.above", number=_named(one), fence=fence)


def _named(one: PlacedFence) -> str:
    """A number with its name and value, such as Net gain at 1.20 USD/kg."""
    if one.found.value is None:
        return said("named.absent", indicator=one.fence.metric.title)
    return said(
        f"named.{one.fence.applies_to}", indicator=one.fence.metric.title, value=(one.found.known, one.found.unit)
    )


RULES: tuple[Callable[[Facts], Fired], ...] = (invalid, stop, scale, pivot, wait)
BUILD_RULES: tuple[Callable[[Facts], Fired], ...] = (invalid, stop_building, go_on, mend_first)
