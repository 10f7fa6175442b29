"""Finds out what a tab is: which logbook, where its header row stands, which column is which and in which unit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from connectors.cells import HIDDEN_COLUMN, Remark, Tab
from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind, Logbook
from logbooks.recognise import headings
from logbooks.recognise.answers import NOTHING, Answers
from logbooks.recognise.cup_forms import final_of
from logbooks.recognise.date_order import date_order_in
from logbooks.recognise.header_rows import (
    HeaderFit,
    Row,
    column_pointed_to,
    first_rows,
    tab_question,
)
from logbooks.recognise.heading_units import with_units_below
from logbooks.recognise.mapping import NOT_A_LOGBOOK, ROW_NUMBER, Mapping, TabMapping
from logbooks.recognise.recognised import FoundColumn, Recognised
from logbooks.recognise.row_keys import count_where_blank, key_beside
from logbooks.recognise.sample_grams import grams_in, grams_of
from logbooks.recognise.settled_columns import (
    CODE_WORDS,
    STATION,
    Settled,
    by_content,
    process_under_station,
    with_answers,
)
from logbooks.recognise.two_heading_rows import shared_headings
from logbooks.recognise.which_logbook import choose
from logbooks.vocabulary.sheet_words import fold, fold_header, guide_words, header_words
from logbooks.vocabulary.units import is_own_measure

if TYPE_CHECKING:
    import pyarrow

    from logbooks.recognise.headings import Match

GUIDE, EMPTY, SAID_SO, IN_ITS_ROWS = "guide", "empty", "said so", "in its rows"
SURVEY_COLUMNS = "survey-columns"

# A column headed so holds names, where another holds the codes.
NAME_WORDS = frozenset(re.findall(r"\S+", "name nombre nome nom ten nama jina izina ስም"))


def recognise(tab: Tab, mapping: Mapping | None = None) -> Recognised:
    """What the tab is: logbook, header row, columns, units; read from its first 20 filled rows, its name and the
    mapping."""
    said = mapping.for_tab(tab.source, tab.sheet) if mapping else None
    if said and said.logbook == NOT_A_LOGBOOK:
        return Recognised(tab, not_a_log=SAID_SO)
    if tab.cells is None or tab.cells.num_rows == 0:
        return Recognised(tab, not_a_log=EMPTY)
    rows = first_rows(tab)
    if mapping and not (said and said.logbook) and (answered := mapping.answers.said(tab_question(rows))):
        if answered == NOTHING:
            return Recognised(tab, not_a_log=SAID_SO)
        said = replace(said or TabMapping(), logbook=answered)
    said = replace(said or TabMapping(), answers=mapping.answers.of_tab(tab.sheet) if mapping else Answers())
    if not said.logbook and _is_guide(tab, rows):
        return Recognised(tab, not_a_log=GUIDE)
    reading, why_not = choose(tab, rows, said)
    return settle(tab, rows, reading, said) if reading else Recognised(tab, remarks=(why_not,))


def _is_guide(tab: Tab, rows: list[Row]) -> bool:
    first = next(iter(rows[0].texts.values()), "")
    return fold(tab.sheet) in guide_words() or fold(first).startswith("lotwise")


def settle(tab: Tab, rows: list[Row], reading: HeaderFit, said: TabMapping) -> Recognised:
    """The reading as the answer: one cell a column, the rest listed with what was wrong."""
    declared, row, below = logbooks()[reading.logbook], reading.row, _below(tab, reading.row)
    said = with_answers(said, reading.logbook, row.texts.values())
    pointed = {name: column_pointed_to(where, row) for name, where in said.columns.items()}
    columns = {name: FoundColumn(0, ROW_NUMBER) for name, index in pointed.items() if index == 0}
    constants = dict(said.constants)
    shared = shared_headings(rows, reading, pointed)
    taken, remarks = set(shared.columns), list(shared.asked.values())
    taken |= _by_heading(reading, below, said, shared.asked, columns, constants, remarks)
    own_words = _by_own_words(reading, below, said, pointed, columns)
    key = key_beside(reading.logbook, row.record, row.counted, below, {*columns, *constants, *shared.asked})
    columns |= {name: FoundColumn(index, row.texts[index]) for name, index in key.items()}
    taken |= _counted_where_blank(reading, below, columns)
    own = tuple((index, text) for index, text in row.survey.own.items() if index not in taken)
    remarks += _of_the_tool(declared, row, own, columns)
    taken |= {*row.survey.own, *key.values()}
    there = {name: found.index for name, found in columns.items()} | dict.fromkeys([*constants, *shared.asked], 0)
    settled = own_words + by_content(reading.logbook, row.texts, below, there, row.texts.keys() - taken, said.answers)
    columns |= {one.name: FoundColumn(one.index, one.heading) for one in settled}
    taken |= {one.index for one in settled}
    remarks += _not_found(declared, row, said, pointed)
    remarks += _missing(declared, row, {*columns, *constants, *shared.asked})
    unknown = tuple((index, text) for index, text in row.texts.items() if index not in taken)
    remarks += _unknown(reading, unknown, columns)
    remarks += _without_header(tab, row, below, taken)
    remarks += _hidden(tab, reading, columns, unknown)
    order = said.date_order or next((o for c in columns.values() if (o := date_order_in(c.header))), None)
    found = Recognised(
        *(tab, reading.logbook, shared.header_row, columns, constants, unknown, own, tuple(remarks)),
        *(said.decimal_mark, order),
        settled=tuple(settled),
        under_one=shared.choices,
    )
    return with_units_below(found, rows)


def _by_own_words(
    reading: HeaderFit,
    below: pyarrow.Table,
    said: TabMapping,
    pointed: dict[str, int | None],
    columns: dict[str, FoundColumn],
) -> list[Settled]:
    """Takes for the process what its heading calls the station, where its words are so and nobody pointed to it."""
    there = {name: found.index for name, found in columns.items()}
    found = (
        []
        if STATION in pointed
        else process_under_station(reading.logbook, reading.row.texts, below, there, said.answers)
    )
    for one in found:
        columns[one.name] = replace(columns.pop(STATION), header=one.heading)
    return found


def _counted_where_blank(reading: HeaderFit, below: pyarrow.Table, columns: dict[str, FoundColumn]) -> set[int]:
    """Gives the key that some rows lack the number that counts them; the column of the sheet this settles."""
    counted, places = reading.row.counted, {name: found.index for name, found in columns.items()}
    lacking = count_where_blank(reading.logbook, counted, below, places)
    if not lacking:
        return set()
    columns[lacking] = replace(columns[lacking], where_blank=counted)
    return {counted}


def _by_heading(
    reading: HeaderFit,
    below: pyarrow.Table,
    said: TabMapping,
    asked: Collection[str],
    columns: dict[str, FoundColumn],
    constants: dict[str, str],
    remarks: list[Remark],
) -> set[int]:
    """Adds what headings name to columns, constants and remarks; the columns of the sheet this settles."""
    declared, row, taken = logbooks()[reading.logbook], reading.row, set()
    for name, candidates in reading.found.items():
        if name in asked:
            continue
        chosen, used, about = _cell_for(declared.column(name), row, below, candidates)
        taken |= used
        remarks += about
        if chosen is None:
            continue
        hit, index = chosen
        if not hit.unit_understood and name not in said.unit and not _may_be_a_measure(declared.column(name), hit):
            remarks.append(Remark("unknown-unit", row.row, index, row.texts.get(index, ""), hit.unit or ""))
        if hit.form and "form" not in reading.found:
            constants.setdefault("form", hit.form)
        unit, strip = said.unit.get(name, hit.unit), said.strip.get(name, ())
        columns[name] = FoundColumn(index, row.texts.get(index, ""), unit, strip, said.date_format.get(name))
    headings_of = {name: one.header for name, one in columns.items()}
    grams, several = ("", ()) if "sample_g" in reading.found else grams_of(headings_of)
    if grams:
        constants.setdefault("sample_g", grams)
    for name in several:  # counts of samples of unlike weight can't stand under one
        one = columns.pop(name)
        remarks.append(Remark("unknown-unit", row.row, one.index, one.header, grams_in(one.header)))
    return taken


def _may_be_a_measure(column: Column, hit: Match) -> bool:
    """Whether the unit of a weight is a word that may be a measure of one's own, which is asked about."""
    return column.kind is ColumnKind.MASS and is_own_measure(hit.unit or "")


