"""How often the ranges hold a declared truth, by kind of number, lots and buyers: python -m benchmarks.coverage

Draws pilots of 4 to 30 lots (benchmarks/pilots.py), computes each number with the code the indicators use, and writes
docs/coverage.md: mean and worst coverage of the 95 % ranges, and how often the truth lies outside the 80 % ranges.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import sys
from dataclasses import dataclass, replace
from itertools import product
from math import inf
from statistics import mean
from typing import NamedTuple

import click
import numpy as np

from benchmarks import pilots
from benchmarks.drawn_answers import answered, looked_at
from benchmarks.measure import ROOT
from metrics.engine.contract import Estimate

PAGE = ROOT / "docs" / "coverage.md"
LOWEST_MEAN, HIGHEST_MEAN, LOWEST_JACKKNIFE, LOWEST_SHOWN, MOST_OUTSIDE = 0.93, 0.98, 0.91, 0.90, 0.22
HEAD = (ROOT / "benchmarks" / "coverage_head.md").read_text("utf-8")
LOTS, BUYERS = (4, 6, 8, 12, 20, 30), (3, 4, 6, 10)


class CoverageCell(NamedTuple):
    """One place of the grid: a kind of number, its group, lots and buyers."""

    kind: str
    group: str
    lots: int
    buyers: int | None


@dataclass
class Tally:
    """What became of the ranges of one cell."""

    drawn: int = 0
    ranged: int = 0
    held: int = 0
    outside80: int = 0

    def count(self, found: Estimate | None, truth: float) -> None:
        self.drawn += 1
        if found is None:
            return
        if found.no_range and (open_end := re.match(r"at least (\d+) days", found.no_range)):
            low80, high80 = found.range80 or (float(open_end[1]), inf)
            found = replace(found, low=float(open_end[1]), high=inf, low80=low80, high80=high80)
        if found.range95 is not None:
            assert found.range80 is not None, "who gives the ends of 95 % gives those of 80 %"
            (low, high), (low80, high80) = found.range95, found.range80
            self.ranged += 1
            self.held += low <= truth <= high
            self.outside80 += not low80 <= truth <= high80

    @property
    def coverage(self) -> float | None:
        """None where fewer than half of the pilots have a range at all: such a size shows none."""
        return self.held / self.ranged if self.ranged > self.drawn / 2 else None


def of_cell(task: tuple[int, int, int | None, int, int]) -> dict[CoverageCell, Tally]:
    """The tallies of every group of one kind at one size."""
    at, lots, buyers, draws, seed = task
    kind, rng = pilots.kinds()[at], np.random.default_rng([seed, at, lots, buyers or 0])
    tallies = {CoverageCell(kind.name, group, lots, buyers): Tally() for group in kind.truth}
    for _ in range(draws):
        answer = answered(kind, kind.draw(rng, lots, buyers or 0))
        for cell, tally in tallies.items():
            tally.count(looked_at(kind, answer, cell.group), kind.truth[cell.group])
    return tallies


def tasks(draws: int, seed: int) -> list[tuple]:
    """Every kind at every size; those by buyer at every number of buyers not above the lots."""
    found = []
    for at, kind in enumerate(pilots.kinds()):
        sizes = [(n, b) for n, b in product(LOTS, BUYERS) if b <= n] if kind.by_buyers else [(n, None) for n in LOTS]
        found += [(at, n, b, draws, seed) for n, b in sizes]
    return found


def measured(draws: int, seed: int) -> dict[CoverageCell, Tally]:
    """Every cell of the grid, drawn by as many processes as the machine has cores."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count() or 1) as pool:
        return {
            cell: tally for found in pool.imap_unordered(of_cell, tasks(draws, seed)) for cell, tally in found.items()
        }


def shown(found: dict[CoverageCell, Tally], kind: pilots.PilotKind, group: str) -> dict[CoverageCell, Tally]:
    """The cells of a kind and group at which a range is shown."""
    return {
        cell: t
        for cell, t in sorted(found.items(), key=lambda c: (c[0].lots, c[0].buyers or 0))
        if (cell.kind, cell.group) == (kind.name, group) and t.coverage is not None
    }


def methods(found: dict[CoverageCell, Tally]) -> dict[str, dict[CoverageCell, Tally]]:
    """The cells at which a range is shown, by the method that made it."""
    by_method: dict[str, dict[CoverageCell, Tally]] = {}
    for kind in pilots.kinds():
        for group in kind.truth:
            by_method.setdefault(kind.method, {}).update(shown(found, kind, group))
    return by_method


