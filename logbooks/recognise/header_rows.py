"""Tries the first rows of a tab as the header row of each logbook, and says how well each fits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from connectors.cells import TEXT, Tab
from logbooks.catalogue import logbooks
from logbooks.recognise.answers import question_id
from logbooks.recognise.cup_forms import is_cup_form
from logbooks.recognise.headings import EXACT, LOOSE, REORDERED, Match, match, unit_named
from logbooks.recognise.mapping import ROW_NUMBER, TabMapping
from logbooks.recognise.row_keys import key_of_a_count, key_of_a_record
from logbooks.recognise.sample_grams import grams_in
from logbooks.recognise.settled_columns import with_answers
from logbooks.recognise.survey_headings import NOT_A_SURVEY, SurveyRow, survey_row
from logbooks.vocabulary.sheet_words import counts_rows, fold, fold_header

if TYPE_CHECKING:
    import pyarrow

FIRST_ROWS = 20
MOST_NAMED = 5  # headings in the id of the question what a tab is
MAPPED = EXACT + 1
OF_GREEN = frozenset(("moisture", "screen", "sample_g", "category1_defects", "category2_defects", "scheme"))
FAULTS = "defect_total"  # on a form for cupping those of the cup, which are no beans


@dataclass(frozen=True)
class Row:
    """One of the first rows: its number in the sheet and what its cells say; of two joined, `lower` is the lower."""

    row: int
    texts: dict[int, str]
    kinds: str = ""
    lower: dict[int, str] = field(default_factory=dict)

    @cached_property
    def survey(self) -> SurveyRow:
        """What a survey tool made of it, where it is one's headings."""
        return survey_row(self.texts)

    @property
    def record(self) -> int:
        """The column in which a survey tool numbers its records, 0 where there is none."""
        return self.survey.record

    @cached_property
    def counted(self) -> int:
        """The first column whose heading says that it counts the rows, 0 where there is none."""
        return next((index for index, text in self.texts.items() if counts_rows(text)), 0)


@dataclass(frozen=True)
class HeaderFit:
    """One logbook tried on one row: which cell would be which column, best first."""

    logbook: str
    row: Row
    found: dict[str, list[tuple[Match, int]]]
    given: frozenset[str] = frozenset()  # canonical columns a person gave as constants or the row number

    @property
    def missing(self) -> tuple[str, ...]:
        """Required columns that no cell names and nobody gave."""
        forms = {best[0][0].form and "form" for best in self.found.values()}
        return tuple(
            column.name
            for column in logbooks()[self.logbook].columns
            if column.required and column.name not in self.found and column.name not in self.given | forms
        )

    @property
    def weight(self) -> float:
        """How many columns were found; one found by a loose word counts half."""
        return sum(0.5 if best[0][0].rank == LOOSE else 1.0 for best in self.found.values())


def first_rows(tab: Tab) -> list[Row]:
    """The first filled rows of the tab; cells that hold nothing but spaces are left away."""
    return rows_of(tab, tab.table.slice(0, FIRST_ROWS))


def rows_of(tab: Tab, cells: pyarrow.Table) -> list[Row]:
    """These rows of the tab's cells, likewise."""
    names = [f"c{number}" for number in range(1, tab.width + 1)]
    found = []
    for row in cells.to_pylist():
        texts = {
            number: row[name].strip() for number, name in enumerate(names, start=1) if row[name] and row[name].strip()
        }
        found.append(Row(row["row"], texts, row["kinds"]))
    return found


def likely_headings(rows: list[Row]) -> Row:
    """The row that looks most like headings where nothing is understood: the upper one with the most words."""
    return max(rows, key=lambda row: (sum(any(map(str.isalpha, text)) for text in row.texts.values()), -row.row))


def tab_question(rows: list[Row]) -> str:
    """The id of the question what a tab with such headings holds."""
    texts = [fold_header(text) for _, text in sorted(likely_headings(rows).texts.items())]
    return question_id("tab", ", ".join(text for text in texts[:MOST_NAMED] if text))


def best_reading(rows: list[Row], logbook: str, said: TabMapping) -> HeaderFit:
    """The logbook on the row that fits it best; the upper one of equals; two rows joined where only together they
    do."""
    if said.header_row is not None:
        named = [row for row in rows if row.row == said.header_row] or [Row(said.header_row, {}, rows[0].kinds)]
        both = [one for above, below in pairwise(rows) if below == named[0] for one in _joined(above, below)]
        return max((read_as(row, logbook, said) for row in [*named, *both]), key=_fit)
    best = max((read_as(row, logbook, said) for row in rows), key=_fit)
    joined = [
        read_as(both, logbook, said)
        for above, below in pairwise(rows)
        if best.row in (above, below)
        for both in _joined(above, below)
    ]
    best_joined = max(joined, key=_fit, default=best)
    return best_joined if _fit(best_joined) > _fit(best) else best


