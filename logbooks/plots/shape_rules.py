"""The rules one plot's shape is judged by: order, country, rings, corners, crossings, area. Shapely and pyproj do the
geometry."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import shapely
from pyproj import Geod

from logbooks.fixed_numbers import fixed
from logbooks.plots.outline_text import Position
from logbooks.plots.plot_shape import KM_PER_DEGREE, Shape, in_range
from logbooks.vocabulary import countries

WGS84 = Geod(ellps="WGS84")
M2_PER_HA = 10_000


def judge(shape: Shape) -> None:
    """Adds the faults of one shape and its area drawn."""
    positions = shape.outline.positions
    if not positions:
        return
    rings_stand = [_ring(shape, rings) for rings in shape.outline.polygons]
    if not _in_its_place(shape, positions):
        return
    if shape.outline.polygons and all(rings_stand):
        _polygons(shape)
    declared = shape.declared_ha or 0
    if shape.outline.points and declared > fixed("polygon_above_ha"):
        shape.fault("plot-needs-outline", f"{declared:.4g} ha", "area_ha" if shape.column == "latitude" else "boundary")


def _in_its_place(shape: Shape, positions: Sequence[Position]) -> bool:
    """Whether all positions lie on earth and in the country; says which it is where they do not."""
    if inside(shape.country, positions):
        return True
    turned = [(second, first) for first, second in positions]
    if shape.country and inside(shape.country, turned):
        shape.fault("plot-coordinates-swapped", countries.name_of(shape.country))
    elif not in_range(positions):
        shape.fault("plot-out-of-range")
    elif shape.country:
        shape.fault("plot-outside-country", countries.name_of(shape.country))
    else:
        return True
    return False


def inside(code: str | None, positions: Sequence[Position]) -> bool:
    """Whether all positions lie in the country, or within the tolerance of its outline; False without a country."""
    if code is None or not in_range(positions):
        return False
    country = _country(code)
    longitudes, latitudes = [p[0] for p in positions], [p[1] for p in positions]
    if shapely.contains_xy(country, longitudes, latitudes).all():
        return True
    distances = shapely.distance(country, shapely.points(longitudes, latitudes))
    return bool((distances * KM_PER_DEGREE <= fixed("country_tolerance_km")).all())


@cache
def _country(code: str) -> shapely.Geometry:
    whole = shapely.make_valid(shapely.MultiPolygon([(rings[0], rings[1:]) for rings in countries.outline(code)]))
    shapely.prepare(whole)
    return whole


def _ring(shape: Shape, rings: Sequence[Sequence[Position]]) -> bool:
    """Whether the outer ring of a polygon is one; a hole is a fault, and only the outer ring is looked at further."""
    if len(rings) > 1:
        shape.fault("plot-hole")
    ring = rings[0]
    if len(ring) < 2 or tuple(map(float, ring[0])) != tuple(map(float, ring[-1])):
        shape.fault("plot-ring-open")
        return False
    corners, cut = [tuple(map(float, p)) for p in ring[:-1]], _cut(ring)[:-1]
    if len(set(corners)) < len(corners):
        shape.fault("plot-duplicate-point")
    elif len(set(cut)) < len(cut):
        shape.fault("plot-duplicate-point", " once what is beyond six decimals is cut off")
    if len(set(cut)) < 3:
        shape.fault("plot-no-area")
        return False
    return True


def _cut(ring: Sequence[Position]) -> list[tuple[float, float]]:
    """The ring as it will be sent."""
    decimals = int(fixed("coordinate_decimals"))
    return [(float(longitude.cut(decimals)), float(latitude.cut(decimals))) for longitude, latitude in ring]


def _polygons(shape: Shape) -> None:
    """Area, crossings and sides that lie on each other, of the outer rings as they will be sent."""
    outer = [_cut(rings[0]) for rings in shape.outline.polygons]
    shape.polygons = [shapely.Polygon(ring) for ring in outer]
    shape.area_ha = sum(map(area_ha, outer))
    for polygon, ring in zip(shape.polygons, outer, strict=True):
        # an outline like an 8 may have no area left over, but a hull
        least, hull = fixed("smallest_ha"), polygon.convex_hull
        if (
            hull.geom_type != "Polygon"
            or area_ha(hull.exterior.coords) < least
            or (polygon.is_valid and area_ha(ring) < least)
        ):
            shape.fault("plot-no-area")
        elif not polygon.is_valid and not _only_twice_at_a_point(shape, polygon):
            shape.fault(*_crossing(ring, polygon))
    if not shape.faults and len(outer) > 1 and not shapely.MultiPolygon(shape.polygons).is_valid:
        shape.fault("plot-sides-overlap", "two of its parts")
    if shape.faults:
        shape.area_ha = None


def _only_twice_at_a_point(shape: Shape, polygon: shapely.Polygon) -> bool:
    """A ring that comes back to a corner is said once, as a point written twice."""
    return shapely.is_valid_reason(polygon).startswith("Ring Self") and any(
        code == "plot-duplicate-point" for code, _, _ in shape.faults
    )


def _crossing(ring: list[tuple[float, float]], polygon: shapely.Polygon) -> tuple[str, str]:
    """Whether lines cross or lie on each other, and near which point."""
    line = shapely.LineString(ring)
    overlap = shapely.union_all([line]).length < line.length * (1 - 1e-9)
    place = shapely.is_valid_reason(polygon).partition("[")[2].rstrip("]").replace(" ", ", ")
    return ("plot-sides-overlap" if overlap else "plot-lines-cross"), f"near {place}" if place else ""


def area_ha(ring: Sequence[tuple[float, float]]) -> float:
    """The geodesic area of a ring of (longitude, latitude) on WGS84, in hectares."""
    area, _ = WGS84.polygon_area_perimeter([p[0] for p in ring], [p[1] for p in ring])
    return abs(area) / M2_PER_HA
