"""Estimates of how long things take, with what is still open and what ended otherwise."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np

from metrics.engine import differences, estimates, intervals
from metrics.engine.bases import headline_basis
from metrics.engine.cases import TOO_FEW_BUYERS, by_buyer_or_month
from metrics.engine.contract import Answer, Estimate, Metric
from metrics.engine.cumulative_shares import CENSORED, COMPETED, HAPPENED, aalen_johansen, median_day
from metrics.engine.question import Question
from metrics.engine.ranges import WilsonRange

# with fewer lots a range that can be closed at all is the exception, and holds the truth too seldom
FEWEST_FOR_A_DAY = 10
ANY_ANSWER = "days to any answer"


@dataclass(frozen=True)
class Curve:
    """Cumulative shares of one group: rows are the whole and then one case left out each, columns the days.

    `counts` are the rows that happened, competed and were last seen open, by outcome, case and day.
    """

    days: np.ndarray
    happened: np.ndarray
    competed: np.ndarray
    at_risk: np.ndarray
    counts: np.ndarray

    @property
    def cases(self) -> int:
        return self.counts.shape[1]

    def share_on(self, day: float) -> np.ndarray | None:
        """The share that happened by that day; None while too few have been watched that long to say."""
        at = int(np.searchsorted(self.days, day, side="right")) - 1
        settled = at >= 0 and self.happened[0, at] + self.competed[0, at] > 1 - 1e-9
        if not settled and self.days[-1] < day:
            return None
        return self.happened[:, at] if at >= 0 else np.zeros(len(self.happened))

    def number_on(self, day: float) -> float:
        """The effective number of cases behind the share by that day.

        A share of 0 or 1 does not vary between the cases. Then it is those still waiting when it was decided (the day
        of the last outcome, else this day) over the share that waited so long: all cases where none was lost from
        sight, few where most were.
        """
        at = int(np.searchsorted(self.days, day, side="right")) - 1
        share, n = (self.happened[:, at], self.cases) if at >= 0 else (np.zeros(1 + self.cases), self.cases)
        if not 1e-9 < share[0] < 1 - 1e-9:
            seen = np.flatnonzero(self.counts[0 if share[0] > 0.5 else 1, :, : at + 1].sum(0))
            decided = int(np.searchsorted(self.days, day))
            return self._weighing_as(
                int(seen[-1])
                if len(seen) and (share[0] > 0.5 or decided == len(self.days))
                else min(decided, len(self.days) - 1)
            )
        spread = intervals.left_one_out(share[0], share[1:], np.full(n, n), np.zeros(n, int)) if n > 1 else None
        return intervals.effective_n(float(share[0]), spread.variance if spread else 0.0, n)

    def _weighing_as(self, at: int) -> float:
        """The cases waiting on the day at that place over the share that had waited until then; never above the cases,
        nor below one."""
        waiting = int((self.counts[:, :, at:].sum((0, 2)) > 0).sum())
        waited = 1 - self.happened[0, at - 1] - self.competed[0, at - 1] if at else 1.0
        return float(np.clip(waiting / max(waited, 1e-9), 1, self.cases))


def answered(question: Question, metric: Metric, rows: list[dict]) -> Answer:
    """Per group the first day on which half has happened, on the clock that is shown, with the other clocks beside."""
    groups, by_basis = estimates.groups_of(question, metric), defaultdict(list)
    for row in (row for row in rows if row.get("part") is None):
        by_basis[row.get("basis")].append(row)
    chosen, why_no_difference = headline_basis(by_basis, groups, metric.bases)
    found = _of_basis(
        question,
        metric,
        {g: [row for row in by_basis.get(chosen[g], []) if row["stream"] == g] for g in groups},
        why_no_difference,
    )
    found = replace(found, parts={**found.parts, **estimates.parts_of(question, metric, rows)})
    if len(by_basis) == 1:
        return found
    return replace(
        found,
        by={
            str(basis): _of_basis(
                question, metric, {g: [row for row in own if row["stream"] == g] for g in groups}
            ).groups
            for basis, own in sorted(by_basis.items(), key=lambda b: str(b[0]))
        },
    )


def _of_basis(
    question: Question, metric: Metric, of_group: dict[str, list[dict]], why_no_difference: str | None = None
) -> Answer:
    """The answer on one clock; the groups are compared on the share within so many days."""
    usable = {g: _with_cases(metric, g, [r for r in found if _usable(r)]) for g, found in of_group.items()}
    curves = {g: _curve(found, (HAPPENED,), (COMPETED,)) for g, found in usable.items() if found}
    within = {
        g: _within(metric, _blank(question, metric, g, of_group[g], usable[g], "share"), curves.get(g))
        for g in of_group
    }
    days = {g: _blank(question, metric, g, of_group[g], usable[g], metric.unit) for g in of_group}
    not_yet = f"Fewer than half are {metric.happening} so far"
    value = {g: _half(metric, days[g], curves.get(g), within[g], not_yet) for g in of_group}
    difference = _difference(metric, within, why_no_difference) if len(of_group) == 2 else None
    parts = {metric.within: {**within, **({"difference": difference} if difference else {})}}
    if any(row["outcome"] == COMPETED for found in usable.values() for row in found):
        ended = {g: _curve(found, (HAPPENED, COMPETED), ()) for g, found in usable.items() if found}
        not_yet = "Fewer than half have an answer so far"
        parts[ANY_ANSWER] = {g: _half(metric, days[g], ended.get(g), None, not_yet) for g in of_group}
    by_outcome = {g: [r for r in found if r["outcome"] == HAPPENED] for g, found in usable.items()}
    return Answer(
        metric.id,
        question.crop_year,
        value,
        difference,
        parts=parts,
        cases={
            g: tuple((str(r.get("lot_id") or r["case_id"]), float(r["num"])) for r in found)
            for g, found in by_outcome.items()
        },
        days={g: tuple(r["day"] for r in found) for g, found in by_outcome.items()},
        outcomes={g: _steps(curve) for g, curve in curves.items()},
        open_days={g: tuple(float(r["num"]) for r in found if r["outcome"] == CENSORED) for g, found in usable.items()},
        row_ids={g: estimates.rows_behind(found) for g, found in usable.items()},
    )


def _usable(row: dict) -> bool:
    return row["num"] is not None and row["num"] >= 0 and not row.get("why_not")


def _with_cases(metric: Metric, group: str, rows: list[dict]) -> list[dict]:
    """The rows with the case each belongs to: where that is the buyer and there are too few of them, `few` is set."""
    if metric.case_is != "buyer":
        return rows
    cases, few = by_buyer_or_month(rows, group)
    return [{**row, "case_id": case, "case_is": case[0], "few": few} for row, case in zip(rows, cases, strict=True)]


def _curve(rows: list[dict], happened: tuple[str, ...], competed: tuple[str, ...]) -> Curve:
    days = np.unique([float(row["num"]) for row in rows])
    cases = {case: i for i, case in enumerate(dict.fromkeys(row["case_id"] for row in rows))}
    counts = np.zeros((3, len(cases), len(days)))
    for row in rows:
        which = 0 if row["outcome"] in happened else 1 if row["outcome"] in competed else 2
        counts[which, cases[row["case_id"]], np.searchsorted(days, float(row["num"]))] += 1
    whole = counts.sum(1, keepdims=True)
    shares = aalen_johansen(*np.concatenate([whole, whole - counts], 1))
    return Curve(days, *shares, counts)


def _blank(question: Question, metric: Metric, group: str, rows: list[dict], usable: list[dict], unit: str) -> Estimate:
    dropped = [{**row, "why_not": row.get("why_not") or "ended before it began"} for row in rows if not _usable(row)]
    return Estimate(
        unit,
        case_is=next((row["case_is"] for row in usable if "case_is" in row), metric.case_is),
        rows=question.count(estimates.rows_behind(usable)),
        n=len({r["case_id"] for r in usable}),
        left_out=sum(question.left_out.get(book, 0) for book in metric.reads) + len(dropped),
        to_date=any(r["outcome"] == CENSORED for r in usable),
        notes=estimates.notes_on(dropped),
        basis=next((row.get("basis") for row in rows), None),
        why_not=estimates.why_none(question, group, rows, usable),
        no_range=TOO_FEW_BUYERS if any(row.get("few") for row in usable) else None,
    )


def _within(metric: Metric, blank: Estimate, curve: Curve | None) -> Estimate:
    if curve is None:
        return blank
    share = curve.share_on(metric.within_days)
    if share is None:
        return replace(
            blank,
            no_range=None,
            why_not=f"What is still open has not been followed for {metric.within_days} days yet, so the share "
            f"{metric.within} can't be known.",
        )
    if blank.no_range:
        return replace(blank, value=float(share[0]), method="Aalen-Johansen")
    n = curve.number_on(metric.within_days)
    found = replace(blank, value=float(share[0]))
    freedom = curve.cases - 1.0  # the jackknife's, over the cases
    return found.ranged(
        WilsonRange(found.known, n, freedom), f"Aalen-Johansen; Wilson at an effective number of {n:.1f} cases"
    )


def _half(metric: Metric, blank: Estimate, curve: Curve | None, within: Estimate | None, not_yet: str) -> Estimate:
    """The first day on which the share reaches one half, with the days on which its range does."""
    if curve is None:
        return blank
    day = median_day(curve.days, curve.happened[0])
    if day is None:
        beside = f": {within.value:.0%} {metric.within}" if within is not None and within.value is not None else ""
        return replace(blank, no_range=None, why_not=f"{not_yet}{beside}.")
    if blank.no_range:
        return replace(blank, value=day, method="Aalen-Johansen")
    found = replace(
        blank, value=day, method="Aalen-Johansen; the days on which the Wilson range of the share reaches one half"
    )
    if curve.cases < FEWEST_FOR_A_DAY:
        few = f"fewer than {FEWEST_FOR_A_DAY} {blank.case_is}s"
        ranged = within is not None and within.low80 is not None
        instead = f": read the share {metric.within}, which has a range" if ranged else ""
        return replace(found, no_range=few + instead, method="Aalen-Johansen")
    ends = []
    for confidence in (0.95, 0.80):
        ranges = [
            intervals.wilson(float(curve.happened[0, at]), curve.number_on(day), confidence)
            for at, day in enumerate(curve.days)
        ]
        ends.append(
            tuple(
                next((float(d) for d, r in zip(curve.days, ranges, strict=True) if r[side] >= 0.5), None)
                for side in (1, 0)
            )
        )
    (low, high), (low80, high80) = ends
    if high is None:
        no_range = f"at least {low:.0f} days; the upper end is not reached yet"
        found = replace(found, no_range=no_range)
        return found if high80 is None else replace(found, low80=low80, high80=high80)
    return replace(found, low=low, high=high, low80=low80, high80=high80)


def _difference(metric: Metric, within: dict[str, Estimate], why_not: str | None) -> Estimate:
    micro, bulk = within.values()
    alone = next((f"{name[0].upper()}{name[1:]}: {one.why_not}" for name, one in within.items() if one.why_not), None)
    n, case_is = differences.fewest_cases(micro, bulk)
    blank = Estimate(
        "share",
        n=n,
        case_is=case_is,
        rows=micro.rows + bulk.rows,
        basis=metric.within,
        left_out=max(micro.left_out, bulk.left_out),
        to_date=micro.to_date or bulk.to_date,
        why_not=why_not or alone,
    )
    return blank if blank.why_not else differences.shares_difference(blank, micro, bulk)


def _steps(curve: Curve) -> tuple[tuple[float, float, float, int], ...]:
    return tuple(
        (float(d), float(h), float(c), round(float(r)))
        for d, h, c, r in zip(curve.days, curve.happened[0], curve.competed[0], curve.at_risk[0], strict=True)
    )
