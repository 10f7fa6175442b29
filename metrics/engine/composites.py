"""Estimates of indicators made of several sums, each by its own kind of case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from logbooks.settings import default_of, settings
from metrics.engine import differences, estimates
from metrics.engine.cases import Line, Stack, by_buyer_or_month, stacked
from metrics.engine.contract import Answer, CannotSay, Composite, Estimate, Left, Sums
from metrics.engine.green_notes import green_notes
from metrics.engine.question import Question
from metrics.engine.ranges import CarriedRange


@dataclass
class FormulaContext:
    """What a formula may ask, and what it has to say beside its numbers."""

    question: Question
    stack: Stack | None = None
    few: bool = False
    assumed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_bound: bool = False

    def is_set(self, name: str) -> bool:
        """Whether the cooperative set a number itself."""
        return self.question.number(name) is not None

    def number(self, name: str, stream: str | None = None) -> float | None:
        """A setting; where it is not set, its default, and what was assumed thereby in the words of settings.toml."""
        found = self.question.number(name, stream)
        if found is None and "assumed" in settings()[name]:
            self.assume(settings()[name]["assumed"])
        default = default_of(name)
        return found if found is not None or default is None else float(default)

    def text(self, name: str) -> str:
        """A setting in small letters; where it is not set, its default."""
        return str(self.question.setting(name) or default_of(name) or "").strip().lower()

    def assume(self, words: str) -> None:
        if words not in self.assumed:
            self.assumed.append(words)

    def at_least(self, without: list[str]) -> None:
        """Says that the number is a lower bound, because nothing is written in these categories."""
        if without:
            self.bound(f"At least: nothing is written down for {', '.join(without)}.")

    def bound(self, words: str) -> None:
        """Says why the number is but a bound: rows that belong to it are not in it."""
        self.is_bound = True
        self.note(words)

    def note(self, words: str) -> None:
        if words not in self.notes:
            self.notes.append(words)


@dataclass(frozen=True)
class Gathered:
    """The rows of all parts added up, or the reason why they can't be."""

    rows: dict[str, list[dict]]
    usable: dict[str, list[dict]]
    stack: Stack
    context: FormulaContext
    few: bool
    why_not: str | None

    @property
    def sums(self) -> dict[str, Sums]:
        return self.stack.sums

    def rests_on(self, values) -> dict:
        """How many cases the value rests on, and of which kind: of several the scarcest (5 buyers, not 120 farmers)."""
        values = np.asarray(values, float)
        moving = np.flatnonzero(values[1:] != values[0]) if values.ndim else ()
        if not len(moving):
            return {"n": 0}
        # buyers before lots, where as many
        scarcest = min(moving, key=lambda case: (self.stack.sizes[case], self.stack.kinds[case]))
        return {"n": int(self.stack.sizes[scarcest]), "case_is": self.stack.kinds[scarcest]}


def gathered(question: Question, metric: Composite) -> Gathered:
    """Runs the SQL of every part and adds up; every part is there, as zeros where it has no row."""
    rows = {part: question.rows(sql, filtered=bool(metric.splits)) for part, sql in metric.parts.items()}
    usable = {
        part: [r for r in found if r["num"] is not None and not r.get("why_not") and not r.get("no_basis")]
        for part, found in rows.items()
    }
    cases, few = _buyers(metric, usable)
    lines = []
    for part, found in usable.items():
        for row in found:
            kind = metric.case_of.get(part)
            case = None if kind is None or row["case_id"] is None else (kind, row["case_id"])
            case = cases.get((row["stream"], row["case_id"], row["day"]), case) if kind == "buyer" else case
            lines.append(Line(row.get("part") or part, row["stream"] or "", case, row["num"], row["den"], row["day"]))
    stack = stacked(lines, metric.by_day)
    nothing = np.zeros(1 + len(stack.sizes))
    for part in metric.parts:
        empty = nothing[None, :][:0] if part in metric.by_day else nothing
        stack.sums.setdefault(part, Sums(empty, empty))
    context = FormulaContext(question, stack, few)
    lots = {row["case_id"] for part, found in usable.items() if metric.case_of.get(part) == "lot" for row in found}
    for words in green_notes(question, metric, lots):
        context.note(words)
    return Gathered(rows, usable, stack, context, few, _blocked(question, rows, usable))


