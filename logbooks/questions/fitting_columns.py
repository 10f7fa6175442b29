"""Which headings that nobody understood could be a column that a tab lacks, and which such columns are asked about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind
from logbooks.recognise.answers import NOTHING, Answers, about_column, day_of_sale
from logbooks.recognise.column_units import dimension_of
from logbooks.recognise.headings import match
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.recognition import may_name
from logbooks.vocabulary.sheet_words import belonging_words, choice_words, counts_rows, fold, fold_header
from logbooks.vocabulary.units import POINTS, names_currency, out_of, read_unit

LOOKED_AT = 200  # rows in which a column's kind is looked for
MOST_WORDS = 6  # different ones in a column of choices
WRITTEN = {
    ColumnKind.DATE: r"^(?!\W*\d+([.,' ]\d{3})*([.,]\d+)?\W*$).*\d.*\D.*\d",  # 91.25 and $1,200.00 are no days
    ColumnKind.CHOICE: r"[^\W\d_]",
    ColumnKind.TEXT: r"[^\W\d_]",
    ColumnKind.ID: r".",
}
NOTE = "note"  # a heading such as Nota means a score as well
OF_TWO_COLUMNS = (ColumnKind.MASS, ColumnKind.DATE)
# before it a sign, or the short name of a currency: Birr 450, -Lps. 12
A_NUMBER = r"^[^\w]{0,2}[^\W\d_]{0,4}[^\w]{0,3}[\d.,' ]*\d[\d.,' ]*[^\d]{0,8}$"
# Where nothing has to be there, a cell must be nothing else: 12.5 is no day, ML-01 no number.
CERTAIN = {
    ColumnKind.DATE: r"^\s*\d{1,4}\s*([-/.]|\s)\s*(\d{1,2}|[^\W\d_]{3,})\.?,?\s*([-/.]|\s)\s*\d{2,4}",
    ColumnKind.CHOICE: r"^[^\d]*[^\W\d_]{2}[^\d]*$",
}
A_MONEY = re.compile(r"[$€£₡₫]")
A_SCORE = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\d]*)")
A_CERTAIN_NUMBER = r"^\s*[^\w\s-]{0,3}\s*\d[\d.,' ]*\s*[^\W\d_]{0,4}\.?$"


def first_values(one: Recognised, index: int) -> list[str]:
    """The first filled cells of a column of the sheet below the headings."""
    cells = one.below[f"c{index}"].slice(0, LOOKED_AT).to_pylist()
    return [cell.strip() for cell in cells if cell and cell.strip()]


def is_filled(one: Recognised, name: str) -> bool:
    """Whether the tab has that column, and something in it."""
    column = one.columns.get(name)
    return bool(column and column.index and first_values(one, column.index))


def fitting(one: Recognised, column: Column) -> dict[str, list[str]]:
    """The headings not used, or for a weight or a day used for another that need not be there, below which most cells
    are written as such a column is, with these; where it is one of several under one heading, these alone."""
    if places := one.under_one.get(column.name):
        return {text: first_values(one, index) for index, text in places}
    values = _unused(one) | (
        _of_the_same_kind(one, column) if column.required and column.kind in OF_TWO_COLUMNS else {}
    )
    under = [one.columns[name] for name in column.also_under if is_filled(one, name)]
    of_others = {used.header: first_values(one, used.index) for used in under}
    if column.kind not in WRITTEN:
        of_others = {text: cells for text, cells in of_others.items() if _within(column, cells)}
    if column.required or column.asked_with:
        pattern = re.compile(WRITTEN.get(column.kind, A_NUMBER), re.DOTALL)
        written_so = {text: cells for text, cells in values.items() if cells and _most(pattern, cells)}
        is_amount = column.kind not in WRITTEN
        return of_others | {text: cells for text, cells in written_so.items() if not (is_amount and _names(text))}
    pattern = re.compile(CERTAIN.get(column.kind, A_CERTAIN_NUMBER))
    found = {
        text: cells
        for text, cells in values.items()
        if cells and _most(pattern, _bare(column, cells)) and _may_head(column, text) and _repeats(column, cells)
        if column.kind is not ColumnKind.NUMBER or _within(column, cells)
    }
    return of_others | found


def _unused(one: Recognised) -> dict[str, list[str]]:
    """The first values under each heading that is used for nothing: nobody understood it, or two said the same."""
    dropped = [(remark.column, remark.written) for remark in one.remarks if remark.code == "duplicate-column"]
    unused = [*one.unknown, *((index, text) for index, text in dropped if index)]
    names = Counter(fold_header(text) for _, text in unused)
    return {text: first_values(one, index) for index, text in unused if names[fold_header(text)] == 1}


def _of_the_same_kind(one: Recognised, column: Column) -> dict[str, list[str]]:
    """The same under the headings of weights or days that need not be there: bags sold may be what was offered too."""
    declared = one.declared
    return {
        used.header: first_values(one, used.index)
        for name, used in one.columns.items()
        if used.index and declared.column(name).kind is column.kind and not declared.column(name).required
    }


def _most(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    return 2 * sum(bool(pattern.search(cell)) for cell in cells) > len(cells)


def _may_head(column: Column, text: str) -> bool:
    """Whether the heading neither counts the rows nor is known elsewhere for something that such a column never is."""
    elsewhere = (book.column(hit.column) for book in logbooks().values() if (hit := match(book.id, text)))
    if column.kind is ColumnKind.CHOICE:
        return not any(other.kind is ColumnKind.ID for other in elsewhere)
    if column.kind is ColumnKind.DATE:
        return all(other.name == column.name for other in elsewhere)
    return not counts_rows(text) and all(dimension_of(other) == dimension_of(column) for other in elsewhere)


def _within(column: Column, cells: Sequence[str]) -> bool:
    """Whether most cells are a number that such a column can hold: a remark of 2026 is no score."""
    ends = (column.lowest or 0, column.highest or float("inf"))
    plain = re.compile(r"\d+([.,]\d+)?")
    numbers = [float(cell.replace(",", ".")) for cell in _bare(column, cells) if plain.fullmatch(cell)]
    return 2 * sum(ends[0] <= number <= ends[1] for number in numbers) > len(cells)


def likely_headings_of(column: Column, fits: Mapping[str, Sequence[str]]) -> set[str]:
    """The headings to offer first: of a column of choices those below which words repeat or a known one stands, of
    names and codes those that are known for no amount."""
    if column.kind is ColumnKind.CHOICE:
        known = choice_words(column).keys() | belonging_words(column.name)
        return {
            text
            for text, cells in fits.items()
            if _repeats(column, cells) or any(fold(cell) in known for cell in cells)
        }
    if column.kind in (ColumnKind.ID, ColumnKind.TEXT):
        return {text for text in fits if not _is_of_amounts(text)}
    return set(fits)


def _is_of_amounts(text: str) -> bool:
    """Whether the heading is known for an amount, a weight or a price, or names a money."""
    if A_MONEY.search(text) or any(names_currency(word) for word in fold_header(text).split()):
        return True
    hits = (book.column(hit.column) for book in logbooks().values() if (hit := match(book.id, text)))
    return any(column.kind in (ColumnKind.MONEY, ColumnKind.MASS, ColumnKind.PRICE) for column in hits)


def _bare(column: Column, cells: Sequence[str]) -> Sequence[str]:
    """The cells of a score without what stands behind the number: of how many points, and that it is in points."""
    if not (column.is_score and column.most):
        return cells
    of_how_many = re.compile(out_of(column.most))
    split = (A_SCORE.fullmatch(of_how_many.sub(r"\1", cell).strip()) for cell in cells)
    return [
        hit[1] if hit and not read_unit(hit[2], POINTS, {}).code else cell
        for cell, hit in zip(cells, split, strict=True)
    ]


def _names(text: str) -> bool:
    """Whether the heading is known for codes or names and for nothing else: "Member 23" is no weight of 23."""
    hits = [(book, hit.column) for book in logbooks().values() if (hit := match(book.id, text))]
    return bool(hits) and all(
        book.column(name).kind in (ColumnKind.ID, ColumnKind.TEXT) and name != NOTE for book, name in hits
    )


def _repeats(column: Column, cells: Sequence[str]) -> bool:
    """Whether words are so few that they may be choices; days and numbers need not repeat."""
    different = {fold(cell) for cell in cells}
    return column.kind is not ColumnKind.CHOICE or len(different) <= min(MOST_WORDS, len(cells) / 2)


def lost_columns(one: Recognised, found: Iterable[Recognised], answers: Answers) -> list[Column]:
    """The columns not required of which the declaration says what is lost without them, where a heading that nobody
    understood could be one: no more of them than there are such headings, those first whose words are alike; and those
    that are asked about whatever the headings are."""
    there = {*one.columns, *one.constants}
    told = {f"{other.logbook}.{name}" for other in found if other.logbook for name in other.columns}
    lacking = [
        (column, headings)
        for column in one.declared.columns
        if column.lost_without and column.name not in there and told.isdisjoint(column.told_by)
        if not _answered(one, column, answers)
        and ((headings := fitting(one, column)) or (column.asked_without and told.isdisjoint(column.asked_without)))
    ]
    lacking.sort(key=lambda asked: not any(may_name(one.declared.id, asked[0].name, text) for text in asked[1]))
    asked: list[Column] = []
    for column, headings in lacking:
        if not headings or sum(column.kind is other.kind for other in asked) < len(headings):
            asked.append(column)
    return asked


def _answered(one: Recognised, column: Column, answers: Answers) -> bool:
    """Whether people said that there is no such column, as they do of the only day of a sale."""
    if answers.said(about_column("column", one.declared.id, column.name)) == NOTHING:
        return True
    offered = one.columns.get("offered_on")
    return column.name == "closed_on" and bool(offered and answers.said(day_of_sale(offered.header)))
