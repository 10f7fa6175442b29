"""The rows the SQL of net gain would give of a drawn pilot at a look, added up where no case is left out of them."""

from __future__ import annotations

import numpy as np

from benchmarks import pilots
from benchmarks.decided.drawn_season import DrawnSeason
from benchmarks.decided.verdict_cells import (
    FARMERS_MORE,
    FIXED,
    HAIRCUT,
    LOW_GRADE_PRICE,
    VARIABLE,
    VerdictCell,
)
from metrics.commercial import net_gain
from metrics.engine import counterfactual
from metrics.engine.next_season import NEXT_SEASON

SETTINGS = {"counterfactual": "bulk deals of the season", "premium_haircut": str(HAIRCUT)}
BULK_PAY = 3.0  # USD paid to farmers of bulk per kg green


def gain_rows(cell: VerdictCell, season: DrawnSeason, gate: int) -> dict[str, list[dict]]:
    """By the SQL of each part of net gain, what of the pilot is known at that look."""
    made, sold, bulk = season.known(gate)
    made_kg, bulk_kg = float(season.kg[made].sum()), float(season.bulk_kg[bulk].sum())
    own_kg, sold_lots = cell.sold * season.kg[sold], float(season.kg[sold].sum())
    shares = {
        "own kg": own_kg.sum(),
        "other": cell.low_grade * sold_lots * LOW_GRADE_PRICE,
        "unsold": made_kg - (cell.sold + cell.low_grade) * sold_lots,
        "lost": 0.0,
    }
    price = float(season.bulk_kg[bulk] @ season.bulk_price[bulk]) / bulk_kg
    own = by_buyer("micro", season.buyer[sold], own_kg, season.price[sold])
    of_bulk = season.bulk_buyer[bulk], season.bulk_kg[bulk], season.bulk_price[bulk]
    stands = by_buyer("bulk", of_bulk[0], of_bulk[1] * (own_kg.sum() / bulk_kg), of_bulk[2], "season bulk")
    costs = {"micro fixed cost: management": FIXED * made_kg, "micro variable cost: separation": VARIABLE * made_kg}
    parts = net_gain.METRIC.parts
    return {
        parts["own"]: own,
        parts["season"]: by_buyer("bulk", *of_bulk),
        parts["lots"]: [row("micro", None, kg, made_kg, part) for part, kg in shares.items()],
        parts["matched"]: [row("micro", None, own_kg.sum() * price, own_kg.sum(), "season micro")],
        parts["standing for"]: stands,
        parts["made"]: [row("micro", None, made_kg)],
        parts["bulk made"]: [row("bulk", None, bulk_kg)],
        parts["costs"]: [row("micro", None, amount, 1.0, part) for part, amount in costs.items()],
        parts["paid"]: [
            row("micro", None, (BULK_PAY + FARMERS_MORE) * made_kg, made_kg, "micro"),
            row("bulk", None, BULK_PAY * bulk_kg, bulk_kg, "bulk"),
        ],
        counterfactual.COVERED: [covered(stream, float(own_kg.sum())) for stream in ("micro", "bulk")],
        NEXT_SEASON: [row("micro", None, season.planned_kg(gate)) | {"den": None}],
    }


def tier_rows(season: DrawnSeason, gate: int) -> list[dict]:
    """The deals of micro and of bulk by the kind of buyer, as the indicator of prices by tier has them."""
    _, sold, _ = season.known(gate)
    found = []
    for dear, tier in ((True, "tier dear"), (False, "tier plain")):
        of = sold & (season.dear == dear)
        for one in by_buyer("micro", season.buyer[of], season.kg[of], season.price[of]):
            found.append(one | {"basis": tier, "part": None})
            found.append(one | {"basis": None, "part": f"segment {tier}"})
    return found


def by_buyer(stream: str, buyer: np.ndarray, kg: np.ndarray, price: np.ndarray, part: str | None = None) -> list[dict]:
    """A row a buyer: what he paid and the kg he took."""
    kg_of, paid = np.bincount(buyer, kg), np.bincount(buyer, kg * price)
    return [row(stream, f"{stream} {one}", paid[one], kg_of[one], part) for one in np.unique(buyer)]


def row(stream: str, case: str | None, num: float, den: float = 1.0, part: str | None = None) -> dict:
    """A row of the contract."""
    found = {"stream": stream, "case_id": case, "num": float(num), "den": float(den), "row_id": 0, "day": pilots.DAY}
    return found | ({"part": part} if part else {})


def covered(stream: str, kg: float) -> dict:
    """That all kg sold as micro have a bulk price beside them."""
    return {
        "crop_year": "2025/26",
        "stream": stream,
        "step": "season",
        "kg": kg,
        "covered_kg": kg,
        "alone": None,
        "no_market": 0,
        "no_market_why": None,
        "months_before": None,
    }
