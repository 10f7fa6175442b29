"""Data folders of small cooperatives, each with a snapshot, made once a process."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest

from history.snapshots import store

SALES = "Lot,Stream,Crop year\n{}\n"


@cache
def _small() -> Path:
    """A data folder with one snapshot of a few lots."""
    place = Path(tempfile.mkdtemp(prefix="lotwise-tests-"))
    lots = place / "Lots.csv"
    lots.write_text(SALES.format("\n".join(f"M-{n},micro,2025/26" for n in range(4))), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOTWISE_HOME", str(place / "home"))
        store.refresh([lots])
    return place / "home"


def data_folder(place: Path) -> Path:
    """The same as a data folder in that place."""
    shutil.copytree(_small(), place)
    return place
