"""The first start: the sample cooperative is read into the data folder, so that the pages have something to show."""

from __future__ import annotations

from pathlib import Path

from history.snapshots import store

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "clean.xlsx"


def read_sample() -> str:
    """Reads the sample into a snapshot and returns its id."""
    return store.refresh([SAMPLE])
