"""The answer the indicators' own code gives to the rows of a drawn pilot (benchmarks/pilots.py); no warehouse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks import pilots
from metrics.engine import composites, economics, estimates, timed_estimates
from metrics.engine.contract import Answer, Composite, Estimate, Left
from metrics.engine.question import Question

FORM = Composite(  # filled in where every kind of number has the same
    id="simulated",
    layer="commercial",
    title="",
    question="",
    definition="",
    unit="base/kg",
    better="higher",
    reads=(),
    columns=(),
    sql="own",
    splits=(),
    interval="ratio",
    case_is="lot",
    plausible=(0.0, 1.0),
    source="",
    trap="",
    relative=True,
)


class DrawnPilots(Question):
    """What an indicator asks of the warehouse, answered from drawn rows, by part where a formula joins several."""

    def __init__(self, of_part: dict[str, list[dict]]):
        self.groups, self.currency, self.crop_year, self.as_of = ("micro", "bulk"), "USD", "2025/26", pilots.DAY
        self.filters, self._ledger, self.of_part = {}, {}, of_part

    def rows(self, sql: str, filtered: bool = True, own_groups: bool = False) -> list[dict]:
        return self.of_part[sql]

    def setting(self, name: str, stream: str | None = None) -> str | None:
        """Nothing is set."""
        return None

    def count(self, row_ids: tuple[int, ...]) -> int:
        """Drawn rows stand for themselves."""
        return len(row_ids)


def _realised(sums, context):
    own, made = sums["own"], sums["lots"].den
    sold, bulk = sums["lots"].num / made, sums["season"].num / sums["season"].den
    return {"micro": sold * own.num / own.den + (1 - sold) * bulk, "bulk": bulk}


def _whole_pilot(sums, context):
    """Net gain and premium needed by the code of the indicators, of kg and bills that are given."""
    own, bulk = sums["own"].num / sums["own"].den, sums["season"].num / sums["season"].den
    made = np.ones_like(own)
    found = economics.Inputs(
        produced_kg=made,
        sold_share=pilots.SOLD_MICRO * made,
        otherwise_share=pilots.SOLD_OTHERWISE * made,
        bulk_price=bulk,
        premium=own - bulk,
        variable_cost=pilots.COST_PER_KG * made,
        otherwise_price=pilots.OTHERWISE_PRICE * made,
    )
    return {
        "net gain": {"micro": Left(economics.earned(found), economics.needed(found))},
        "needed": {"micro": economics.break_even_premium(found)},
    }


def form(kind: pilots.PilotKind) -> Composite:
    """The form of an indicator of that kind."""
    if kind.interval == "realised":
        parts = {"own": "own", "lots": "lots", "season": "season"}
        return replace(
            FORM,
            case_is="buyer or lot",
            parts=parts,
            formula=_realised,
            case_of={"own": "buyer", "lots": "lot", "season": "buyer"},
        )
    if kind.interval in ("net gain", "needed"):
        return replace(
            FORM,
            case_is="buyer",
            has_bulk=False,
            parts={"own": "own", "season": "season"},
            formula=lambda sums, context: _whole_pilot(sums, context)[kind.interval],
            case_of={"own": "buyer", "season": "buyer"},
        )
    has_bulk = kind.interval != "median"
    return replace(
        FORM,
        relative=kind.interval in ("ratio", "price"),
        interval=kind.interval,
        case_is="buyer" if kind.by_buyers else "lot",
        has_bulk=has_bulk,
    )


def answered(kind: pilots.PilotKind, drawn: dict[str, list[dict]] | list[dict]) -> Answer:
    """The answer the indicators' own code gives to drawn rows."""
    if isinstance(drawn, dict):
        return composites.answered(DrawnPilots(drawn), form(kind))
    asked = DrawnPilots({})
    return (
        timed_estimates.answered(asked, form(kind), drawn)
        if kind.interval == "time"
        else estimates.answered(asked, form(kind), drawn)
    )


def looked_at(kind: pilots.PilotKind, answer: Answer, group: str) -> Estimate | None:
    """The estimate of a group; of times either the share in time or the day, by what the kind is named for."""
    if kind.interval == "time" and kind.name.startswith("accepted") and group != "difference":
        return answer.parts["accepted within 60 days"].get(group)
    return {**answer.groups, "difference": answer.difference, "relative": answer.relative}.get(group)
