"""The folder of this computer's data, and the pointer to the snapshot everybody sees."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def home() -> Path:
    """The folder of this computer's data: LOTWISE_HOME, else where programs keep theirs; made where it is missing."""
    said = os.environ.get("LOTWISE_HOME")
    path = Path(said) if said else platformdirs.user_data_path("lotwise", appauthor=False)
    path.mkdir(parents=True, exist_ok=True)
    return path


def pointer() -> Path:
    """The small file that names the snapshots, the one everybody sees first; missing before the first reading."""
    return home() / "current.json"
