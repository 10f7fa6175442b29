"""Every plot as a map shows it: where it lies, what came from it in a season, whether its place is valid."""

from __future__ import annotations

from dataclasses import dataclass

from logbooks.warehouse.warehouse import Warehouse

_BOOK = """
    WITH came AS (
        SELECT plot_id, sum(kg) FILTER (stream = 'micro') AS micro_kg, sum(kg) FILTER (stream IS DISTINCT
            FROM 'micro') AS bulk_kg
        FROM located WHERE crop_year = $crop_year OR $crop_year IS NULL GROUP BY plot_id)
    SELECT s.plot_id, s.row_id, s.valid, s.reasons, s.geojson, s.longitude, s.latitude, s.country, s.area_drawn_ha,
        p.area_ha, p.village,
           coalesce(c.micro_kg, 0) AS micro_kg, coalesce(c.bulk_kg, 0) AS bulk_kg
    FROM checked.plot_shape s JOIN plots p USING (row_id) LEFT JOIN came c ON c.plot_id = s.plot_id
    ORDER BY s.plot_id, s.row_id"""


@dataclass(frozen=True)
class PlotOnMap:
    """One plot row; kg are green equivalent of the season. `geojson` is None where it has no place on earth.

    `group` is micro, bulk or both by what came from it, none where nothing did; `reasons` are codes of problems.toml.
    """

    plot_id: str
    row_id: int
    valid: bool
    reasons: tuple[str, ...]
    geojson: str | None
    longitude: float | None
    latitude: float | None
    country: str | None
    area_ha: float | None
    village: str | None
    micro_kg: float
    bulk_kg: float

    @property
    def group(self) -> str:
        return {(True, True): "both", (True, False): "micro", (False, True): "bulk"}.get(
            (self.micro_kg > 0, self.bulk_kg > 0), "none"
        )


def plot_book(w: Warehouse, crop_year: str | None) -> tuple[PlotOnMap, ...]:
    """Every row of plots, with what came from it in that crop year, or in all of them."""
    return tuple(
        PlotOnMap(
            row["plot_id"],
            row["row_id"],
            row["valid"],
            tuple(row["reasons"]),
            row["geojson"],
            row["longitude"],
            row["latitude"],
            row["country"],
            row["area_drawn_ha"] or row["area_ha"],
            row["village"],
            row["micro_kg"],
            row["bulk_kg"],
        )
        for row in w.rows(_BOOK, {"crop_year": crop_year})
    )
