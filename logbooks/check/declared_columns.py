"""Tells the parser of every column that was found: what it holds, how it is read, and which words stand for what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from logbooks.check.staged_rows import ColumnPlace, StagedTab
from logbooks.check.value_sql import Defaults
from logbooks.declare import Column, ColumnKind
from logbooks.recognise.answers import ASK, NOTHING, Answers, about_column
from logbooks.vocabulary.sheet_words import belonging_words, choice_words
from logbooks.warehouse.warehouse import insert

if TYPE_CHECKING:
    import duckdb

ORDERS = {"day first": "dmy", "month first": "mdy"}  # a year that stands first needs no order
EVERY_WORD = ""  # no cell is written so
FOUND = (
    "found_no",
    "tab_no",
    "logbook",
    "name",
    "kind",
    "known_later",
    "in_base",
    "header",
    "header_percent",
    "scale_said",
    "mark_said",
    "mark_of_all",
    "decimal_mark",
    "date_order",
    "date_format",
    "latest",
    "choices",
)


def declare_found(
    connection: duckdb.DuckDBPyConnection,
    tabs: Iterable[StagedTab],
    defaults: Defaults,
    latest: date,
    answers: Answers,
) -> None:
    """Tells the parser of the columns of the tabs: what each holds, and which mark and order were declared for it."""
    rows, words = [], []
    for tab in tabs:
        marks, here = _marks(tab, defaults), answers.of_tab(tab.sheet)
        for place in tab.places.values():
            column = place.column
            last = latest + timedelta(days=7 if column.name in (tab.logbook.dated_by, "recorded_at") else 5 * 366)
            offered = column.choices or (("yes", "no") if column.kind is ColumnKind.YES_NO else ())
            said = [
                here.said(about_column(kind, tab.logbook.id, column.name, place.header)) for kind in ("percent", "mark")
            ]
            base = _in_base(tab, place, defaults)
            of_the_column = (tab.logbook.id, column.name, place.role, column.known_from is not None, base, place.header)
            read_as = (
                place.unit.percent,
                *said,
                answers.said("mark"),
                *marks,
                place.date_format,
                last,
                ", ".join(offered),
            )
            rows.append((place.found_no, tab.tab_no, *of_the_column, *read_as))
            words += [(place.found_no, word, choice) for word, choice in choices_of(column).items()]
            if tab.logbook.id == "costs" and column.name == "stream":  # a cost of both streams is one of none
                words += [(place.found_no, word, NOTHING) for word in belonging_words("stream")]
            words += _answered_words(tab, place, here)
    insert(connection, "found", rows, FOUND)
    numbered = [(*one, number) for number, one in enumerate(words)]
    insert(connection, "choices", numbered, ("found_no", "word", "choice", "number"))


def _marks(tab: StagedTab, defaults: Defaults) -> tuple[str | None, str | None]:
    """The decimal mark and the order of a day that a person said of the tab, then of all sheets; the spreadsheet's
    locale where nobody did."""
    found = tab.recognised
    return (
        found.decimal_mark or defaults.decimal_mark or found.tab.decimal_mark,
        found.date_order or defaults.date_order or ORDERS.get(found.tab.date_order or ""),
    )


def _answered_words(tab: StagedTab, place: ColumnPlace, answers: Answers) -> list[tuple[int, str, str]]:
    """What people answered about words of that column: a choice, or nothing, which leaves a cell that may be empty
    empty; under EVERY_WORD what holds for all words without an answer of their own."""
    column = place.column
    if column.kind not in (ColumnKind.CHOICE, ColumnKind.YES_NO) or not answers:
        return []
    question = about_column("word", tab.logbook.id, column.name, place.header)
    told = answers.below(question)
    if every := answers.said(question):
        told = {EVERY_WORD: every} | told
    keeps = not tab.logbook.costs_the_row(column.name)
    offered = (*column.choices, "yes", "no", ASK, *((NOTHING,) if keeps else ()))
    return [(place.found_no, word, choice) for word, choice in told.items() if choice in offered]


def _in_base(tab: StagedTab, place: ColumnPlace, defaults: Defaults) -> str | None:
    """The base currency, where nothing but the cells of the column can name another for its amounts."""
    named = (
        place.unit.currency
        or place.above.currency
        or any(other.role in ("currency", "price unit") for other in tab.places.values())
    )
    return None if named or place.role not in ("price", "money") else defaults.base_currency


@cache
def choices_of(column: Column) -> dict[str, str]:
    """Folded word to choice, with 1 and 0 for yes and no."""
    if column.kind is ColumnKind.YES_NO:
        return {"1": "yes", "0": "no"} | choice_words(column)
    return choice_words(column) if column.kind is ColumnKind.CHOICE else {}
