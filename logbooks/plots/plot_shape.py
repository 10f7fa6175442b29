"""The shape of one plot row: what was drawn, what was found of it, and the GeoJSON it becomes; judges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from logbooks.fixed_numbers import fixed
from logbooks.plots.outline_text import Outline, Position

KM_PER_DEGREE = 111.3  # at the equator; further off a degree of longitude is shorter, which the check forgives


@dataclass
class Shape:
    """One plot row with what was found of it. Faults and doubts are (code, column, detail); valid is a shape without
    fault."""

    row_id: int
    plot_id: str
    declared_ha: float | None
    country: str | None
    drawn: Outline | None = None
    column: str = "boundary"
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    doubts: list[tuple[str, str, str]] = field(default_factory=list)
    area_ha: float | None = None
    polygons: list = field(default_factory=list)  # of shapely, outer rings after the cut
    written: str = ""

    @property
    def outline(self) -> Outline:
        """What was drawn; an empty one where nothing was."""
        return self.drawn or Outline()

    @cached_property
    def geojson(self) -> str | None:
        """The geometry as GeoJSON text, as `geojson` gives it."""
        return geojson(self)

    def fault(self, code: str, detail: str = "", column: str | None = None) -> None:
        self.faults.append((code, column or self.column, detail))

    def doubt(self, code: str, detail: str = "", column: str | None = None) -> None:
        self.doubts.append((code, column or self.column, detail))


def kind(shape: Shape) -> str | None:
    """Polygon, MultiPolygon, Point, MultiPoint or GeometryCollection; None where nothing could be read."""
    drawn = shape.outline
    if not drawn.positions:
        return None
    if drawn.points and drawn.polygons:
        return "GeometryCollection"
    many, name = (len(drawn.polygons), "Polygon") if drawn.polygons else (len(drawn.points), "Point")
    return name if many == 1 else f"Multi{name}"


def in_range(positions: Sequence[Position]) -> bool:
    """Whether every position can be a longitude and a latitude."""
    return all(abs(longitude) <= 180 and abs(latitude) <= 90 for longitude, latitude in positions)


def geojson(shape: Shape) -> str | None:
    """The geometry as GeoJSON text, numbers cut to six decimals and written with all six; None where it has no place on
    earth.

    Outer rings run against the clock as RFC 7946 asks; holes and heights are not written.
    """
    drawn = shape.outline
    if not drawn.positions or not in_range(drawn.positions):
        return None
    points = [_number(p) for p in drawn.points]
    polygons = [f"[[{','.join(_number(p) for p in _against_clock(rings[0]))}]]" for rings in drawn.polygons]
    each = [*(("Point", p) for p in points), *(("Polygon", p) for p in polygons)]
    name = kind(shape)
    if name == "GeometryCollection":
        inner = ",".join(f'{{"type":"{one}","coordinates":{text}}}' for one, text in each)
        return f'{{"type":"GeometryCollection","geometries":[{inner}]}}'
    texts = [text for _, text in each]
    return f'{{"type":"{name}","coordinates":{texts[0] if len(texts) == 1 else "[" + ",".join(texts) + "]"}}}'


def _number(position: Position) -> str:
    decimals = int(fixed("coordinate_decimals"))
    return f"[{position[0].cut(decimals)},{position[1].cut(decimals)}]"


def _against_clock(ring: Sequence[Position]) -> Sequence[Position]:
    twice_area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
    return ring if twice_area >= 0 else ring[::-1]
