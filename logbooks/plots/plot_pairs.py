"""What is doubtful about plots only beside something else: another plot, or what was delivered from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from logbooks.plots.plot_shape import Shape

NAMED = 3  # so many other plots are named; of more the number is said

DELIVERED = """
SELECT plot_id, crop_year, sum(weight_kg * green_per_kg(form) / green_per_kg('cherry')) AS kg
FROM receipts WHERE plot_id IS NOT NULL AND weight_kg > 0 GROUP BY ALL HAVING kg > 0 ORDER BY plot_id, crop_year"""


def compare(shapes: Sequence[Shape], tolerated: float) -> None:
    """Adds a doubt to every two plots that lie in each other by more than that share of the smaller, or on one
    point."""
    found: dict[int, dict[str, float]] = {}
    for first, second, share in [*_overlaps(shapes, tolerated), *_same_points(shapes)]:
        found.setdefault(first, {})[shapes[second].plot_id] = share
        found.setdefault(second, {})[shapes[first].plot_id] = share
    for place, others in found.items():
        worst = sorted(others.items(), key=lambda one: (-one[1], one[0]))
        named = ", ".join(f"{plot} ({share:.0%} of the smaller)" for plot, share in worst[:NAMED])
        shapes[place].doubt("plot-overlap", named + (f" and {len(worst) - NAMED} more" if worst[NAMED:] else ""))


def _overlaps(shapes: Sequence[Shape], tolerated: float) -> list[tuple[int, int, float]]:
    import shapely

    owned = [(place, polygon) for place, shape in enumerate(shapes) for polygon in shape.polygons if polygon.is_valid]
    if len(owned) < 2:
        return []
    polygons = [polygon for _, polygon in owned]
    shared: dict[tuple[int, int], float] = {}
    for one, other in zip(*shapely.STRtree(polygons).query(polygons, predicate="intersects"), strict=True):
        first, second = owned[one][0], owned[other][0]
        if first < second and shapes[first].plot_id != shapes[second].plot_id:
            shared[first, second] = shared.get((first, second), 0.0) + polygons[one].intersection(polygons[other]).area
    # Both areas are in square degrees of one place, so their ratio is that of the areas on the ground.
    size = [sum(polygon.area for polygon in shape.polygons) for shape in shapes]
    shares = [(first, second, area / min(size[first], size[second])) for (first, second), area in shared.items()]
    return [one for one in shares if one[2] > tolerated]


def _same_points(shapes: Sequence[Shape]) -> list[tuple[int, int, float]]:
    first_at: dict[tuple, int] = {}
    found = []
    for place, shape in enumerate(shapes):
        if len(shape.outline.points) == 1 and not shape.outline.polygons:
            before = first_at.setdefault(tuple(map(float, shape.outline.points[0])), place)
            if shapes[before].plot_id != shape.plot_id:
                found.append((before, place, 1.0))
    return found


def yields(connection: duckdb.DuckDBPyConnection, shapes: Sequence[Shape], low: float, high: float) -> None:
    """Adds a doubt to every plot from which more or less cherry was delivered per ha in a crop year than is
    believable."""
    delivered: dict[str, list[tuple[str, float]]] = {}
    for plot, year, kg in connection.execute(DELIVERED).fetchall():
        delivered.setdefault(plot, []).append((year, kg))
    for shape in shapes:
        area = shape.area_ha or shape.declared_ha
        if not area:
            continue
        for year, kg in delivered.get(shape.plot_id, ()):
            if not low <= kg / area <= high:
                shape.doubt("plot-yield", f"{kg / area:,.0f} kg cherry per ha in {year}", "area_ha")
