"""All indicators of a season over 10,000 to 3,000,000 receipts in the warehouse: python -m benchmarks.million

Every delivery of the sample is split into so many that the log has the wanted number of rows; the numbers must stay
what they were. Printed are the seconds of the indicators, and how much faster or slower they grow than the rows.
"""

from __future__ import annotations

import math
import time

import click

from benchmarks.cooperatives import warehouse_of
from logbooks.warehouse.warehouse import Warehouse
from metrics.engine.compute import answers
from sample_data.cooperative import logs
from sample_data.world import parameters

SIZES = (10_000, 100_000, 1_000_000, 3_000_000)
WANTED_S = 1.5
CROP_YEAR = "2025/26"


def split(warehouse: Warehouse, receipts: int) -> int:
    """Splits every receipt of the warehouse evenly until there are so many rows; returns how many there are."""
    cursor = warehouse.cursor()
    [(there,)] = cursor.execute("SELECT count(*) FROM clean.receipts").fetchall()
    pieces = max(receipts // there, 1)
    cursor.execute(
        """
        CREATE OR REPLACE TEMP TABLE pieces AS
        SELECT r.* REPLACE (r.weight_kg / ?::DOUBLE AS weight_kg, r.receipt_no || '-' || p.piece AS receipt_no,
                            CASE WHEN p.piece = 0 THEN r.row_id ELSE 1000000 + r.row_id * ?::BIGINT + p.piece
                                END AS row_id)
        FROM clean.receipts r, (SELECT unnest(range(?)) AS piece) p""",
        [pieces, pieces, pieces],
    )
    cursor.execute("DELETE FROM clean.receipts")
    cursor.execute("INSERT INTO clean.receipts BY NAME FROM pieces")
    [(made,)] = cursor.execute("SELECT count(*) FROM clean.receipts").fetchall()
    return made


def values(found: dict) -> dict[tuple[str, str], float]:
    return {
        (name, group): e.value
        for name, answer in found.items()
        for group, e in answer.groups.items()
        if e.value is not None
    }


def measured(receipts: int, runs: int) -> tuple[int, float, dict]:
    """Rows, seconds of the quickest run, and the values."""
    warehouse = warehouse_of(logs(1), parameters()["as_of"])
    rows, seconds = split(warehouse, receipts), []
    for _ in range(runs):
        started = time.perf_counter()
        found = answers(warehouse, CROP_YEAR)
        seconds.append(time.perf_counter() - started)
    warehouse.close()
    return rows, min(seconds), values(found)


@click.command()
@click.option("--runs", default=3, show_default=True)
def main(runs: int) -> None:
    """Print the seconds of all indicators by number of receipts, and whether any number moved."""
    before = None
    print(
        f"{'receipts':>12}{'seconds':>10}{'growth':>9}   growth: 1.0 is as fast as the rows; wanted at most "
        f"{WANTED_S} s at 1,000,000"
    )
    for size in SIZES:
        rows, seconds, found = measured(size, runs)
        growth = "" if before is None else f"{math.log(seconds / before[1]) / math.log(rows / before[0]):9.2f}"
        moved: list[tuple[str, str]] = (
            []
            if before is None
            else [
                name
                for name, value in found.items()
                if not math.isclose(value, before[2].get(name, math.nan), rel_tol=1e-9)
            ]
        )
        print(f"{rows:>12,}{seconds:>10.2f}{growth}" + (f"   moved: {moved}" if moved else ""), flush=True)
        before = rows, seconds, found


if __name__ == "__main__":
    main()
