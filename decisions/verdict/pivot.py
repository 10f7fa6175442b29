"""Which one part explains most of what is missing to the goal: customers, process, or what found no buyer."""

from __future__ import annotations

from decisions.verdict.fence_places import FEW, UNRANGED, PlacedFence
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.plan import MICRO
from decisions.verdict.sentences import rules
from decisions.verdict.verdict_rules import Gap
from metrics.engine.contract import Answer
from metrics.engine.economics import Inputs

GAIN, BY_TIER = "net_gain", "price_by_tier"
# Of the kg made, those of lots that were offered and that nobody asked may still take.
REFUSED = """
    WITH asked AS (SELECT lot_id, bool_or(status = 'accepted') AS sold, bool_or(status = 'open') AS open
        FROM offers GROUP BY lot_id)
    SELECT sum(p.produced_kg) FILTER (NOT a.sold AND NOT a.open) / sum(p.produced_kg) AS share
    FROM produced p LEFT JOIN asked a USING (lot_id) WHERE p.stream = 'micro' AND p.crop_year = $season"""
TWO_BUYERS = 2  # with one, a price is that buyer's and not that of a kind of customer


def gap(logs: LogsOfADay, goals: tuple[PlacedFence, ...]) -> Gap | None:
    """The part that would close most of the distance of net gain to its goal, where it would close at least half."""
    goal = next((one for one in goals if one.fence.indicator == GAIN and one.found.value is not None), None)
    if goal is None or goal.place in (FEW, UNRANGED) or not goal.found.known < goal.fence.scale_at:
        return None
    inputs = logs.inputs
    if inputs is None:
        return None
    refused = logs.one(REFUSED)["share"] or 0.0
    return largest(inputs, goal.fence.scale_at - goal.found.known, best_price(logs.answer(BY_TIER)), refused)


def largest(inputs: Inputs, distance: float, best: float | None, refused: float) -> Gap | None:
    """The largest part, where it explains at least the agreed share of the distance; all per kg green made."""
    parts = explained(inputs, best, refused)
    name = max(parts, key=lambda part: parts[part])
    share = parts[name] / distance
    return Gap(name, min(share, 1.0), parts[name]) if share >= rules()["pivot_from"]["share"] else None


def explained(inputs: Inputs, best: float | None, refused: float) -> dict[str, float]:
    """What each part would add per kg green made: all that is sold at the best customers' price; what was sold as
    something else sold as micro; the share that every buyer asked has refused sold like the rest."""
    price = inputs.bulk_price + inputs.premium
    return {
        "customers": inputs.sold_share * max((best or price) - price, 0.0),
        "process": inputs.otherwise_share * max(price - inputs.otherwise_price, 0.0),
        "story": min(refused, inputs.returned_share) * more_if_sold(inputs),
    }


def more_if_sold(inputs: Inputs) -> float:
    """What a kg that was not sold would add, sold like the rest."""
    return max(inputs.premium + inputs.return_discount, 0.0)


def unsold_gain(inputs: Inputs | None) -> float:
    """What all that is not sold yet would add per kg green made, sold like the rest; 0 where it can't be had."""
    return 0.0 if inputs is None else inputs.returned_share * more_if_sold(inputs)


def best_price(by_tier: Answer) -> float | None:
    """The net price of the tier or kind of buyer that paid best, of those with at least two buyers."""
    found = [row[MICRO] for row in (*by_tier.by.values(), *by_tier.parts.values()) if MICRO in row]
    return max((one.known for one in found if one.value is not None and one.n >= TWO_BUYERS), default=None)
