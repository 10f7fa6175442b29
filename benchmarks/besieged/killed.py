"""Processes ended at random moments: refreshes while others read, and readers of workbooks."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.besieged.attack import Kind, Tried, data_folder_of, outcome
from connectors.reading.files import start_reading
from connectors.trouble import NotNow
from tests.connectors.made import rows, xlsx
from tests.history.snapshots.killing import kill_refreshes

CELL = '<c t="inlineStr"><is><t>M-1</t></is></c>'


def refreshes(draw: random.Random, place: Path, times: int) -> Iterator[Tried]:
    """Each is killed at a moment of its own while three readers read."""
    seed = draw.randrange(1_000_000)
    with data_folder_of(place / "home"):
        found = kill_refreshes(place, times, seed)
    for number in range(times):
        yield Tried(f"refresh {number + 1} of seed {seed}", found.faults[number] if number < len(found.faults) else "")


def readers(draw: random.Random, place: Path, times: int) -> Iterator[Tried]:
    """A reader of a small workbook is killed within its first half second: it is no fault of the workbook's."""
    path = xlsx(place / "Lots.xlsx", rows(CELL))
    for _ in range(times):
        which, after = draw.randrange(2), draw.uniform(0, 0.5)
        yield outcome(f"reader {which + 1} killed after {after:.2f} s", _killed, path, which, after)


def _killed(path: Path, which: int, after: float) -> str:
    pending = start_reading(path)
    time.sleep(after)
    pending.readers[which].kill()
    try:
        [tab] = pending.result().tabs
    except NotNow:
        return ""
    whole = tab.refused is None and tab.table["c1"].to_pylist() == ["M-1"]
    compared = tab.refused is not None and tab.refused.code == "counts-differ"
    return "" if whole or compared else f"told as {tab}"


KINDS = (
    Kind("refreshes killed", "no error, partial or older state is ever seen", refreshes, 60),
    Kind("readers killed", "read whole, or tried again: never told as too large", readers, 30),
)
