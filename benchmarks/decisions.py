"""How often a verdict is right, wrong or waits, over simulated pilots: python -m benchmarks.decisions

Draws the pilots of benchmarks/decided/cells.toml, sends them through the estimators of net gain and the rules of a
verdict at day 180 and day 360, and writes docs/decisions_table.md: what was told, what was wrong, what the
spreadsheet's rule and the plain 80 % range tell the same pilots, and what each costs. With --whole N the first N pilots
of each cell go through whole warehouses instead, and every look that differs is printed.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from functools import partial

import click

from benchmarks.decided.dots_file import FILE, dots_file
from benchmarks.decided.page import PAGE, page
from benchmarks.decided.verdict_cells import VerdictCell, cells, money_cells
from benchmarks.decided.verdict_tallies import VerdictTally, dearer_than_spreadsheet, faults, of_pilots
from benchmarks.decided.whole_seasons import both_paths, comparable

MOST_WAITING = 0.10  # up to here the spreadsheet may not lose less money


def measured(which: tuple[VerdictCell, ...], pilots: int, seed: int, processes: int) -> list[VerdictTally]:
    """The tally of every cell, drawn by so many processes."""
    draw = partial(of_pilots, pilots=pilots, seed=seed)
    if processes == 1:
        return [draw(cell) for cell in which]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return pool.map(draw, which, chunksize=1)


def wrong(found: list[VerdictTally], money: list[VerdictTally]) -> list[str]:
    """Everything that falls short of what is wanted, in words."""
    dearer = [
        f"{name}: the spreadsheet loses less where a wrong scale costs {stake} times and waiting {waiting:.0%}"
        for name, stake, waiting in dearer_than_spreadsheet(money)
        if waiting <= MOST_WAITING
    ]
    return faults(found) + dearer


def compared(which: tuple[VerdictCell, ...], pilots: int, seed: int) -> bool:
    """Whether whole warehouses say the same of the first pilots of each cell; prints each look at which they do not."""
    found = [one for cell in which if comparable(cell) for one in both_paths(cell, pilots, seed)]
    for one in (one for one in found if not one.same):
        print(one)
    print(f"{sum(one.same for one in found)} of {len(found)} looks say the same by whole warehouses.")
    return all(one.same for one in found)


@click.command()
@click.option("--pilots", default=2000, show_default=True, help="How many pilots to draw of each cell.")
@click.option("--seed", default=1, show_default=True)
@click.option("--only", metavar="WORDS", default="", help="The cells whose name holds these words; nothing is written.")
@click.option("--processes", default=os.cpu_count() or 1, show_default=True)
@click.option("--write/--print", "write", default=True, help="Write docs/decisions_table.md, or only print it.")
@click.option("--dots", is_flag=True, help="Only write the file behind the hundred dots of Decide.")
@click.option("--whole", metavar="N", default=0, help="Only compare: N pilots of each cell through whole warehouses.")
def main(pilots: int, seed: int, only: str, processes: int, write: bool, dots: bool, whole: int) -> None:
    """Draw the pilots, write the table; exit 1 and say so where a verdict is wrong too often."""
    which = tuple(cell for cell in cells() if only in cell.name)
    if whole:
        sys.exit(not compared(which, whole, seed))
    if dots:
        nothing = tuple(cell for cell in which if cell.gain == 0 and not cell.guarded)
        FILE.write_text(dots_file(measured(nothing, pilots, seed, processes)), encoding="utf-8", newline="\n")
        return
    found, money = (measured(some, pilots, seed, processes) for some in (which, money_cells()))
    short = wrong(found, money)
    text = page(found, money, seed, short)
    if write and not only:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        FILE.write_text(dots_file(found), encoding="utf-8", newline="\n")
    else:
        print(text)
    print("\n".join(short) or "No verdict is wrong more often than it may be.", file=sys.stderr)
    sys.exit(bool(short))


if __name__ == "__main__":
    main()
