"""Reading a dress as the command line does, and judging each number of the report beside the truth."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.dress.columns import logbook_columns
from benchmarks.dress.drawn import PAID, WEIGHED, Dress, drawn
from benchmarks.dress.dress_files import written
from benchmarks.dress.invented_rows import cooperative
from benchmarks.dress.person import Person
from benchmarks.dress.plain_sums import Truth, truth
from benchmarks.dress.read_here import DressReport, shown
from benchmarks.dress.tabs import rates_rows, tabs
from benchmarks.dress.typos import typo_kinds
from connectors.trouble import CannotGoOn
from logbooks.questions.open_questions import OpenQuestion
from logbooks.recognise.answers import GivenAnswer

TOLERANCE = 5e-4  # of the number; what is written is exact, so this is rounding alone
OWN_WORDS = ("at least", "at most", "left out", "doubtful", "problem", "not known", "no rate")
USD: dict[str, tuple[str, ...]] = dict.fromkeys(PAID, ("USD",))
# the number says so in its own line, or a problem of its logbooks does
SAME, ABSENT, SAYS_SO, TOLD, SILENT = "same", "absent", "says so", "told", "silent"
ASKED = "asked"
PILOT_START = "setting/pilot_start"
MOST_ROUNDS = 3  # an answer may show another question


@dataclass
class Judged:
    """One dress: how many of its numbers were the same, absent, asked about or silently different, and which."""

    dress: Dress
    counts: Counter = field(default_factory=Counter)
    numbers: list[dict[str, Any]] = field(default_factory=list)  # all that are not the same
    problems: list[dict[str, Any]] = field(default_factory=list)
    said: str = ""  # why there was no report at all
    answered: list[str] = field(default_factory=list)  # the questions that the person answered
    after: Counter = field(default_factory=Counter)  # of the numbers, once all was answered

    @property
    def verdict(self) -> str:
        """same: every number shown and true; asked: some absent or asked about; silent: one wrong without a word."""
        return verdict_of(self.counts)

    @property
    def verdict_after(self) -> str:
        """The same once what is asked was answered."""
        return verdict_of(self.after) if self.answered else self.verdict


def verdict_of(counts: Counter) -> str:
    return SILENT if counts[SILENT] else SAME if set(counts) == {SAME} else ASKED


@dataclass(frozen=True)
class Dressed:
    """A dress with what is true of it, where it was written, and who wrote it."""

    dress: Dress
    truth: Truth
    path: Path
    person: Person


def dressed(seed: int, number: int, folder: Path) -> Dressed:
    """The dress of that number of the cooperative of that seed, written into the folder."""
    kinds = typo_kinds()
    dress, rows = drawn(seed, number, tuple(kinds)), cooperative(seed)
    rows["rates"] = rates_rows(dress)
    filled = [logbook for logbook in rows if rows[logbook]]
    columns = {logbook: logbook_columns(dress, rows, logbook) for logbook in filled}
    found = truth(rows)
    if dress.typo:
        kinds[dress.typo](dress.rng("typo"), columns)
    path = written(dress, tabs(dress, columns), folder)
    return Dressed(dress, found, path, Person(dress, columns))


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
        report = shown(written(dress, tabs(dress, columns), Path(folder)), list(truth(rows)))
    numbers = [number for answer in report.answers.values() for number in answer.numbers.values()]
    return Ordinary(
        frozenset(beginning(line) for number in numbers for line in lines_of(number)),
        frozenset((problem["code"], problem["logbook"]) for problem in report.problems),
    )


def lines_of(number: dict) -> list[str]:
    return [*number.get("notes", ()), *number.get("assumed", ())]


def beginning(line: str) -> str:
    """Its first words, without figures: what tells one remark from another."""
    return " ".join("".join(letter for letter in line if not letter.isdigit()).split()[:5])


def judged(seed: int, number: int, folder: Path) -> Judged:
    """One dress written, read and judged, and once more with what is asked answered."""
    one = dressed(seed, number, folder)
    try:
        report = shown(one.path, list(one.truth))
    except CannotGoOn as reason:
        count = sum(len(groups) for groups in one.truth.values())
        return Judged(one.dress, Counter({ABSENT: count}), said=str(reason))
    result = Judged(one.dress, problems=report.problems)
    result.counts, result.numbers = _counted(report, one.truth, seed)
    given: list[GivenAnswer] = []
    for _ in range(MOST_ROUNDS):
        if not (more := one.person.answers(report.questions)):
            break
        result.answered += [asked.id for asked in report.questions if _is_answered(asked, more)]
        given += more
        report = shown(one.path, list(one.truth), given)
    result.after, _ = _counted(report, one.truth, seed)
    return result


def _is_answered(question: OpenQuestion, given: Sequence[GivenAnswer]) -> bool:
    """Whether it is about numbers and one of the answers is to it; the day the pilot began moves none."""
    ids = {question.id, *(part.id for part in question.parts)}
    return question.id != PILOT_START and any(one.question in ids for one in given)


def _counted(report: DressReport, true: Truth, seed: int) -> tuple[Counter, list[dict[str, Any]]]:
    """How many numbers of the report are the same, absent, told or silently different, and all but the same."""
    counts: Counter = Counter()
    numbers: list[dict[str, Any]] = []
    for indicator, groups in true.items():
        answer = report.answers[indicator]
        for group, value in groups.items():
            said = answer.numbers.get(group) or {}
            place = _judge(said, value, answer.needs, report.problems, ordinary(seed))
            counts[place] += 1
            if place != SAME:
                seen = {name: said.get(name) for name in ("value", "why_not", "notes", "assumed")}
                numbers.append({"number": f"{indicator}.{group}", "is": place, "truth": value} | seen)
    return counts, numbers


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
