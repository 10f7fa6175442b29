"""What the rules of a verdict read, out of the logs as they were known on the day of a gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from decisions.verdict.bounds import early
from decisions.verdict.fence_places import EarlierLook, GateLook, PlacedFence, information, judge, look_at
from decisions.verdict.held_back import held_back
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.pivot import gap, unsold_gain
from decisions.verdict.plan import GOAL, GUARDRAIL, MICRO, TESTED, Fence, measured, unread_rows
from decisions.verdict.sentences import rules
from decisions.verdict.verdict_rules import BUILD, EARLY, LAST, Facts
from logbooks.catalogue import logbooks
from logbooks.settings import default_of
from logbooks.warehouse.warehouse import Warehouse, quoted
from metrics.engine.cases import FEWEST_BUYERS
from metrics.engine.contract import Answer, Estimate, Metric
from metrics.engine.metric_catalogue import metrics

GAIN = "net_gain"
FARMERS, PAID = "farmer_premium_share", "paid to farmers per kg green"
APART = "segregation"
Ends = tuple[float, float] | None

KEPT_APART = """
    SELECT sum(p.produced_kg) AS kg, sum(p.produced_kg) FILTER (v.passed = false) AS mixed,
        sum(p.produced_kg) FILTER (v.passed IS NULL) AS untraced
    FROM produced p LEFT JOIN segregation_verdict v USING (lot_id)
    WHERE p.stream = 'micro' AND p.crop_year = $season"""
SOLD_OF_PLANNED = """
    SELECT (SELECT sum(kg) FROM accepted WHERE as_own AND stream = 'micro' AND crop_year = $season)
        / (SELECT sum(planned_kg) FROM lots WHERE stream = 'micro' AND crop_year = $season) AS share"""
PLANNED_OF_ALL = """
    SELECT max(planned_kg) / (SELECT sum(produced_kg) FROM produced WHERE crop_year = $season) AS share
    FROM next_season WHERE crop_year = $season"""


def facts(logs: LogsOfADay, fences: tuple[Fence, ...], gate: int, earlier: Mapping[str, EarlierLook]) -> Facts:
    """The facts of a gate; the logs must stand on its day. `earlier` are the looks of the gate before it, by `key`."""
    sold = logs.one(SOLD_OF_PLANNED)["share"]
    of_gate = tuple(fence for fence in fences if fence.gate == gate)
    tested = sum(fence.role == GUARDRAIL and fence.tested for fence in of_gate)
    judged = []
    for fence in of_gate:
        found = measured(fence, logs.answer(fence.indicator))
        look = _look(fence, found, fences, sold, earlier.get(key(fence)), tested)
        judged.append(judge(fence, found, look))
    gains = _gains(logs, _gain_look(logs, fences, sold, earlier, gate), gate) if gate > BUILD else (None, None)
    return _facts(logs, gate, tuple(judged), gains)


def with_gain(
    found: Facts,
    logs: LogsOfADay,
    fences: tuple[Fence, ...],
    earlier: Mapping[str, EarlierLook],
    unsold_sells: bool = True,
) -> Facts:
    """The same facts with the net gain that these logs know, everything else as it stands; `unsold_sells` is whether
    before the last gate what is not sold yet may be sold like the rest."""
    sold = logs.one(SOLD_OF_PLANNED)["share"]
    tested = sum(one.fence.tested for one in found.guardrails)

    def again(one: PlacedFence) -> PlacedFence:
        if one.fence.indicator != GAIN:
            return one
        estimate = measured(one.fence, logs.answer(GAIN))
        return judge(one.fence, estimate, _look(one.fence, estimate, fences, sold, earlier.get(key(one.fence)), tested))

    goals, guardrails = tuple(map(again, found.goals)), tuple(map(again, found.guardrails))
    planned, own = _gains(
        logs, _gain_look(logs, fences, sold, earlier, found.gate), LAST if not unsold_sells else found.gate
    )
    return replace(found, goals=goals, guardrails=guardrails, planned_gain=planned, gain=own)


def looks(logs: LogsOfADay, fences: tuple[Fence, ...], gate: int) -> Mapping[str, EarlierLook]:
    """What an early gate knew of each tested fence and may have spent on it, by `key`, for the gate after it."""
    sold, found = logs.one(SOLD_OF_PLANNED)["share"], {}
    for fence in (f for f in fences if f.gate == gate and f.tested):
        estimate = measured(fence, logs.answer(fence.indicator))
        if estimate is not None and estimate.range_of is not None:
            known = _known(fence, estimate, fences, sold)
            found[key(fence)] = EarlierLook(known, early(known))
    return found


def key(fence: Fence) -> str:
    """What a fence is about, the same at every gate."""
    return f"{fence.indicator} {fence.applies_to}"


def _known(fence: Fence, found: Estimate, fences: tuple[Fence, ...], sold: float | None) -> float:
    """The information there is on a fence at this look."""
    expected = max((f.expected_n or 0 for f in fences if key(f) == key(fence)), default=0)
    return information(found.n, expected or None, sold if fence.of_money else None, rules()["information"]["unknown"])


def _look(fence: Fence, found: Estimate | None, fences, sold, before: EarlierLook | None, tested: int) -> GateLook:
    now = _known(fence, found, fences, sold) if found is not None and found.range_of else 0.0
    return look_at(fence.gate, LAST, now, before, tested)


def _gain_look(logs: LogsOfADay, fences: tuple[Fence, ...], sold, earlier, gate: int) -> GateLook:
    """How sure net gain must be for its bound to stop: as its own goal in the plan, else as if it were one."""
    own = next((f for f in fences if f.gate == gate and f.indicator == GAIN and f.role == GOAL), None)
    fence = own or Fence(gate, GAIN, MICRO, GOAL, TESTED, 0.0, 0.0)
    return _look(fence, measured(fence, logs.answer(GAIN)), (*fences, fence), sold, earlier.get(key(fence)), 0)


def _facts(logs: LogsOfADay, gate: int, judged: tuple[PlacedFence, ...], gains: tuple[Ends, Ends]) -> Facts:
    w, apart, newest = logs.w, logs.one(KEPT_APART), newest_row_on(logs.w)
    kg, open_allowed = apart["kg"] or 0.0, number(w, "open_share_allowed")
    waiting = held_back(w, judged_by((one.fence for one in judged), gate), open_allowed)
    goals = tuple(one for one in judged if one.fence.role == GOAL)
    return Facts(
        gate=gate,
        currency=w.rows("SELECT currency FROM base")[0]["currency"],
        goals=goals,
        guardrails=tuple(one for one in judged if one.fence.role == GUARDRAIL),
        mixed_share=(apart["mixed"] or 0.0) / kg if kg else None,
        mixed_allowed=number(w, "mixed_share_allowed"),
        untraced_share=(apart["untraced"] or 0.0) / kg if kg and gate > BUILD else None,
        untraced_allowed=number(w, "untraced_share_allowed"),
        age_days=(w.as_of - newest).days if newest else None,
        age_allowed=int(number(w, "data_age_days")),
        missing_logs=missing_logs(logs, judged),
        open_share=waiting.share,
        open_log=waiting.logbook,
        open_allowed=open_allowed,
        unread_plan_rows=unread_rows(w),
        planned_gain=gains[0],
        gain=gains[1],
        smallest_gain=written_number(w, "smallest_gain"),
        farmers_extra=farmers_extra(logs.answer(FARMERS)) if gate > BUILD else None,
        gap=gap(logs, goals) if gate >= EARLY else None,
        scale_share=logs.one(PLANNED_OF_ALL)["share"],
        scale_shares=(rules()["scale_to"]["lowest"], rules()["scale_to"]["highest"]),
    )


def _gains(logs: LogsOfADay, look: GateLook, gate: int) -> tuple[Ends, Ends]:
    """The ends of net gain at the volume planned (as it is where nothing is planned) and of net gain as it is; before
    the last gate what is not sold yet is no loss yet."""
    gain = logs.answer(GAIN)
    planned, own = gain.parts.get(metrics()[GAIN].at_planned, {}).get(MICRO), gain.groups.get(MICRO)
    there = planned is not None and planned.value is not None
    ahead = _ends(planned if there else own, look)
    if ahead is not None and ahead[1] < 0 and gate < LAST:
        ahead = ahead[0], ahead[1] + unsold_gain(logs.inputs)
    return ahead, _ends(own, look)


def _ends(found: Estimate | None, look: GateLook) -> Ends:
    """The ends of a gain at this look; None where it has no range or fewer than three buyers stand behind it."""
    if found is None or found.value is None or found.range_of is None or found.n < FEWEST_BUYERS:
        return None
    return found.range_of.ends(1 - 2 * look.goal)


def farmers_extra(answer: Answer) -> float | None:
    """What farmers were paid per kg green of micro beyond bulk, in the base currency."""
    paid = answer.parts.get(PAID, {})
    micro, bulk = (paid[stream].value if stream in paid else None for stream in ("micro", "bulk"))
    return None if micro is None or bulk is None else micro - bulk


def newest_row_on(w: Warehouse) -> date | None:
    """The day of the newest row of the logs that a season writes, as known on the warehouse's day."""
    dated = [logbooks()[name] for name in rules()["age"]["logbooks"]]
    days = " UNION ALL ".join(f"SELECT max({quoted(b.dated_by or '')}) AS day FROM {quoted(b.id)}" for b in dated)
    return w.rows(f"SELECT max(day) AS day FROM ({days})")[0]["day"]


def missing_logs(logs: LogsOfADay, judged: tuple[PlacedFence, ...]) -> tuple[str, ...]:
    """The titles of logbooks that a judged number needs and that hold no row."""
    needs = sorted({column.split(".")[0] for one in judged for column in one.fence.metric.columns})
    kept = logs.kept(needs)
    return tuple(logbooks()[name].title for name in needs if name not in kept)


def judged_by(judged: Iterable[Fence], gate: int) -> tuple[Metric, ...]:
    """The indicators a verdict of this gate rests on: those of its fences, and those that the rules read beside."""
    beside = (APART,) if gate <= BUILD else (APART, GAIN, FARMERS)
    return tuple(metrics()[id] for id in dict.fromkeys([*(fence.indicator for fence in judged), *beside]))


def number(w: Warehouse, setting: str) -> float:
    """A setting as a number, or its default."""
    found = written_number(w, setting)
    return float(default_of(setting) or 0.0) if found is None else found


def written_number(w: Warehouse, setting: str) -> float | None:
    """A setting as a number where it was written."""
    return w.rows("SELECT setting_number($name) AS value", {"name": setting})[0]["value"]
