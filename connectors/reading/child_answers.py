"""What the reading processes left in their folder, put together: the tabs of a workbook, or the trouble it is in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyarrow

from connectors import trouble
from connectors.cells import Remark, Tab, areas
from connectors.reading import agreement
from connectors.trouble import TooLarge

FIRST, SECOND, SECOND_LOG = "answer.json", "second.json", "second_reader.log"
MISSING = re.compile(r"No module named '([\w.]+)'")


def first(folder: Path, name: str, log: str = "") -> list[dict]:
    """The tabs as the first reader told them; raises the trouble it told, or TooLarge where it died.

    Where something it needs is not installed, it is the ModuleNotFoundError it died of that is raised.
    """
    if not (folder / FIRST).exists():
        _refuse_missing(log)
        raise TooLarge(
            f"{name} could not be read within the memory and time one workbook may have.",
            "Open it in Excel, copy the rows that hold data into a new workbook and save that.",
            log,
        )
    answer = json.loads((folder / FIRST).read_text(encoding="utf-8"))
    if "trouble" in answer:
        raise getattr(trouble, answer["trouble"])(answer["what"], answer["fix"], answer["detail"])
    return answer["tabs"]


def tabs(folder: Path, name: str, told: list[dict], twice: bool) -> tuple[Tab, ...]:
    """The tabs with their cells; where they were read twice, those on which the two readers differ are refused."""
    others = _second(folder) if twice else {}
    return tuple(_tab(folder, name, tab, others.get(tab["sheet"], {}) if twice else None) for tab in told)


def _second(folder: Path) -> dict[str, dict]:
    """What the second reader told of each tab; nothing where it died on the workbook."""
    if (folder / SECOND).exists():
        return json.loads((folder / SECOND).read_text(encoding="utf-8"))
    log = folder / SECOND_LOG
    _refuse_missing(log.read_text(encoding="utf-8", errors="replace") if log.exists() else "")
    return {}


def _refuse_missing(log: str) -> None:
    if missing := MISSING.search(log):
        raise ModuleNotFoundError(missing[0], name=missing[1])


def _tab(folder: Path, name: str, tab: dict, other: dict | None) -> Tab:
    refused = Remark(**tab["refused"]) if tab["refused"] else None
    cells = None if refused else _table(folder / tab["cells"])
    if cells is not None and other is not None:
        refused = (
            agreement.disagreement(
                cells,
                tab["width"],
                _table(folder / other["cells"]),
                other["first_column"],
                [(row, column) for row, column in tab["seen_otherwise"]],
                tab["days_early"],
            )
            if "cells" in other
            else Remark("counts-differ", detail="the second could not read it")
        )
    return Tab(
        name,
        tab["sheet"],
        None if refused else cells,
        tab.get("width", 0),
        tuple(Remark(**one) for one in tab["remarks"]),
        refused,
        tab["counts"],
        merges=areas(tab["merges"]),
    )


def _table(path: Path) -> pyarrow.Table:
    with pyarrow.OSFile(str(path)) as source:
        return pyarrow.ipc.open_file(source).read_all()
