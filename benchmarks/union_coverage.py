"""How often the ranges of a union hold a declared truth, by kind of number, how members differ and how many they are:
python -m benchmarks.union_coverage

Draws the lots of every member (benchmarks/drawn_unions.py), pools what Lotwise would hand on of them by the steps of
union/pooling, and writes docs/union_coverage.md.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from itertools import product
from typing import NamedTuple

import click
import numpy as np

from benchmarks.drawn_unions import UNION_KINDS, UNION_SITUATIONS, DrawnUnions, drawn_unions
from benchmarks.measure import ROOT
from union.pooling.pooled_arrays import PooledArrays, pooled_arrays

PAGE = ROOT / "docs" / "union_coverage.md"
HEAD = (ROOT / "benchmarks" / "union_coverage_head.md").read_text("utf-8")
MEMBERS = (3, 5, 10, 20, 50)
LEAST_UNION, LEAST_MEMBER = 0.93, 0.74
FEW_ORDERS = 50  # so many orders said in a cell before the share of wrong ones is told
LOOKED_AT = slice(0, 5)  # members of each union whose own numbers are looked at
AT_ONCE = 250  # unions; the grid of shares holds each member at every place


class UnionCell(NamedTuple):
    """One place of the table: of UNION_KINDS and of UNION_SITUATIONS, and how many members."""

    kind: int
    situation: int
    members: int


class UnionHeld(NamedTuple):
    """Shares of ranges that held the truth: of the union's mean and a new member (95 %), of a member with neighbours
    (80 %); the median of that range's width over the one alone; orders of two members said, and wrong ones."""

    mean: float
    prediction: float
    member: float
    width: float
    orders: int
    wrong: int


def of_union_cell(task: tuple[UnionCell, int, int]) -> tuple[UnionCell, UnionHeld]:
    """One cell, in pieces that fit the memory."""
    cell, unions, seed = task
    rng, found = np.random.default_rng([seed, *cell]), []
    for begin in range(0, unions, AT_ONCE):
        kind = UNION_KINDS[cell.kind]
        many = min(AT_ONCE, unions - begin)
        drawn = drawn_unions(kind, UNION_SITUATIONS[cell.situation], cell.members, many, rng)
        found.append(_looked_at(drawn, pooled_arrays(drawn.values, drawn.errors, drawn.freedom, kind.scale, LOOKED_AT)))
    mean, prediction, member, width, said, wrong = (np.concatenate(one) for one in zip(*found, strict=True))
    return cell, UnionHeld(
        float(mean.mean()),
        float(prediction.mean()),
        float(member.mean()),
        float(np.median(width)),
        int(said.sum()),
        int(wrong.sum()),
    )


def _looked_at(drawn: DrawnUnions, found: PooledArrays) -> tuple[np.ndarray, ...]:
    """What became of every range."""
    truths = drawn.truths[:, LOOKED_AT]
    _, low, high = found.own
    above = low[:, :, None] > high[:, None, :]
    return (
        (found.mean95[0] <= drawn.middle) & (drawn.middle <= found.mean95[1]),
        (found.prediction95[0] <= drawn.new_member) & (drawn.new_member <= found.prediction95[1]),
        (low <= truths) & (truths <= high),
        (high - low) / (found.alone[2] - found.alone[1]),
        above.sum((1, 2)),
        (above & (truths[:, :, None] <= truths[:, None, :])).sum((1, 2)),
    )


