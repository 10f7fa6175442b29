"""The cells of the benchmark of verdicts, and what is true of each, worked out from its distribution and not from rows.

A pilot sells its lots at the bulk price and a premium; what it spends beyond bulk is the same in every cell, so that
the mean premium alone says what it truly gains.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

PLANNED = "planned"
WORTH_IT = 0.30  # USD per kg made: what pays so much is not to be told to stop
BULK_PRICE, LOT_KG, BULK_LOTS, BULK_BUYERS = 4.0, 250.0, 20, 6
# USD per kg green made: what varies with the kg, what farmers are paid more, what is spent whatever is made
VARIABLE, FARMERS_MORE, FIXED = 0.5, 0.3, 0.4
LOW_GRADE_PRICE = BULK_PRICE / 2
BULK_TIMES, TARGET_SHARE, HAIRCUT = 11.0, 0.25, 0.25  # bulk makes 11 kg for each of micro; a quarter of all is planned
NEXT_TIMES = TARGET_SHARE * (1 + BULK_TIMES)  # so much more is planned for the season after
HARM_ALLOWED, MIXED_ALLOWED = 0.5, 0.1  # points of cup score; share of the kg made
LOWEST_PREMIUM = 0.05


@dataclass(frozen=True)
class VerdictCell:
    """One kind of pilot; the fields are told in cells.toml."""

    name: str
    lots: int
    buyers: int
    expected: int
    gain: float
    smallest: float
    gain_sd: float
    goal: str
    between: float
    within: float
    skewed: bool
    sizes: float
    even: bool
    returning: bool
    made_early: float
    sold_early: float
    sold: float
    finds_buyer: float
    low_grade: float
    dearer: float
    harm: float
    mixed_lots: int
    tested: float

    @property
    def plan(self) -> str:
        """What the plan says of the smallest gain that matters."""
        return f"{self.smallest:.2f}" if self.smallest else "none named"

    @property
    def guarded(self) -> bool:
        """Whether the plan holds a guardrail on harm to bulk."""
        return self.harm >= 0

    @property
    def broken(self) -> bool:
        """Whether a guardrail is truly broken; harm exactly as large as allowed is not shown to be less."""
        return self.harm >= HARM_ALLOWED or self.mixed_lots / self.lots > MIXED_ALLOWED


@dataclass(frozen=True)
class CellTruth:
    """What the distribution of a pilot implies: its mean premium, the goal's number and net gain per kg made, and the
    part that truly explains half of the distance to break-even, where one does."""

    premium: float
    goal: float
    gain: float
    part: str | None

    @property
    def pays(self) -> bool:
        """Whether it truly pays at least what matters."""
        return min(self.goal, self.gain) >= WORTH_IT - 1e-9

    @property
    def pays_not(self) -> bool:
        return self.goal <= 1e-9


def truth_of(cell: VerdictCell, gain: float) -> CellTruth:
    """The truth of a pilot whose goal's number shall come to `gain`.

    Per kg made, of which the share s is sold as micro and w as low grade, with mean premium P:
    gain = s P - w (bulk - low grade) - variable - farmers - fixed; at NEXT_TIMES the kg the fixed cost of a kg is so
    much less, and of the premium on all kg beyond today's a quarter is cut.
    """
    sold, low_grade = cell.sold * cell.finds_buyer, cell.low_grade * cell.finds_buyer
    spent = VARIABLE + FARMERS_MORE + low_grade * (BULK_PRICE - LOW_GRADE_PRICE)
    share_kept = (1 + (NEXT_TIMES - 1) * (1 - HAIRCUT)) / NEXT_TIMES
    planned = cell.goal == PLANNED
    needed = gain + spent + (FIXED / NEXT_TIMES if planned else FIXED)
    premium = max(needed / (sold * (share_kept if planned else 1.0)), LOWEST_PREMIUM)
    own, ahead = sold * premium - spent - FIXED, sold * premium * share_kept - spent - FIXED / NEXT_TIMES
    goal = ahead if planned else own
    return CellTruth(premium, goal, own, _part(cell, premium, goal))


def _part(cell: VerdictCell, premium: float, goal: float) -> str | None:
    """What would truly close the larger part of the distance, where it closes half of it."""
    parts = {
        "customers": cell.sold * cell.finds_buyer * cell.dearer * premium,
        "process": cell.low_grade * cell.finds_buyer * (BULK_PRICE + premium - LOW_GRADE_PRICE),
        "story": (1 - cell.finds_buyer) * premium,
    }
    largest = max(parts, key=lambda part: parts[part])
    return largest if goal < 0 and parts[largest] >= -goal / 2 else None


@cache
def _told() -> dict:
    return tomllib.loads((Path(__file__).parent / "cells.toml").read_text("utf-8"))


def cells() -> tuple[VerdictCell, ...]:
    """The cells in the order of the file."""
    return tuple(VerdictCell(**{**_told()["usual"], **one}) for one in _told()["cell"])


def money_cells() -> tuple[VerdictCell, ...]:
    """Those whose pilots have each a true gain of their own, the same pilots by a plan that names the smallest that
    matters and by one that names none."""
    found = tuple(VerdictCell(**{**_told()["usual"], **one}) for one in _told()["money"])
    return tuple(replace(one, smallest=smallest) for one in found for smallest in (one.smallest, 0.0))
