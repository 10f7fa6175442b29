"""Estimates of plain indicators: shares, ratios and prices, by stream, with their difference."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date

import numpy as np

from logbooks.fixed_numbers import fixed
from logbooks.settings import called
from metrics.engine import differences, intervals
from metrics.engine.bases import headline_basis
from metrics.engine.cases import FEW_BUYERS, TOO_FEW_BUYERS, Line, Stack, by_buyer_or_month, stacked
from metrics.engine.contract import Answer, Estimate, Metric
from metrics.engine.green_notes import green_notes
from metrics.engine.question import Question
from metrics.engine.ranges import StudentRange, WilsonRange

LOST = "could not be"  # in the reason of every row that a fault in the sheets takes from a number


def unit_of(unit: str, question: Question) -> str:
    """The unit with the base currency in it."""
    return unit.replace("base", question.currency)


def groups_of(question: Question, metric: Metric) -> tuple[str, ...]:
    if metric.groups:
        return metric.groups
    return question.groups if metric.has_bulk or question.groups == ("all",) else ("micro",)


def answered(question: Question, metric: Metric, rows: list[dict]) -> Answer:
    """The answer of an indicator whose SQL gives num and den."""
    first = _of_bases(question, metric, [row for row in rows if row.get("part") is None])
    return replace(first, parts=parts_of(question, metric, rows))


def parts_of(question: Question, metric: Metric, rows: list[dict]) -> dict[str, dict[str, Estimate]]:
    """The further numbers of an indicator, by name and in the order of the names."""
    parts = {}
    for part in sorted({row["part"] for row in rows if row.get("part") is not None}):
        interval, unit = metric.further.get(part, (metric.interval, metric.unit))
        beside = _of_bases(
            question,
            replace(metric, interval=interval, unit=unit, units={}),
            [row for row in rows if row.get("part") == part],
        )
        parts[part] = {**beside.groups, **({"difference": beside.difference} if beside.difference else {})}
    return parts


def _of_bases(question: Question, metric: Metric, rows: list[dict]) -> Answer:
    """The answer on the basis that is shown, with the other bases beside it."""
    groups, by_basis = groups_of(question, metric), defaultdict(list)
    for row in rows:
        by_basis[row.get("basis")].append(row)
    chosen, why_no_difference = headline_basis(by_basis, groups, metric.bases)
    of_group = {g: [row for row in by_basis.get(chosen[g], []) if row["stream"] == g] for g in groups}
    by = {}
    if len(by_basis) > 1:
        for basis, found in sorted(by_basis.items(), key=lambda b: str(b[0])):
            by[str(basis)] = _numbers(
                question, metric, {g: [r for r in found if r["stream"] == g] for g in groups}
            ).groups
    if metric.interval == "price":
        by.update(_by_buyer(question, metric, of_group))
    return replace(_numbers(question, metric, of_group, why_no_difference), by=by)


def _numbers(
    question: Question, metric: Metric, of_group: dict[str, list[dict]], why_no_difference: str | None = None
) -> Answer:
    lines, few, usable, kinds = [], set(), {}, {}
    for group, rows in of_group.items():
        usable[group] = [
            row for row in rows if row["num"] is not None and not row.get("why_not") and not row.get("no_basis")
        ]
        if metric.case_is == "buyer":
            cases, too_few = by_buyer_or_month(usable[group], group)
            few |= {group} if too_few else set()
        else:
            cases = [(metric.case_is, row["case_id"]) for row in usable[group]]
        kinds[group] = next((kind for kind, _ in cases), metric.case_is)
        lines += [
            Line(group, group, case, row["num"], row["den"]) for row, case in zip(usable[group], cases, strict=True)
        ]
    stack = stacked(lines)
    behind = {g: rows_behind(rows) for g, rows in usable.items()}
    groups = {
        g: replace(
            _group(question, replace(metric, case_is=kinds[g]), g, of_group[g], usable[g], stack, g in few),
            rows=question.count(behind[g]),
        )
        for g in of_group
    }
    difference = relative = None
    if len(groups) == 2:
        difference = differences.difference(metric, stack, groups, few, why_no_difference)
        relative = differences.relative(metric, stack, groups, few, why_no_difference) if metric.relative else None
    return Answer(
        metric.id,
        question.crop_year,
        groups,
        difference,
        relative,
        cases={g: dots(rows) for g, rows in usable.items()},
        days={g: days_of_dots(rows) for g, rows in usable.items()},
        row_ids=behind,
    )


def _group(
    question: Question, metric: Metric, group: str, rows: list[dict], usable: list[dict], stack: Stack, few: bool
) -> Estimate:
    basis, dropped = next((r.get("basis") for r in rows), None), [row for row in rows if row.get("why_not")]
    blank = Estimate(
        unit_of(metric.units.get(basis or "", metric.unit), question),
        case_is=metric.case_is,
        basis=basis,
        left_out=sum(question.left_out.get(book, 0) for book in metric.reads) + len(dropped),
        assumed=assumptions(usable),
        to_date=any(row.get("to_date") for row in rows),
        notes=(*green_notes(question, metric, {row["case_id"] for row in usable}), *notes_on(dropped)),
    )
    if why_not := why_none(question, group, rows, usable):
        return replace(blank, why_not=why_not)
    sums = stack.sums[group]
    if not float(sums.den[0]) > 0:
        return replace(blank, why_not="The weights it is divided by add up to nothing.")
    blank = replace(blank, n=sums.cases)
    if metric.interval == "median":
        return _median(blank, [value for _, value in dots(usable, by_case=True)])
    if metric.interval == "none":
        return replace(blank, value=float(sums.num[0] / sums.den[0]), no_range=metric.caveats[0])
    with np.errstate(divide="ignore", invalid="ignore"):  # without one case nothing may be left to divide by: no range
        value = sums.num / sums.den
    return ranged(blank, metric.interval, value, stack, few, yes_no=_yes_no(usable, sums.cases))


def _median(blank: Estimate, values: list[float]) -> Estimate:
    """The median of the cases with the order statistics that hold it."""
    found, ends = (
        replace(blank, value=float(np.median(values))),
        [intervals.median_range(values, c) for c in intervals.CONFIDENCES],
    )
    if ends[1] is None:
        return replace(found, no_range=f"{len(values)} {found.case_is}: too few for a range of the median")
    (low, high), (low80, high80) = ends[0] or (None, None), ends[1]
    return replace(found, low=low, high=high, low80=low80, high80=high80, method="exact range of the median by order")


def ranged(
    blank: Estimate, interval: str, value: np.ndarray, stack: Stack, few: bool = False, yes_no: bool = False
) -> Estimate:
    """The estimate with its ranges; where it can have none, with the reason."""
    found = replace(blank, value=float(value[0]))
    if few:
        return replace(found, no_range=FEW_BUYERS if interval == "price" else TOO_FEW_BUYERS)
    if interval == "share":
        return _share(found, value, stack, yes_no)
    scale = "log" if interval != "plain" and np.all(value[np.isfinite(value)] > 0) else "plain"
    spread = stack.spread(value, scale)
    if spread is None:
        return replace(found, no_range=f"one {found.case_is} alone, or all alike: nothing shows how much it varies")
    middle = float(np.log(found.known)) if scale == "log" else found.known
    words = f"leaving out one {found.case_is} at a time{', on the log scale' if scale == 'log' else ''}, Student's t"
    return found.ranged(StudentRange(middle, spread, scale == "log"), words)


def _share(found: Estimate, value: np.ndarray, stack: Stack, yes_no: bool) -> Estimate:
    share, n, words, freedom = found.known, float(found.n), "Wilson", None
    if not 0 <= share <= 1:
        return replace(found, no_range="a share outside 0 to 1 is a fault in the logs: see the problems")
    if not yes_no:
        spread = stack.spread(value, "plain")
        n = intervals.effective_n(share, spread.variance if spread else 0.0, found.n)
        words, freedom = f"Wilson at an effective number of {n:.1f} cases", spread.freedom if spread else None
    return found.ranged(WilsonRange(share, n, freedom), words)


def _yes_no(rows: list[dict], cases: int) -> bool:
    return len(rows) == cases and all(row["den"] == 1 and row["num"] in (0, 1) for row in rows)


def why_none(question: Question, group: str, rows: list[dict], usable: list[dict]) -> str | None:
    """The sentence saying why a group has no number, None where it can have one."""
    blocked = [row["no_basis"] for row in rows if row.get("no_basis")]
    of = f"{group} " if group in ("micro", "bulk") else ""
    named = "lot" if group == "all" else f"{of}lot" if of else f"case where one {group}"
    if blocked:
        if any("rates_as_written" in words for words in blocked):
            return (
                f"{len(blocked)} of {len(rows)} {of}deals are in a currency whose rate is asked about. Until it is "
                f"mended, or the setting rates_as_written says that it is right, they can't be compared."
            )
        lacking = called(", ".join(blocked))
        return f"{len(blocked)} of {len(rows)} {of}deals can't be brought to the gate: missing in Settings: {lacking}."
    if usable:
        return too_many_lost(rows, usable)
    year, narrowed = (
        f" of {question.crop_year}" if question.crop_year else "",
        " in this selection" if question.filters else "",
    )
    because = f" ({reasons})" if (reasons := _reasons(rows)) else ""
    day = f"{question.as_of.day} {question.as_of:%b %Y}"
    return f"No {named}{year}{narrowed} has what this number needs by {day}{because}."


def _reasons(rows: list[dict]) -> str:
    """Why rows give no number: each reason once, also where a row has several."""
    return "; ".join(sorted({reason for row in rows for reason in (row.get("why_not") or "").split("; ") if reason}))


def too_many_lost(rows: list[dict], usable: list[dict]) -> str | None:
    """The sentence saying that so many cases are lost to faults in the sheets that the others do not speak for them;
    None where they are few."""
    lost = [row for row in rows if LOST in (row.get("why_not") or "")]
    share = len(lost) / (len(lost) + len(usable)) if lost else 0.0
    if share <= fixed("lost_cases_share"):
        return None
    because = f"can't be counted ({_reasons(lost)})"
    if not usable:
        return f"All {len(lost)} {because}." if len(lost) > 1 else f"The only one {because}."
    return f"{len(lost)} of {len(lost) + len(usable)} {because}; the rest can't stand for all."


def _by_buyer(question: Question, metric: Metric, of_group: dict) -> dict[str, dict[str, Estimate]]:
    by: dict[str, dict[str, Estimate]] = defaultdict(dict)
    for group, rows in of_group.items():
        of_buyer: dict[str, list[dict]] = defaultdict(list)
        for row in rows:
            if row["num"] is not None and not row.get("no_basis"):
                of_buyer[row["case_id"]].append(row)
        for buyer, own in sorted(of_buyer.items(), key=lambda item: str(item[0])):
            num, den = (sum((row[which] for row in own), 0.0) for which in ("num", "den"))
            if den > 0:
                unit = unit_of(metric.unit, question)
                by[buyer][group] = Estimate(
                    unit, num / den, n=1, case_is=metric.case_is, rows=len(own), no_range="one buyer"
                )
    return by


def dots(rows: list[dict], by_case: bool = False) -> tuple[tuple[str, float], ...]:
    """What the chart draws one by one: every lot (or case) with its own value."""
    return tuple((str(case), num / den) for case, (num, den, _) in _dots(rows, by_case))


def days_of_dots(rows: list[dict]) -> tuple[date | None, ...]:
    """The last day of each dot, in the order of the dots."""
    return tuple(max(days, default=None) for _, (_, _, days) in _dots(rows))


def _dots(rows: list[dict], by_case: bool = False) -> list[tuple]:
    sums: dict = defaultdict(lambda: [0.0, 0.0, set()])
    for row in rows:
        dot = sums[row["case_id"] if by_case else row.get("lot_id") or row["case_id"]]
        dot[0] += row["num"]
        dot[1] += row["den"]
        dot[2] |= {row["day"]} - {None}
    return [found for found in sorted(sums.items(), key=lambda s: str(s[0])) if found[1][1] > 0]


def rows_behind(rows: list[dict]) -> tuple[int, ...]:
    """The ids of the sheet rows behind these, each once; a number below -1 stands for all deliveries of a day to a
    lot (logbooks/warehouse/tables/weights/deliveries.sql)."""
    ids: set[int | None] = set()
    for row in rows:
        ids.update(row["row_id"] if isinstance(row["row_id"], list) else (row["row_id"],))
    # the first slip of a day may stand beside the number of them all
    known = {i for i in ids if i is not None}
    return tuple(sorted(known - {-2 - i for i in known if i < -1}))


def assumptions(rows: list[dict]) -> tuple[str, ...]:
    """What was assumed in these rows, in words, each once."""
    return tuple(sorted({words for row in rows if row.get("assumed") for words in row["assumed"].split("; ")}))


def notes_on(dropped: list[dict]) -> tuple[str, ...]:
    """How many rows were not counted, by reason."""
    return tuple(f"{count} not counted: {why}" for why, count in Counter(row["why_not"] for row in dropped).items())
