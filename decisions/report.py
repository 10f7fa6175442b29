"""One reading of the logs as one report: every indicator, where the pilot stands, and what is wrong with the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from connectors.trouble import NothingToRead
from decisions.board import board
from decisions.books_json import cash_json, risks_json
from decisions.gates import PilotDay
from decisions.how_many import MOST
from decisions.roadmap_tasks import Item, items
from decisions.thresholds import ThresholdStanding, stands, thresholds
from decisions.verdict.kept_verdicts import KeptVerdict, seen_from, shown
from decisions.verdict.verdict import Standing, decided
from decisions.verdict.verdict_json import distance_json
from logbooks import health
from logbooks.warehouse.warehouse import Warehouse
from metrics.books.cash_flow import CashFlow, cash_flow
from metrics.books.refusals import Refusal, refusals
from metrics.books.risk import Risk, risks
from metrics.engine.compute import answers, crop_years
from metrics.engine.contract import Answer, Estimate, Metric
from metrics.engine.metric_catalogue import metrics

SCHEMA_VERSION = 1
ALL_SEASONS = "all"
NUMBER_FIELDS = (
    "unit",
    "value",
    "low",
    "high",
    "low80",
    "high80",
    "n",
    "rows",
    "left_out",
    "method",
    "basis",
    "assumed",
    "to_date",
    "why_not",
    "no_range",
    "notes",
)
PROBLEM_FIELDS = (
    "code",
    "severity",
    "logbook",
    "source",
    "sheet",
    "row",
    "column",
    "written",
    "what",
    "fix",
    "place",
    "link",
)
TASK_FIELDS = (
    "gate",
    "task",
    "owner",
    "evidence",
    "said",
    "shown",
    "stands",
    "share",
    "because",
    "overdue",
    "disagrees",
)
LEDGER_FIELDS = ("rows_in", "used", "doubtful", "left_out", "not_data", "not_read")


@dataclass(frozen=True)
class Report:
    """What was found in one reading, for one crop year or all; `answers` and `metrics` are by indicator id.

    `ledger` is by source: rows in = used + doubtful + left out + not data + not read yet. `agreed` says by id where
    numbers stand to what they were agreed to reach. `kept` are the verdicts that were given, of which the last gate's
    is shown as it was given.
    """

    snapshot: str
    as_of: str
    crop_year: str | None
    base_currency: str
    synthetic: bool
    standing: PilotDay
    board: tuple[str, ...]
    metrics: Mapping[str, Metric]
    answers: Mapping[str, Answer]
    sources: tuple[dict, ...]
    problems: tuple[dict, ...]
    decided: Standing
    agreed: Mapping[str, tuple[ThresholdStanding, ...]]
    roadmap: tuple[Item, ...] = ()
    refusals: Mapping[str, tuple[Refusal, ...]] = field(default_factory=dict)
    cash: CashFlow | str = ""
    risks: tuple[Risk, ...] | str = ()
    kept: tuple[KeptVerdict, ...] = ()


def read_report(w: Warehouse, crop_year: str | None = None) -> Report:
    """The report of one crop year, the newest unless named, or of ALL_SEASONS; NothingToRead where there is no such
    year."""
    years = crop_years(w)
    if crop_year is not None and crop_year not in (*years, ALL_SEASONS):
        raise NothingToRead(
            f"No row belongs to crop year {crop_year}.", f"Ask for one of these: {', '.join([*years, ALL_SEASONS])}."
        )
    chosen = crop_year or next(iter(years), None)
    year = None if chosen == ALL_SEASONS else chosen
    found = answers(w, year)
    where = decided(w, found)
    return Report(
        snapshot=w.id,
        as_of=w.as_of.isoformat(),
        crop_year=chosen,
        base_currency=w.rows("SELECT currency FROM base")[0]["currency"],
        synthetic=w.is_invented,
        standing=where.pilot,
        board=board(w),
        metrics=metrics(),
        answers=found,
        sources=_sources(w),
        problems=tuple(problems(w)),
        decided=where,
        agreed={
            id: tuple(stands(metrics()[id], found[id], each) for each in agreed)
            for id, agreed in thresholds(w, metrics()).items()
        },
        roadmap=tuple(items(w)),
        refusals=refusals(w, year),
        cash=cash_flow(w, year),
        risks=risks(w, year, found),
        kept=seen_from(w),
    )


def as_json(found: Report) -> dict:
    """The report as plain values for JSON: schema_version 1.

    A number that was not computed is None beside its `why_not`. Shares are fractions, money is base currency per kg
    green, days are days. `refusals` gives the reasons of each stream as metrics/books/refusals.py counts them.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "snapshot": found.snapshot,
        "as_of": found.as_of,
        "crop_year": found.crop_year,
        "base_currency": found.base_currency,
        "sources": list(found.sources),
        "indicators": [
            _indicator(found.metrics[id], answer, found.agreed.get(id, ())) for id, answer in found.answers.items()
        ],
        "verdict": shown(found.decided, found.kept),
        "verdict_why_not": found.decided.why_not,
        "verdicts_kept": [
            {name: one.shown[name] for name in ("gate", "gate_on", "recorded", "answer", "plan_seal")}
            for one in found.kept
        ],
        "distance": distance_json(found.decided),
        "refusals": {stream: [_refusal(one) for one in reasons] for stream, reasons in found.refusals.items()},
        "roadmap": [_task(item) for item in found.roadmap],
        "working_capital": cash_json(found.cash),
        "risks": risks_json(found.risks),
        "problems": list(found.problems),
    }


