"""How often the 95 % interval of an indicator holds the declared truth, over many invented cooperatives.

python -m benchmarks.cooperatives --seeds 200 draws each cooperative, computes every indicator from its
rows and prints, by indicator and group, the share of intervals that hold the value sample_data.truth declares.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import sys
from collections import defaultdict
from datetime import date
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from logbooks.warehouse.warehouse import Warehouse

LOWEST, HIGHEST = 0.91, 0.99  # an interval is right when it holds the truth this often


class SeenTruth(NamedTuple):
    """One interval of one seed: of which indicator, crop year and group, what it says."""

    crop_year: str
    indicator: str
    group: str
    value: float | None
    low: float | None
    high: float | None


def warehouse_of(logs: dict[str, list[dict]], as_of: date) -> Warehouse:
    """The warehouse a faultless reading of these logs gives, made without a workbook: a test holds it against the
    reader's."""
    import duckdb
    import pyarrow

    from logbooks.catalogue import logbooks
    from logbooks.plots import plot_places
    from logbooks.warehouse.warehouse import Warehouse, create_tables, create_views, quoted

    connection, row_id = duckdb.connect(config={"threads": 1}), 0
    create_tables(connection)
    for logbook, rows in logs.items():
        declared, ids = logbooks()[logbook], range(row_id + 1, row_id + 1 + len(rows))
        filled = {name for row in rows for name, value in row.items() if value is not None}
        arrow = pyarrow.table(
            {"row_id": list(ids), "row_no": list(range(2, len(rows) + 2))}
            | {declared.column(name).clean_name: [row.get(name) for row in rows] for name in filled}
        )
        connection.register("drawn", arrow)
        connection.execute(
            f"INSERT INTO clean.{quoted(logbook)} BY NAME SELECT *, 'drawn' AS source, '' AS sheet, false AS "
            f"doubtful FROM drawn"
        )
        connection.unregister("drawn")
        row_id += len(rows)
    create_views(connection)
    plot_places.fill(connection)
    return Warehouse(connection, "drawn", as_of)


def of_seed(seed: int) -> list[SeenTruth]:
    """Every estimate of the cooperative drawn with that seed that has a declared truth."""
    from metrics.engine.compute import answers
    from sample_data.cooperative import logs
    from sample_data.truth import declared
    from sample_data.world import parameters, seasons

    warehouse, seen = warehouse_of(logs(seed), parameters()["as_of"]), []
    for crop_year in (season.crop_year for season in seasons()):
        found = answers(warehouse, crop_year)
        for indicator, groups in declared(crop_year).items():
            name, _, part = indicator.partition(": ")
            of_name = found[name]
            estimates = (
                (of_name.parts.get(part) or of_name.by.get(part, {}))
                if part
                else {**of_name.groups, "difference": of_name.difference, "relative": of_name.relative}
            )
            for group in groups:
                estimate = estimates.get(group)
                if estimate is not None:
                    seen.append(SeenTruth(crop_year, indicator, group, estimate.value, estimate.low, estimate.high))
    return seen


def coverage(seen: list[SeenTruth]) -> list[dict]:
    """One row by indicator, group and crop year: truth, mean value, how many have an interval, the share that hold the
    truth."""
    from sample_data.truth import declared

    together: dict[tuple, list[SeenTruth]] = defaultdict(list)
    for one in seen:
        together[one.indicator, one.group, one.crop_year].append(one)
    rows = []
    for (indicator, group, crop_year), found in together.items():
        truth = declared(crop_year)[indicator][group]
        ranged = [one for one in found if one.low is not None]
        rows.append(
            {
                "indicator": indicator,
                "group": group,
                "crop_year": crop_year,
                "truth": truth,
                "intervals": len(ranged),
                "mean": mean([one.value for one in found if one.value is not None] or [math.nan]),
                "covered": mean(one.low <= truth <= one.high for one in ranged) if ranged else None,
            }
        )
    return rows


def judged(row: dict) -> str:
    """In words, whether the interval holds the truth as often as it says."""
    if row["covered"] is None:
        return "no interval"
    return "" if LOWEST <= row["covered"] <= HIGHEST else "TOO SELDOM" if row["covered"] < LOWEST else "too often"


def summary(rows: list[dict]) -> list[dict]:
    """One row by indicator and group: the share of intervals of each crop year that hold the truth, and of all
    together."""
    together: dict[tuple, list[dict]] = defaultdict(list)
    for row in rows:
        together[row["indicator"], row["group"]].append(row)
    found = []
    for (indicator, group), years in together.items():
        intervals = sum(row["intervals"] for row in years)
        held = sum(row["covered"] * row["intervals"] for row in years if row["covered"] is not None)
        found.append(
            {
                "indicator": indicator,
                "group": group,
                "by year": {row["crop_year"]: row["covered"] for row in years},
                "intervals": intervals,
                "covered": held / intervals if intervals else None,
            }
        )
    return found


def in_percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


@click.command()
@click.option("--seeds", default=200, show_default=True, help="How many cooperatives to draw.")
@click.option("--first", default=1, show_default=True, help="The first seed.")
def main(seeds: int, first: int) -> None:
    """Print how often each interval holds the declared truth; exit 1 where one does so too seldom or too often."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count() or 1) as pool:
        seen = [one for found in pool.imap_unordered(of_seed, range(first, first + seeds)) for one in found]
    rows = summary(coverage(seen))
    years = sorted({year for row in rows for year in row["by year"]})
    print(f"{'indicator':<40}{'group':<12}{''.join(f'{year:>9}' for year in years)}{'both':>9}{'intervals':>11}")
    for row in rows:
        by_year = "".join(f"{in_percent(row['by year'].get(year)):>9}" for year in years)
        print(
            f"{row['indicator']:<40}{row['group']:<12}{by_year}{in_percent(row['covered']):>9}{row['intervals']:>11} "
            f" {judged(row)}"
        )
    sys.exit(any(row["covered"] is not None and judged(row) for row in rows))


if __name__ == "__main__":
    main()
