"""Rows of an indicator's SQL added up by case, and the same sums with every case left out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from metrics.engine import intervals
from metrics.engine.contract import Sums

FEWEST_BUYERS = 3  # with fewer, buyers say nothing about the spread of prices
FEW_BUYERS = "fewer than three buyers: the price of each is shown instead of a range"
TOO_FEW_BUYERS = "fewer than three buyers: nothing shows how much they differ"


@dataclass(frozen=True)
class Line:
    """One row that carries a number: what it adds, to which part, and which case takes it along when left out."""

    part: str
    stream: str
    case: tuple | None  # (kind, id); None is never left out
    num: float
    den: float
    day: object = None


@dataclass(frozen=True)
class Stack:
    """The sums of every part, whole and with one case left out; of every case its kind, its weight and how many its
    stratum has."""

    sums: dict[str, Sums]
    sizes: np.ndarray
    strata: np.ndarray
    weights: np.ndarray
    kinds: tuple[str, ...]

    def spread(self, values: np.ndarray, scale: str) -> intervals.Spread | None:
        """The jackknife of a value computed from these sums; only the cases that move it take part."""
        values = np.asarray(values, float)
        if values.ndim == 0 or len(values) != len(self.sizes) + 1:
            return None
        without = values[1:]
        moving = ~(np.abs(without - values[0]) <= 1e-12 * max(1.0, abs(values[0])))
        kept = moving | np.isin(self.strata, self.strata[moving])
        method = intervals.on_log_scale if scale == "log" else intervals.left_one_out
        return method(float(values[0]), without[kept], self.sizes[kept], self.strata[kept], self.weights[kept])

    def together(self, one: np.ndarray, other: np.ndarray) -> float:
        """The correlation of two values computed from these sums, by the jackknife; 0 where no case moves both."""
        one, other = (np.asarray(v, float)[1:] - float(np.ravel(v)[0]) for v in (one, other))
        factor = (self.sizes - 1) / np.maximum(self.sizes, 1)
        both, spread = (
            float(np.sum(factor * one * other)),
            float(np.sqrt(np.sum(factor * one**2)) * np.sqrt(np.sum(factor * other**2))),
        )
        return both / spread if spread > 0 else 0.0


def stacked(lines: Iterable[Line], by_day: tuple[str, ...] = ()) -> Stack:
    """Adds the lines up. Leaving out a case scales the others of its stratum (kind of case and stream) up for it."""
    lines = list(lines)
    members = _numbered((line.case, line.stream) for line in lines if line.case is not None)
    strata = _numbered((case[0], stream) for case, stream in members)
    cases = _numbered(case for case, _ in members)
    stratum = np.array([strata[case[0], stream] for case, stream in members], int)
    size = np.bincount(stratum, minlength=len(strata)) if len(members) else np.zeros(0, int)
    case = np.array([cases[case] for case, _ in members], int)
    of_part: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        of_part[line.part].append(line)
    sums = {part: _sums(found, part in by_day, members, stratum, size, case) for part, found in of_part.items()}
    sizes, narrowest = np.zeros(len(cases), int), np.zeros(len(cases), int)
    for member in np.argsort(-size[stratum], kind="stable") if len(members) else ():
        sizes[case[member]] = max(sizes[case[member]], size[stratum[member]])
        narrowest[case[member]] = stratum[member]
    weight = np.zeros(len(members))
    np.add.at(
        weight,
        [members[line.case, line.stream] for line in lines if line.case is not None],
        [abs(line.den) for line in lines if line.case is not None],
    )
    heaviest = np.zeros(len(cases))
    np.maximum.at(heaviest, case, weight)
    return Stack(sums, sizes, narrowest, heaviest, tuple(kind for kind, *_ in cases))


def _numbered(things: Iterable) -> dict:
    numbers: dict = {}
    for thing in things:
        numbers.setdefault(thing, len(numbers))
    return numbers


def _sums(lines: list[Line], by_day: bool, members: dict, stratum, size, case) -> Sums:
    """The sums of one part, whole and with every case left out once."""
    days = sorted({line.day for line in lines}, key=str) if by_day else [None]
    row = {day: place for place, day in enumerate(days)}
    at = np.array([row[line.day if by_day else None] for line in lines])
    who = np.array([-1 if line.case is None else members[line.case, line.stream] for line in lines])
    num, den = (
        _left_out(at, who, np.array([getattr(line, which) for line in lines], float), len(days), stratum, size, case)
        for which in ("num", "den")
    )
    counted = len({line.case for line in lines} - {None})
    return Sums(num, den, tuple(days), counted) if by_day else Sums(num[0], den[0], (), counted)


def _left_out(at, who, value, rows: int, stratum, size, case) -> np.ndarray:
    """Rows x (1 + cases); not a number where the left-out case was the only one of its stratum."""
    total = np.bincount(at, value, rows)
    result = np.repeat(total[:, None], 1 + (case.max() + 1 if len(case) else 0), axis=1)
    has = who >= 0
    here = np.flatnonzero(np.isin(stratum, np.unique(stratum[who[has]]))) if has.any() else np.zeros(0, int)
    if not len(here):
        return result
    place = np.full(len(stratum), -1)
    place[here] = np.arange(len(here))
    own = np.zeros((rows, len(here)))
    np.add.at(own, (at[has], place[who[has]]), value[has])
    whole = np.zeros((rows, len(size)))
    np.add.at(whole, (at[has], stratum[who[has]]), value[has])
    whole, n = whole[:, stratum[here]], size[stratum[here]].astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.where(n > 1, (whole - own) * n / (n - 1) - whole, np.where(whole == 0, 0.0, np.nan))
    np.add.at(result.T, 1 + case[here], change.T)
    return result


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