def _refusal(one: Refusal) -> dict:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(one).items()}


def _indicator(metric: Metric, answer: Answer, agreed: tuple[ThresholdStanding, ...]) -> dict:
    form = {"id": metric.id, "layer": metric.layer, "better": metric.better, "needs": list(metric.reads)}
    unit = next(iter(answer.groups.values())).unit
    groups, own = (_no_streams(metric, unit), answer.groups) if metric.groups else (dict(answer.groups), {})
    alone = "There is one group only, so there is nothing to compare."
    if "all" not in groups:
        groups.setdefault("bulk", Estimate(unit, why_not=metric.why_no_bulk))
        alone = metric.why_no_bulk
    difference = answer.difference or Estimate(unit, why_not=alone or "Only one of the two streams has a number.")
    relative = answer.relative or Estimate(
        "share", why_not=difference.why_not or "It is compared as a difference, not as a ratio."
    )
    return (
        form
        | {group: _number(estimate) for group, estimate in groups.items()}
        | {
            "difference": _number(difference),
            "relative": _number(relative),
            "describes": answer.describes,
            "parts": _table(answer.parts),
            "by": _table(answer.by),
            "groups": {group: _number(estimate) for group, estimate in own.items()},
            "agreed": [_agreed(each) for each in agreed],
        }
    )


def _no_streams(metric: Metric, unit: str) -> dict[str, Estimate]:
    """Micro and bulk of an indicator whose groups are others: no number, and where to look instead."""
    none = Estimate(unit, why_not=f"It is not given by stream but by these groups: {', '.join(metric.groups)}.")
    return {"micro": none, "bulk": none}


def _agreed(found: ThresholdStanding) -> dict:
    """What was agreed, where the number stands to it by its 80 % range, and how many cases would tell where it can't be
    told."""
    fields = {
        name: getattr(found.threshold, name) for name in ("applies_to", "gate", "role", "scale_at", "stop_at", "min_n")
    }
    needed = found.needed and {
        "cases": found.needed.cases,
        "case_is": found.needed.case_is,
        "more_than": MOST if found.needed.cases is None else None,
    }
    return fields | {
        "inside": list(found.threshold.inside) if found.threshold.inside else None,
        "stands": found.place,
        "cases_needed": needed,
    }


def _task(item: Item) -> dict:
    """What was said of a task and what the logs show, days as text."""
    days = {name: day and day.isoformat() for name in ("due_on", "done_on") for day in (getattr(item, name),)}
    return {name: getattr(item, name) for name in TASK_FIELDS} | days


def _table(table: Mapping[str, Mapping[str, Estimate]]) -> dict:
    return {name: {group: _number(estimate) for group, estimate in row.items()} for name, row in table.items()}


def _number(estimate: Estimate) -> dict:
    number = {name: getattr(estimate, name) for name in NUMBER_FIELDS}
    return number | {"assumed": list(estimate.assumed), "notes": list(estimate.notes)}


def problems(w: Warehouse) -> list[dict]:
    """Every problem with its place, what was written, what is wrong and what to do."""
    return [{name: getattr(problem, name) for name in PROBLEM_FIELDS} for problem in health.problems(w)]


def tab_ledger(w: Warehouse) -> list[dict]:
    """What became of the rows of every tab: rows_in = used + doubtful + left_out + not_data + not_read."""
    return [{name: line[name] for name in ("source", "sheet", "logbook", *LEDGER_FIELDS)} for line in health.ledger(w)]


def _sources(w: Warehouse) -> tuple[dict, ...]:
    """Every workbook read, with the rows of its tabs added up."""
    read = health.sources(w)
    ledger = {source["source"]: dict.fromkeys(LEDGER_FIELDS, 0) for source in read}
    for line in tab_ledger(w):
        for name in LEDGER_FIELDS:
            ledger[line["source"]][name] += line[name]
    return tuple(
        {"name": one["source"], "read_at": str(one["read_at"]), "ledger": ledger[one["source"]]} for one in read
    )
