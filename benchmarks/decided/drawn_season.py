"""One invented pilot, drawn: its lots, its deals, its bulk, and what of them is known at each of two looks."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt

import numpy as np

from benchmarks.decided.verdict_cells import (
    BULK_BUYERS,
    BULK_LOTS,
    BULK_PRICE,
    BULK_TIMES,
    LOT_KG,
    TARGET_SHARE,
    CellTruth,
    VerdictCell,
    truth_of,
)
from benchmarks.pilots import of_buyers, skewed
from decisions.verdict.verdict_rules import EARLY

BULK_BETWEEN, BULK_WITHIN = 0.06, 0.03  # standard deviations of the logarithm of bulk prices
CUP, CUP_SD = 82.0, 0.6


@dataclass(frozen=True)
class DrawnSeason:
    """A pilot by its lots (arrays of one entry a lot) and its bulk by lots; `truth` is what it was drawn from.

    `made`, `sold` and `bulk_early` say what of it is there by day 180; `finds` which lots find a buyer at all, `dear`
    which went to a buyer of the kind that pays more.
    """

    truth: CellTruth
    kg: np.ndarray
    buyer: np.ndarray
    dear: np.ndarray
    price: np.ndarray
    made: np.ndarray
    sold: np.ndarray
    finds: np.ndarray
    mixed: np.ndarray
    testable: np.ndarray
    bulk_kg: np.ndarray
    bulk_buyer: np.ndarray
    bulk_price: np.ndarray
    bulk_early: np.ndarray
    cup_before: np.ndarray
    cup: np.ndarray

    def known(self, gate: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Which lots are made, which are sold, which bulk lots are there at a look."""
        if gate > EARLY:
            return np.ones(len(self.kg), bool), self.finds, np.ones(len(self.bulk_kg), bool)
        return self.made, self.sold & self.finds, self.bulk_early

    def planned_kg(self, gate: int) -> float:
        """Kg green planned for the season after: the agreed share of all that is made by then."""
        made, _, bulk = self.known(gate)
        return TARGET_SHARE * float(self.kg[made].sum() + self.bulk_kg[bulk].sum())


def drawn_season(cell: VerdictCell, rng: np.random.Generator) -> DrawnSeason:
    """A pilot of that cell."""
    truth = truth_of(cell, cell.gain + cell.gain_sd * float(rng.standard_normal()))
    takes = np.arange(cell.lots) % cell.buyers if cell.even else of_buyers(rng, cell.lots, cell.buyers)
    buyer = _in_order(cell, rng, takes)
    kg, at = skewed(rng, cell.sizes, cell.lots), np.arange(cell.lots)
    dear = (rng.permutation(cell.buyers) % 2 == 1)[buyer]
    bulk_buyer = np.arange(BULK_LOTS) % BULK_BUYERS
    bulk_kg, half = skewed(rng, 0.35, BULK_LOTS), np.arange(BULK_LOTS) < BULK_LOTS // 2
    of_bulk = skewed(rng, BULK_BETWEEN, BULK_BUYERS)[bulk_buyer] * skewed(rng, BULK_WITHIN, BULK_LOTS)
    return DrawnSeason(
        truth,
        kg * (cell.lots * LOT_KG / kg.sum()),
        buyer,
        dear,
        BULK_PRICE + truth.premium * (1 + cell.dearer * np.where(dear, 1, -1)) * _factors(cell, rng, buyer),
        at < round(cell.lots * cell.made_early),
        at < round(cell.lots * cell.sold_early),
        rng.random(cell.lots) < cell.finds_buyer,
        rng.permutation(at) < cell.mixed_lots,
        rng.random(cell.lots) < cell.tested,
        bulk_kg * (BULK_TIMES * cell.lots * LOT_KG / bulk_kg.sum()),
        bulk_buyer,
        BULK_PRICE * of_bulk,
        half,
        rng.normal(CUP, CUP_SD, BULK_LOTS),
        rng.normal(CUP - max(cell.harm, 0.0), CUP_SD, BULK_LOTS),
    )


def _in_order(cell: VerdictCell, rng: np.random.Generator, buyer: np.ndarray) -> np.ndarray:
    """The buyers of the lots in the order in which these are sold: where buyers return, each takes a first lot before
    any takes a second; else one after the other comes and takes all of his."""
    if cell.returning:
        return np.concatenate([rng.permutation(buyer[: cell.buyers]), rng.permutation(buyer[cell.buyers :])])
    return np.sort(rng.permutation(cell.buyers)[buyer])


def _factors(cell: VerdictCell, rng: np.random.Generator, buyer: np.ndarray) -> np.ndarray:
    """What each lot's premium is over the mean one: 1 on average, alike within a buyer."""
    if cell.skewed:
        own, lots = skewed(rng, cell.between, cell.buyers), skewed(rng, cell.within, len(buyer))
        return own[buyer] * lots
    own, lots = (_sd(s) * rng.standard_normal(n) for s, n in ((cell.between, cell.buyers), (cell.within, len(buyer))))
    return 1 + own[buyer] + lots


def _sd(sigma: float) -> float:
    """The standard deviation of a lognormal number with mean 1."""
    return sqrt(exp(sigma * sigma) - 1)
