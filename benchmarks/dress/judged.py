"""Reading a dress as the command line does, and judging each number of the report beside the truth."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.dress.columns import logbook_columns
from benchmarks.dress.drawn import Dress, drawn
from benchmarks.dress.dress_files import written
from benchmarks.dress.invented_rows import AS_OF, cooperative
from benchmarks.dress.plain_sums import Truth, truth
from benchmarks.dress.tabs import rates_rows, tabs
from benchmarks.dress.typos import typo_kinds
from connectors.trouble import CannotGoOn

TOLERANCE = 5e-4  # of the number; what is written is exact, so this is rounding alone
OWN_WORDS = ("at least", "at most", "left out", "doubtful", "problem", "not known", "no rate")
SAME, ABSENT, ASKED, SILENT = "same", "absent", "asked", "silent"


@dataclass
class Judged:
    """One dress: how many of its numbers were the same, absent, asked about or silently different, and which."""

    dress: Dress
    counts: Counter = field(default_factory=Counter)
    numbers: list[dict[str, Any]] = field(default_factory=list)  # all that are not the same
    problems: list[dict[str, Any]] = field(default_factory=list)
    said: str = ""  # why there was no report at all

    @property
    def verdict(self) -> str:
        """same: every number shown and true; asked: some absent or asked about; silent: one wrong without a word."""
        return SILENT if self.counts[SILENT] else ASKED if self.counts[ABSENT] + self.counts[ASKED] else SAME


def dressed(seed: int, number: int, folder: Path) -> tuple[Dress, Truth, Path]:
    """The dress of that number of the cooperative of that seed, what is true of it, and where it was written."""
    kinds = typo_kinds()
    dress, rows = drawn(seed, number, tuple(kinds)), cooperative(seed)
    rows["rates"] = rates_rows(dress)
    filled = [logbook for logbook in rows if rows[logbook]]
    columns = {logbook: logbook_columns(dress, rows, logbook) for logbook in filled}
    found = truth(rows)
    if dress.typo:
        kinds[dress.typo](dress.rng("typo"), columns)
    return dress, found, written(dress, tabs(dress, columns), folder)


def report(path: Path) -> dict[str, Any]:
    """The report of a file or folder as of the cooperative's day, with an empty data folder of its own."""
    from command_line.opened_sources import opened, refuse_nothing
    from decisions.report import as_json, read_report

    before = os.environ.get("LOTWISE_HOME")
    with tempfile.TemporaryDirectory() as home:
        os.environ["LOTWISE_HOME"] = home
        try:
            w = opened([str(path)], as_of=AS_OF)
            refuse_nothing(w)
            return as_json(read_report(w))
        finally:
            os.environ.pop("LOTWISE_HOME")
            if before is not None:
                os.environ["LOTWISE_HOME"] = before


def judged(seed: int, number: int, folder: Path) -> Judged:
    """One dress written, read and judged."""
    dress, true, path = dressed(seed, number, folder)
    try:
        found = report(path)
    except CannotGoOn as reason:
        count = sum(len(groups) for groups in true.values())
        return Judged(dress, Counter({ABSENT: count}), said=str(reason))
    answers = {one["id"]: one for one in found["indicators"]}
    result = Judged(dress, problems=found["problems"])
    for indicator, groups in true.items():
        for group, value in groups.items():
            place = _judge(answers[indicator], group, value, found["problems"])
            result.counts[place] += 1
            if place != SAME:
                shown = answers[indicator].get(group) or {}
                seen = {name: shown.get(name) for name in ("value", "why_not", "notes", "assumed")}
                result.numbers.append({"number": f"{indicator}.{group}", "is": place, "truth": value} | seen)
    return result


def _judge(answer: dict, group: str, true: float, problems: list[dict]) -> str:
    number = answer.get(group) or {}
    value = number.get("value")
    if value is None:
        return ABSENT
    if abs(value - true) <= TOLERANCE * max(abs(true), 0.05):
        return SAME
    return ASKED if _says_so(number) or _told(answer, problems) else SILENT


def _says_so(number: dict) -> bool:
    """Whether the number's own line says that it is not the whole, or what it took for granted."""
    lines = [*number.get("notes", ()), *number.get("assumed", ())]
    return bool(number.get("assumed")) or any(word in line.lower() for line in lines for word in OWN_WORDS)


def _told(answer: dict, problems: list[dict]) -> bool:
    """Whether a problem stands in one of the logbooks the number is made of, or in a tab of none."""
    return any(problem["logbook"] in answer["needs"] or not problem["logbook"] for problem in problems)