def _fit(reading: HeaderFit) -> tuple[float, int, float]:
    """The more columns the better; of equals the row of the headings that a person named, else the upper one."""
    pointed = sum(best[0][0].rank == MAPPED for best in reading.found.values())
    return reading.weight, pointed, -reading.row.row


def _joined(above: Row, below: Row) -> list[Row]:
    """A header in two rows, such as Asked over price, as one: an upper cell stands over the lower alone, or over the
    next ones too that have none of their own; nothing where a lower cell is not text."""
    if below.row != above.row + 1 or any(
        below.kinds[index - 1] != TEXT for index in below.texts if index <= len(below.kinds)
    ):
        return []
    wide = dict(above.texts)
    for index in sorted(below.texts):
        if index not in wide and index - 1 in below.texts and index - 1 in wide:
            wide[index] = wide[index - 1]
    rows = []
    for over in (above.texts, wide) if wide != above.texts else (wide,):
        indexes = sorted(over.keys() | below.texts.keys())
        texts = {i: " ".join(row[i] for row in (over, below.texts) if i in row) for i in indexes}
        rows.append(Row(below.row, texts, below.kinds, below.texts))
    return rows


def read_as(row: Row, logbook: str, said: TabMapping) -> HeaderFit:
    """Every cell of the row tried as a header of the logbook; what a person said comes first."""
    said = with_answers(said, logbook, row.texts.values())
    found: dict[str, list[tuple[Match, int]]] = {}
    places = {
        name: place for name, where in said.columns.items() if (place := column_pointed_to(where, row)) is not None
    }
    for name, index in places.items():
        if index:
            named = unit_named(logbook, name, row.texts.get(index, ""))
            found[name] = [(replace(named, rank=MAPPED), index)]
    survey = row.survey
    for index, text in row.texts.items():
        hit = match(logbook, text) if survey is NOT_A_SURVEY else _in_survey(logbook, survey, index, text)
        if hit and hit.column not in said.columns and hit.column not in said.constants and index not in places.values():
            found.setdefault(hit.column, []).append((hit, index))
    if logbook == "quality" and FAULTS in found and _are_of_the_cup(row, found):
        del found[FAULTS]
    for candidates in found.values():
        candidates.sort(key=lambda candidate: (-candidate[0].rank, candidate[1]))
    given = frozenset(said.constants) | {name for name, index in places.items() if index == 0}
    if row.record:
        given |= key_of_a_record(logbook)
    elif row.counted:
        given |= key_of_a_count(logbook)
    return HeaderFit(logbook, row, found, given)


def _are_of_the_cup(row: Row, found: Mapping[str, Sequence[tuple[Match, int]]]) -> bool:
    """Whether the defects of a row of headings are faults of the cup: it is a form for cupping, nothing of the green
    beans stands beside them, and nobody said otherwise."""
    hit, index = found[FAULTS][0]
    of_beans = OF_GREEN.intersection(found) or grams_in(row.texts[index])
    return hit.rank < MAPPED and not of_beans and is_cup_form(row.texts.values())


def _in_survey(logbook: str, survey: SurveyRow, index: int, text: str) -> Match | None:
    """What the heading names, its question alone before its groups with it where both do as surely; a survey tool's own
    column names nothing."""
    if index in survey.own:
        return None
    if index not in survey.names:
        return match(logbook, text)
    hits = [hit for name in survey.names[index] if (hit := match(logbook, name))]
    found = max(hits, key=lambda hit: min(hit.rank, REORDERED), default=None)
    return found and replace(found, rank=min(found.rank, REORDERED))


def column_pointed_to(where: str, row: Row) -> int | None:
    """The column a person points to: 0 for the row number, by letter for "column D", else by its header in this row."""
    if fold(where) == ROW_NUMBER:
        return 0
    if number := by_letter(where):
        return number if number <= len(row.kinds) else None
    same = [index for index, text in row.texts.items() if text == where] or [
        index for texts in (row.texts, row.lower) for index, text in texts.items() if fold(text) == fold(where)
    ]
    return same[0] if len(same) == 1 else None


def by_letter(where: str) -> int | None:
    """The number of the column where it is named by its letter, such as "column D"; else None."""
    named = re.fullmatch(r"column ([A-Z]{1,3})", where.strip())
    number = 0
    for letter in named[1] if named else "":
        number = number * 26 + ord(letter) - 64
    return number or None
