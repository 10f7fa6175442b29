"""Writes down what a reading leaves open, and the answers it was read with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from logbooks.questions import unmet_answers
from logbooks.questions.causes import gather
from logbooks.questions.cell_questions import cell_questions
from logbooks.questions.open_questions import OpenQuestion
from logbooks.questions.payment_questions import payment_questions
from logbooks.questions.season_questions import season_questions
from logbooks.questions.setting_questions import rates_not_taken, setting_questions
from logbooks.questions.tab_questions import tab_questions
from logbooks.recognise.answers import ASK, NOTHING, Answers, without_tab
from logbooks.recognise.column_units import dimension_of
from logbooks.vocabulary.units import local_units, read_unit
from logbooks.warehouse.warehouse import insert

if TYPE_CHECKING:
    import duckdb

    from logbooks.recognise.recognised import Recognised


def ask(connection: duckdb.DuckDBPyConnection, found: Sequence[Recognised], answers: Answers) -> None:
    """Fills the tables once every row is judged: all that is open and not answered, first what most hangs on."""
    gathered = gather(connection)
    about_settings = setting_questions(connection, gathered, currencies_in_headings(found))
    about_tabs = [
        *_of_rows_of_data(connection, tab_questions(found, answers)),
        *payment_questions(connection, found),
    ]
    asked = [*about_tabs, *cell_questions(connection, gathered), *about_settings, *season_questions(connection)]
    again = rates_not_taken(connection)
    still_open = [left for one in asked if (left := one if one.id in again else _left_open(one, answers))]
    if any(_may_hold_rates(one) for one in still_open):  # the tab that waits may say what one would be asked for
        still_open = [one for one in still_open if one.kind != "rate"]
    if any("lots" in one.keeps for one in still_open):  # a code may be that of a lot whose row waits
        still_open = [one for one in still_open if one.kind != "lot"]
    rows = [
        (one.id, number, one.cells, one.kg, one.money, json.dumps(one.as_dict(), ensure_ascii=False))
        for number, one in enumerate(sorted(still_open, key=_what_hangs), start=1)
    ]
    insert(connection, "asked", rows, ("question", "number", "cells", "kg", "money", "told"))
    given = [(one.question, one.answer, one.said_by, one.said_on) for one in answers]
    insert(connection, "answers", given, ("question", "answer", "said_by", "said_on"))
    if answers:
        unmet_answers.write_down(connection, found, answers, gathered)


def _of_rows_of_data(connection: duckdb.DuckDBPyConnection, questions: Sequence[OpenQuestion]) -> list[OpenQuestion]:
    """The questions about whole tabs with the rows of all their tabs: no title, total or blank row waits for one."""
    counted = connection.execute("SELECT source, sheet, rows_in - not_data FROM ledger").fetchall()
    of_tab = {(source, sheet): rows for source, sheet, rows in counted}

    def told(one: OpenQuestion) -> OpenQuestion:
        if one.kind == "blank":  # about cells
            return one
        of_sheet: Counter[str] = Counter()
        for source, sheet in one.tabs:
            of_sheet[sheet] += of_tab[source, sheet]
        rows = sum(of_tab[tab] for tab in one.tabs)
        apart = tuple(replace(part, cells=of_sheet[part.says] or part.cells) for part in one.apart)
        return replace(one, cells=rows, rows=rows, unused=rows if one.unused else 0, apart=apart)

    return [told(one) for one in questions]


def currencies_in_headings(found: Sequence[Recognised]) -> set[str]:
    """The currencies that headings of prices and amounts name, or the titles above them."""
    any_size = dict.fromkeys(local_units(), 1.0)  # the money is wanted, whatever a qq weighs
    units = (
        read_unit(words, dimension_of(one.declared.column(name)), any_size)
        for one in found
        if one.logbook is not None
        for name, column in one.columns.items()
        for words in (column.unit, column.above)
        if words
    )
    return {unit.currency for unit in units if unit.currency}


def unanswered(question: OpenQuestion, answers: Answers) -> OpenQuestion | None:
    """The question with those of its parts that nobody answered; None where nothing is left of it.

    One that was answered and yet leaves cells unread, such as a word that means none of the choices, is not asked
    again.
    """

    def is_said(*ids: str) -> bool:
        return answers.said(*ids) not in (None, ASK)

    if is_said(question.id):
        return None
    parts = tuple(part for part in question.parts if not is_said(part.id))
    apart = tuple(part for part in question.apart if not is_said(part.id, without_tab(part.id)[0]))
    if (question.parts and not parts) or (question.apart and not apart):
        return None
    return replace(question, parts=parts, apart=apart)


def _left_open(question: OpenQuestion, answers: Answers) -> OpenQuestion | None:
    """What a reading with these answers leaves of a question: a heading that its tab does not have is no answer."""
    if question.kind != "column":
        return unanswered(question, answers)
    apart = tuple(part for part in question.apart if answers.said(part.id, question.id) != NOTHING)
    return replace(question, apart=apart) if apart else None


def _may_hold_rates(question: OpenQuestion) -> bool:
    """Whether it is about a tab of exchange rates, or one that is likest to be one."""
    likest = question.choices[0].id if question.kind == "tab" and question.choices else ""
    return likest == "rates" or "rates" in question.keeps


def _what_hangs(question: OpenQuestion) -> tuple[int, int, str]:
    return -question.unused, -question.cells, question.id
