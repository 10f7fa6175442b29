"""How often the 95 % range of each indicator holds the declared truth, over many invented cooperatives.

python -m benchmarks.cooperatives draws each cooperative, computes every indicator from its rows and writes, by
indicator and group, the share of ranges that hold the value sample_data.truth declares. With --only ID it computes that
indicator alone and prints its lines; nothing is written.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import sys
from collections import defaultdict
from datetime import UTC, date, datetime
from functools import partial
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

import click

from benchmarks.measure import ROOT

if TYPE_CHECKING:
    from logbooks.warehouse.warehouse import Warehouse

PAGE = ROOT / "docs" / "coverage_by_indicator.md"
HEAD = """<!-- Written by `python -m benchmarks.cooperatives`. Change that, not this page. -->
# How often each indicator's range holds the truth

{seeds} cooperatives like the sample, drawn by chance from the same declared truth ({day}), each computed by
the indicators themselves: the share of 95 % ranges that held the declared value, in each crop year and in both. Wanted:
{lowest} to {highest}. *Ranges* counts how often there was one. Over pilots of 4 to 30 lots: [coverage.md](coverage.md).

"""
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


def of_seed(seed: int, only: str | None = None, figures: dict | None = None) -> list[SeenTruth]:
    """Every estimate, or those of `only`, of the cooperative drawn with that seed that has a declared truth; drawn from
    another truth where its figures are given."""
    from sample_data.world import under

    with under(figures):
        return _seen(seed, only)


def _seen(seed: int, only: str | None) -> list[SeenTruth]:
    from metrics.engine.compute import answer, answers
    from sample_data.cooperative import logs
    from sample_data.truth import declared
    from sample_data.world import parameters, seasons

    warehouse, seen = warehouse_of(logs(seed), parameters()["as_of"]), []
    for crop_year in (season.crop_year for season in seasons()):
        found = {only: answer(warehouse, only, crop_year)} if only else answers(warehouse, crop_year)
        for indicator, groups in declared(crop_year).items():
            name, _, part = indicator.partition(": ")
            if name not in found:
                continue
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
        ranged = [(one.low, one.high) for one in found if one.low is not None and one.high is not None]
        rows.append(
            {
                "indicator": indicator,
                "group": group,
                "crop_year": crop_year,
                "truth": truth,
                "intervals": len(ranged),
                "mean": mean([one.value for one in found if one.value is not None] or [math.nan]),
                "covered": mean(low <= truth <= high for low, high in ranged) if ranged else None,
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
    return "-" if share is None else f"{100 * share:.1f} %"


def page(rows: list[dict], seeds: int) -> str:
    """The rows of `summary` as a page of docs/."""
    years = sorted({year for row in rows for year in row["by year"]})
    lines = [("indicator", "group", *years, "both", "ranges", ""), ("---",) * (len(years) + 5)]
    for row in rows:
        by_year = (in_percent(row["by year"].get(year)) for year in years)
        lines.append(
            (row["indicator"], row["group"], *by_year, in_percent(row["covered"]), str(row["intervals"]), judged(row))
        )
    now = datetime.now(UTC)
    day, lowest, highest = f"{now.day} {now:%B %Y}", in_percent(LOWEST), in_percent(HIGHEST)
    head = HEAD.format(seeds=seeds, day=day, lowest=lowest, highest=highest)
    return head + "".join(f"| {' | '.join(line)} |\n" for line in lines)


@click.command()
@click.option("--seeds", default=200, show_default=True, help="How many cooperatives to draw.")
@click.option("--first", default=1, show_default=True, help="The first seed.")
@click.option("--only", metavar="ID", help="One indicator alone, printed and not written.")
def main(seeds: int, first: int, only: str | None) -> None:
    """Write how often each range holds the declared truth; exit 1 where one does so too seldom or too often."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count() or 1) as pool:
        drawn = pool.imap_unordered(partial(of_seed, only=only), range(first, first + seeds))
        rows = summary(coverage([one for found in drawn for one in found]))
    if only:
        print(page(rows, seeds))
    else:
        PAGE.write_text(page(rows, seeds), encoding="utf-8", newline="\n")
    sys.exit(any(row["covered"] is not None and judged(row) for row in rows))


if __name__ == "__main__":
    main()
