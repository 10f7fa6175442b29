"""The first start: the sample cooperative is read into the data folder, so that the pages have something to show."""

from __future__ import annotations

import threading
from pathlib import Path

from history.snapshots import store
from history.snapshots.snapshot import Snapshot

_first = threading.Lock()
SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "clean.xlsx"


def read_sample() -> str:
    """Reads the sample into a snapshot and returns its id."""
    return store.refresh([SAMPLE])


def first_snapshot() -> Snapshot:
    """The newest snapshot; the sample is read, once, however many come first."""
    with _first:
        if store.newest() is None:
            read_sample()
        first = store.newest()
        assert first is not None, "the sample was read"
        return first
