"""What the two readers of a workbook saw, held against each other in the process of the first."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow

from connectors import reading_limits
from connectors.cells import Remark
from connectors.reading import agreement

SECOND, SECOND_OVER = "second.json", "second.over"  # what the second reader tells, and that it ended without a word
_PAUSE_SECONDS = 0.005


def compare(folder: Path, tabs: list[dict[str, Any]]) -> None:
    """Waits for the second reader, and refuses those of the first one's tabs of which it saw something else."""
    others = _second(folder)
    for tab in tabs:
        if tab["refused"] is None and (refused := _difference(folder, tab, others.get(tab["sheet"], {}))):
            tab["refused"] = asdict(refused)


def _second(folder: Path) -> dict[str, dict]:
    """What the second reader told of each tab; nothing where it died on the workbook."""
    until = time.monotonic() + reading_limits.SECONDS
    while time.monotonic() < until:
        if (folder / SECOND).exists():
            return json.loads((folder / SECOND).read_text(encoding="utf-8"))
        if (folder / SECOND_OVER).exists():
            break
        time.sleep(_PAUSE_SECONDS)
    return {}


def _difference(folder: Path, tab: dict[str, Any], other: dict[str, Any]) -> Remark | None:
    if "cells" not in other:
        return Remark("counts-differ", detail="the second could not read it")
    return agreement.disagreement(
        table(folder / tab["cells"]),
        tab["width"],
        table(folder / other["cells"]),
        other["first_column"],
        tab["seen_otherwise"],
        tab["days_early"],
    )


def table(path: Path) -> pyarrow.Table:
    """The cells that a reader wrote there."""
    with pyarrow.OSFile(str(path)) as source:
        return pyarrow.ipc.open_file(source).read_all()
