"""Finds the declared logbooks: one file in logbooks/declared/, one logbook."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

from logbooks.declare import Logbook

DECLARED = Path(__file__).parent / "declared"


@cache
def logbooks() -> dict[str, Logbook]:
    """Every logbook by its id, in the order of the ids; a malformed file stops the start, by name."""
    found = {}
    for file in sorted(DECLARED.glob("*.py")):
        logbook = importlib.import_module(f"logbooks.declared.{file.stem}").LOGBOOK
        if logbook.id != file.stem:
            raise ValueError(f"{file.name} declares {logbook.id}: the file and the logbook must have one name")
        found[logbook.id] = logbook
    return found
