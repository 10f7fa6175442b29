"""One sentence on what an indicator says, from a table of situations; never stronger than the 80 % range of its
difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from decisions.how_many import MOST, cases_needed
from metrics.engine.contract import Answer, Estimate, Metric
from words.numbers import bare, cases, difference_unit, noun_of, number, span
from words.speech import group_name, say

REACHED = "premium reached"  # the part of an indicator of what is needed that says what there is
NEEDED_OF_MADE = {
    "of_made": "premium per kg made, as the cooperative sees it",
    "reached_of_made": "premium per kg made reached",
}
# situations of one number alone that says more than itself
OF_ITSELF = ("needed", "gain", "loss", "gain_or_loss")
FEWEST = 3  # with fewer cases in a group nothing is said of how sure a difference is


@dataclass(frozen=True)
class ComparedAnswer:
    """An answer as the table of situations reads it: its first group, the other one, and their difference."""

    metric: Metric
    answer: Answer

    @property
    def sides(self) -> tuple[str, ...]:
        return self.answer.sides or ("micro",)

    @property
    def this(self) -> Estimate | None:
        return self.answer.groups.get(self.sides[0])

    @property
    def other(self) -> Estimate | None:
        return self.answer.groups.get(self.sides[1]) if len(self.sides) > 1 else None

    @property
    def difference(self) -> Estimate | None:
        return self.answer.difference

    @property
    def apart(self) -> Estimate:
        """The difference; asked only where there is one."""
        assert self.difference is not None, f"{self.answer.id} compares no groups"
        return self.difference

    @property
    def reached(self) -> Estimate | None:
        return self.answer.parts.get(REACHED, {}).get(self.sides[0])

    @property
    def by_share(self) -> bool:
        """Times whose groups are compared on a share although the number is in days: more in time is better."""
        return bool(self.answer.outcomes) and _known(self.difference) and self.apart.unit == "share"

    @property
    def better(self) -> str:
        return "higher" if self.by_share else self.metric.better

    @property
    def told_apart(self) -> bool:
        ends = self.apart.range80
        return ends is not None and not ends[0] <= 0 <= ends[1]

    @property
    def on_better_side(self) -> bool:
        ends = self.apart.range80
        return ends is not None and (ends[0] > 0) == (self.better == "higher")

    @property
    def from_zero(self) -> int:
        """On which side of 0 the whole 80 % range of the first number lies; 0 where it holds it or there is none."""
        ends = self.this.range80 if self.this else None
        return 0 if ends is None else int(ends[0] > 0) - int(ends[1] < 0)

    @property
    def few(self) -> bool:
        return min(e.n for e in (self.difference, self.this, self.other) if e) < FEWEST


@dataclass(frozen=True)
class Situation:
    """One row of the table: the name of its words in words.toml, when it holds in plain words, and the same as a
    question."""

    name: str
    when: str
    holds: Callable[[ComparedAnswer], bool]
    compared: bool = False  # both groups were compared
    may_turn: bool = False  # more rows may turn it: said as "so far" while the number is to date


def _known(estimate: Estimate | None) -> bool:
    return estimate is not None and estimate.value is not None


# Read from the top: the first that holds is said, and nothing else.
SITUATIONS = (
    Situation("absent", "there is no number", lambda s: not _known(s.this) and not s.by_share),
    Situation("one_group", "no lot is known to be micro or bulk", lambda s: s.sides == ("all",)),
    Situation(
        "needed", "the number is what is needed, and what is reached stands beside it", lambda s: _known(s.reached)
    ),
    Situation(
        "gain",
        "the number itself is the distance from bulk, and all of its 80 % range is above 0",
        lambda s: s.metric.beyond_bulk and s.from_zero > 0,
        may_turn=True,
    ),
    Situation(
        "loss",
        "the number itself is the distance from bulk, and all of its 80 % range is below 0",
        lambda s: s.metric.beyond_bulk and s.from_zero < 0,
        may_turn=True,
    ),
    Situation(
        "gain_or_loss",
        "the number itself is the distance from bulk, and its 80 % range holds 0, or it has none",
        lambda s: s.metric.beyond_bulk,
        may_turn=True,
    ),
    Situation("no_bulk", "the indicator is about one stream or about both", lambda s: not s.metric.has_bulk),
    Situation("bulk_absent", "the other group has no number", lambda s: not _known(s.other) and not s.by_share),
    Situation(
        "describes",
        "both groups are mostly of the same plots, or of farmers who chose",
        lambda s: s.answer.describes is not None and not _known(s.difference),
    ),
    Situation("not_comparable", "both have a number, their difference has none", lambda s: not _known(s.difference)),
    Situation("too_few", "no range, for want of cases", lambda s: s.apart.low80 is None and s.few),
    Situation(
        "unranged",
        "no range, though there are cases",
        lambda s: s.apart.range80 is None,
    ),
    Situation(
        "differs",
        "all of the 80 % range on one side, neither side better",
        lambda s: s.told_apart and s.better == "inside",
        True,
        True,
    ),
    Situation("alike", "the 80 % range holds 0, neither side better", lambda s: s.better == "inside", True),
    Situation(
        "better", "all of the 80 % range on the better side", lambda s: s.told_apart and s.on_better_side, True, True
    ),
    Situation("worse", "all of the 80 % range on the worse side", lambda s: s.told_apart, True, True),
    Situation("unsure", "the 80 % range holds 0", lambda s: True, True),
)


def situation(metric: Metric, answer: Answer) -> Situation:
    """The first row of the table that holds."""
    seen = ComparedAnswer(metric, answer)
    return next(row for row in SITUATIONS if row.holds(seen))


def meaning(metric: Metric, answer: Answer) -> str:
    """The sentence for the situation the answer is in; "so far" where more rows may turn it."""
    row, seen = situation(metric, answer), ComparedAnswer(metric, answer)
    name, values = row.name, _values(row, seen)
    if row.compared and seen.by_share:
        name, values = f"{name}_{metric.happening}", values | {"days": str(metric.within_days)}
    if name == "needed" and len(values) > 1:
        name = "needed_both"
    if row.may_turn and any(e.to_date for e in answer.groups.values()):
        name = f"{name}_so_far"
    return say(f"meaning.{name}", **values)


def needed_of_made(answer: Answer) -> tuple[Estimate, Estimate] | None:
    """What is needed and what is reached on every kg made; None where one of both has no number."""
    side = (answer.sides or ("micro",))[0]
    needed, reached = (answer.parts.get(part, {}).get(side) for part in NEEDED_OF_MADE.values())
    return (needed, reached) if needed and reached and _known(needed) and _known(reached) else None


def what_would_tell(metric: Metric, answer: Answer) -> str:
    """How many cases would tell both groups apart, if the difference stays as it is; "" where they are told apart, or
    no number of cases can be said."""
    row, seen = situation(metric, answer), ComparedAnswer(metric, answer)
    if row.name != "unsure":
        return ""
    sides = answer.groups if not seen.by_share else answer.parts.get(metric.within, {})
    of = [sides[group] for group in seen.sides if group in sides]
    needed = cases_needed(seen.apart, [0.0], of)
    if needed is None:
        return ""
    if needed.cases is None:
        return say("meaning.tells_never", most=MOST, cases=noun_of(needed.case_is, MOST))
    return say("meaning.tells", cases=f"{needed.cases} {noun_of(needed.case_is, needed.cases)}", now=cases(seen.apart))


def _values(row: Situation, seen: ComparedAnswer) -> dict[str, str]:
    """The words the sentence of a situation needs."""
    if row.compared:
        assert seen.apart.range80 is not None, "groups are compared by the range of their difference"
        (low, high), unit = seen.apart.range80, difference_unit(seen.apart.unit)
        less, more = sorted((abs(low), abs(high)))
        return {"other": other_name(seen.answer), "ends": span(low, high, unit), "apart": span(less, more, unit)}
    if row.name in OF_ITSELF[1:]:
        return {"total": _in_all(seen)}
    if row.name == "needed" and seen.reached:
        found = _needed(seen)
        written = bare if len(found) > 1 else number  # two pairs stand in one line, in the unit of the number above
        return {name: written(one.value, one.unit) for name, one in found.items()}
    return {"why": _reason(row.name, seen)}


def _needed(seen: ComparedAnswer) -> dict[str, Estimate]:
    """What is reached per kg sold, and what is needed and reached per kg made where that is known."""
    found = {"reached": seen.answer.parts.get(REACHED)} | {
        name: seen.answer.parts.get(part) for name, part in NEEDED_OF_MADE.items()
    }
    known = {name: groups[seen.sides[0]] for name, groups in found.items() if groups and seen.sides[0] in groups}
    return known if all(_known(one) for one in known.values()) else {"reached": known["reached"]}


def _in_all(seen: ComparedAnswer) -> str:
    """The same in money of the season, with its 80 % range where it has one."""
    whole = seen.answer.parts.get(seen.metric.in_all, {}).get(seen.sides[0])
    if whole is None or whole.value is None:
        return ""
    ends = whole.range80
    if ends is None:
        return say("meaning.in_all", total=number(whole.value, whole.unit, signed=True))
    total = number(whole.value, whole.unit, signed=True)
    return say("meaning.in_all_between", total=total, ends=span(*ends, whole.unit, with_unit=False))


def _reason(name: str, seen: ComparedAnswer) -> str:
    """Why there is nothing to compare, in the words the numbers came with."""
    if name == "no_bulk":
        return seen.metric.why_no_bulk
    if name in ("too_few", "unranged"):
        return (seen.apart.no_range or "").rstrip(".")
    silent = {
        "absent": seen.this,
        "bulk_absent": seen.other,
        "not_comparable": seen.difference,
        "describes": seen.difference,
    }.get(name)
    return (silent.why_not if silent else None) or ""


def other_name(answer: Answer) -> str:
    """What the first group is compared with, as it stands in a sentence: bulk, or the other group's own name."""
    other = answer.sides[1] if len(answer.sides) > 1 else "bulk"
    return group_name(other).lower() if other in ("micro", "bulk", "all") else say("meaning.others", name=other)
