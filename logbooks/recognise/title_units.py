"""Gives columns that say no unit or money themselves the one that stands in a line above the headings, or in the tab's
name: GASTOS 2025/26 (KES), en soles, Giá: đ/kg, USD per 50 kg."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from logbooks.declare import Column, ColumnKind
from logbooks.recognise.answers import NO_ANSWER, NOTHING, Answers, about_column
from logbooks.recognise.column_units import dimension_of, unit_for
from logbooks.recognise.headings import BRACKET, match
from logbooks.recognise.recognised import FoundColumn, Recognised
from logbooks.recognise.settled_columns import Settled
from logbooks.recognise.titles import rows_above
from logbooks.vocabulary.units import Unit, currencies_in, currencies_said, local_units, read_unit

MOST_IN_A_TITLE = 2  # cells of a row that is a title; more are headings, or each the unit of the column below
KINDS = (ColumnKind.MASS, ColumnKind.PRICE, ColumnKind.MONEY)
SEPARATORS = re.compile(r"[;，；]|,(?!\d)")
MARKED = re.compile(r".*[:：=]\s*")  # what stands before a unit and says that one follows
NO_MONEY = frozenset(("us", "d"))  # SALES (US) went there; of đ and d only the first is money
ANY_SIZE = dict.fromkeys(local_units(), 1.0)


@dataclass
class Told:
    """What the titles of a tab tell: units by what they measure, each with its title; currencies told, and those that
    are merely named."""

    units: dict[str, dict[str, str]] = field(default_factory=lambda: {"mass": {}, "price": {}})
    money: dict[str, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)


def with_title_units(found: Sequence[Recognised], answers: Answers) -> list[Recognised]:
    """The recognised tabs, their columns without a unit or money with those of the titles."""
    return [_with_titles(one, answers.of_tab(one.tab.sheet)) if one.logbook is not None else one for one in found]


def _with_titles(one: Recognised, answers: Answers) -> Recognised:
    told = Told()
    over: dict[str, tuple[str, str]] = {}
    by_index = {column.index: name for name, column in one.columns.items()}
    for texts in [{0: one.tab.sheet}, *rows_above(one)]:
        own = _units_of_a_row(one, by_index, texts)
        if own is not None:
            over |= own
        elif len(texts) <= MOST_IN_A_TITLE:
            for text in texts.values():
                _read(one.logbook or "", text, told)
    columns = dict(one.columns)
    notes: list[Settled] = []
    for name, column in one.columns.items():
        declared = one.declared.column(name)
        if declared.kind in KINDS and column.index and not column.unit_said:
            above = over.get(name) or _above(declared, column, told)
            columns[name] = replace(column, above=above[0], above_written=above[1]) if above else column
            notes += _noted(one, name, columns[name], answers)
    gone = {note.name for note in notes if note.answer == NOTHING}
    columns = {name: _money_alone(column) if name in gone else column for name, column in columns.items()}
    kept = tuple(note for note in notes if note.answer != NOTHING)
    return replace(one, columns=columns, named_above=frozenset(told.named), settled=(*one.settled, *kept))


def _units_of_a_row(
    one: Recognised, by_index: dict[int, str], texts: dict[int, str]
) -> dict[str, tuple[str, str]] | None:
    """Column to unit and text, of a row of several cells that all are units of the columns below; else None."""
    if len(texts) < 2:
        return None
    units = {
        name: (text, text)
        for index, text in texts.items()
        if (name := by_index.get(index)) and unit_for(one.declared.column(name), text)
    }
    return units if len(units) == len(texts) else None


def _read(logbook: str, text: str, told: Told) -> None:
    """Adds what one title tells."""
    found = Told()
    for part, marked in _parts(text):
        heading = None if marked else match(logbook, part)
        alone = (marked or part == text.strip()) and _read_unit(part, text, found)
        if not alone and heading and heading.unit:
            _read_unit(heading.unit, text, found, of_a_price=True)
    certain, named = currencies_said(text)
    found.money |= dict.fromkeys(certain, text)
    told.named |= named | set(found.money)
    masses = list(found.units["mass"])
    if len(masses) == 1 and len(found.money) == 1 and not found.units["price"]:  # kg, đồng: a price is for one kg
        found.units["price"][masses[0]] = text
    for kind, units in found.units.items():
        told.units[kind] |= units
    told.money |= found.money


def _read_unit(words: str, text: str, found: Told, of_a_price: bool = False) -> bool:
    """Adds what words say that are nothing but a unit, an amount's money, or both, and says whether they are; sacks of
    60 kg are no unit of a price by themselves."""
    if words.strip(" .").lower() in NO_MONEY:
        return False
    if read_unit(words, "mass", ANY_SIZE).size and len(words) > 1 and not any(c.isdigit() for c in words):
        found.units["mass"][words] = text
        return True
    said, money = read_unit(words, "price", ANY_SIZE), currencies_in(words)
    if said.code or len(money) > 1:
        return False
    if said.size and (said.currency or of_a_price):
        found.units["price"][words] = text
    if said.currency:
        found.money[said.currency] = text
    return bool(said.currency or said.size)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """What stands in the brackets of a title, behind its colons and between its commas; whether a bracket or a colon
    says that it is a unit."""
    inside = [(piece, True) for piece in BRACKET.findall(text)]
    for piece, bracketed in [*inside, (BRACKET.sub(";", text), False)]:
        marked = bracketed
        for part in SEPARATORS.split(piece):
            label = MARKED.match(part)
            marked = marked or bool(label)
            rest = part[label.end() :].strip() if label else part.strip()
            if rest:
                yield rest, marked


def _above(declared: Column, column: FoundColumn, told: Told) -> tuple[str, str] | None:
    """What the titles say of that column, and the title; None where they say nothing, or several things."""
    own = read_unit(column.unit, dimension_of(declared), ANY_SIZE) if column.unit else Unit()
    units = told.units.get(dimension_of(declared), {}) if not own.size and not own.code else {}
    if declared.kind is ColumnKind.MASS:
        return next(iter(units.items())) if len(units) == 1 else None
    certain = len(told.money) == 1 and told.named == set(told.money)
    money = next(iter(told.money)) if certain else None
    if own.currency:
        return next(iter(units.items())) if len(units) == 1 and money in (None, own.currency) else None
    if len(units) == 1:
        unit, written = next(iter(units.items()))
        said = read_unit(unit, "price", ANY_SIZE)
        return (unit if said.currency or not money else f"{money}/{unit.removeprefix('/')}"), written
    return (money, told.money[money]) if money else None


def _noted(one: Recognised, name: str, column: FoundColumn, answers: Answers) -> Iterable[Settled]:
    """What is to be told of the unit that a title settles; its answer is NOTHING where somebody took it back."""
    declared = one.declared.column(name)
    dimension = dimension_of(declared)
    if not column.above or not (one.logbook and read_unit(column.above, dimension, ANY_SIZE).size):
        return []
    if column.unit and read_unit(column.unit, dimension, ANY_SIZE).size:
        return []
    question = about_column("unit", one.logbook, name, column.header)
    answer = NOTHING if answers.said(question) in NO_ANSWER else column.above
    if answers.said(question) not in (None, *NO_ANSWER):
        return []
    return [Settled(question, answer, name, column.header, column.index, "unit-of-title", column.above_written)]


def _money_alone(column: FoundColumn) -> FoundColumn:
    """The column without the unit of its title; of a price its money stays."""
    money = read_unit(column.above or "", "price", ANY_SIZE).currency
    return replace(column, above=money, above_written=column.above_written if money else "")
