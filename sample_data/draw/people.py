"""Farmers and their plots."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, pi, radians, sin, sqrt
from random import Random

from sample_data.world import parameters

VILLAGES = ("Upper village", "Middle village", "Lower village", "River village", "Hill village", "Bridge village")
LARGE_PLOT_HA = 4.0  # above it the law on deforestation asks for an outline, not a point
SOUTH, WEST = 14.40, -88.70  # from here the plots spread north and east, well inside the country
CELL, WIDEST = 0.0045, 0.45  # degrees: each plot in a cell of its own, the cells of a station within the widest
METRES_NORTH, METRES_EAST = 110_640.0, 111_320.0  # of a degree; the second on the equator


@dataclass(frozen=True)
class InventedPlot:
    """A plot as deliveries see it."""

    plot_id: str
    farmer_id: str
    area_ha: float


@dataclass(frozen=True)
class Farmer:
    """A member: a code, never a name."""

    farmer_id: str
    station: str
    takes_part: bool  # in the pilot
    plots: tuple[InventedPlot, ...]


def draw_people(random: Random, scale: int) -> tuple[list[Farmer], list[dict]]:
    """The members, and the rows of `plots`: one or two plots each, the same share of every station in the pilot."""
    world = parameters()
    per_station = world["farmers"] * scale // len(world["stations"])
    in_pilot = [
        _shuffled(random, [n < world["takes_part"] * per_station for n in range(per_station)])
        for _ in world["stations"]
    ]
    side = ceil(sqrt(2 * per_station))
    cells = [
        _shuffled(random, [(x + station * side, y) for x in range(side) for y in range(side)])
        for station in range(len(world["stations"]))
    ]
    farmers: list[Farmer] = []
    rows: list[dict] = []
    for number in range(1, world["farmers"] * scale + 1):
        station, takes_part = number % len(world["stations"]), in_pilot[number % len(world["stations"])].pop()
        who: dict = {
            "farmer_id": f"F-{number:03d}",
            "farmer_name": None,
            "name_may_be_shown": False,
            "sex": random.choice(("female", "male")),
        }
        own: list[dict] = []
        for _ in range(1 + (random.random() < world["plots"]["second_plot"])):
            village = VILLAGES[2 * station + random.randrange(2)]
            plot = {"plot_id": f"P-{len(rows) + len(own) + 1:03d}", **who, "village": village, "country": "HN"}
            own.append(plot | _ground(random, cells[station].pop(), min(CELL, WIDEST / side), takes_part))
        rows += own
        owned = tuple(InventedPlot(plot["plot_id"], who["farmer_id"], plot["area_ha"]) for plot in own)
        farmers.append(Farmer(who["farmer_id"], world["stations"][station], takes_part, owned))
    return farmers, rows


def _shuffled(random: Random, what: list) -> list:
    random.shuffle(what)
    return what


def _ground(random: Random, cell: tuple[int, int], cell_size: float, takes_part: bool) -> dict:
    """Where a plot lies and what grows there; in its cell it can't touch another plot."""
    truth = parameters()["plots"]
    longitude = _six_decimals(WEST + (cell[0] + 0.5 + random.uniform(-0.05, 0.05)) * cell_size)
    latitude = _six_decimals(SOUTH + (cell[1] + 0.5 + random.uniform(-0.05, 0.05)) * cell_size)
    large = random.random() < truth["large"]
    area = round(random.uniform(4.3, 8) if large else min(3.9, max(0.15, random.lognormvariate(-0.5, 0.6))), 2)
    outlined, located = (
        large or random.random() < truth["outlined"],
        random.random() < truth["located"]["pilot" if takes_part else "other"],
    )
    outline = _outline(random, latitude, longitude, area)
    return {
        "latitude": latitude if located else None,
        "longitude": longitude if located else None,
        "boundary": outline if located and outlined else None,
        "area_ha": area,
        "variety": random.choice(parameters()["varieties"]),
        "altitude_m": random.randrange(1150, 1650, 10),
        "certified": random.random() < 0.3,
    }


def _six_decimals(degrees: float) -> float:
    """Degrees of exactly six decimals, the last of them not 0, which a sheet would drop."""
    millionths = round(degrees * 1_000_000)
    return (millionths + (millionths % 10 == 0)) / 1_000_000


def _outline(random: Random, latitude: float, longitude: float, area_ha: float) -> str:
    """An uneven outline around the point, of about that area, as WKT or GeoJSON: longitude first, the first corner
    again at the end."""
    corners = random.randint(6, 9)
    turns = [2 * pi * (corner + random.uniform(-0.25, 0.25)) / corners for corner in range(corners)]
    reach = [random.uniform(0.85, 1.15) for _ in turns]
    points = [(r * cos(turn), r * sin(turn)) for r, turn in zip(reach, turns, strict=True)]
    shoelace = sum(x * v - u * y for (x, y), (u, v) in zip(points, points[1:] + points[:1], strict=True)) / 2
    metres = sqrt(area_ha * 10_000 * random.uniform(0.97, 1.03) / shoelace)
    ring = [
        (longitude + metres * x / (METRES_EAST * cos(radians(latitude))), latitude + metres * y / METRES_NORTH)
        for x, y in points
    ]
    ring.append(ring[0])
    if random.random() < 0.5:
        return f"POLYGON (({', '.join(f'{x:.6f} {y:.6f}' for x, y in ring)}))"
    return f'{{"type": "Polygon", "coordinates": [[{", ".join(f"[{x:.6f}, {y:.6f}]" for x, y in ring)}]]}}'
