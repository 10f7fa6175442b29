"""Of a hundred pilots like ours that pay nothing, how many a rule would tell to scale: from the nearest simulated."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

# Written by `python -m benchmarks.decisions`.
CELLS = Path(__file__).with_name("simulated_cells.csv")


@dataclass(frozen=True)
class HundredPilots:
    """The nearest simulated cell: its lots, buyers and how many pilots were drawn; of a hundred, how many our rule and
    the spreadsheet's (mean above cost) tell to scale, though they pay nothing."""

    lots: int
    buyers: int
    drawn: int
    by_rule: int
    by_spreadsheet: int


def hundred_pilots(lots: int, buyers: int) -> HundredPilots:
    """The cell nearest in buyers, then in lots, both by their ratio."""
    return min(_cells(), key=lambda one: (abs(log(one.buyers / max(buyers, 1))), abs(log(one.lots / max(lots, 1)))))


@cache
def _cells() -> tuple[HundredPilots, ...]:
    with CELLS.open(encoding="utf-8", newline="") as file:
        return tuple(
            HundredPilots(
                int(row["lots"]),
                int(row["buyers"]),
                int(row["drawn"]),
                round(100 * float(row["told_to_scale_share"])),
                round(100 * float(row["spreadsheet_scale_share"])),
            )
            for row in csv.DictReader(file)
        )