def _of_the_tool(
    declared: Logbook, row: Row, own: tuple[tuple[int, str], ...], columns: dict[str, FoundColumn]
) -> list[Remark]:
    """One remark for all columns of a survey tool, with the one of them that tells the rows apart, if it does."""
    if not own:
        return []
    serves = [
        f"“{found.header}” for “{declared.column(name).title}”"
        for name, found in columns.items()
        if found.index == row.survey.record
    ]
    return [Remark(SURVEY_COLUMNS, row.row, None, ", ".join(text for _, text in own), ", ".join(serves))]


def _not_found(declared: Logbook, row: Row, said: TabMapping, pointed: dict[str, int | None]) -> list[Remark]:
    return [
        Remark("mapped-column-not-found", row.row, None, said.columns[name], declared.column(name).title)
        for name, index in pointed.items()
        if index is None
    ]


def _missing(declared: Logbook, row: Row, there: set[str]) -> list[Remark]:
    return [
        Remark("missing-column", row.row, None, "", column.title)
        for column in declared.columns
        if column.required and column.name not in there
    ]


def _unknown(reading: HeaderFit, unknown: tuple[tuple[int, str], ...], columns: dict[str, FoundColumn]) -> list[Remark]:
    return [
        Remark("unknown-column", reading.row.row, index, text, _did_you_mean(reading.logbook, text, columns))
        for index, text in unknown
    ]


