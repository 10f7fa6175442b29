"""python -m benchmarks.cold: `report` and `check` as cold processes, beside one that only imports their libraries."""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path

from benchmarks.measure import Run, median_seconds, peak_mb, python, rounds, run

BARE = "a process that only imports duckdb, pyarrow and scipy.special"
WORKBOOK = "sample_data/clean.xlsx"
# What was measured at the end of version 0.1, on a quiet machine: wall seconds, and how many times the bare process.
BEFORE = {"report": (3.1, None), "report WORKBOOK": (3.3, 7.9), "check": (1.9, None)}
AT_MOST = {"report": 2.0, "report WORKBOOK": 2.2, "report WORKBOOK again": 1.2, "check": 1.3}


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=7)
    times = options.parse_args().times
    runs = rounds(
        {
            "report": python("cli.py", "report"),
            "report --json": python("cli.py", "report", "--json"),
            "report WORKBOOK": python("cli.py", "report", WORKBOOK),
            "check": python("cli.py", "check"),
            "--help": python("cli.py", "--help"),
            BARE: python("-c", "import duckdb, pyarrow, scipy.special"),
        },
        times,
    )
    with tempfile.TemporaryDirectory() as home:
        again = [run(python("cli.py", "report", WORKBOOK), Path(home)) for _ in range(times + 1)]
    runs["report WORKBOOK again"] = again[1:]
    bare = median_seconds(runs[BARE])
    print(f"{BARE}: {bare:.2f} s\n\n{'':22}{'now':>8}{'/ bare':>8}{'before':>9}{'/ bare':>8}{'at most':>9}")
    for name, each in runs.items():
        if name != BARE:
            _line(name, each, bare)
    _imports()


def _line(name: str, each: list[Run], bare: float) -> None:
    """One command beside what it took before and what it may take."""
    now = median_seconds(each)
    before, times = BEFORE.get(name, (None, None))
    cells = (f"{now:.2f} s", f"{now / bare:.1f}", f"{before} s" if before else "", str(times or ""))
    most = f"{AT_MOST[name]} s" if name in AT_MOST else ""
    print(f"{name:22}{cells[0]:>8}{cells[1]:>8}{cells[2]:>9}{cells[3]:>8}{most:>9}   {peak_mb(each):.0f} MB")


def _imports() -> None:
    print("\nThe slowest imports, in ms, each with what it brings along:")
    told = run(python("-X", "importtime", "cli.py", "report", "--json")).err
    lines = re.findall(r"import time:\s+\d+ \|\s+(\d+) \| (\s*)(\S+)", told)
    for microseconds, _, name in sorted(lines, key=lambda line: -int(line[0]))[:15]:
        print(f"  {int(microseconds) / 1000:7.0f}  {name}")


if __name__ == "__main__":
    main()
