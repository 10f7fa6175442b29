"""The GeoJSON file of a lot as the EU's system reads it, and what it is called."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

LONGEST = 180  # bytes of a lot in the name of a file, which may have 255 with all that follows


def collection(plots: Iterable[Mapping]) -> str:
    """A FeatureCollection of these valid plots as text: WGS84, longitude first, every number with six decimals."""
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(map(feature, plots)) + "\n]}\n"


def feature(plot: Mapping) -> str:
    """One plot: ProducerName only where it may be shown, else the farmer's code; Area in ha as a number, left away
    where unknown."""
    area = plot["area_drawn_ha"] or plot["area_ha"]
    properties = {
        "ProducerName": plot["name"] or plot["farmer_id"],
        "ProducerCountry": plot["country"],
        "ProductionPlace": plot["village"],
        "Area": None if area is None else round(area, 4),
    }
    kept = json.dumps({name: value for name, value in properties.items() if value is not None}, ensure_ascii=False)
    return f'{{"type":"Feature","properties":{kept},"geometry":{plot["geojson"]}}}'


def file_names(lots: Iterable[str]) -> dict[str, str]:
    """A file name for every lot that every system takes, no two alike where capitals count for nothing either."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for lot in lots:
        bare = re.sub(r"[^\w.()+-]+", "-", unicodedata.normalize("NFC", lot)).strip("-. ")[:60]
        bare = bare.encode("utf-8")[:LONGEST].decode("utf-8", "ignore").rstrip("-. ") or "lot"
        name, number = f"lot-{bare}", 1  # never CON or NUL, never a hidden file
        while name.casefold() in taken or f"{name}-incomplete".casefold() in taken:
            number += 1
            name = f"lot-{bare}-{number}"
        taken |= {name.casefold(), f"{name}-incomplete".casefold()}
        names[lot] = name
    return names
