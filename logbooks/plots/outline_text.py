"""Reads the outline of a plot as people paste it, GeoJSON or WKT, number by number as written; judges no shape."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from typing import TypeVar

Found = TypeVar("Found")
WKT = re.compile(r"^(?:SRID=(\d+);)?\s*([A-Z]+?)\s*(?:ZM|Z|M)?\s*(\(.*\))$", re.IGNORECASE | re.DOTALL)
WKT_TYPES = {
    name.upper(): name for name in ("Point", "MultiPoint", "Polygon", "MultiPolygon", "LineString", "MultiLineString")
}
WORDS = ("type", "coordinates", "geometry", "geometries", "features", "properties")
PROPERTIES = ("ProducerName", "ProducerCountry", "ProductionPlace", "Area")
WGS84 = re.compile(r"CRS84$|EPSG:{1,2}4326$", re.IGNORECASE)
MOST_IN_A_CELL = 32_767  # letters a cell of Excel holds; what is longer was cut off
DEEPEST = 5  # features in collections in collections: no plot needs more


class Coordinate(float):
    """One number of an outline that remembers how it was written."""

    text: str

    def __new__(cls, text: str) -> Coordinate:
        made = super().__new__(cls, text)
        made.text = text
        return made

    @property
    def decimals(self) -> int:
        """Decimals counted on the text: 12.345670 has six."""
        if self._is_plain:
            return len(self.text.partition(".")[2])
        return max(0, -int(Decimal(self.text).as_tuple().exponent))

    def cut(self, decimals: int) -> str:
        """The number as text with so many decimals, what is beyond cut off and not rounded."""
        if self._is_plain:
            whole, _, tail = self.text.partition(".")
            made = f"{whole}.{tail[:decimals]:0<{decimals}}"
        else:
            made = format(Decimal(self.text).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN), "f")
        return made.removeprefix("-") if float(made) == 0 else made

    @property
    def _is_plain(self) -> bool:
        """Digits and a point alone, no 1e-5; nearly all are, and texts are cut faster than numbers."""
        return "e" not in self.text and "E" not in self.text


Position = tuple[Coordinate, Coordinate]


@dataclass
class Outline:
    """What an outline says: points, polygons (each a list of rings, the outer first), and its faults as (code, detail).

    Positions are (first, second) as written, which should be longitude and latitude; heights are left away.
    """

    points: list[Position] = field(default_factory=list)
    polygons: list[list[list[Position]]] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def positions(self) -> list[Position]:
        """Every position of the outline."""
        return [*self.points, *(p for polygon in self.polygons for ring in polygon for p in ring)]


class Unreadable(Exception):
    """The outline can't be read; the code and the detail of its fault."""

    def __init__(self, detail: str, code: str = "plot-outline-unreadable"):
        super().__init__(detail)
        self.code, self.detail = code, detail


def read(text: str) -> Outline:
    """The outline a cell holds; never raises: what can't be read is a fault."""
    if text.lstrip()[:1] not in ("{", "["):
        return _read(_wkt, text)
    try:
        return read_object(load(text))
    except Unreadable as fault:
        return Outline(faults=[(fault.code, fault.detail)])


def read_object(found: object) -> Outline:
    """The same of GeoJSON that `load` has parsed."""
    return _read(_geojson, found)


def _read(reader: Callable[[Outline, Found], None], found: Found) -> Outline:
    drawn = Outline()
    try:
        reader(drawn, found)
        if not drawn.positions:
            raise Unreadable("it holds no point")
    except Unreadable as fault:
        drawn.faults.append((fault.code, fault.detail))
    return drawn


def load(text: str) -> object:
    """The JSON of a text, its numbers as Coordinate; raises Unreadable."""

    def refuse(word: str):
        raise Unreadable(f"{word} is no number")

    def once(pairs: list) -> dict:
        if len(dict(pairs)) < len(pairs):
            raise Unreadable("a word stands twice in it")
        return dict(pairs)

    try:
        return json.loads(
            text, parse_float=Coordinate, parse_int=Coordinate, parse_constant=refuse, object_pairs_hook=once
        )
    except RecursionError:
        raise Unreadable("it is nested too deep") from None
    except ValueError as fault:
        if len(text) >= MOST_IN_A_CELL - 10:
            raise Unreadable("a cell holds 32,767 letters, and it was cut off there") from None
        place = f" at letter {fault.pos + 1}" if isinstance(fault, json.JSONDecodeError) else ""
        raise Unreadable(f"it is no GeoJSON{place}") from None


def _geojson(drawn: Outline, found: object, depth: int = 0) -> None:
    """Adds what one GeoJSON object holds."""
    if not isinstance(found, dict) or depth > DEEPEST:
        raise Unreadable("it is no GeoJSON object" if depth <= DEEPEST else "it is nested too deep")
    _spelling(found, WORDS)
    _crs(found)
    kind = found.get("type")
    if kind in ("FeatureCollection", "GeometryCollection"):
        inner = found.get("features" if kind == "FeatureCollection" else "geometries")
        if not isinstance(inner, list):
            raise Unreadable(f"its {kind} holds no list")
        for one in inner:
            _geojson(drawn, one, depth + 1)
    elif kind == "Feature":
        _properties(drawn, found.get("properties"))
        _geojson(drawn, found.get("geometry"), depth + 1)
    else:
        _shape(drawn, kind, found.get("coordinates"))