def _buyers(metric: Composite, usable: dict[str, list[dict]]) -> tuple[dict, bool]:
    """The case of every row of a part by buyer, and whether micro has too few of them."""
    cases, few = {}, False
    deals = [row for part, found in usable.items() if metric.case_of.get(part) == "buyer" for row in found]
    for stream in {row["stream"] for row in deals}:
        own = [row for row in deals if row["stream"] == stream]
        named, too_few = by_buyer_or_month(own, stream)
        cases.update({(stream, row["case_id"], row["day"]): case for row, case in zip(own, named, strict=True)})
        few = few or too_few
    return cases, few


def _blocked(question: Question, rows: dict[str, list[dict]], usable: dict[str, list[dict]]) -> str | None:
    for part, found in rows.items():
        if why_not := estimates.too_many_lost(found, usable[part]):
            return why_not
    deals = {row["row_id"]: row for found in rows.values() for row in found if "no_basis" in row}
    for group in dict.fromkeys(row["stream"] for row in deals.values() if row["no_basis"]):
        return estimates.why_none(question, group, [row for row in deals.values() if row["stream"] == group], [])
    return None


def answered(question: Question, metric: Composite) -> Answer:
    """The answer of an indicator joined from several sums."""
    if question.groups == ("all",):
        return _without(question, metric, "The logbook Lots holds no rows, so no lot is known to be micro or bulk.")
    got = gathered(question, metric)
    if got.why_not:
        return _without(question, metric, got.why_not)
    assert metric.formula is not None, f"{metric.id} joins its sums by no formula"
    # a left-out case may leave nothing to divide by: no range then
    with np.errstate(divide="ignore", invalid="ignore"):
        try:
            return _assembled(question, metric, got, metric.formula(got.sums, got.context))
        except CannotSay as reason:
            return _without(question, metric, str(reason), got)


def _blank(question: Question, metric: Composite, got: Gathered | None) -> Estimate:
    left_out = sum(question.left_out.get(book, 0) for book in metric.reads)
    if got is None:
        return Estimate(estimates.unit_of(metric.unit, question), case_is=metric.case_is, left_out=left_out)
    dropped = list(
        {
            str(np.ravel(r["row_id"]).tolist()): r for found in got.rows.values() for r in found if r.get("why_not")
        }.values()
    )
    used = [row for found in got.usable.values() for row in found]
    assumed = tuple(dict.fromkeys((*estimates.assumptions(used), *got.context.assumed)))
    return Estimate(
        estimates.unit_of(metric.unit, question),
        case_is=metric.case_is,
        rows=question.count(estimates.rows_behind(used)),
        assumed=assumed,
        left_out=left_out + len(dropped),
        to_date=any(row.get("to_date") for row in used),
        notes=(*got.context.notes, *estimates.notes_on(dropped)),
        is_bound=got.context.is_bound,
    )


def _without(question: Question, metric: Composite, why_not: str, got: Gathered | None = None) -> Answer:
    none = replace(_blank(question, metric, got), why_not=why_not)
    groups = estimates.groups_of(question, metric)
    return Answer(
        metric.id,
        question.crop_year,
        dict.fromkeys(groups, none),
        difference=none if len(groups) == 2 else None,
        relative=replace(none, unit="share") if len(groups) == 2 and metric.relative else None,
    )


def _assembled(question: Question, metric: Composite, got: Gathered, values: Mapping) -> Answer:
    made = _Assembly(question, metric, got, _blank(question, metric, got))
    groups = {
        g: made.estimated(values[g], metric.interval, metric.unit, g) for g in estimates.groups_of(question, metric)
    }
    parts, by = made.parts(values)
    difference, relative = made.compared(values) if "bulk" in groups else (None, None)
    return Answer(
        metric.id,
        question.crop_year,
        groups,
        difference,
        relative,
        parts,
        by,
        cases={"micro": estimates.dots(got.usable.get(metric.dots, []))},
        days={"micro": estimates.days_of_dots(got.usable.get(metric.dots, []))},
        row_ids=_row_ids(got, groups),
        notes=tuple(got.context.notes),
    )


