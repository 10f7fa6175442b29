"""Rows of an indicator's SQL added up by case, and the same sums with every case left out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from metrics import intervals
from metrics.contract import Sums

FEWEST_BUYERS = 3     # with fewer, buyers say nothing about the spread of prices


@dataclass(frozen=True)
class Line:
    """One row that carries a number: what it adds, to which part, and which case takes it along when left out."""

    part: str
    stream: str
    case: tuple | None      # (kind, id); None is never left out
    num: float
    den: float
    day: object = None


@dataclass(frozen=True)
class Stack:
    """The sums of every part, whole and with one case left out, and how many cases each stratum has."""

    sums: dict[str, Sums]
    sizes: np.ndarray
    strata: np.ndarray

    def spread(self, values: np.ndarray, scale: str) -> intervals.Spread | None:
        """The jackknife of a value computed from these sums; only the cases that move it take part."""
        values = np.asarray(values, float)
        if values.ndim == 0 or len(values) != len(self.sizes) + 1:
            return None
        without = values[1:]
        moving = ~(np.abs(without - values[0]) <= 1e-12 * max(1.0, abs(values[0])))
        kept = moving | np.isin(self.strata, self.strata[moving])
        method = intervals.on_log_scale if scale == "log" else intervals.left_one_out
        return method(float(values[0]), without[kept], self.sizes[kept], self.strata[kept])


def stacked(lines: Iterable[Line], by_day: tuple[str, ...] = ()) -> Stack:
    """Adds the lines up. Leaving out a case scales the others of its stratum (kind of case and stream) up for it."""
    lines = list(lines)
    cells = _numbered((line.part, line.day if line.part in by_day else None) for line in lines)
    members = _numbered((line.case, line.stream) for line in lines if line.case is not None)
    strata = _numbered((case[0], stream) for case, stream in members)
    cases = _numbered(case for case, _ in members)
    stratum = np.array([strata[case[0], stream] for case, stream in members], int)
    size = np.bincount(stratum, minlength=len(strata)) if len(members) else np.zeros(0, int)
    both = [_added(lines, cells, members, by_day, which) for which in ("num", "den")]
    whole_and_without = [_left_out(total, part, stratum, size, members, cases) for total, part in both]
    sizes, narrowest = np.zeros(len(cases), int), np.zeros(len(cases), int)
    for (case, _), s in sorted(zip(members, stratum, strict=True), key=lambda m: -size[m[1]]):
        sizes[cases[case]] = max(sizes[cases[case]], size[s])
        narrowest[cases[case]] = s
    return Stack(_by_part(lines, cells, by_day, *whole_and_without), sizes, narrowest)


def _numbered(things: Iterable) -> dict:
    numbers: dict = {}
    for thing in things:
        numbers.setdefault(thing, len(numbers))
    return numbers


def _added(lines, cells, members, by_day, which) -> tuple[np.ndarray, np.ndarray]:
    total, part = np.zeros(len(cells)), np.zeros((len(cells), len(members)))
    for line in lines:
        cell = cells[line.part, line.day if line.part in by_day else None]
        total[cell] += getattr(line, which)
        if line.case is not None:
            part[cell, members[line.case, line.stream]] += getattr(line, which)
    return total, part


def _left_out(total, part, stratum, size, members, cases) -> np.ndarray:
    """Cells x (1 + cases); not a number where the left-out case was the only one of its stratum."""
    result = np.repeat(total[:, None], 1 + len(cases), axis=1)
    if not len(members):
        return result
    of_stratum = np.zeros((len(total), len(size)))
    np.add.at(of_stratum.T, stratum, part.T)
    n = size[stratum].astype(float)
    whole = of_stratum[:, stratum]
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.where(n > 1, (whole - part) * n / (n - 1) - whole, np.where(whole == 0, 0.0, np.nan))
    np.add.at(result.T, [1 + cases[case] for case, _ in members], change.T)
    return result


def _by_part(lines, cells, by_day, num, den) -> dict[str, Sums]:
    counted = defaultdict(set)
    for line in lines:
        counted[line.part].add(line.case)
    sums = {}
    for part in counted:
        days = sorted(day for p, day in cells if p == part) if part in by_day else ()
        at = [cells[part, day] for day in days] if part in by_day else cells[part, None]
        sums[part] = Sums(num[at], den[at], tuple(days), len(counted[part] - {None}))
    return sums


def by_buyer_or_month(rows: list[dict], stream: str) -> tuple[list[tuple], bool]:
    """The case of every row of a stream, and whether there are too few buyers for a range.

    The buyer where there are at least three; else, save for micro, the month of closing.
    """
    buyers = {row["case_id"] for row in rows}
    if len(buyers) >= FEWEST_BUYERS:
        return [("buyer", row["case_id"]) for row in rows], False
    if stream == "micro":
        return [("buyer", row["case_id"]) for row in rows], True
    return [("month", f"{row['day']:%Y-%m}" if row["day"] else "?") for row in rows], False
