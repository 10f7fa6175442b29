"""A plan to start from, and a plan somebody is typing, held against the logs before it is agreed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from decisions.gates import GATES
from decisions.verdict.logs_of_a_day import LogsOfADay
from decisions.verdict.plan import GOAL, MICRO, SEALED, Fence, fence_of, id_of, unknown_in
from decisions.verdict.plan_doubts import PlanDoubt, doubts
from decisions.verdict.verdict import plan_context
from metrics.engine.metric_catalogue import metrics

OFFERED = Path(__file__).with_name("offered_plan.toml")


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(OFFERED.read_text("utf-8"))


@dataclass(frozen=True)
class Assumption:
    """What every pilot assumes, in plain words, and the indicators by which a plan may test it."""

    words: str
    indicators: tuple[str, ...]


def assumptions() -> tuple[Assumption, ...]:
    """What every pilot assumes."""
    return tuple(Assumption(one["words"], tuple(one["indicators"])) for one in _file()["assumption"])


def offered_rows() -> list[dict]:
    """The rows of the offered plan as those of the logbook, each with `because`."""
    blank = dict.fromkeys(SEALED) | {"applies_to": MICRO, "role": GOAL}
    return [
        blank | {name: value for name, value in row.items() if name != "gates"} | {"gate": gate}
        for gate in GATES
        for row in _file()["row"]
        if gate in row.get("gates", [row.get("gate")])
    ]


def typed_doubts(logs: LogsOfADay, rows: Iterable[Mapping]) -> tuple[PlanDoubt, ...]:
    """Why the rows of a plan as typed can't be met, gate by gate; rows without a gate, a name or both values are not
    looked at yet."""
    whole = [row for row in rows if all(row.get(name) is not None for name in ("gate", "scale_at", "stop_at"))]
    whole = [row for row in whole if row.get("indicator")]
    plan: tuple[Fence, ...] = tuple(fence_of(row) for row in whole if id_of(row) in metrics())
    context = plan_context(logs, plan)
    found: list[PlanDoubt] = []
    for gate in sorted({int(row["gate"]) for row in whole} & set(GATES)) or GATES[:1]:
        found += doubts(plan, context, gate, unknown_in(whole, gate))
    return tuple(dict.fromkeys(found)) if whole else ()
