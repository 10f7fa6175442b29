"""What the rules of a verdict read, out of the logs as they were known on the day of a gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from decisions.verdict.judged import Judged, Look, Looked, information, judge, look_at
from decisions.verdict.pivot import gap
from decisions.verdict.plan import GOAL, GUARDRAIL, MICRO, Fence, measured
from decisions.verdict.rules import BUILD, EARLY, LAST, Facts
from decisions.verdict.sentences import rules
from logbooks import health
from logbooks.catalogue import logbooks
from logbooks.questions.open_questions import open_questions
from logbooks.settings import default_of
from logbooks.warehouse.warehouse import Warehouse, quoted
from metrics.engine.cases import FEWEST_BUYERS
from metrics.engine.compute import crop_years, some_answers
from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics

GAIN = "net_gain"
FARMERS, PAID = "farmer_premium_share", "paid to farmers per kg green"
BY_TIER = "price_by_tier"

KEPT_APART = """
    SELECT sum(p.produced_kg) AS kg, sum(p.produced_kg) FILTER (v.passed = false) AS mixed,
        sum(p.produced_kg) FILTER (v.passed IS NULL) AS untraced
    FROM produced p LEFT JOIN segregation_verdict v USING (lot_id)
    WHERE p.stream = 'micro' AND p.crop_year = $season"""
SOLD_OF_PLANNED = """
    SELECT (SELECT sum(kg) FROM accepted WHERE as_own AND stream = 'micro' AND crop_year = $season)
        / (SELECT sum(planned_kg) FROM lots WHERE stream = 'micro' AND crop_year = $season) AS share"""
OF_ALL = "SELECT max(planned_kg) / (SELECT sum(produced_kg) FROM produced WHERE crop_year = $season) AS share FROM next_season WHERE crop_year = $season"


@dataclass(frozen=True)
class Gathered:
    """One gate's look at the logs: the facts, and what each tested fence knew and spent, for the look after it."""

    facts: Facts
    looks: Mapping[str, Looked]


def gathered(w: Warehouse, fences: tuple[Fence, ...], gate: int, earlier: Mapping[str, Looked]) -> Gathered:
    """The facts of a gate; `w` must stand on its day. `earlier` are the looks of the gate before it, by `key`."""
    season = next(iter(crop_years(w)), None)
    of_gate = tuple(fence for fence in fences if fence.gate == gate)
    ids = dict.fromkeys((*(fence.indicator for fence in of_gate), GAIN, FARMERS, BY_TIER))
    found = some_answers(w, ids, season)
    tested = sum(fence.role == GUARDRAIL and fence.tested for fence in of_gate)
    sold = _share(w, SOLD_OF_PLANNED, season)
    judged, looks = [], {}
    for fence in of_gate:
        estimate = measured(fence, found[fence.indicator])
        look = _look(fence, estimate, fences, sold, earlier.get(key(fence)), tested)
        judged.append(judge(fence, estimate, look))
        if estimate and estimate.range_of and fence.tested:
            looks[key(fence)] = Looked(_known(fence, estimate, fences, sold), look.goal if gate < LAST else 0.0)
    return Gathered(
        _facts(w, gate, season, tuple(judged), found, _gain_look(fences, found, sold, earlier, gate)), looks
    )


def key(fence: Fence) -> str:
    """What a fence is about, the same at every gate."""
    return f"{fence.indicator} {fence.applies_to}"


def _known(fence: Fence, found: Estimate, fences: tuple[Fence, ...], sold: float | None) -> float:
    """The information there is on a fence at this look."""
    expected = max((f.expected_n or 0 for f in fences if key(f) == key(fence)), default=0)
    return information(found.n, expected or None, sold if fence.of_money else None, rules()["information"]["unknown"])


def _look(fence: Fence, found: Estimate | None, fences, sold, before: Looked | None, tested: int) -> Look:
    now = _known(fence, found, fences, sold) if found is not None and found.range_of else 0.0
    last = max(f.gate for f in fences)
    return look_at(fence.gate, max(last, LAST), now, before, tested)


