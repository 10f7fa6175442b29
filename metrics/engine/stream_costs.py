"""What the pilot costs beyond bulk, category by category: what micro pays per kg made less what bulk pays of the same.

One grouping for the added cost, the break-even, the net gain and the waterfall. What lies between price and gate is
taken off the price there, and what farmers are paid stands in Payments: neither is here. The categories stand in
logbooks/warehouse/cost_categories.toml.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from logbooks.fixed_numbers import fixed
from metrics.engine.contract import CannotSay

NOT_HERE = "('netted', 'farmers')"
WAYS = ("fixed", "per lot", "variable")

MADE = """
        SELECT crop_year, stream, day, lot_id AS case_id, produced_kg AS num, 1 AS den, row_ids AS row_id, assumed,
               crop_year IN (SELECT crop_year FROM unweighed WHERE in_work AND stream = 'micro') AS to_date
        FROM produced WHERE stream = 'micro'"""
BULK_MADE = MADE.replace("stream = 'micro'", "stream = 'bulk'")

# A cost of a lot goes with that lot. Without a lot, one that varies with the kg is spread over the lots by kg, one per
# lot evenly; a fixed one stays whole, whichever lots there are. Bulk has them for what micro has too: what it alone
# pays would make the pilot look cheaper than a blank in its own bills does.
_COSTS = f"""
        WITH tied AS (
            SELECT *, coalesce(behaviour, 'fixed') AS way FROM cost_of_season WHERE stream = '{{stream}}'
            AND role NOT IN {NOT_HERE}
            AND ('{{stream}}' = 'micro' OR (crop_year, kind) IN (
                SELECT (crop_year, kind) FROM cost_of_season WHERE stream = 'micro' AND amount IS NOT NULL))),
        share AS (SELECT crop_year, lot_id, produced_kg / sum(produced_kg) OVER (PARTITION BY crop_year) AS by_kg,
                         1.0 / count(*) OVER (PARTITION BY crop_year) AS evenly FROM produced
                             WHERE stream = '{{stream}}')
        SELECT t.crop_year, t.stream, t.spent_on AS day,
               CASE WHEN t.lot_id IS NOT NULL THEN t.lot_id WHEN t.way <> 'fixed' THEN s.lot_id END AS case_id,
               t.amount * CASE WHEN t.lot_id IS NULL AND t.way = 'variable' THEN s.by_kg
                                           WHEN t.lot_id IS NULL AND t.way = 'per lot' THEN s.evenly ELSE 1 END AS num,
               1 AS den, t.row_id, '{{stream}} ' || t.way || ' cost: ' || t.kind AS part,
               CASE WHEN t.amount IS NULL THEN 'no rate of ' || upper(trim(t.currency)) ||
                   ' within {fixed("rate_valid_days")} days before the day of the cost'
                    WHEN u.lot_id IS NOT NULL THEN 'a cost of ' || u.why_not END AS why_not
        FROM tied t LEFT JOIN unweighed u ON u.lot_id = t.lot_id LEFT JOIN share s ON t.lot_id IS NULL
            AND t.way <> 'fixed' AND s.crop_year = t.crop_year"""
COSTS, BULK_COSTS = _COSTS.format(stream="micro"), _COSTS.format(stream="bulk")
PARTS = {"made": MADE, "bulk made": BULK_MADE, "costs": COSTS, "bulk costs": BULK_COSTS}

_UNRATED = f"""
        SELECT DISTINCT crop_year, row_id FROM cost_of_season
        WHERE stream = '{{stream}}' AND amount IS NULL AND role NOT IN {NOT_HERE}"""
UNRATED, BULK_UNRATED = _UNRATED.format(stream="micro"), _UNRATED.format(stream="bulk")
# Of how much of the kg bulk made a category is written: by lots, or for the whole stream.
_COVERED = f"""
        SELECT c.crop_year, c.kind, bool_or(c.lot_id IS NULL) AS whole, list(DISTINCT c.lot_id) AS lots
        FROM cost_of_season c WHERE c.stream = 'bulk' AND c.role NOT IN {NOT_HERE} GROUP BY ALL"""


@dataclass(frozen=True)
class StreamCosts:
    """The costs of the pilot by category and by how they behave, and what bulk pays of the same categories per kg it
    made.

    `ways` is {category: {way: sum}} in base currency, as arrays of the stack; `bulk_per_kg` {category: array}.
    """

    made_kg: np.ndarray
    ways: dict[str, dict[str, np.ndarray]]
    bulk_per_kg: dict[str, np.ndarray]

    @property
    def categories(self) -> tuple[str, ...]:
        return tuple(sorted(self.ways))

    def gross(self, category: str) -> np.ndarray:
        """What micro pays of a category, per kg it made."""
        return sum(self.ways[category].values()) / self.made_kg

    def added(self, category: str) -> np.ndarray:
        """The same less what bulk pays of it per kg."""
        gross = self.gross(category)
        return gross - self.bulk_per_kg[category] if category in self.bulk_per_kg else gross

    def total(self, way: str) -> np.ndarray:
        """All that behaves one way, in base currency."""
        return sum((of[way] for of in self.ways.values() if way in of), np.zeros_like(self.made_kg))

    @property
    def saved_per_kg(self) -> np.ndarray:
        """What every kg would have cost as bulk in these categories."""
        return sum(self.bulk_per_kg.values(), np.zeros_like(self.made_kg))

    def without(self, category: str) -> StreamCosts:
        """The same without one category."""
        return StreamCosts(
            self.made_kg,
            {name: of for name, of in self.ways.items() if name != category},
            {name: of for name, of in self.bulk_per_kg.items() if name != category},
        )


def stream_costs(sums) -> StreamCosts:
    """The costs out of the sums of PARTS; none of bulk where it made nothing."""
    ways: dict[str, dict[str, np.ndarray]] = {}
    bulk: dict[str, np.ndarray] = {}
    bulk_made = sums["bulk made"].num
    for part, found in sums.items():
        stream, _, rest = part.partition(" ")
        way, is_cost, category = rest.partition(" cost: ")
        if not is_cost:
            continue
        if stream == "micro":
            ways.setdefault(category, {})[way] = found.num
        elif bulk_made[0] > 0:
            bulk[category] = bulk.get(category, 0.0) + found.num / bulk_made
    return StreamCosts(sums["made"].num, ways, {name: of for name, of in bulk.items() if name in ways})


def noted(costs: StreamCosts, context) -> None:
    """Says of which costs the number is a lower bound or gross; raises CannotSay where every cost lacks a rate, or
    there is none."""
    unrated = len(context.question.rows(UNRATED))
    if unrated and not costs.ways:
        raise CannotSay(f"Every cost of micro is in a currency without a rate near its day ({unrated}).")
    if not costs.ways:
        raise CannotSay("No cost is written down for micro lots or the micro stream.")
    if unrated:
        context.bound(f"At least: costs in a currency without a rate near their day are not in it ({unrated}).")
    if of_bulk := len(context.question.rows(BULK_UNRATED)):
        context.bound(
            f"At most: costs of bulk in a currency without a rate near their day are not taken off it ({of_bulk})."
        )
    gross = [name for name in costs.categories if name not in costs.bulk_per_kg and costs.gross(name)[0] > 0]
    if gross and not costs.bulk_per_kg:
        context.note("Gross: bulk has none of these costs written by lot or stream, so nothing is taken off for it.")
    elif gross:
        context.note(f"Gross, as bulk has no such cost written by lot or stream: {', '.join(gross)}.")
    if thin := _thinly_written(costs, context):
        context.bound(f"At most: only part of the kg of bulk have a bill of {', '.join(thin)}.")


def _thinly_written(costs: StreamCosts, context) -> list[str]:
    """The categories that only some of bulk's kg show, with their share: the rest may have had them too."""
    made = {row["case_id"]: row["num"] for row in context.question.rows(BULK_MADE)}
    thin = []
    for row in context.question.rows(_COVERED, filtered=False) if costs.bulk_per_kg else ():
        share = sum(made.get(lot, 0.0) for lot in row["lots"] if lot) / sum(made.values())
        if row["kind"] in costs.bulk_per_kg and not row["whole"] and share < fixed("bulk_cost_kg_share"):
            thin.append(f"{row['kind']} ({share * 100:.0f} %)")
    return sorted(thin)
