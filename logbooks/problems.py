"""The kinds of problem, read from problems.toml, and the form in which one is shown."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from logbooks.fixed_numbers import with_numbers

KINDS = Path(__file__).with_name("problems.toml")
LEFT_OUT, CELL_LEFT_OUT, DOUBTFUL, SHEET_UNUSABLE = "left-out", "cell-left-out", "doubtful", "sheet-unusable"
COSTS_ROWS = (LEFT_OUT, SHEET_UNUSABLE)
QUESTIONS, CONNECT = "questions", "connect"  # where else than in a logbook something is mended
BY_COLUMN = "by column"  # left-out where the column costs the row (logbooks/declare.py), else cell-left-out


@dataclass(frozen=True)
class ProblemKind:
    """One kind: what becomes of the row, and the sentences shown, with {row}, {column}, {written} and {detail} in them.

    `severity` "by column" leaves the row out where the column identifies it or gives its main quantity, else only the
    cell. `marks` is false where the kind speaks of the sheet and takes no trust from its rows. `once` is true where one
    cause spoils many cells of a column: they are told in one problem, at the first of them, with {cells} of them.
    `mended_in` is where it is mended, "" for the tab it stands in: the id of a logbook, QUESTIONS or CONNECT.
    """

    code: str
    severity: str
    title: str
    what: str
    fix: str
    example: str
    marks: bool = True
    once: bool = False
    mended_in: str = ""


@dataclass(frozen=True)
class Problem:
    """One thing wrong or doubtful: its place as the person sees it, what is written there, what is wrong, what to
    do."""

    code: str
    severity: str
    logbook: str | None
    source: str
    sheet: str
    row: int | None
    column: str | None  # the heading as it stands in the sheet
    written: str
    what: str
    fix: str
    name: str | None = None  # the canonical column
    place: str | None = None  # F12, or 12:12 where the whole row is meant; None where the whole tab is
    link: str | None = None  # opens the sheet there; None where no link can

    @property
    def row_no(self) -> int | None:
        return self.row


def is_note(code: str, severity: str) -> bool:
    """Whether such a problem only speaks of the sheet, and takes no trust from any row."""
    return severity == DOUBTFUL and not problem_kinds()[code].marks


@cache
def problem_kinds() -> dict[str, ProblemKind]:
    """Every kind by its code."""
    return {
        code: ProblemKind(code=code, **kind)
        for code, kind in tomllib.loads(with_numbers(KINDS.read_text("utf-8"))).items()
    }
