"""Indicators of a crop year out of a warehouse: every number with its range, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from logbooks.warehouse.warehouse import Warehouse
from metrics.engine import composites, estimates, timed_estimates
from metrics.engine.contract import Answer, Composite, Estimate, Metric
from metrics.engine.metric_catalogue import metrics
from metrics.engine.question import Asked

# they share few tables, and each has tables of its own
HALVES = (("technical", "trust"), ("commercial", "impact"))
Filters = Mapping[str, tuple[str, ...]]


def crop_years(w: Warehouse) -> list[str]:
    """The crop years of the register of lots, else of the dated logbooks; newest first."""
    if w.rows("SELECT 1 FROM clean.lots LIMIT 1"):
        found = w.rows("SELECT DISTINCT crop_year FROM lots")
    else:
        books = ("offers", "quality", "receipts", "processing", "checks", "costs", "payments")
        found = w.rows(" UNION ".join(f"SELECT crop_year FROM {book}" for book in books))
    return sorted((row["crop_year"] for row in found if row["crop_year"]), reverse=True)


def answer(w: Warehouse, metric_id: str, crop_year: str | None, filters: Filters | None = None) -> Answer:
    """One indicator of one crop year; None means all years together."""
    return _answered(Asked(w, crop_year, filters), metrics()[metric_id])


def answers(w: Warehouse, crop_year: str | None, filters: Filters | None = None) -> dict[str, Answer]:
    """Every indicator of one crop year by its id; two halves at a time, because the database spends most of it on
    planning."""
    forms = metrics()

    def half(place: int) -> dict[str, Answer]:
        asked = Asked(w, crop_year, filters, place)
        return {metric.id: _answered(asked, metric) for metric in forms.values() if metric.layer in HALVES[place]}

    with ThreadPoolExecutor(len(HALVES)) as pool:
        found = {name: answer for answers in pool.map(half, range(len(HALVES))) for name, answer in answers.items()}
    return {name: found[name] for name in forms}


def _answered(asked: Asked, metric: Metric) -> Answer:
    why_not = _cannot_split(asked, metric) or asked.missing(metric.reads, metric.columns)
    if why_not:
        return without_numbers(asked, metric, why_not)
    if isinstance(metric, Composite):
        return composites.answered(asked, metric)
    rows = asked.rows(metric.sql, own_groups=bool(metric.groups))
    return (
        timed_estimates.answered(asked, metric, rows)
        if metric.interval == "time"
        else estimates.answered(asked, metric, rows)
    )


def _cannot_split(asked: Asked, metric: Metric) -> str | None:
    stuck = [split for split in asked.filters if split not in metric.splits]
    if not stuck:
        return None
    return f"This number can't be split by {' and '.join(stuck)}: what it is made of is not written down that way."


def without_numbers(asked: Asked, metric: Metric, why_not: str) -> Answer:
    """The answer that gives the same reason everywhere."""
    left_out = sum(asked.left_out.get(book, 0) for book in metric.reads)
    unit = estimates.unit_of(metric.unit, asked)
    none = Estimate(unit, why_not=why_not, left_out=left_out, case_is=metric.case_is)
    groups = estimates.groups_of(asked, metric)
    two = len(groups) == 2
    return Answer(
        metric.id,
        asked.crop_year,
        dict.fromkeys(groups, none),
        difference=none if two else None,
        relative=Estimate("share", why_not=why_not) if two and metric.relative else None,
    )