def _spelling(found: dict, right: tuple[str, ...]) -> None:
    for word in found:
        if word not in right and (meant := near(word, right)):
            raise Unreadable(f"{word}, which should be {meant}", "plot-word-misspelled")


def near(word: str, right: tuple[str, ...]) -> str | None:
    """The word of that list which is meant, capitals apart; None where none is like it."""
    lowered = {one.lower(): one for one in right}
    found = difflib.get_close_matches(str(word).lower(), lowered, n=1, cutoff=0.75)
    return lowered[found[0]] if found else None


def _properties(drawn: Outline, properties: object) -> None:
    """Doubts about what stands beside the outline; a plot's row says these things itself, so they spoil no shape."""
    for word, value in properties.items() if isinstance(properties, dict) else ():
        if word not in PROPERTIES and (meant := near(word, PROPERTIES)):
            drawn.doubts.append(("plot-property", f"{word} should be {meant}"))
        if word == "Area" and not isinstance(value, Coordinate):
            drawn.doubts.append(("plot-property", "Area must be a number without quotation marks"))
        if word == "ProducerCountry" and not re.fullmatch("[A-Z]{2}", str(value)):
            drawn.doubts.append(("plot-property", "ProducerCountry must be two capital letters"))


def _crs(found: dict) -> None:
    """A member crs is tolerated where it names WGS84, longitude and latitude in degrees."""
    crs = found.get("crs")
    named = crs.get("properties") if isinstance(crs, dict) else None
    name = named.get("name") if isinstance(named, dict) else None
    if name is not None and not WGS84.search(str(name)):
        raise Unreadable(str(name)[:60], "plot-other-crs")


def _shape(drawn: Outline, kind: object, coordinates: object) -> None:
    if kind in ("LineString", "MultiLineString"):
        raise Unreadable(kind, "plot-line")
    if kind == "Point":
        if isinstance(coordinates, list) and coordinates and isinstance(coordinates[0], list):
            raise Unreadable("the Point stands in one pair of brackets too many")
        drawn.points.append(_position(coordinates))
    elif kind == "MultiPoint":
        drawn.points += [_position(one) for one in _list(coordinates)]
    elif kind == "Polygon":
        drawn.polygons.append(_polygon(coordinates))
    elif kind == "MultiPolygon":
        drawn.polygons += [_polygon(one) for one in _list(coordinates)]
    else:
        known = near(str(kind), ("Point", "MultiPoint", "Polygon", "MultiPolygon", "Feature", "FeatureCollection"))
        if kind is not None and known:
            raise Unreadable(f"{str(kind)[:40]}, which should be {known}", "plot-word-misspelled")
        raise Unreadable(
            "it does not say which type of shape it is" if kind is None else f"{str(kind)[:40]} is no type of shape"
        )


def _polygon(rings: object) -> list[list[Position]]:
    made = [[_position(one) for one in _list(ring)] for ring in _list(rings)]
    if not made or not all(made):
        raise Unreadable("it holds no point")
    return made


def _list(found: object) -> list:
    if not isinstance(found, list):
        raise Unreadable("its brackets are not those of its type")
    return found


def _position(found: object) -> Position:
    if not isinstance(found, list) or not 2 <= len(found) <= 4 or not all(isinstance(one, Coordinate) for one in found):
        raise Unreadable("one of its points is not two numbers, longitude and latitude")
    if not all(abs(one) < 1e9 and one.decimals < 40 for one in found[:2]):
        raise Unreadable("one of its numbers is no coordinate")
    return found[0], found[1]


def _wkt(drawn: Outline, text: str) -> None:
    """Adds what a WKT text holds, by writing it as the brackets of GeoJSON."""
    found = WKT.match(text.strip())
    kind = WKT_TYPES.get(found[2].upper()) if found else None
    if found is None or kind is None:
        raise Unreadable("it is neither GeoJSON nor WKT")
    if found[1] not in (None, "4326"):
        raise Unreadable(f"EPSG:{found[1]}", "plot-other-crs")
    if kind.endswith("LineString"):
        raise Unreadable(kind, "plot-line")
    body = re.sub(r"[^(),]*[^(),\s][^(),]*", lambda one: f"[{','.join(one[0].split())}]", found[3])
    try:
        coordinates = _list(load(body.replace("(", "[").replace(")", "]")))
    except Unreadable as fault:
        raise Unreadable(fault.detail if "cut off" in fault.detail else "it is no WKT") from None
    shape: object = coordinates
    if kind == "Point":
        shape = coordinates[0] if len(coordinates) == 1 else None
    elif kind == "MultiPoint":  # both ((1 2), (3 4)) and (1 2, 3 4) are written
        shape = [one[0] if len(one) == 1 and isinstance(one[0], list) else one for one in coordinates]
    _shape(drawn, kind, shape)