def _gain_look(fences: tuple[Fence, ...], found: Mapping[str, Answer], sold, earlier, gate: int) -> Look:
    """How sure net gain must be for its bound to stop: as its own goal in the plan, else as if it were one."""
    own = next((f for f in fences if f.gate == gate and f.indicator == GAIN and f.role == GOAL), None)
    fence = own or Fence(gate, GAIN, MICRO, GOAL, "tested", 0.0, 0.0)
    return _look(fence, measured(fence, found[GAIN]), (*fences, fence), sold, earlier.get(key(fence)), 0)


def _facts(
    w: Warehouse, gate: int, season: str | None, judged: tuple[Judged, ...], found: Mapping[str, Answer], look: Look
) -> Facts:
    apart = w.rows(KEPT_APART, {"season": season})[0]
    kg = apart["kg"] or 0.0
    newest = newest_row_on(w)
    goals = tuple(one for one in judged if one.fence.role == GOAL)
    planned = found[GAIN].parts.get(metrics()[GAIN].at_planned, {}).get(MICRO)
    gain = found[GAIN].groups.get(MICRO)
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
        missing_logs=missing_logs(w, judged),
        open_kg_share=held_back(w),
        open_allowed=number(w, "open_share_allowed"),
        planned_gain=_ends(planned if planned is not None and planned.value is not None else gain, look),
        gain=_ends(gain, look),
        smallest_gain=written_number(w, "smallest_gain"),
        farmers_extra=farmers_extra(found[FARMERS]),
        gap=gap(w, season, goals, found[BY_TIER]) if gate >= EARLY else None,
        scale_share=_share(w, OF_ALL, season),
        scale_shares=(rules()["scale_to"]["lowest"], rules()["scale_to"]["highest"]),
    )


def _ends(found: Estimate | None, look: Look) -> tuple[float, float] | None:
    """The ends of a gain at this look; None where it has no range or fewer than three buyers stand behind it."""
    if found is None or found.value is None or found.range_of is None or found.n < FEWEST_BUYERS:
        return None
    return found.range_of.ends(1 - 2 * look.goal)


def farmers_extra(answer: Answer) -> float | None:
    """What farmers were paid per kg green of micro beyond bulk, in the base currency."""
    paid = answer.parts.get(PAID, {})
    both = [paid[stream].value for stream in ("micro", "bulk") if stream in paid]
    return both[0] - both[1] if len(both) == 2 and None not in both else None


def newest_row_on(w: Warehouse) -> date | None:
    """The day of the newest row of the logs that a season writes, as known on the warehouse's day."""
    dated = [logbooks()[name] for name in rules()["age"]["logbooks"]]
    days = " UNION ALL ".join(f"SELECT max({quoted(b.dated_by or '')}) AS day FROM {quoted(b.id)}" for b in dated)
    return w.rows(f"SELECT max(day) AS day FROM ({days})")[0]["day"]


def missing_logs(w: Warehouse, judged: tuple[Judged, ...]) -> tuple[str, ...]:
    """The titles of logbooks that a judged number needs and that hold no row."""
    needs = sorted({column.split(".")[0] for one in judged for column in one.fence.metric.columns})
    return tuple(logbooks()[name].title for name in needs if name not in kept_logs(w, needs))


def kept_logs(w: Warehouse, names: list[str]) -> frozenset[str]:
    """Those of the logbooks that hold a row."""
    return frozenset(name for name in names if w.rows(f"SELECT 1 FROM {quoted(name)} LIMIT 1"))


def held_back(w: Warehouse) -> float:
    """The share of the rows of the logs that open questions hold back."""
    waiting = sum(one.unused for one in open_questions(w))
    used = sum(line["used"] + line["doubtful"] for line in health.ledger(w))
    return waiting / (waiting + used) if waiting else 0.0


def number(w: Warehouse, setting: str) -> float:
    """A setting as a number, or its default."""
    found = written_number(w, setting)
    return float(default_of(setting) or 0.0) if found is None else found


def written_number(w: Warehouse, setting: str) -> float | None:
    """A setting as a number where it was written."""
    return w.rows("SELECT setting_number($name) AS value", {"name": setting})[0]["value"]


def _share(w: Warehouse, sql: str, season: str | None) -> float | None:
    return w.rows(sql, {"season": season})[0]["share"]
