"""What a fix list is made of: causes with their cells, questions, and what was mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from logbooks.problems import Problem, is_note
from logbooks.questions.open_questions import OpenQuestion


@dataclass(frozen=True)
class FixCause:
    """One cause in one column of one tab, with its cells in the order of the rows, each as its problem.

    `rows` are the sheet rows it touches, `kg` and `money` (base currency) what is known of theirs, None where nothing
    is; `at_stake` is by how much the realised premium may change once they are mended, in the base currency, None where
    that can't be worked out.
    """

    problems: tuple[Problem, ...]
    cells: int
    rows: int
    row_ids: tuple[int, ...] = ()
    kg: float | None = None
    money: float | None = None
    at_stake: float | None = None

    @property
    def first(self) -> Problem:
        """The problem of its first cell, which every other is like."""
        return self.problems[0]

    @property
    def is_note(self) -> bool:
        """Whether it only speaks of the sheet, and takes no trust from any row."""
        return is_note(self.first.code, self.first.severity)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of its columns as they stand in the sheet."""
        return tuple(dict.fromkeys(one.column for one in self.problems if one.column))

    @property
    def row_numbers(self) -> tuple[int, ...]:
        """The rows of the sheet that are named, each once."""
        return tuple(sorted({one.row for one in self.problems if one.row}))

    @property
    def written(self) -> tuple[str, ...]:
        """What is written in its cells, each once, in their order."""
        return tuple(dict.fromkeys(one.written for one in self.problems if one.written))


@dataclass(frozen=True)
class FixQuestion:
    """An open question, how many rows of each tab wait for it, and how many rows are not counted until then."""

    question: OpenQuestion
    rows: dict[str, int]
    unused: int = 0


@dataclass(frozen=True)
class FixList:
    """What to mend: questions first, then causes by what is at stake, then notes that cost no row; and what was mended
    `since` that day, None where that was since the upload before."""

    as_of: date
    base_currency: str
    questions: tuple[FixQuestion, ...] = ()
    causes: tuple[FixCause, ...] = ()
    notes: tuple[FixCause, ...] = ()
    done: tuple[FixCause, ...] = ()
    since: date | None = None

    @property
    def nothing(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.questions or self.causes or self.notes)