def measured(unions: int, seed: int, processes: int) -> dict[UnionCell, UnionHeld]:
    """Every cell. Each process computes in one thread, so that sums come out the same on any machine."""
    os.environ.update({"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})
    cells = [
        UnionCell(*at) for at in product(range(len(UNION_KINDS)), range(len(UNION_SITUATIONS)), sorted(MEMBERS)[::-1])
    ]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return dict(pool.imap(of_union_cell, [(cell, unions, seed) for cell in cells]))


def union_page(found: dict[UnionCell, UnionHeld], unions: int) -> str:
    """The page docs/union_coverage.md."""
    short = shortfalls(found)
    said = "\n".join(f"- {one}" for one in short) or "Nothing."
    lines = [HEAD.format(unions=f"{unions:,}", cells=len(found), few=FEW_ORDERS), *_summary(found)]
    lines += ["", "## What falls short", "", f"{_how_many(found, short)}", "", said]
    for place, kind in enumerate(UNION_KINDS):
        lines += ["", f"## {kind.name[0].upper()}{kind.name[1:]}, on the {kind.scale} scale", "", *_table(found, place)]
    return "\n".join(lines) + "\n"


def _summary(found: dict[UnionCell, UnionHeld]) -> list[str]:
    lines = [
        "| number | scale | union's mean: average, least | new member: average, least | member: average, least "
        "| width beside alone | orders said that were wrong |",
        "|---|---|---|---|---|---|---|",
    ]
    for place, kind in enumerate(UNION_KINDS):
        cells = [held for cell, held in found.items() if cell.kind == place]
        if not cells:
            continue
        figures = [
            f"{percent(float(np.mean(column)))}, {percent(min(column))}"
            for column in ([getattr(one, name) for one in cells] for name in ("mean", "prediction", "member"))
        ]
        widths, said = [one.width for one in cells], sum(one.orders for one in cells)
        wrong = percent(sum(one.wrong for one in cells) / said) if said else "-"
        between = f"{whole_percent(min(widths))} to {whole_percent(max(widths))}"
        lines.append(f"| {kind.name} | {kind.scale} | {' | '.join(figures)} | {between} | {wrong} |")
    return lines


def _table(found: dict[UnionCell, UnionHeld], place: int) -> list[str]:
    """One line a situation and number of members."""
    lines = [
        "| members differ | members | union's mean | new member | a member with neighbours | width beside alone "
        "| orders said, wrong |",
        "|---|---|---|---|---|---|---|",
    ]
    for at, members in product(range(len(UNION_SITUATIONS)), MEMBERS):
        if held := found.get(UnionCell(place, at, members)):
            figures = [percent(held.mean), percent(held.prediction), percent(held.member), whole_percent(held.width)]
            orders = f"{held.orders:,}, {percent(held.wrong / held.orders)}" if held.orders >= FEW_ORDERS else "-"
            lines.append(f"| {' | '.join([UNION_SITUATIONS[at].name, str(members), *figures, orders])} |")
    return lines


def shortfalls(found: dict[UnionCell, UnionHeld]) -> list[str]:
    """Each situation in which something is below what is wanted, in words, with the members at which it is."""
    said = []
    wanted = (
        ("mean", "the union's mean", LEAST_UNION),
        ("prediction", "a new member", LEAST_UNION),
        ("member", "a member with neighbours", LEAST_MEMBER),
    )
    for (place, kind), (at, situation), (name, words, least) in product(
        enumerate(UNION_KINDS), enumerate(UNION_SITUATIONS), wanted
    ):
        cells = {n: getattr(found[UnionCell(place, at, n)], name) for n in MEMBERS if UnionCell(place, at, n) in found}
        below = [f"{percent(share)} at {n} members" for n, share in cells.items() if share < least]
        if below:
            said.append(f"{kind.name}, {situation.name}: {words} {', '.join(below)}")
    return said


def _how_many(found: dict[UnionCell, UnionHeld], short: list[str]) -> str:
    below = sum(
        (held.mean < LEAST_UNION) + (held.prediction < LEAST_UNION) + (held.member < LEAST_MEMBER)
        for held in found.values()
    )
    return f"{below} of {3 * len(found)} figures lie below what is wanted, in {len(short)} situations:"


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def whole_percent(share: float) -> str:
    return f"{100 * share:.0f} %"


@click.command()
@click.option("--unions", default=2000, show_default=True, help="How many unions to draw for each cell.")
@click.option("--seed", default=1, show_default=True)
@click.option("--processes", default=os.cpu_count() or 1, show_default=True)
@click.option("--write/--print", "write", default=True, help="Write docs/union_coverage.md, or only print it.")
def main(unions: int, seed: int, processes: int, write: bool) -> None:
    """Draw the unions, write the table, and say where a range holds the truth too seldom."""
    found = measured(unions, seed, processes)
    text = union_page(found, unions)
    if write:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    else:
        print(text)
    print("\n".join(shortfalls(found)) or "Every range holds the truth as often as is wanted.", file=sys.stderr)


if __name__ == "__main__":
    main()
