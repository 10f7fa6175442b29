"""Which one part explains most of what is missing to the goal: customers, process, or what found no buyer."""

from __future__ import annotations

from decisions.verdict.plan import MICRO
from decisions.verdict.rules import Gap
from decisions.verdict.sentences import rules
from logbooks.warehouse.warehouse import Warehouse
from metrics.books.break_even_inputs import measured_inputs
from metrics.engine.contract import Answer, CannotSay
from metrics.engine.economics import Inputs

GAIN = "net_gain"
TWO_BUYERS = 2  # with one, a price is that buyer's and not that of a kind of customer


def gap(w: Warehouse, season: str | None, goals, by_tier: Answer) -> Gap | None:
    """The part that would close most of the distance of net gain to its goal, where it would close at least half."""
    goal = next((one for one in goals if one.fence.indicator == GAIN and one.found.value is not None), None)
    if goal is None or season is None or not goal.found.known < goal.fence.scale_at:
        return None
    try:
        given = measured_inputs(w, season)
    except CannotSay:
        return None
    inputs = Inputs(**{name: one.value for name, one in given.items()})
    return largest(inputs, goal.fence.scale_at - goal.found.known, best_price(by_tier))


def largest(inputs: Inputs, distance: float, best: float | None) -> Gap | None:
    """The largest part, where it explains at least the agreed share of the distance; all per kg green made."""
    parts = explained(inputs, best)
    name = max(parts, key=lambda part: parts[part])
    share = parts[name] / distance
    return Gap(name, min(share, 1.0), parts[name]) if share >= rules()["pivot_from"]["share"] else None


def explained(inputs: Inputs, best: float | None) -> dict[str, float]:
    """What each part would add per kg green made: all that is sold at the best customers' price; what was sold as
    something else sold as micro; what was not sold sold like the rest."""
    price = inputs.bulk_price + inputs.premium
    return {
        "customers": inputs.sold_share * max((best or price) - price, 0.0),
        "process": inputs.otherwise_share * max(price - inputs.otherwise_price, 0.0),
        "story": inputs.returned_share * max(price - (inputs.bulk_price - inputs.return_discount), 0.0),
    }


def best_price(by_tier: Answer) -> float | None:
    """The net price of the tier or kind of buyer that paid best, of those with at least two buyers."""
    found = [row[MICRO] for row in (*by_tier.by.values(), *by_tier.parts.values()) if MICRO in row]
    return max((one.known for one in found if one.value is not None and one.n >= TWO_BUYERS), default=None)
