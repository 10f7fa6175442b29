"""Reading a dress as the command line does, and judging each number of the report beside the truth."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.dress.columns import logbook_columns
from benchmarks.dress.drawn import PAID, WEIGHED, Dress, drawn
from benchmarks.dress.dress_files import written
from benchmarks.dress.invented_rows import cooperative
from benchmarks.dress.plain_sums import Truth, truth
from benchmarks.dress.read_here import shown
from benchmarks.dress.tabs import rates_rows, tabs
from benchmarks.dress.typos import typo_kinds
from connectors.trouble import CannotGoOn

TOLERANCE = 5e-4  # of the number; what is written is exact, so this is rounding alone
OWN_WORDS = ("at least", "at most", "left out", "doubtful", "problem", "not known", "no rate")
USD: dict[str, tuple[str, ...]] = dict.fromkeys(PAID, ("USD",))
# the number says so in its own line, or a problem of its logbooks does
SAME, ABSENT, SAYS_SO, TOLD, SILENT = "same", "absent", "says so", "told", "silent"
ASKED = "asked"


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
        return SILENT if self.counts[SILENT] else SAME if set(self.counts) == {SAME} else ASKED


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


@dataclass(frozen=True)
class Ordinary:
    """What is said of this cooperative however it is dressed, and so explains no number: beginnings of lines, problems
    by code and logbook."""

    lines: frozenset[str]
    problems: frozenset[tuple[str, str]]


@cache
def ordinary(seed: int) -> Ordinary:
    """What a faultless English sheet of it says."""
    dress = Dress(
        "faultless", "headings", "en", "faultless", weight_unit=dict.fromkeys(WEIGHED, "kg"), money=USD, faultless=True
    )
    rows = cooperative(seed)
    columns = {logbook: logbook_columns(dress, rows, logbook) for logbook in rows}
    with tempfile.TemporaryDirectory() as folder:
        answers, told = shown(written(dress, tabs(dress, columns), Path(folder)), list(truth(rows)))
    numbers = [number for answer in answers.values() for number in answer.numbers.values()]
    return Ordinary(
        frozenset(beginning(line) for number in numbers for line in lines_of(number)),
        frozenset((problem["code"], problem["logbook"]) for problem in told),
    )


def lines_of(number: dict) -> list[str]:
    return [*number.get("notes", ()), *number.get("assumed", ())]


def beginning(line: str) -> str:
    """Its first words, without figures: what tells one remark from another."""
    return " ".join("".join(letter for letter in line if not letter.isdigit()).split()[:5])


def judged(seed: int, number: int, folder: Path) -> Judged:
    """One dress written, read and judged."""
    dress, true, path = dressed(seed, number, folder)
    try:
        answers, told = shown(path, list(true))
    except CannotGoOn as reason:
        count = sum(len(groups) for groups in true.values())
        return Judged(dress, Counter({ABSENT: count}), said=str(reason))
    result = Judged(dress, problems=told)
    for indicator, groups in true.items():
        for group, value in groups.items():
            said = answers[indicator].numbers.get(group) or {}
            place = _judge(said, value, answers[indicator].needs, told, ordinary(seed))
            result.counts[place] += 1
            if place != SAME:
                seen = {name: said.get(name) for name in ("value", "why_not", "notes", "assumed")}
                result.numbers.append({"number": f"{indicator}.{group}", "is": place, "truth": value} | seen)
    return result


def _judge(number: dict, true: float, needs: tuple[str, ...], problems: list[dict], usual: Ordinary) -> str:
    value = number.get("value")
    if value is None:
        return ABSENT
    if abs(value - true) <= TOLERANCE * max(abs(true), 0.05):
        return SAME
    own = [line for line in lines_of(number) if beginning(line) not in usual.lines]
    if number["left_out"] or (number["assumed"] and own) or any(map(_names_a_lack, own)):
        return SAYS_SO
    told = any(
        (problem["logbook"] in needs or not problem["logbook"])
        and (problem["code"], problem["logbook"]) not in usual.problems
        for problem in problems
    )
    return TOLD if told else SILENT


def _names_a_lack(line: str) -> bool:
    return any(word in line.lower() for word in OWN_WORDS)
