"""The market prices of coffee that come with the program, for cooperatives that keep no series of their own."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

SERIES = Path(__file__).parent / "market_prices" / "world_bank_coffee_monthly.csv"
SPECIES = ("arabica", "robusta")


@cache
def table_sql() -> str:
    """The SQL of the table `world_bank`: month (its first day), species, price in USD per kg.

    World Bank Commodity Price Data (The Pink Sheet), CC BY 4.0; see logbooks/warehouse/market_prices/SOURCE.md. The
    rows stand in the SQL itself, because a snapshot is opened where no file can be read: as one text, because a list of
    so many rows takes longer to plan than all other shared tables of the prices.
    """
    with SERIES.open(encoding="utf-8", newline="") as file:
        rows = [
            f"{row['month']}-01,{species},{float(row[f'{species}_usd_per_kg'])!r}"
            for row in csv.DictReader(file)
            for species in SPECIES
            if row[f"{species}_usd_per_kg"]
        ]
    return f"""
CREATE TEMP TABLE world_bank AS
SELECT part[1]::DATE AS month, part[2] AS species, part[3]::DOUBLE AS usd_per_kg
FROM (SELECT string_split(unnest(string_split('{" ".join(rows)}', ' ')), ',') AS part)"""
