"""Makes the questions about whole tabs: what a tab holds, and which of its columns holds what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from connectors.cells import Tab
from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind
from logbooks.problems import SHEET_UNUSABLE, problem_kinds
from logbooks.questions.open_questions import Choice, OpenQuestion, kinds
from logbooks.recognise.answers import NOTHING, about_column, day_of_sale
from logbooks.recognise.header_rows import best_reading, first_rows, likely_headings, tab_question
from logbooks.recognise.mapping import TabMapping
from logbooks.recognise.recognised import Recognised

OFFERED = 6  # logbooks to choose from
LOOKED_AT = 200  # rows in which a column's kind is looked for
WRITTEN = {
    ColumnKind.DATE: r"\d.*\D.*\d",
    ColumnKind.CHOICE: r"[^\W\d_]",
    ColumnKind.TEXT: r"[^\W\d_]",
    ColumnKind.ID: r".",
}
NUMBER = r"^[^\d]{0,5}[\d.,' ]+[^\d]{0,8}$"


def tab_questions(found: Sequence[Recognised]) -> list[OpenQuestion]:
    """One question for each tab that nobody could name, and for each required column that no heading names."""
    questions: dict[str, OpenQuestion] = {}
    for one in found:
        for question in (_what_is(one),) if one.logbook is None else _columns(one):
            if question and question.id not in questions:
                questions[question.id] = question
    return list(questions.values())


def _what_is(one: Recognised) -> OpenQuestion | None:
    """What a tab holds, where it has headings and is refused as no logbook."""
    unusable = any(problem_kinds()[remark.code].severity == SHEET_UNUSABLE for remark in one.remarks)
    if not unusable or one.tab.refused or one.tab.cells is None:
        return None
    rows, said = first_rows(one.tab), kinds()["tab"]
    headings = list(likely_headings(rows).texts.values())
    if not any(any(map(str.isalpha, heading)) for heading in headings):  # nothing a person could know it by
        return None
    fits = sorted((best_reading(rows, logbook, TabMapping()) for logbook in logbooks()), key=lambda r: -r.weight)
    means = (said["means"].format(values=", ".join(headings[:8])),)
    choices = [
        Choice(logbook.id, said["says"].format(logbook=logbook.title, one_row_is=logbook.one_row_is), means)
        for logbook in (logbooks()[fit.logbook] for fit in fits[:OFFERED])
    ]
    number = one.tab.cells.num_rows
    return _asked(
        tab_question(rows), "tab", one, number, (*choices, Choice(NOTHING, said["nothing"])), {}, tuple(headings[:8])
    )


def _columns(one: Recognised) -> list[OpenQuestion]:
    """The required columns the tab lacks; lots that stand in the rows of another log have what these tell."""
    if one.beside:
        return []
    there = {*one.columns, *one.constants}
    lacking = [
        column
        for column in one.declared.columns
        if column.name not in there and (column.required or any(_is_filled(one, name) for name in column.asked_with))
    ]
    of_the_day = _day_of_sale(one) if one.logbook == "offers" else None
    asked = [_which_holds(one, column) for column in lacking if not (of_the_day and column.name == "offered_on")]
    return [*asked, of_the_day] if of_the_day else asked


def _is_filled(one: Recognised, name: str) -> bool:
    column = one.columns.get(name)
    return bool(column and column.index and _first_values(one.tab, one.header_row, column.index))


def _day_of_sale(one: Recognised) -> OpenQuestion | None:
    """What happened on the day of a sale, where its tab has one day only."""
    days = [one.columns[name] for name in ("offered_on", "closed_on") if name in one.columns]
    if len(days) != 1 or not days[0].index:
        return None
    heading, said = days[0].header, kinds()["day_of_sale"]
    examples = tuple(dict.fromkeys(_first_values(one.tab, one.header_row, days[0].index)[:3]))
    choices = tuple(
        Choice(
            choice,
            says,
            tuple(said["means"].format(written=written, reading=said["reads"][choice]) for written in examples),
        )
        for choice, says in said["choices"].items()
    )
    rows = _rows_below(one)
    return _asked(day_of_sale(heading), "day_of_sale", one, rows, choices, {"heading": heading}, (heading,))


def _rows_below(one: Recognised) -> int:
    return one.tab.table.slice(int((one.tab.table.column("row").to_numpy() <= one.header_row).sum())).num_rows


def _which_holds(one: Recognised, column: Column) -> OpenQuestion:
    said = kinds()["column"]
    values = {text: _first_values(one.tab, one.header_row, index) for index, text in one.unknown}
    fitting = {text: cells for text, cells in values.items() if cells and _may_be(column, cells)}
    choices = [
        Choice(
            heading,
            said["says"].format(heading=heading),
            (said["means"].format(values=", ".join(dict.fromkeys(cells[:3]))),),
        )
        for heading, cells in fitting.items()
    ]
    choices += [Choice(f"always: {choice}", said["always"].format(choice=choice)) for choice in column.choices]
    named = {"column": column.title, "help": column.help.rstrip(".")}
    asked = _asked(
        about_column("column", one.declared.id, column.name),
        "column",
        one,
        _rows_below(one),
        (*choices, Choice(NOTHING, said["nothing"])),
        named,
        (column.title,),
    )
    if column.required:
        return asked
    beside = next(one.columns[name].header for name in column.asked_with if _is_filled(one, name))
    return replace(
        asked,
        why=said["why_beside"].format(tab=one.tab.sheet, heading=beside),
        unused=0,
        keeps=(f"{one.declared.id}.{column.name}",),
    )


def _first_values(tab: Tab, header_row: int, index: int) -> list[str]:
    """The first filled cells of a column below the headings."""
    below = int((tab.table.column("row").to_numpy() <= header_row).sum())
    cells = tab.table.column(f"c{index}").slice(below, LOOKED_AT).to_pylist()
    return [cell.strip() for cell in cells if cell and cell.strip()]


def _may_be(column: Column, cells: Sequence[str]) -> bool:
    """Whether most cells are written as such a column is: days, words, numbers."""
    pattern = re.compile(WRITTEN.get(column.kind, NUMBER), re.DOTALL)
    return 2 * sum(bool(pattern.search(cell)) for cell in cells) > len(cells)


def _asked(
    question: str,
    kind: str,
    one: Recognised,
    rows: int,
    choices: tuple[Choice, ...],
    named: dict[str, str],
    about: tuple[str, ...],
) -> OpenQuestion:
    said = kinds()[kind]
    return OpenQuestion(
        id=question,
        kind=kind,
        asks=said["asks"].format(tab=one.tab.sheet, **named),
        why=said["why"].format(tab=one.tab.sheet),
        about=(one.tab.sheet, *about),
        cells=rows,
        rows=rows,
        unused=rows,
        choices=choices,
        keeps=(one.logbook,) if one.logbook else (),
    )
