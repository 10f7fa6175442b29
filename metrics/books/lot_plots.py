"""The plots each lot's coffee came from, those of lots that went into it too, and what of it has no place."""

from __future__ import annotations

from logbooks.warehouse.warehouse import Warehouse

_DELIVERED = """
WITH RECURSIVE goes AS (          -- a lot that went into another took its plots along
    SELECT DISTINCT lot_id AS source, lot_id FROM (SELECT lot_id FROM lot UNION ALL SELECT lot_id FROM receipts
        UNION ALL SELECT into_lot_id FROM processing)
    WHERE lot_id IS NOT NULL
    UNION
    SELECT g.source, p.into_lot_id FROM goes g JOIN processing p ON p.lot_id = g.lot_id WHERE p.into_lot_id IS NOT NULL)
SELECT l.lot_id, l.stream, d.plot_id, d.why_not, sum(d.kg) AS kg, count(d.row_id) AS receipts,
    list(d.row_id) FILTER (d.row_id IS NOT NULL) AS row_ids
FROM lot l LEFT JOIN goes g ON g.lot_id = l.lot_id AND EXISTS (FROM located o WHERE o.lot_id = g.source) LEFT
    JOIN located d ON d.lot_id = g.source
WHERE l.crop_year = $crop_year OR $crop_year IS NULL
GROUP BY ALL ORDER BY l.stream DESC, l.lot_id, d.plot_id"""

_NOT_RECEIVED = """      -- lots that went into another and that no receipt and no other lot accounts for
WITH RECURSIVE goes AS (
    SELECT DISTINCT lot_id AS source, into_lot_id AS lot_id FROM processing WHERE into_lot_id <> lot_id
    UNION
    SELECT g.source, p.into_lot_id FROM goes g JOIN processing p ON p.lot_id = g.lot_id WHERE p.into_lot_id <> p.lot_id)
SELECT lot_id, source FROM goes
WHERE source <> lot_id AND source NOT IN (SELECT lot_id FROM located WHERE lot_id IS NOT NULL)
  AND source NOT IN (SELECT into_lot_id FROM processing WHERE into_lot_id <> lot_id) ORDER BY ALL"""


def plots_of_lots(w: Warehouse, crop_year: str | None) -> dict[str, list[dict]]:
    """Every lot of that crop year, of all unless named, with a row for each plot and reason: kg green equivalent by
    the table of forms, receipts, and `why_not` where these kg have no place. A lot without receipts has one row with
    neither kg nor plot."""
    lots: dict[str, list[dict]] = {}
    for row in w.rows(_DELIVERED, {"crop_year": crop_year}):
        lots.setdefault(row["lot_id"], []).append(row)
    return lots


def lots_not_received(w: Warehouse) -> dict[str, tuple[str, ...]]:
    """The lots in each lot that no receipt names, so that nobody knows their plots."""
    blind: dict[str, tuple[str, ...]] = {}
    for row in w.rows(_NOT_RECEIVED):
        blind[row["lot_id"]] = (*blind.get(row["lot_id"], ()), row["source"])
    return blind