def faults(found: dict[CoverageCell, Tally]) -> list[str]:
    """What falls short of what is wanted, in words; empty where nothing does."""
    said = []
    for method, cells in methods(found).items():
        if not cells:
            said.append(f"{method}: no range is shown at all")
            continue
        average, (worst, lowest) = mean_coverage(cells), lowest_coverage(cells)
        if average < LOWEST_MEAN or (method != "exact" and average > HIGHEST_MEAN):
            said.append(f"{method}: {average:.1%} on average")
        if method == "jackknife" and lowest < LOWEST_JACKKNIFE:
            said.append(f"{worst}: {lowest:.1%}")
    seldom = [
        f"{kind.name}, {group}: {percent(mean_coverage(cells))} on average, and yet shown"
        for kind in pilots.kinds()
        for group in kind.truth
        if (cells := shown(found, kind, group)) and mean_coverage(cells) < LOWEST_SHOWN
    ]
    outside = together(found)
    return (
        said + seldom + ([f"the truth lies outside {outside:.1%} of the 80 % ranges"] if outside > MOST_OUTSIDE else [])
    )


def mean_coverage(cells: dict[CoverageCell, Tally]) -> float:
    """The mean of cells at which a range is shown; ValueError where there is none."""
    return mean(share for _, share in _coverages(cells))


def lowest_coverage(cells: dict[CoverageCell, Tally]) -> tuple[CoverageCell, float]:
    """The worst of cells at which a range is shown, and its coverage; ValueError where there is none."""
    return min(_coverages(cells), key=lambda one: one[1])


def _coverages(cells: dict[CoverageCell, Tally]) -> list[tuple[CoverageCell, float]]:
    return [(cell, share) for cell, tally in cells.items() if (share := tally.coverage) is not None]


def together(found: dict[CoverageCell, Tally]) -> float:
    """The share of all 80 % ranges shown that do not hold the truth."""
    cells = [t for t in found.values() if t.coverage is not None]
    return sum(t.outside80 for t in cells) / sum(t.ranged for t in cells)


def page(found: dict[CoverageCell, Tally], draws: int) -> str:
    """The page docs/coverage.md."""
    lines = [HEAD.format(draws=draws, outside=percent(together(found)))]
    lines += ["| range | mean | worst | at | outside 80 % |", "|---|---|---|---|---|"]
    lines += [f"| {method} | {_figures(cells)} |" for method, cells in methods(found).items()]
    lines += ["", "| number | group | range | mean | worst | at | outside 80 % |", "|---|---|---|---|---|---|---|"]
    for kind in pilots.kinds():
        for group in kind.truth:
            lines.append(_summary_line(kind, group, shown(found, kind, group)))
    for kind in pilots.kinds():
        lines += ["", f"## {kind.name[0].upper()}{kind.name[1:]}", "", *_table(found, kind)]
    return "\n".join(lines) + "\n"


def _summary_line(kind: pilots.PilotKind, group: str, cells: dict[CoverageCell, Tally]) -> str:
    return f"| {kind.name} | {group} | {kind.method} | {_figures(cells)} |"


def _figures(cells: dict[CoverageCell, Tally]) -> str:
    """Mean, worst, where that is, and how often the truth is outside the 80 % range, as cells of a table."""
    if not cells:
        return "no range | | |"
    worst, lowest = lowest_coverage(cells)
    at = f"{worst.lots} lots" + (f", {worst.buyers} buyers" if worst.buyers else "")
    outside = sum(t.outside80 for t in cells.values()) / sum(t.ranged for t in cells.values())
    return f"{percent(mean_coverage(cells))} | {percent(lowest)} | {at} | {percent(outside)}"


def _table(found: dict[CoverageCell, Tally], kind: pilots.PilotKind) -> list[str]:
    """Coverage by lots (across) and group, where it matters also buyers (down); a dash where no range is shown."""
    buyers = BUYERS if kind.by_buyers else (None,)
    lines = [
        f"| group | {'buyers | ' if kind.by_buyers else ''}{' | '.join(f'{n} lots' for n in LOTS)} |",
        "|---" * (1 + kind.by_buyers + len(LOTS)) + "|",
    ]
    for group, of in product(kind.truth, buyers):
        tallies = [found.get(CoverageCell(kind.name, group, n, of)) for n in LOTS]
        shown = [percent(t.coverage) if t and t.coverage is not None else "-" for t in tallies]
        lines.append(f"| {' | '.join([group, *([str(of)] if of else []), *shown])} |")
    return lines


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


@click.command()
@click.option("--draws", default=1000, show_default=True, help="How many pilots to draw at each size.")
@click.option("--seed", default=1, show_default=True)
@click.option("--write/--print", "write", default=True, help="Write docs/coverage.md, or only print it.")
def main(draws: int, seed: int, write: bool) -> None:
    """Draw the pilots, write the table; exit 1 and say so where a range holds the truth too seldom."""
    found = measured(draws, seed)
    text = page(found, draws)
    if write:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    else:
        print(text)
    wrong = faults(found)
    print("\n".join(wrong) or "Every range holds the truth as often as it says.", file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
