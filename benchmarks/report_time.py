"""python -m benchmarks.report_time: a whole report on 100,000 receipts beside what merely reading them takes.

Prints one table: our process, fastexcel alone (its reading, and its process), pandas with openpyxl; and the ratios.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from pathlib import Path

import openpyxl

from benchmarks.measure import OUT, Run, median_seconds, peak_mb, python, rounds

HEADS = (
    "Received on",
    "Farmer",
    "Weight (kg)",
    "Form",
    "Lot",
    "Plot",
    "Receipt",
    "Ripe share (%)",
    "Price per kg",
    "Currency",
)
FASTEXCEL = """
import sys, time, fastexcel
started = time.perf_counter()
book = fastexcel.read_excel(sys.argv[1])
for name in book.sheet_names:
    book.load_sheet(name, header_row=None, dtypes="string").to_arrow()
print(time.perf_counter() - started)
"""
PANDAS = "import sys, pandas; pandas.read_excel(sys.argv[1], sheet_name=None, engine='openpyxl')"


def workbook(path: Path, receipts: int) -> Path:
    """A workbook of that many receipts of ten columns, and the 26 lots they went into; made once."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    chance, book = random.Random(1), openpyxl.Workbook(write_only=True)
    lots = [f"{'M' if i < 6 else 'B'}-2025-{i + 1:02}" for i in range(26)]
    sheet = book.create_sheet("Lots")
    sheet.append(("Lot", "Stream", "Crop year", "Station"))
    for lot in lots:
        sheet.append((lot, "micro" if lot.startswith("M") else "bulk", "2025/26", "Hilltop"))
    sheet = book.create_sheet("Receipts")
    sheet.append(HEADS)
    for i in range(receipts):
        farmer = chance.randrange(1200)
        sheet.append(
            (
                dt.date(2025, 10, 1) + dt.timedelta(days=chance.randrange(150)),
                f"F-{farmer:04}",
                round(chance.uniform(8, 90), 1),
                "cherry",
                chance.choice(lots),
                f"P-{farmer:04}",
                f"R-{i:06}",
                round(chance.uniform(80, 100), 1),
                round(chance.uniform(0.9, 1.4), 2),
                "USD",
            )
        )
    book.save(path)
    return path


def asked(what: str) -> tuple[str, argparse.Namespace]:
    """The path of the workbook to read, made where it is missing, and the options: how many receipts, how many
    times."""
    options = argparse.ArgumentParser(description=what)
    options.add_argument("--receipts", type=int, default=100_000)
    options.add_argument("--times", type=int, default=5)
    chosen = options.parse_args()
    return str(workbook(OUT / f"receipts_{chosen.receipts}.xlsx", chosen.receipts)), chosen


def main() -> None:
    """Measures and prints."""
    path, chosen = asked(__doc__)
    runs = rounds(
        {
            "lotwise report, whole process": python("cli.py", "report", path, "--json"),
            "fastexcel, whole process": python("-c", FASTEXCEL, path),
            "pandas.read_excel (openpyxl), whole process": python("-c", PANDAS, path),
        },
        chosen.times,
    )
    show(runs, chosen.receipts)


def show(runs: dict[str, list[Run]], receipts: int) -> None:
    """The table, and the two ratios that matter; the first is against fastexcel's reading alone, without its start."""
    for name, each in runs.items():
        failed = [one.err for one in each if one.code]
        if failed:
            raise SystemExit(f"{name} failed: {failed[0]}")
        print(f"{name:45} {median_seconds(each):6.2f} s {peak_mb(each):7.0f} MB")
    ours, fast, slow = (median_seconds(each) for each in runs.values())
    reading = sorted(float(one.out) for one in list(runs.values())[1])[len(list(runs.values())[1]) // 2]
    print(f"{'fastexcel, its reading alone':45} {reading:6.2f} s")
    print(f"\n{receipts} receipts, median of {len(next(iter(runs.values())))} cold runs taking turns:")
    print(f"  report / fastexcel's reading alone   {ours / reading:5.2f}   (at most 7)")
    print(f"  report / fastexcel's whole process   {ours / fast:5.2f}")
    print(f"  report / pandas with openpyxl        {ours / slow:5.2f}   (at most 0.5)")


if __name__ == "__main__":
    main()
