"""Small files of the data folder to which lines are added and none is ever changed: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from connectors.disk import data_folder
from decisions.verdict.kept_verdicts import FOLDER, folder
from history.data_folder import replace
from history.snapshots.locks import pointer_lock


def lines(name: str) -> tuple[Mapping[str, Any], ...]:
    """The lines of that file in the order in which they were added; a line that is no object stands as {}."""
    path = data_folder() / FOLDER / name
    if not path.exists():
        return ()
    return tuple(_object(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def unreadable_lines() -> tuple[str, ...]:
    """File and number of every line that is no object any more."""
    files = sorted((data_folder() / FOLDER).glob("*.jsonl"))
    return tuple(
        f"{file.name}, {number}" for file in files for number, line in enumerate(lines(file.name), 1) if not line
    )


def add(name: str, line: Mapping[str, Any]) -> None:
    """Adds a line at the end, after what was there; the file is put in its place whole. Raises CannotKeep, Busy."""
    path = folder() / name
    with pointer_lock():
        before = path.read_text("utf-8") if path.exists() else ""
        end = "" if before.endswith("\n") or not before else "\n"
        replace(path, f"{before}{end}{json.dumps(line, ensure_ascii=False, allow_nan=False)}\n")


def _object(line: str) -> Mapping[str, Any]:
    with suppress(ValueError):
        found = json.loads(line)
        if isinstance(found, dict):
            return found
    return {}
