"""Farmers and their plots."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from sample_data.world import parameters

VILLAGES = ("Upper village", "Middle village", "Lower village", "River village", "Hill village", "Bridge village")
LARGE_PLOT_HA = 4.0    # from here on the law on deforestation asks for an outline, not a point
DEGREES_PER_100_M = 0.0009


@dataclass(frozen=True)
class Farmer:
    """A member: a code, never a name."""

    farmer_id: str
    station: str
    takes_part: bool            # in the pilot
    plot_ids: tuple[str, ...]


def draw_people(random: Random, scale: int) -> tuple[list[Farmer], list[dict]]:
    """The members, and the rows of `plots`: one or two plots each, two in five farmers take part in the pilot."""
    world = parameters()
    farmers, rows = [], []
    for number in range(1, world["farmers"] * scale + 1):
        station_no = number % len(world["stations"])
        plot_ids = []
        sex = random.choice(("female", "male"))
        for _ in range(1 + (random.random() < 0.25)):
            plot_ids.append(f"P-{len(rows) + 1:03d}")
            rows.append(_plot(random, plot_ids[-1], f"F-{number:03d}", sex, station_no))
        farmers.append(Farmer(f"F-{number:03d}", world["stations"][station_no], random.random() < 0.4, tuple(plot_ids)))
    return farmers, rows


def _plot(random: Random, plot_id: str, farmer_id: str, sex: str, station_no: int) -> dict:
    latitude = round(14.40 + 0.06 * station_no + random.uniform(0, 0.05), 6)
    longitude = round(-88.70 + 0.05 * station_no + random.uniform(0, 0.045), 6)
    area = round(min(9.0, max(0.2, random.lognormvariate(0.2, 0.7))), 2)
    outlined = area >= LARGE_PLOT_HA or random.random() < 0.1
    located = random.random() < 0.93
    return {
        "plot_id": plot_id, "farmer_id": farmer_id, "farmer_name": None, "name_may_be_shown": False, "sex": sex,
        "village": VILLAGES[2 * station_no + random.randrange(2)], "country": "HN",
        "latitude": latitude if located else None, "longitude": longitude if located else None,
        "boundary": _square(latitude, longitude, area) if located and outlined else None,
        "area_ha": area, "variety": random.choice(parameters()["varieties"]),
        "altitude_m": random.randrange(1150, 1650, 10), "certified": random.random() < 0.3,
    }


def _square(latitude: float, longitude: float, area_ha: float) -> str:
    """A square of that area around the point, as WKT: longitude first, the first corner again at the end."""
    half = DEGREES_PER_100_M * area_ha**0.5 / 2
    corners = ((-half, -half), (half, -half), (half, half), (-half, half), (-half, -half))
    ring = ", ".join(f"{longitude + dx:.6f} {latitude + dy:.6f}" for dx, dy in corners)
    return f"POLYGON (({ring}))"
