"""What other rules would have told the same pilots: the spreadsheet's, the plain 80 % range, and a t test of buyers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.special import stdtr

from benchmarks.decided.drawn_season import DrawnSeason
from benchmarks.decided.two_looks import Seen
from benchmarks.decided.verdict_cells import HAIRCUT, PLANNED, VerdictCell
from metrics.engine import economics
from metrics.engine.cases import FEWEST_BUYERS

SCALE, STOP, WAIT = "scale", "stop", "wait"


def spreadsheet(looks: tuple[Seen, Seen]) -> str:
    """Scale where the number lies above break-even at the end, else stop."""
    return SCALE if (looks[1].goal.found.value or 0.0) > 0 else STOP


def plain_range(looks: tuple[Seen, Seen]) -> str:
    """Whatever the 80 % range first lies beyond, at either look."""
    for one in looks:
        if ends := one.goal.found.range80:
            if ends[0] >= 0:
                return SCALE
            if ends[1] <= 0:
                return STOP
    return WAIT


def t_test_scales(cell: VerdictCell, season: DrawnSeason, looks: tuple[Seen, Seen]) -> bool:
    """Whether Student's t (Welch's) of the mean prices of the buyers of micro and of bulk lies beyond the same bounds
    at either look, each buyer counting as one and everything else taken as known."""
    return any(_beyond(cell, season, one) for one in looks)


def _beyond(cell: VerdictCell, season: DrawnSeason, one: Seen) -> bool:
    _, sold, bulk = season.known(one.gate)
    if one.inputs is None or len(np.unique(season.buyer[sold])) < FEWEST_BUYERS:
        return False
    own = _mean_prices(season.buyer[sold], season.kg[sold], season.price[sold])
    beside = _mean_prices(season.bulk_buyer[bulk], season.bulk_kg[bulk], season.bulk_price[bulk])
    spread = [prices.var(ddof=1) / len(prices) for prices in (own, beside)]
    freedom = sum(spread) ** 2 / sum(v * v / (len(p) - 1) for v, p in zip(spread, (own, beside), strict=True))
    t = (own.mean() - beside.mean() - premium_needed(cell, season, one)) / np.sqrt(sum(spread))
    return bool(stdtr(freedom, -t) <= one.look.goal)


def _mean_prices(buyer: np.ndarray, kg: np.ndarray, price: np.ndarray) -> np.ndarray:
    """What each buyer paid per kg."""
    took = np.bincount(buyer, kg)
    return np.bincount(buyer, kg * price)[took > 0] / took[took > 0]


def premium_needed(cell: VerdictCell, season: DrawnSeason, one: Seen) -> float:
    """The premium of today at which the goal's number would be 0."""
    assert one.inputs is not None, "asked only of a look with deals"
    if cell.goal != PLANNED:
        return economics.break_even_premium(one.inputs)
    ahead = economics.NextSeason(season.planned_kg(one.gate), None, HAIRCUT)
    grown = economics.at_volume(replace(one.inputs, premium=1.0), season.planned_kg(one.gate), ahead)
    return economics.break_even_premium(grown) / float(grown.premium)