@dataclass(frozen=True)
class _Assembly:
    """The values of a formula as estimates; `blank` is what all of them have in common."""

    question: Question
    metric: Composite
    got: Gathered
    blank: Estimate

    def estimated(self, value, interval: str, unit: str, stream: str) -> Estimate:
        """One value with its range; a text is why there is none."""
        here = replace(self.blank, unit=estimates.unit_of(unit, self.question), n=0)
        if isinstance(value, str):
            return replace(here, why_not=value)
        if isinstance(value, Left):
            return _carried(self.estimated(value.of / value.after, "ratio", unit, stream), float(value.after[0]))
        rests = {"n": value.cases} if isinstance(value, Sums) else self.got.rests_on(value)
        value = value.num / value.den if isinstance(value, Sums) else value
        here = replace(here, n=rests["n"])
        if not np.isfinite(np.ravel(value)[0]):
            return replace(here, why_not="What it is made of adds up to nothing.")
        if interval == "none":
            return replace(here, value=float(np.ravel(value)[0]), no_range=self.metric.caveats[0], **rests)
        stack, few = self.got.stack, self.got.few and stream != "bulk"
        found = estimates.ranged(here, interval, np.broadcast_to(value, 1 + len(stack.sizes)), stack, few)
        return replace(found, **rests)

    def apart(self, values, unit: str, both: tuple | None = None) -> Estimate:
        """A difference with its range, made of those of `both` where they are given; a text is why there is none."""
        if isinstance(values, str):
            return replace(self.blank, unit=unit, n=0, why_not=values)
        rests = self.got.rests_on(values)
        here = replace(self.blank, unit=unit, n=rests["n"])
        if not np.isfinite(values[0]):
            return replace(here, why_not="One of the two has no number.")
        return replace(differences.plain_difference(here, values, self.got.stack, self.got.few, both), **rests)

    def parts(self, values: Mapping) -> tuple[dict[str, dict[str, Estimate]], dict[str, dict[str, Estimate]]]:
        """The further numbers, as parts and as other ways to the same, each by name and group."""
        parts: dict[str, dict[str, Estimate]] = {}
        by: dict[str, dict[str, Estimate]] = {}
        for key, value in values.items():
            if isinstance(key, tuple):
                where, name, group = key
                interval, unit = self.metric.further.get(name, (self.metric.interval, self.metric.unit))
                if group == "difference":
                    both = tuple(values.get((where, name, of), values.get(of)) for of in ("micro", "bulk"))
                    known = both if _differ_by(value, *both) else None
                    shown = self.apart(value, estimates.unit_of(unit, self.question), known)
                else:
                    shown = self.estimated(value, interval, unit, group)
                (by if where == "by" else parts).setdefault(name, {})[group] = shown
        return parts, by

    def compared(self, values: Mapping) -> tuple[Estimate, Estimate | None]:
        """The difference of the two streams, and their ratio where the indicator has one."""
        micro, bulk = values["micro"], values["bulk"]
        why_not = next((value for value in (micro, bulk) if isinstance(value, str)), None)
        difference = self.apart(why_not or micro - bulk, self.blank.unit, (micro, bulk))
        if not self.metric.relative:
            return difference, None
        share = replace(self.blank, unit="share", n=difference.n, why_not=why_not)
        if why_not:
            return difference, share
        ratio = differences.plain_relative(share, micro, bulk, self.got.stack, self.got.few)
        return difference, replace(ratio, case_is=difference.case_is)


def _carried(ratio: Estimate, whole: float) -> Estimate:
    """What is left after a whole, from the estimate of a ratio to it."""
    if ratio.value is None:
        return ratio
    left = replace(ratio, value=(ratio.known - 1) * whole)
    return left.ranged(CarriedRange(ratio.range_of, whole), ratio.method) if ratio.range_of else left


def _differ_by(value, micro, bulk) -> bool:
    """Whether a value is the difference of these two, so that its range can be made of theirs."""
    return all(isinstance(v, np.ndarray) and v.ndim for v in (value, micro, bulk)) and bool(
        np.isclose(micro[0] - bulk[0], value[0])
    )


def _row_ids(got: Gathered, groups) -> dict[str, tuple[int, ...]]:
    used = [row for found in got.usable.values() for row in found]
    if "bulk" not in groups:
        return {group: estimates.rows_behind(used) for group in groups}
    return {group: estimates.rows_behind([row for row in used if row["stream"] == group]) for group in groups}
