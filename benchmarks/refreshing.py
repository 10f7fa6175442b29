"""python -m benchmarks.refreshing: a simulated week of twelve people in shared sheets while one call in ten fails, in
full.

The whole sample cooperative is served as if it were Google; only the time passes faster. Printed are what a refresh
costs in calls and seconds, how often a source could not be read, and whether in the end the warehouse is the sheets
cell by cell.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median

from tests.google.compared import expected_calls, in_the_sheets, in_the_warehouse
from tests.google.cooperative import put_on
from tests.google.server import Google
from tests.google.staff import Staff
from tests.google.week import SimulatedClock, Week, going_by

HOUR = 3600


def main() -> None:
    """Lives the week and prints."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--days", type=int, default=7)
    asked.add_argument(
        "--every",
        type=float,
        default=30,
        metavar="MINUTES",
        help="of simulated time between two refreshes, in ten working hours a day",
    )
    asked.add_argument("--edits", type=int, default=120, help="of all twelve people together, a day")
    asked.add_argument("--failing", type=float, default=0.1, help="share of the calls that fail")
    asked.add_argument("--rows", type=int, default=None, help="of each tab; all unless said")
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    clock = SimulatedClock(time.time() - (said.days + 2) * 24 * HOUR, said.seed)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        Google(clock=clock) as google,
        going_by(clock),
    ):
        key = google.account().write(Path(folder) / "key.json")
        os.environ |= {
            "LOTWISE_HOME": str(Path(folder) / "home"),
            "LOTWISE_GOOGLE_BASE": google.base,
            "LOTWISE_GOOGLE_KEY": str(key),
        }
        books = put_on(google, google.account().address, rows=said.rows)
        week = Week(google, clock, books, Staff(books, said.seed, without=("Settings", "Exchange rates")))
        week.configure()
        google.faults.share(said.failing, said.seed, on=("sheets", "drive", "token"))
        seconds = _lived(week, said)
        week.settle()
        _print(week, seconds)


def _lived(week: Week, said: argparse.Namespace) -> list[float]:
    """The seconds each refresh took."""
    visits = max(1, round(10 * 60 / said.every))
    taken = []
    for day in range(said.days):
        week.staff.elsewhere = day < said.days - 1
        for visit in range(visits):
            edits = (visit + 1) * said.edits // visits - visit * said.edits // visits
            week.work(edits, said.every * 60 / max(1, edits))
            begun = time.perf_counter()
            week.refresh(edit_after_calls=2 if visit % 5 == 4 else None)
            taken.append(time.perf_counter() - begun)
        week.clock.wait(14 * HOUR)
    return taken


def _print(week: Week, seconds: list[float]) -> None:
    sheets, warehouse = in_the_sheets(week.books), in_the_warehouse()
    differing = [place for place in sheets.keys() | warehouse.keys() if sheets.get(place) != warehouse.get(place)]
    calls = week.google.calls
    faults = Counter(call.fault for call in calls if call.fault)
    of = {book.title: book for book in week.books}
    smooth = [one for one in week.refreshed if one.good and not one.faults and not one.edited_meanwhile]
    otherwise = [one for one in smooth if one.calls != expected_calls(of[one.title], one.changed)]
    print(
        f"{week.staff.edits} edits by 12 people in {len(week.staff.desks)} tabs; {len(seconds)} refreshes, "
        f"{week.snapshots} snapshots"
    )
    print(
        f"cells: {len(sheets)} in the sheets, {len(warehouse)} in the warehouse, {len(differing)} differ "
        f"{sorted(differing)[:3] or ''}"
    )
    print(
        f"calls: {len(calls)} "
        f"({', '.join(f'{kind} {number}' for kind, number in Counter(call.kind for call in calls).most_common())}), "
        f"{faults.total()} failed: {', '.join(f'{name} {number}' for name, number in faults.most_common())}"
    )
    print(f"refreshes in which a source could not be read: {week.failed}; tabs held and asked about: {week.held}")
    print(f"calls of {len(smooth)} undisturbed readings as designed, but for {len(otherwise)}")
    print(
        f"most reads of cells in any minute: {week.google.most_reads_a_minute()} of 60 allowed; waited "
        f"{week.clock.waited / 60:.0f} simulated minutes in all"
    )
    print(
        f"a refresh: median {median(seconds):.1f} s, longest {max(seconds):.1f} s; bytes read: "
        f"{sum(call.sent for call in calls) / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
