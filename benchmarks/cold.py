"""python -m benchmarks.cold: `report` on the sample as a cold process, and what its imports cost."""

from __future__ import annotations

import argparse
import re

from benchmarks.measure import median_seconds, peak_mb, python, rounds, run


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=7)
    times = options.parse_args().times
    runs = rounds(
        {
            "report": python("cli.py", "report"),
            "report --json": python("cli.py", "report", "--json"),
            "check": python("cli.py", "check"),
            "--help": python("cli.py", "--help"),
            "python alone": python("-c", "pass"),
        },
        times,
    )
    for name, each in runs.items():
        print(
            f"{name:15} {median_seconds(each):6.2f} s {peak_mb(each):7.0f} MB   slowest "
            f"{max(one.seconds for one in each):.2f} s"
        )
    print("(report at most 2.5 s)\n\nThe slowest imports, in ms, each with what it brings along:")
    lines = re.findall(
        r"import time:\s+\d+ \|\s+(\d+) \| (\s*)(\S+)",
        run(python("-X", "importtime", "cli.py", "report", "--json")).err,
    )
    for microseconds, _, name in sorted(lines, key=lambda line: -int(line[0]))[:15]:
        print(f"  {int(microseconds) / 1000:7.0f}  {name}")


if __name__ == "__main__":
    main()
