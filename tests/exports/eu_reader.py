"""Reads a GeoJSON file as the EU's system would (description v1.3) and says what it would refuse."""

from __future__ import annotations

import re

from exports.eudr import MOST_BYTES, MOST_PRODUCERS
from logbooks.fixed_numbers import fixed
from logbooks.plots.outline_text import PROPERTIES, Coordinate, Unreadable, load, near, read_object
from logbooks.plots.plot_shape import Shape
from logbooks.vocabulary import countries


def faults_of(text: str) -> list[str]:
    """What is wrong with the text of such a file: codes of problems.toml, or words of ours; empty where nothing is."""
    try:
        found = load(text)
    except Unreadable as fault:
        return [fault.code]
    features = (
        found.get("features") if isinstance(found, dict) and found.get("type") == "FeatureCollection" else [found]
    )
    if not isinstance(features, list) or not features:
        return ["no features"]
    faults = [fault for feature in features for fault in _feature(feature)]
    names = {_properties(feature).get("ProducerName") for feature in features}
    faults += ["too large"] * (len(text.encode("utf-8")) > MOST_BYTES)
    return faults + ["too many producers"] * (len(names) > MOST_PRODUCERS)


def _properties(feature: object) -> dict:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _feature(feature: object) -> list[str]:
    from logbooks.plots.shape_rules import judge

    properties = _properties(feature)
    area, country = properties.get("Area"), properties.get("ProducerCountry")
    known = countries.code_of(country) if isinstance(country, str) and re.fullmatch("[A-Z]{2}", country) else None
    shape = Shape(0, "", float(area) if isinstance(area, Coordinate) else None, known, read_object(feature))
    shape.faults += [(code, "", detail) for code, detail in shape.drawn.faults]
    judge(shape)
    faults = [code for code, _, _ in shape.faults]
    faults += ["plot-few-decimals"] * any(
        min(p[0].decimals, p[1].decimals) < fixed("coordinate_decimals") for p in shape.drawn.positions
    )
    faults += [
        f"{word} should be {near(word, PROPERTIES)}"
        for word in properties
        if word not in PROPERTIES and near(word, PROPERTIES)
    ]
    faults += ["bad ProducerCountry"] * (known is None)
    if "Area" in properties and not (isinstance(area, Coordinate) and area >= fixed("smallest_ha")):
        faults.append("bad Area")
    return faults
