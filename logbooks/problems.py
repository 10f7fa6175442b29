"""The kinds of problem, read from problems.toml, and the form in which one is shown."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from logbooks.declare import Column, ColumnKind
from logbooks.fixed_numbers import with_numbers

KINDS = Path(__file__).with_name("problems.toml")
LEFT_OUT, DOUBTFUL, SHEET_UNUSABLE, BY_COLUMN = "left-out", "doubtful", "sheet-unusable", "by column"


@dataclass(frozen=True)
class ProblemKind:
    """One kind: what becomes of the row, and the sentences shown, with {row}, {column}, {written} and {detail} in them.

    `severity` "by column" leaves the row out where the column decides a number, else empties the cell. `marks` is false
    where the kind speaks of the sheet and takes no trust from its rows. `once` is true where one cause spoils many
    cells of a column: they are told in one problem, at the first of them, with {cells} of them.
    """

    code: str
    severity: str
    title: str
    what: str
    fix: str
    example: str
    marks: bool = True
    once: bool = False


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


@cache
def problem_kinds() -> dict[str, ProblemKind]:
    """Every kind by its code."""
    return {
        code: ProblemKind(code=code, **kind)
        for code, kind in tomllib.loads(with_numbers(KINDS.read_text("utf-8"))).items()
    }


# Columns of these kinds decide a number: a cell of theirs that can't be read leaves its row out.
DECIDING = (ColumnKind.MASS, ColumnKind.MONEY, ColumnKind.PRICE, ColumnKind.SHARE, ColumnKind.DATE)
DECIDING_NAMES = ("currency", "weight_unit", "price_unit")


def leaves_out(column: Column) -> bool:
    """Whether a cell of this column that can't be read leaves the row out; else only the cell is empty."""
    known_later = column.kind is ColumnKind.CHOICE and column.known_from is not None
    return column.required or known_later or column.kind in DECIDING or column.name in DECIDING_NAMES
