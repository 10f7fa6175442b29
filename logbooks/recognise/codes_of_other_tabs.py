"""A register whose codes stand under nothing but the word code, known by the other tabs, which name these codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from logbooks.declare import ColumnKind
from logbooks.fixed_numbers import fixed
from logbooks.recognise.answers import NO_ANSWER, about_column
from logbooks.recognise.mapping import Mapping
from logbooks.recognise.recognised import FoundColumn, Recognised
from logbooks.recognise.settled_columns import CODE_WORDS, Settled
from logbooks.vocabulary.sheet_words import fold_header


def with_codes_of_others(found: Sequence[Recognised], mapping: Mapping | None = None) -> list[Recognised]:
    """The readings; where one lacks its key, the column that is called a code and holds what other tabs call so."""
    return [_with_code(one, found, mapping) for one in found]


def _with_code(one: Recognised, found: Sequence[Recognised], mapping: Mapping | None) -> Recognised:
    key = _lacking_key(one)
    if not key or (mapping and mapping.answers.said(about_column("column", str(one.logbook), key)) in NO_ANSWER):
        return one
    named = {text for other in found if other.logbook != one.logbook for text in _texts(other, key)}
    candidates = [(index, text) for index, text in one.unknown if set(fold_header(text).split()) <= CODE_WORDS]
    holding = [place for place in candidates if _are_the_codes(_filled(one, place[0]), named)]
    return _known_as(one, key, *holding[0]) if len(holding) == 1 else one


def _lacking_key(one: Recognised) -> str:
    """The code by which other logs name a row of this one, where no column of the tab was found to be it."""
    if one.logbook is None or len(one.declared.key) != 1:
        return ""
    [name] = one.declared.key
    column = one.declared.column(name)
    is_there = name in one.columns or name in one.constants or name in one.under_one
    return name if column.kind is ColumnKind.ID and column.required and not is_there else ""


def _texts(one: Recognised, name: str) -> set[str]:
    """What stands in that column of a tab, as codes are compared; nothing where it has none."""
    column = one.columns.get(name)
    return {_code(text) for text in _filled(one, column.index)} if one.logbook and column and column.index else set()


def _filled(one: Recognised, index: int) -> list[str]:
    """The filled cells of a column below the headings."""
    return [text for text in one.below[f"c{index}"].to_pylist() if text and text.strip()]


def _code(text: str) -> str:
    return text.strip().casefold()


def _are_the_codes(texts: Sequence[str], named: set[str]) -> bool:
    """Whether each stands there once, and nearly all that other tabs name are among them."""
    codes = {_code(text) for text in texts}
    if len(codes) != len(texts) or len(named) < fixed("settled_words_in_column"):
        return False
    return len(codes & named) >= fixed("settled_share_of_words") * len(named)


def _known_as(one: Recognised, name: str, index: int, heading: str) -> Recognised:
    """The same reading with that column, and without what was said for want of it."""
    title = one.declared.column(name).title
    said = Settled(
        about_column("column", str(one.logbook), name),
        heading,
        name,
        heading,
        index,
        "codes-of-other-tabs",
        _filled(one, index)[0].strip(),
    )
    remarks = [
        remark
        for remark in one.remarks
        if not (remark.code == "missing-column" and remark.detail == title)
        and not (remark.code == "unknown-column" and remark.column == index)
    ]
    return replace(
        one,
        columns=one.columns | {name: FoundColumn(index, heading)},
        unknown=tuple(place for place in one.unknown if place[0] != index),
        remarks=tuple(remarks),
        settled=(*one.settled, said),
    )
