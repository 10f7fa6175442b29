"""What the first reading process left in its folder: the tabs of a workbook, or the trouble it is in."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path

from connectors import trouble
from connectors.cells import Remark, Tab, areas
from connectors.reading.two_readings import table
from connectors.reading_limits import PROCESSOR_SECONDS
from connectors.trouble import CannotGoOn, NotNow, TooLarge

FIRST = "answer.json"
_MISSING = re.compile(r"No module named '([\w.]+)'")
# How a process ends that wants more processor time (on Windows: more of a quota), or more memory than it may have.
_OUT_OF_TIME = (-getattr(signal, "SIGXCPU", 24), 1816)
_OUT_OF_MEMORY = (-signal.SIGABRT, -signal.SIGSEGV, 0xC0000005, 0xC0000017, 0xC0000409)


def first(folder: Path, name: str, code: int = 0, log: str = "") -> list[dict]:
    """The tabs as the first reader told them; raises the trouble it told, or what its exit code means where it died.

    Where something it needs is not installed, it is the ModuleNotFoundError it died of that is raised.
    """
    if not (folder / FIRST).exists():
        refuse_missing(log)
        raise _died(name, code, log)
    answer = json.loads((folder / FIRST).read_text(encoding="utf-8"))
    if "trouble" in answer:
        raise getattr(trouble, answer["trouble"])(answer["what"], answer["fix"], answer["detail"])
    return answer["tabs"]


def refuse_missing(log: str) -> None:
    """Raises the ModuleNotFoundError that a reader's log tells of, where it tells of one."""
    if missing := _MISSING.search(log):
        raise ModuleNotFoundError(missing[0], name=missing[1])


def too_long(name: str, seconds: int, detail: str = "") -> TooLarge:
    """The trouble of a workbook whose readers have no end."""
    return TooLarge(
        f"{name} takes longer than {seconds} seconds to read.",
        "Split the workbook by season, or copy the rows that hold data into a new workbook and save that.",
        detail,
    )


def _died(name: str, code: int, log: str) -> CannotGoOn:
    detail = f"exit {code}: {log[-2000:]}"
    if code in _OUT_OF_TIME:
        return too_long(name, PROCESSOR_SECONDS, detail)
    if code in _OUT_OF_MEMORY or "MemoryError" in log:
        return TooLarge(
            f"{name} could not be read within the memory one workbook may have.",
            "Open it in Excel, copy the rows that hold data into a new workbook and save that.",
            detail,
        )
    return NotNow(
        f"{name} is not read yet: this computer ended its reader before it was done.",
        "Lotwise tries again. If it stays so, close other programs: the computer may be short of memory.",
        detail,
    )


def tabs(folder: Path, name: str, told: list[dict]) -> tuple[Tab, ...]:
    """The tabs with their cells; those that were refused without."""
    return tuple(_tab(folder, name, tab) for tab in told)


def _tab(folder: Path, name: str, tab: dict) -> Tab:
    refused = Remark(**tab["refused"]) if tab["refused"] else None
    return Tab(
        name,
        tab["sheet"],
        None if refused else table(folder / tab["cells"]),
        tab.get("width", 0),
        tuple(Remark(**one) for one in tab["remarks"]),
        refused,
        tab["counts"],
        merges=areas(tab["merges"]),
    )
