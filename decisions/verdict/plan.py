"""The plan as a verdict reads it: every fence of every gate, with what it is judged by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from decisions.verdict.sentences import said
from logbooks import health
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.contract import Answer, Estimate, Metric
from metrics.engine.metric_catalogue import metrics

GOAL, GUARDRAIL = "goal", "guardrail"
TESTED, COUNTED = "tested", "counted"
BLOCKS, STOPS = "blocks scale", "stops"
MICRO, DIFFERENCE, PLANNED = "micro", "difference", "planned"

# The columns of a fence, in the order in which they are sealed.
SEALED = (
    "gate",
    "indicator",
    "applies_to",
    "role",
    "scale_at",
    "stop_at",
    "min_n",
    "expected_n",
    "judged",
    "on_breach",
    "decided_by",
    "agreed_on",
    "agreed_by",
)


@dataclass(frozen=True)
class Fence:
    """One agreed threshold: from `scale_at` on a goal is met and a guardrail holds, from `stop_at` on it speaks for
    stopping; values in the unit of the indicator. `expected_n` are the cases expected by the gate."""

    gate: int
    indicator: str
    applies_to: str
    role: str
    judged: str
    scale_at: float
    stop_at: float
    min_n: int = 1
    expected_n: int | None = None
    on_breach: str = BLOCKS
    decided_by: str | None = None

    @property
    def metric(self) -> Metric:
        """The form of the indicator it is for."""
        return metrics()[self.indicator]

    @property
    def rising(self) -> bool:
        """Whether more is better."""
        return self.scale_at > self.stop_at if self.scale_at != self.stop_at else self.metric.better != "lower"

    @property
    def tested(self) -> bool:
        """Whether the range must lie beyond the fence, and not the number alone."""
        return self.judged == TESTED

    @property
    def of_money(self) -> bool:
        """Whether it is judged by buyers."""
        return self.tested and self.metric.case_is == "buyer"


def fences(w: Warehouse) -> tuple[Fence, ...]:
    """Every fence whose indicator is known, by gate; what is judged by buyers first, then what is tested."""
    return fences_of(plan_rows(w))


def fences_of(rows: Iterable[Mapping]) -> tuple[Fence, ...]:
    """The same of rows of a plan."""
    found = [fence_of(row) for row in rows if id_of(row) in metrics()]
    return tuple(sorted(found, key=lambda one: (one.gate, not one.of_money, not one.tested, one.indicator)))


def unknown_in(rows: Iterable[Mapping], gate: int) -> tuple[str, ...]:
    """What rows of a plan for this gate name as an indicator and is none."""
    return tuple(dict.fromkeys(row["indicator"] for row in rows if row["gate"] == gate and id_of(row) not in metrics()))


def unread_rows(w: Warehouse) -> int:
    """How many rows of the logbook Plan are left out for what is written in them; neither a row that stands there twice
    nor a remark, which names no indicator and no value."""
    lost: set[tuple] = set()
    blank: defaultdict[tuple, set[str | None]] = defaultdict(set)
    for one in health.problems(w):
        row = one.source, one.sheet, one.row
        if one.logbook == "plan" and one.severity == "left-out" and one.code != "duplicate-row":
            lost.add(row)
            blank[row] |= {one.name} if one.code == "missing-value" else set()
    return sum(not blank[row] >= {"indicator", "scale_at", "stop_at"} for row in lost)


def plan_rows(w: Warehouse) -> list[dict]:
    """The rows of the plan that say both values, as they are written."""
    return w.rows(
        f"SELECT {', '.join(SEALED)} FROM plan WHERE gate IS NOT NULL AND indicator IS NOT NULL AND scale_at IS NOT "
        "NULL AND stop_at IS NOT NULL ORDER BY gate, role, indicator, applies_to, scale_at, stop_at"
    )


def measured(fence: Fence, answer: Answer) -> Estimate | None:
    """The estimate a fence is for; None where the indicator gives none of that kind."""
    return number_of(fence.metric, fence.applies_to, answer)


def number_of(metric: Metric, applies_to: str, answer: Answer) -> Estimate | None:
    """The estimate an agreed value is about. An indicator named for the difference to bulk has none of micro alone:
    that would be the price earned, which meets any premium that is agreed."""
    if applies_to == DIFFERENCE:
        return answer.difference
    if applies_to == PLANNED:
        return answer.parts.get(metric.at_planned, {}).get(MICRO)
    own = answer.groups.get(MICRO) or next(iter(answer.groups.values()), None)
    if own is not None and own.value is not None and metric.headline == DIFFERENCE:
        return own.without_number(said("price-for-premium.micro", indicator=metric.title))
    return own


def id_of(row: Mapping) -> str:
    """The indicator a row of the plan names."""
    return row["indicator"].strip().lower()


def fence_of(row: Mapping) -> Fence:
    """A row of the plan as a fence; what it leaves open as usual. KeyError where the indicator is none."""
    metric, applies_to = metrics()[id_of(row)], row["applies_to"] or MICRO
    return Fence(
        row["gate"],
        metric.id,
        applies_to,
        row["role"] or GOAL,
        row["judged"] or usually_judged(metric, applies_to),
        row["scale_at"],
        row["stop_at"],
        row["min_n"] or 1,
        row["expected_n"],
        row["on_breach"] or BLOCKS,
        row["decided_by"],
    )


def usually_judged(metric: Metric, applies_to: str) -> str:
    """How an indicator is judged where the plan does not say it: a share of all lots or kg is a count of what there is,
    not a sample; a price, a mean and every difference are tested where they have a range."""
    if metric.interval in ("time", "median", "none"):
        return COUNTED
    return COUNTED if metric.unit == "share" and applies_to == MICRO else TESTED
