"""Indicators of a crop year out of a warehouse: every number with its range, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from logbooks.warehouse.warehouse import Warehouse
from metrics.engine import composites, estimates, timed_estimates
from metrics.engine.believable import believed
from metrics.engine.comparing import compared
from metrics.engine.contract import Answer, Composite, Estimate, Metric
from metrics.engine.metric_catalogue import metrics
from metrics.engine.open_answers import with_question
from metrics.engine.question import Question
from metrics.engine.splitting import cannot_split

# they share few tables, and each has tables of its own
HALVES = (("technical", "trust"), ("commercial", "impact"))
Filters = Mapping[str, tuple[str, ...]]


def crop_years(w: Warehouse) -> list[str]:
    """The crop years of the register of lots, else of the dated logbooks; newest first, and behind them those of which
    lots are only planned, so that the first is the one to look at."""
    if w.rows("SELECT 1 FROM clean.lots LIMIT 1"):
        found = w.rows("SELECT DISTINCT crop_year FROM lots")
    else:
        books = ("offers", "quality", "receipts", "processing", "checks", "costs", "payments")
        found = w.rows(" UNION ".join(f"SELECT crop_year FROM {book}" for book in books))
    begun = {row["crop_year"] for row in w.rows("SELECT crop_year FROM begun_season")}
    years = (row["crop_year"] for row in found if row["crop_year"])
    return sorted(years, key=lambda year: (not begun or year in begun, year), reverse=True)


def answer(w: Warehouse, metric_id: str, crop_year: str | None, filters: Filters | None = None) -> Answer:
    """One indicator of one crop year; None means all years together."""
    return some_answers(w, (metric_id,), crop_year, filters)[metric_id]


def some_answers(
    w: Warehouse, ids: Iterable[str], crop_year: str | None, filters: Filters | None = None
) -> dict[str, Answer]:
    """Those indicators of one crop year by id, one after the other."""
    question = Question(w, crop_year, filters)
    return {name: _told(question, metrics()[name]) for name in ids}


def answers(w: Warehouse, crop_year: str | None, filters: Filters | None = None) -> dict[str, Answer]:
    """Every indicator of one crop year by its id; two halves at a time, because the database spends most of it on
    planning."""
    forms = metrics()

    def half(place: int) -> dict[str, Answer]:
        question = Question(w, crop_year, filters, place)
        return {metric.id: _told(question, metric) for metric in forms.values() if metric.layer in HALVES[place]}

    with ThreadPoolExecutor(len(HALVES)) as pool:
        found = {name: answer for answers in pool.map(half, range(len(HALVES))) for name, answer in answers.items()}
    return {name: found[name] for name in forms}


def _told(question: Question, metric: Metric) -> Answer:
    if why_not := cannot_split(question.filters, metric.splits):
        return without_numbers(question, metric, why_not)
    answered = compared(question, metric, _answered(question, metric))
    if question.empty(metric.reads, metric.columns):  # the question its rows wait for, if any, is named already
        return answered
    return with_question(answered, question.may_wait_for(metric))


def _answered(question: Question, metric: Metric) -> Answer:
    if why_not := question.missing(metric.reads, metric.columns):
        return without_numbers(question, metric, why_not)
    if isinstance(metric, Composite):
        return believed(question, metric, composites.answered(question, metric))
    rows = question.rows(metric.sql, own_groups=bool(metric.groups))
    estimated = timed_estimates if metric.interval == "time" else estimates
    return believed(question, metric, estimated.answered(question, metric, rows))


def without_numbers(question: Question, metric: Metric, why_not: str) -> Answer:
    """The answer that gives the same reason everywhere."""
    left_out = sum(question.left_out.get(book, 0) for book in metric.reads)
    unit = estimates.unit_of(metric.unit, question)
    none = Estimate(unit, why_not=why_not, left_out=left_out, case_is=metric.case_is)
    groups = estimates.groups_of(question, metric)
    two = len(groups) == 2
    return Answer(
        metric.id,
        question.crop_year,
        dict.fromkeys(groups, none),
        difference=none if two else None,
        relative=Estimate("share", why_not=why_not) if two and metric.relative else None,
    )
