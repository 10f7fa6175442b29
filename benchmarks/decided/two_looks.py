"""A drawn pilot through the code of the indicators and of the verdict, at day 180 and day 360; no warehouse."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks import pilots
from benchmarks.decided.drawn_season import DrawnSeason
from benchmarks.decided.season_rows import SETTINGS, gain_rows, tier_rows
from benchmarks.decided.verdict_cells import FARMERS_MORE, HARM_ALLOWED, MIXED_ALLOWED, VerdictCell
from benchmarks.drawn_answers import DrawnPilots
from decisions.verdict import bounds, pivot
from decisions.verdict.fence_places import (
    FEW,
    UNRANGED,
    EarlierLook,
    GateLook,
    PlacedFence,
    information,
    judge,
    look_at,
)
from decisions.verdict.plan import DIFFERENCE, GOAL, GUARDRAIL, MICRO, TESTED, Fence, measured
from decisions.verdict.sentences import rules
from decisions.verdict.verdict_rules import EARLY, LAST, Facts, Gap, verdict
from metrics.commercial import net_gain, price_by_tier
from metrics.engine import composites, economics, estimates, labour
from metrics.engine.cases import FEWEST_BUYERS
from metrics.engine.contract import Answer, Estimate
from metrics.technical import cup_score

GAIN = net_gain.METRIC
AHEAD = ("part", net_gain.PLANNED, "micro")
BEFORE, NOW = "the season before", "this season"
HARM = replace(cup_score.METRIC, groups=(NOW, BEFORE))


@dataclass(frozen=True)
class Seen:
    """One look: what the rules said and which part they named, the goal as it was judged and how sure it had to be, and
    the figures behind it (None before the first deal)."""

    gate: int
    answer: str
    part: str | None
    goal: PlacedFence
    look: GateLook
    inputs: economics.Inputs | None
    known: dict[str, EarlierLook]


class DrawnQuestion(DrawnPilots):
    """Rows by the SQL they stand for; where none were drawn there are none."""

    def rows(self, sql: str, filtered: bool = True, own_groups: bool = False) -> list[dict]:
        return self.of_part.get(sql, [])

    def setting(self, name: str, stream: str | None = None) -> str | None:
        return SETTINGS.get(name)


def both_looks(cell: VerdictCell, season: DrawnSeason) -> tuple[Seen, Seen]:
    """The pilot at day 180 and at day 360, as if it had gone on in between."""
    first = seen(cell, season, EARLY, {})
    return first, seen(cell, season, LAST, first.known)


def seen(cell: VerdictCell, season: DrawnSeason, gate: int, before: dict[str, EarlierLook]) -> Seen:
    """One look; `before` is what the look before it knew and spent."""
    _, sold, _ = season.known(gate)
    sold_share = cell.sold * float(season.kg[sold].sum() / season.kg.sum())
    answer, inputs = gained(DrawnQuestion(gain_rows(cell, season, gate)))
    judged, looks, known = [], [], {}
    for fence in fences(cell, gate):
        found = measured(fence, answer if fence.indicator == GAIN.id else hurt(season, gate))
        now = _known(fence, found, sold_share)
        looks.append(look_at(gate, LAST, now, before.get(fence.indicator), int(cell.guarded)))
        known[fence.indicator] = EarlierLook(now, bounds.early(now))
        judged.append(judge(fence, found, looks[-1]))
    goal, look, (mixed, untraced) = judged[0], looks[0], _apart(season, gate)
    facts = Facts(
        gate,
        "USD",
        (goal,),
        tuple(judged[1:]),
        mixed_share=mixed,
        mixed_allowed=MIXED_ALLOWED,
        untraced_share=untraced,
        untraced_allowed=1.0,
        age_days=10,
        age_allowed=45,
        planned_gain=_not_sold_yet(gate, _ends(answer.parts.get(net_gain.PLANNED, {}).get(MICRO), look), inputs),
        gain=_ends(answer.groups[MICRO], look),
        smallest_gain=cell.smallest or None,
        farmers_extra=FARMERS_MORE,
        gap=_gap(cell, season, goal, inputs),
    )
    said, _ = verdict(facts)
    return Seen(gate, said, facts.gap.name if facts.gap else None, goal, look, inputs, known)


def fences(cell: VerdictCell, gate: int) -> tuple[Fence, ...]:
    """The plan of a cell: net gain at or above 0, and where it is guarded that bulk does not lose half a point."""
    goal = Fence(gate, GAIN.id, cell.goal, GOAL, TESTED, 0.0, 0.0, FEWEST_BUYERS, cell.expected or None)
    rail = Fence(gate, HARM.id, DIFFERENCE, GUARDRAIL, TESTED, -HARM_ALLOWED, -HARM_ALLOWED)
    return (goal, rail) if cell.guarded else (goal,)


def gained(question: DrawnQuestion) -> tuple[Answer, economics.Inputs | None]:
    """Net gain as it is and at the volume planned, by its own formula, and the figures it is made of."""
    kept: list[economics.Inputs] = []

    def alone(sums, context):
        found = net_gain.net_gain(sums, context)
        work = labour.labour(sums, context)
        kept.append(net_gain.whole(net_gain.as_arrays(sums, context, work)))
        return {"micro": found["micro"], AHEAD: found[AHEAD]}

    answer = composites.answered(question, replace(GAIN, formula=alone))
    return answer, kept[0] if kept else None


def hurt(season: DrawnSeason, gate: int) -> Answer:
    """What the cup of bulk lost since the season before, as the difference of the two."""
    _, _, there = season.known(gate)
    rows = [
        {"stream": group, "case_id": f"{group} {at}", "num": float(score), "den": 1.0, "row_id": at, "day": pilots.DAY}
        for group, scores in ((NOW, season.cup[there]), (BEFORE, season.cup_before))
        for at, score in enumerate(scores)
    ]
    return estimates.answered(DrawnQuestion({}), HARM, rows)


def _known(fence: Fence, found: Estimate | None, sold_share: float) -> float:
    """The information there is at this look, as decisions/verdict/facts.py has it."""
    if found is None or found.range_of is None:
        return 0.0
    of_money = sold_share if fence.of_money else None
    return information(found.n, fence.expected_n, of_money, rules()["information"]["unknown"])


def _ends(found: Estimate | None, look: GateLook) -> tuple[float, float] | None:
    if found is None or found.value is None or found.range_of is None or found.n < FEWEST_BUYERS:
        return None
    return found.range_of.ends(1 - 2 * look.goal)


def _not_sold_yet(
    gate: int, ends: tuple[float, float] | None, inputs: economics.Inputs | None
) -> tuple[float, float] | None:
    """What is not sold yet is no loss yet, as decisions/verdict/facts.py has it."""
    return (ends[0], ends[1] + pivot.unsold_gain(inputs)) if ends and ends[1] < 0 and gate < LAST else ends


def _apart(season: DrawnSeason, gate: int) -> tuple[float, float]:
    """The shares of the kg made that were seen to be mixed, and that could not be tested."""
    made, _, _ = season.known(gate)
    kg = season.kg[made].sum()
    mixed, untested = made & season.mixed & season.testable, made & ~season.testable
    return float(season.kg[mixed].sum() / kg), float(season.kg[untested].sum() / kg)


def _gap(cell: VerdictCell, season: DrawnSeason, goal: PlacedFence, inputs: economics.Inputs | None) -> Gap | None:
    """What explains half of the distance, as decisions/verdict/pivot.py has it."""
    if inputs is None or goal.found.value is None or goal.place in (FEW, UNRANGED) or goal.found.known >= 0:
        return None
    best = None
    if cell.dearer:
        rows = tier_rows(season, goal.fence.gate)
        best = pivot.best_price(estimates.answered(DrawnQuestion({}), price_by_tier.METRIC, rows))
    refused = float(season.kg[~season.finds].sum() / season.kg.sum()) if goal.fence.gate == LAST else 0.0
    return pivot.largest(inputs, -goal.found.known, best, refused)
