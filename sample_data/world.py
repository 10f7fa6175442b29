"""The declared parameters of the invented cooperative and the market it sells into."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

HERE = Path(__file__).parent
NAME = "Synthetic sample cooperative"


@dataclass
class World:
    """A declared truth, whole as truth.toml is, and what was worked out from it already."""

    figures: dict
    worked_out: dict[tuple, Any] = field(default_factory=dict)


@cache
def _standard() -> World:
    return World(tomllib.loads((HERE / "truth.toml").read_text("utf-8")))


_IN_FORCE: ContextVar[World | None] = ContextVar("world in force", default=None)


def _in_force() -> World:
    return _IN_FORCE.get() or _standard()


def parameters() -> dict:
    """The figures of the truth in force: those of truth.toml, as they stand there, unless another is."""
    return _in_force().figures


@contextmanager
def under(figures: dict | None) -> Iterator[None]:
    """Inside it that truth (whole, as `figures.completed` gives it) is in force; None leaves the one that is."""
    token = _IN_FORCE.set(World(figures) if figures is not None else _IN_FORCE.get())
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


def once_a_world(work_out: Callable[P, R]) -> Callable[P, R]:
    """The function, which works each answer out once for the truth in force."""

    @wraps(work_out)
    def kept(*args: P.args, **kwargs: P.kwargs) -> R:
        key, found = (work_out, args, tuple(kwargs.items())), _in_force().worked_out
        if key not in found:
            found[key] = work_out(*args, **kwargs)
        return found[key]

    return kept


@cache
def _market() -> dict[str, float]:
    with (HERE.parent / "logbooks" / "warehouse" / "market_prices" / "world_bank_coffee_monthly.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return {row["month"]: float(row["arabica_usd_per_kg"]) for row in csv.DictReader(file)}


def market_usd_per_kg(day: date) -> float:
    """The arabica price of the day's month in USD/kg, World Bank Pink Sheet; after its last month that month's."""
    market = _market()
    return market[min(f"{day:%Y-%m}", next(reversed(market)))]


def local_per_usd(day: date) -> float:
    """Units of the local currency for one USD on the first of the day's month: it slides a little every month."""
    yearly = parameters()["money"]["local_per_usd"]
    return round(yearly[str(day.year)] + 0.05 * (day.month - 1), 2)


@dataclass(frozen=True)
class Season:
    """One crop year of the sample and its days."""

    crop_year: str
    first_opening: date
    returned_on: date
    settled_on: date

    @property
    def short(self) -> str:
        return self.crop_year[:4]


@once_a_world
def seasons() -> tuple[Season, ...]:
    """The seasons, oldest first."""
    return tuple(Season(year, **days) for year, days in parameters()["seasons"].items())


def harm_to_bulk(season: Season, what: str) -> float:
    """What bulk lost in that season because the pilot took the best of it: nothing before the pilot began."""
    return parameters()["harm"][what] if season.first_opening >= parameters()["pilot_start"] else 0.0


def mean_cup_score(season: Season, stream: str) -> float:
    """The mean cup score of that stream's lots in that season."""
    return parameters()[stream]["cup_score"] - (harm_to_bulk(season, "cup_points") if stream == "bulk" else 0.0)


def price_over_market(season: Season, stream: str) -> float:
    """The mean price of the stream's deals in that season over the market price of their month."""
    return (1 + parameters()[stream]["premium"]) * (
        1 - (harm_to_bulk(season, "price_share") if stream == "bulk" else 0.0)
    )


def places(what: str, stream: str) -> list[int]:
    """The places of the lots of which `segregation` tells that, of the lots there are."""
    return [place for place in parameters()["segregation"][what][stream] if place <= parameters()[stream]["lots"]]


def mean_defects(stream: str) -> dict[str, float]:
    """The mean beans of each kind of defect in 350 g."""
    truth = parameters()[stream]
    return {kind: mean * truth["defects_times"] for kind, mean in truth["defects"].items()}


def shared_beds() -> dict[int, int]:
    """The bulk lot with which a micro lot dries on one bed, both by their place, of the lots there are."""
    told, most = parameters()["segregation"], {stream: parameters()[stream]["lots"] for stream in ("micro", "bulk")}
    pairs = told["shared_bed"][: told["mixed_lots"]]
    return {micro: bulk for micro, bulk in pairs if micro <= most["micro"] and bulk <= most["bulk"]}


def tier_of(place: int) -> str:
    """The tier of the micro lot of that place: as many lots of each, as far as they go."""
    micro = parameters()["micro"]
    return list(micro["tiers"])[(place - 1) * len(micro["tiers"]) // micro["lots"]]


@dataclass
class Lot:
    """One lot as it was drawn; the rows of every logbook about it agree with this."""

    lot_id: str
    stream: str
    season: Season
    block: int  # which further cooperative of a larger sample
    place: int  # among the lots of the season of its block, from 1
    opened_on: date
    station: str
    variety: str
    process: str
    good_crew: bool
    outturn: float
    cup_score: float
    moisture: float
    cherry_kg: float = 0.0  # what the receipts add up to
    green_kg: float = 0.0  # what milling gave
    bed: int = 0  # its tank and its bed at the station
    lies_with: Lot | None = None  # the lot on whose bed it dried
    wanted: bool = True  # whether any buyer of its stream would take it
    asks_one: bool = False  # whether it is offered first to the buyer that most lots are offered to

    def after(self, days: int) -> date:
        return self.opened_on + timedelta(days=days)
