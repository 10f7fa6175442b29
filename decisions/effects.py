"""What changed sheets and passed days did to every indicator: never a number that is another without the reason."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from history.changes.comparison import ADDED, CHANGED, REMOVED, REREAD, Changes, changes
from logbooks.catalogue import logbooks
from logbooks.questions.unmet_answers import unmet_answers
from logbooks.settings import settings
from metrics.engine import compute
from metrics.engine.contract import Answer, Estimate, Metric
from metrics.engine.metric_catalogue import metrics
from metrics.engine.what_is_read import read_by, words_read

if TYPE_CHECKING:
    from history.changes.changed_answers import ChangedAnswer
    from logbooks.warehouse.warehouse import Warehouse

# Kinds of row change that may move a number; a cell typed otherwise or a row in another tab can't.
TELLING = (ADDED, CHANGED, REMOVED, REREAD)
# Why a number is what it is now.
SAME, SHEETS, TIME, BOTH, UNEXPLAINED = "same", "sheets", "time", "both", "unexplained"
ANSWERS = "answers"  # about the sheets, which are the same


TouchedLog = tuple[str, tuple[tuple[str, int], ...]]  # a logbook, and how many of its rows are of each kind of change


@dataclass(frozen=True)
class Effect:
    """One indicator of one crop year and group (a stream, or difference), before and now; with another range or other
    cases it is another too.

    `by_sheets` is the change on one and the same day, `by_time` what the later day alone did to the old sheets; None
    where one of the numbers is absent. `logs` are the logbooks it reads in which rows changed, with how many of each
    kind, those it names first. `answers` are those that are others and that it may rest on; they did it only where
    `why` is answers: the sheets and what was said of their tabs are the same and answers are not. Else it is same,
    sheets, time, both, or unexplained where nothing it reads changed: then the program itself did.
    """

    id: str
    title: str
    group: str
    before: Estimate | None
    after: Estimate | None
    change: float | None
    by_sheets: float | None
    by_time: float | None
    logs: tuple[TouchedLog, ...]
    why: str
    crop_year: str | None = None
    answers: tuple[ChangedAnswer, ...] = ()

    @property
    def unit(self) -> str:
        """The unit of both numbers."""
        told = self.after or self.before
        assert told is not None, f"{self.id} had no number before and has none now"
        return told.unit


Answering = Callable[["Warehouse", "str | None"], Mapping[str, Answer]]


def effects(
    before: Warehouse,
    after: Warehouse,
    crop_year: str | None,
    changed: Changes | None = None,
    answered: Answering = compute.answers,
) -> list[Effect]:
    """Every indicator by stream and difference of one crop year, in the catalogue's order; `answered` may be a cache,
    and where it answers but some of them, they are those."""
    changed = changed or changes(before, after)
    old, new = answered(before, crop_year), answered(after, crop_year)
    old_now = old if before.as_of == after.as_of else answered(before.seen_on(after.as_of), crop_year)
    unmet = [{one.question for one in unmet_answers(w)} for w in (before, after)]
    met = {one.question for one in changed.answers if _meets_something(one, *unmet)}
    counts = {book: _by_kind(changed, book) for book in logbooks()}
    found = []
    for metric in (one for one in metrics().values() if one.id in new):
        touched = tuple(
            (book, counts[book]) for book in dict.fromkeys([*metric.reads, *sorted(read_by(metric.id))]) if counts[book]
        )
        for group in dict.fromkeys([*old[metric.id].groups, *new[metric.id].groups, "difference"]):
            numbers = [_number(answers[metric.id], group) for answers in (old, old_now, new)]
            if any(numbers):
                one = replace(_effect(metric, group, numbers, touched), crop_year=crop_year)
                found.append(_with_answers(one, changed, met))
    return found


def _by_kind(changed: Changes, book: str) -> tuple[tuple[str, int], ...]:
    """How many rows of the logbook changed in each way that may move a number."""
    return tuple((kind, count) for kind in TELLING if (count := changed.count(kind, logbooks=(book,))))


def _with_answers(one: Effect, changed: Changes, met: set[str]) -> Effect:
    """The effect with the answers that it may come from, where more than time made it; `met` are the questions whose
    answers meet something in the sheets."""
    if one.why in (SAME, TIME) or not changed.answers:
        return one
    resting = tuple(answer for answer in changed.answers if _may_rest_on(one.id, answer))
    told = tuple(answer for answer in resting if answer.question in met)
    by_answers = told and one.why != BOTH and changed.same_sheets and changed.same_tabs_said
    if not told and (changed.same_sheets or one.why == UNEXPLAINED):
        told = resting  # an answer that leaves some cells unread may have read others
    return replace(one, answers=told, why=ANSWERS if by_answers else one.why)


def _meets_something(answer: ChangedAnswer, unmet_before: set[str], unmet_after: set[str]) -> bool:
    """Whether the answer meets something in the sheets, in the reading before or in the one after."""
    said_before = answer.before is not None and answer.question not in unmet_before
    return said_before or (answer.after is not None and answer.question not in unmet_after)


def _may_rest_on(metric_id: str, answer: ChangedAnswer) -> bool:
    """Whether the number reads that setting, or a logbook whose rows the answer may read otherwise."""
    if not answer.setting:
        return not answer.logbooks or not read_by(metric_id).isdisjoint(answer.logbooks)
    if any(answer.setting in words_read(other) for other in metrics()):
        return answer.setting in words_read(metric_id)
    return settings().get(answer.setting, {}).get("moves_numbers", True)  # it may read any row otherwise


def seasons(before: Warehouse, after: Warehouse) -> list[str]:
    """The crop years of either reading, newest first: one whose rows were all deleted had numbers too."""
    return sorted({*compute.crop_years(before), *compute.crop_years(after)}, reverse=True)


def _number(answer: Answer, group: str) -> Estimate | None:
    return answer.difference if group == "difference" else answer.groups.get(group)


def _effect(metric: Metric, group: str, numbers: list[Estimate | None], touched: tuple[TouchedLog, ...]) -> Effect:
    """One line out of the number before, the same of the old sheets on the new day, and the number now."""
    before, old_now, after = numbers
    by_time, by_sheets = not _same(before, old_now), not _same(old_now, after)
    why = BOTH if by_time and by_sheets else TIME if by_time else SHEETS if by_sheets else SAME
    if by_sheets and not touched:
        why = UNEXPLAINED
    return Effect(
        metric.id,
        metric.title,
        group,
        before,
        after,
        _less(after, before),
        _less(after, old_now),
        _less(old_now, before),
        touched,
        why,
    )


def _less(one: Estimate | None, other: Estimate | None) -> float | None:
    if one is None or other is None or one.value is None or other.value is None or one.unit != other.unit:
        return None
    return 0.0 if _close(one.value, other.value) else one.value - other.value


def _same(one: Estimate | None, other: Estimate | None) -> bool:
    """Whether two numbers are one: the value, the ends of its range, how many cases, and what it is a number of; or
    absent for the same reason."""
    if one is None or other is None:
        return one is other
    if one.value is None or other.value is None:
        return one.value is other.value and one.why_not == other.why_not
    ends = ((getattr(one, end), getattr(other, end)) for end in ("value", "low80", "high80", "low", "high"))
    return all(_close(*pair) for pair in ends) and (one.unit, one.basis, one.n) == (other.unit, other.basis, other.n)


def _close(one: float | None, other: float | None) -> bool:
    """Equal to nine digits, or both absent."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
