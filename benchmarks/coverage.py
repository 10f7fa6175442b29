"""How often the ranges hold a declared truth, by kind of number, lots and buyers: python -m benchmarks.coverage

Draws pilots of 4 to 30 lots (benchmarks/pilots.py), computes each number with the code the indicators use, and writes
docs/coverage.md: mean and worst coverage of the 95 % ranges, and how often the truth lies outside the 80 % ranges.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import sys
from dataclasses import dataclass, field, replace
from itertools import product
from math import inf
from types import SimpleNamespace
from typing import NamedTuple

import click
import numpy as np

from benchmarks import pilots
from benchmarks.measure import ROOT
from metrics.engine import composites, estimates, timed_estimates
from metrics.engine.contract import Answer, Composite, Estimate, Metric

PAGE = ROOT / "docs" / "coverage.md"
LOWEST_MEAN, HIGHEST_MEAN, LOWEST_JACKKNIFE, LOWEST_SHOWN, MOST_OUTSIDE = 0.93, 0.98, 0.91, 0.90, 0.22
HEAD = (ROOT / "benchmarks" / "coverage_head.md").read_text("utf-8")
LOTS, BUYERS = (4, 6, 8, 12, 20, 30), (3, 4, 6, 10)
FORM = dict(
    id="simulated",
    layer="commercial",
    title="",
    question="",
    definition="",
    unit="base/kg",
    better="higher",
    reads=(),
    columns=(),
    sql="own",
    splits=(),
    chart="dots",
    plausible=(0.0, 1.0),
    source="",
    trap="",
    relative=True,
)


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
        if found is not None and found.no_range and (open_end := re.match(r"at least (\d+) days", found.no_range)):
            found = replace(
                found,
                low=float(open_end[1]),
                high=inf,
                **({} if found.low80 is not None else {"low80": float(open_end[1]), "high80": inf}),
            )
        if found is not None and found.low is not None:
            self.ranged += 1
            self.held += found.low <= truth <= found.high
            self.outside80 += not found.low80 <= truth <= found.high80

    @property
    def coverage(self) -> float | None:
        """None where fewer than half of the pilots have a range at all: such a size shows none."""
        return self.held / self.ranged if self.ranged > self.drawn / 2 else None


class DrawnPilots(SimpleNamespace):
    """What an indicator asks of the warehouse, answered from drawn rows."""

    groups, currency, crop_year, filters, as_of = ("micro", "bulk"), "USD", "2025/26", {}, pilots.DAY
    left_out: dict = field(default_factory=dict)

    def rows(self, sql: str, filtered: bool = True) -> list[dict]:
        return self.of_part[sql]

    def number(self, name, stream=None):
        return None

    def count(self, row_ids: tuple[int, ...]) -> int:
        """Drawn rows stand for themselves."""
        return len(row_ids)


def _realised(sums, told):
    own, made = sums["own"], sums["lots"].den
    sold, bulk = sums["lots"].num / made, sums["season"].num / sums["season"].den
    return {"micro": sold * own.num / own.den + (1 - sold) * bulk, "bulk": bulk}


def form(kind: pilots.PilotKind) -> Metric:
    """The form of an indicator of that kind."""
    if kind.interval == "realised":
        parts = {"own": "own", "lots": "lots", "season": "season"}
        return Composite(
            **FORM,
            interval="ratio",
            case_is="buyer or lot",
            parts=parts,
            formula=_realised,
            case_of={"own": "buyer", "lots": "lot", "season": "buyer"},
        )
    has_bulk = kind.interval != "median"
    return Metric(
        **FORM | {"relative": kind.interval in ("ratio", "price")},
        interval=kind.interval,
        case_is="buyer" if kind.by_buyers else "lot",
        has_bulk=has_bulk,
    )


def answered(kind: pilots.PilotKind, drawn) -> Answer:
    """The answer the indicators' own code gives to drawn rows."""
    asked = DrawnPilots(left_out={}, of_part=drawn if isinstance(drawn, dict) else {})
    if kind.interval == "realised":
        return composites.answered(asked, form(kind))
    return (
        timed_estimates.answered(asked, form(kind), drawn)
        if kind.interval == "time"
        else estimates.answered(asked, form(kind), drawn)
    )


def looked_at(kind: pilots.PilotKind, answer: Answer, group: str) -> Estimate | None:
    """The estimate of a group; of times either the share in time or the day, by what the kind is named for."""
    if kind.interval == "time" and kind.name.startswith("accepted") and group != "difference":
        return answer.parts["accepted within 60 days"].get(group)
    return {**answer.groups, "difference": answer.difference, "relative": answer.relative}.get(group)


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
        average, worst = mean_coverage(cells), min(cells, key=lambda cell: cells[cell].coverage)
        if average < LOWEST_MEAN or (method != "exact" and average > HIGHEST_MEAN):
            said.append(f"{method}: {average:.1%} on average")
        if method == "jackknife" and cells[worst].coverage < LOWEST_JACKKNIFE:
            said.append(f"{worst}: {cells[worst].coverage:.1%}")
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


def mean_coverage(cells: dict[CoverageCell, Tally]) -> float | None:
    return float(np.mean([t.coverage for t in cells.values()])) if cells else None


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
    if not cells:
        return f"| {kind.name} | {group} | {kind.method} | no range | | | |"
    return f"| {kind.name} | {group} | {kind.method} | {_figures(cells)} |"


def _figures(cells: dict[CoverageCell, Tally]) -> str:
    """Mean, worst, where that is, and how often the truth is outside the 80 % range, as cells of a table."""
    worst = min(cells, key=lambda cell: cells[cell].coverage)
    at = f"{worst.lots} lots" + (f", {worst.buyers} buyers" if worst.buyers else "")
    outside = sum(t.outside80 for t in cells.values()) / sum(t.ranged for t in cells.values())
    return f"{percent(mean_coverage(cells))} | {percent(cells[worst].coverage)} | {at} | {percent(outside)}"


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
