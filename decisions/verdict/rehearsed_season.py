"""The invented season of a cooperative: from its plan and its last season, else from what is assumed and said so."""

from __future__ import annotations

from dataclasses import replace

from decisions.verdict.facts import GAIN, written_number
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.neighbours_prior import neighbours_prior
from decisions.verdict.plan import DIFFERENCE, GOAL, Fence, fences
from decisions.verdict.plan_doubts import WHOLE_OF_PREMIUM
from decisions.verdict.rehearsal import InventedSeason, differing, rehearsed_around
from decisions.verdict.sentences import rules, said
from decisions.verdict.verdict_rules import EARLY, LAST
from decisions.what_if import plain_inputs
from logbooks.warehouse.warehouse import Warehouse
from metrics.books.break_even_inputs import measured_inputs
from metrics.engine.contract import CannotSay
from metrics.engine.economics import needed

MONEY = "money"  # assumed where the logs hold none of it
LOTS = """SELECT count(*) FILTER (crop_year = $season) AS now, count(*) AS ever FROM lots WHERE stream = 'micro'"""
PRICES = """
    SELECT buyer, list(net_price ORDER BY row_id) AS prices FROM deals
    WHERE stream = 'micro' AND as_own AND net_price > 0 AND crop_year = $season AND buyer IS NOT NULL
    GROUP BY buyer ORDER BY buyer"""


def invented_season(logs: LogsOfADay) -> InventedSeason | str:
    """The season to rehearse; a sentence where neither plan nor logs say how many lots or buyers there are."""
    agreed = fences(logs.w)
    plan = {f.gate: f for f in agreed if (f.indicator, f.role) == (GAIN, GOAL)}
    counted = logs.one(LOTS)
    lots = counted["now"] or counted["ever"]
    sold_to = {row["buyer"]: row["prices"] for row in logs.w.rows(PRICES, {"season": logs.season})}
    buyers = _expected(plan, LAST) or len(sold_to)
    if not lots or not buyers:
        return said("rehearsal.unknown-plan")
    differ, usual = differing(sold_to), rules()["rehearsal"]["assumed_figures"]
    early = _expected(plan, EARLY)
    assumed = ["buyers_differ", "lots_differ"] if differ is None else []
    assumed += [] if _expected(plan, LAST) else ["buyers"]
    assumed += [] if early else ["buyers_early"]
    found = InventedSeason(
        lots=lots,
        buyers=buyers,
        buyers_early=min(early or round(buyers * rules()["information"]["unknown"]), buyers),
        buyers_differ=differ[0] if differ else usual["buyers_differ"],
        lots_differ=differ[1] if differ else usual["lots_differ"],
        **_money(logs, plan.get(LAST) or plan.get(EARLY), assumed),
    )
    premium = None if MONEY in found.assumed else _premium_at(agreed)
    return replace(found, premium_at=premium, as_met=_as_met(agreed, premium is not None))


def taken_as_met(season: InventedSeason) -> str:
    """What else the plan asks for and no season can be invented for, in a sentence; "" where it asks for no more."""
    return said("rehearsal.as-met", names=", ".join(season.as_met)) if season.as_met else ""


def with_neighbours(season: InventedSeason, w: Warehouse) -> str:
    """What the plan would say where the true gain is drawn from what neighbours gained, in a sentence; why it is not,
    or "" where the plan names none."""
    named = neighbours_prior(w)
    if named is None or isinstance(named, str):
        return named or ""
    if MONEY in season.assumed:
        return said("rehearsal.neighbours-no-bulk")
    found = rehearsed_around(season, named.mean, named.deviation)
    return named.said(
        "rehearsal.neighbours",
        scale=(found.scale, "share"),
        stop=(found.stop, "share"),
        wait=(found.wait, "share"),
        loses=(found.loses, "share"),
        wrong=(found.scaled_at_a_loss, "share"),
    )


def _premium_at(agreed: tuple[Fence, ...]) -> float | None:
    """The tested goal of the realised premium over bulk at the last gate that has one."""
    found = [one for one in agreed if _is_premium(one) and one.gate >= EARLY]
    return found[-1].scale_at if found else None


def _is_premium(one: Fence) -> bool:
    return (one.indicator, one.applies_to, one.role) == (WHOLE_OF_PREMIUM, DIFFERENCE, GOAL) and one.tested


def _as_met(agreed: tuple[Fence, ...], premium_is_played: bool) -> tuple[str, ...]:
    """The titles of what the plan asks for at day 180 and 360 beside the goals of money that are played."""
    beside = [
        one.metric.title
        for one in agreed
        if one.gate >= EARLY
        and (one.indicator, one.role) != (GAIN, GOAL)
        and not (premium_is_played and _is_premium(one))
    ]
    return tuple(dict.fromkeys(beside))


def where_from(season: InventedSeason) -> str:
    """Which figures were assumed, in a sentence."""
    names = rules()["rehearsal"]["figures"]
    if not season.assumed:
        return said("rehearsal.none-assumed")
    return said("rehearsal.assumed", figures=", ".join(names[name] for name in season.assumed))


def _expected(plan: dict[int, Fence], gate: int) -> int | None:
    return plan[gate].expected_n if gate in plan else None


def _money(logs: LogsOfADay, goal: Fence | None, assumed: list[str]) -> dict:
    """What a kg is worth and must earn, by last season; else as shares of the bulk price, whatever that is."""
    try:
        inputs = plain_inputs(measured_inputs(logs.w, logs.season))
    except CannotSay:
        usual = rules()["rehearsal"]["assumed_figures"]
        return {
            "bulk_price": 1.0,
            "needed": 1 + usual["added_cost_of_bulk_price"],
            "sold_share": usual["sold_share"],
            "unit": rules()["rehearsal"]["of_bulk_price"],
            "assumed": (*assumed, MONEY),
        }
    currency = logs.w.rows("SELECT currency FROM base")[0]["currency"]
    return {
        "bulk_price": inputs.bulk_price,
        "needed": float(needed(inputs)) / inputs.produced_kg,
        "sold_share": inputs.sold_share,
        "scale_at": goal.scale_at if goal else 0.0,
        "smallest": written_number(logs.w, "smallest_gain"),
        "unit": f"{currency}/kg",
        "assumed": tuple(assumed),
    }
