"""The declared parameters of the invented cooperative and the market it sells into."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
NAME = "Synthetic sample cooperative"


@cache
def parameters() -> dict:
    """Everything in truth.toml, as it stands there."""
    with (HERE / "truth.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _market() -> dict[str, float]:
    with (HERE.parent / "logbooks" / "warehouse" / "market_prices" / "world_bank_coffee_monthly.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return {row["month"]: float(row["arabica_usd_per_kg"]) for row in csv.DictReader(file)}


def market_usd_per_kg(day: date) -> float:
    """The arabica price of the day's month in USD/kg, World Bank Pink Sheet; after its last month that month's."""
    market = _market()
    return market[min(f"{day:%Y-%m}", max(market))]


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


@cache
def seasons() -> tuple[Season, ...]:
    """The seasons, oldest first."""
    return tuple(Season(year, **days) for year, days in parameters()["seasons"].items())


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

    def after(self, days: int) -> date:
        return self.opened_on + timedelta(days=days)
