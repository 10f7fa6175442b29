"""A .geojson of places, read as a table: a row a place, a column each of its properties, its shape in the last."""

from __future__ import annotations

import json
from typing import Any

from connectors.cells import NUMBER
from connectors.formats import delimited
from connectors.formats.grid import SheetReading
from connectors.formats.text_encodings import decoded
from connectors.trouble import CannotOpen

SHAPE = "geometry"
EXPORT_AGAIN = "Export the plots again from the program they were drawn in, as a GeoJSON FeatureCollection."


class Digits(str):
    """A number as it is written."""


def read(content: bytes, name: str) -> SheetReading:
    """The reading of the places, their headings in row 1; CannotOpen where the file holds no list of places."""
    try:
        return _table(json.loads(decoded(content).text, parse_float=Digits, parse_int=Digits), name)
    except (ValueError, RecursionError) as error:  # cut short, not JSON, no letters, or nested without end
        raise CannotOpen(
            f"{name} is damaged or is no GeoJSON: it can't be read to its end.", EXPORT_AGAIN, repr(error)
        ) from error


def _table(told: Any, name: str) -> SheetReading:
    places = told.get("features") if isinstance(told, dict) else None
    if not isinstance(places, list) or not all(isinstance(one, dict) for one in places):
        raise CannotOpen(f"{name} holds no list of places.", EXPORT_AGAIN)
    properties = [one.get("properties") or {} for one in places]
    if wrong := [number for number, one in enumerate(properties, 1) if not isinstance(one, dict)]:
        raise CannotOpen(f"{name} is damaged: the properties of its place {wrong[0]} have no names.", EXPORT_AGAIN)
    names = list(dict.fromkeys(key for one in properties for key in one))
    shapes = [_text(one.get("geometry")) for one in places]
    rows = [[*(_text(one.get(key)) for key in names), shape] for one, shape in zip(properties, shapes, strict=True)]
    table = [[*names, SHAPE], *rows]
    reading = delimited.of_records(table)
    numbers = [isinstance(field, Digits) for row in table for field in row if field]
    reading.kind[numbers] = ord(NUMBER)
    return reading


def _text(value: Any) -> str:
    """A property as a cell: text and numbers as they stand in the file, anything else as JSON."""
    return "" if value is None else value if isinstance(value, str) else _written(value)


def _written(value: Any) -> str:
    """The value as JSON, its numbers to the digit as they stand in the file."""
    if isinstance(value, Digits):
        return value
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {_written(one)}" for key, one in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)