def _cell_for(
    column: Column, row: Row, below: pyarrow.Table, candidates: list[tuple[Match, int]]
) -> tuple[tuple[Match, int] | None, set[int], list[Remark]]:
    """Of the cells that name the column the one to use, or none; the cells this settles; what to tell the person."""
    best = [(hit, index) for hit, index in candidates if hit.rank == candidates[0][0].rank]
    coded = [(hit, index) for hit, index in best if not CODE_WORDS.isdisjoint(fold(row.texts.get(index, "")).split())]
    unnamed = [(hit, index) for hit, index in best if NAME_WORDS.isdisjoint(fold(row.texts.get(index, "")).split())]
    if column.kind is ColumnKind.ID and len(coded or unnamed) == 1:
        best = coded or unnamed
    if column.name == "cup_score" and (last := final_of({index: row.texts.get(index, "") for _, index in best})):
        best = [(hit, index) for hit, index in best if index == last]
    if len(best) == 1:
        return best[0], {best[0][1]}, []
    indexes = [index for _, index in best]
    used = _the_one(below, indexes)
    code = "duplicate-column" if used is None else "duplicate-column-same"
    remarks = [Remark(code, row.row, index, row.texts[index], column.title) for index in indexes if index != used]
    return next(((hit, index) for hit, index in best if index == used), None), set(indexes), remarks


def _below(tab: Tab, row: Row) -> pyarrow.Table:
    """What stands under the header row."""
    return tab.table.slice(int((tab.table.column("row").to_numpy() <= row.row).sum()))


def _filled(below: pyarrow.Table, index: int) -> bool:
    return below.column(f"c{index}").null_count < below.num_rows


def _the_one(below: pyarrow.Table, indexes: list[int]) -> int | None:
    """Of columns under the same name the one to use: the only filled one, or the first where all hold the same; else
    none."""
    filled = [index for index in indexes if _filled(below, index)]
    if len(filled) <= 1:
        return (filled or indexes)[0]
    first = below.column(f"c{filled[0]}")
    return filled[0] if all(below.column(f"c{index}").equals(first) for index in filled[1:]) else None


def _without_header(tab: Tab, row: Row, below: pyarrow.Table, taken: set[int]) -> list[Remark]:
    return [
        Remark("column-without-header", row.row, index)
        for index in range(1, tab.width + 1)
        if index not in row.texts and index not in taken and _filled(below, index)
    ]


def _hidden(
    tab: Tab, reading: HeaderFit, columns: dict[str, FoundColumn], unknown: tuple[tuple[int, str], ...]
) -> list[Remark]:
    """One remark a hidden column in use, with the visible headings that may mean the same."""
    unseen = {remark.column for remark in tab.remarks if remark.code == HIDDEN_COLUMN}
    return [
        Remark(
            HIDDEN_COLUMN,
            reading.row.row,
            column.index,
            column.header,
            ", ".join(t for at, t in unknown if at not in unseen and may_name(reading.logbook, name, t)),
        )
        for name, column in columns.items()
        if column.index in unseen
    ]


def may_name(logbook: str, name: str, text: str) -> bool:
    """Whether a header nobody understands shares a word with those that name the column: "Final price agreed" with
    prices."""
    words = {part for word, column in header_words(logbook).items() if column == name for part in word.split()}
    return any(len(word) > 3 and word in words for word in fold_header(text).split())


def _did_you_mean(logbook: str, text: str, found: dict[str, FoundColumn]) -> str:
    """The title of a column not found yet whose words look like this header, or nothing."""
    words = {word: name for word, name in header_words(logbook).items() if name not in found}
    near = difflib.get_close_matches(fold(text)[: headings.LONGEST], words, n=1, cutoff=0.8)
    return logbooks()[logbook].column(words[near[0]]).title if near else ""
