"""Blank cells below a filled one, as a person leaves them who writes a day or a lot once for all the rows below it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import pyarrow
import pyarrow.compute as compute

from logbooks.declare import ColumnKind
from logbooks.recognise.answers import about_column
from logbooks.recognise.recognised import Recognised
from logbooks.vocabulary.total_words import says_total

FEWEST = 2  # one blank cell is one that was forgotten
FEWEST_SHARE = 0.1  # of the rows
MOST_REPEATED = 0.1  # of the blank cells: who writes the same word in the next row again leaves none blank for it
KINDS = (ColumnKind.ID, ColumnKind.CHOICE, ColumnKind.DATE, ColumnKind.DATETIME, ColumnKind.TEXT)


@dataclass(frozen=True, eq=False)
class BlankBelow:
    """Blank cells that may mean the cell above: `headings` by the columns of the sheet that are blank in these rows,
    `below` the places of the rows in the tab, `above` those of the rows whose cells would hold for them."""

    question: str
    name: str
    headings: dict[int, str]
    below: numpy.ndarray
    above: numpy.ndarray


def blanks_below(one: Recognised) -> list[BlankBelow]:
    """The columns of a tab whose blank cells may mean the same as the cell above, those together that are blank in the
    same rows; the first row must be filled, and what merged cells cover is not blank."""
    if one.logbook is None:
        return []
    data, found = _data_rows(one), dict[bytes, BlankBelow]()
    for name, column in one.columns.items():
        above = _above(one, column.index, data) if _may_be_written_once(one, name) else numpy.empty(0, int)
        if (above < 0).all():
            continue
        below = numpy.flatnonzero((above >= 0) & ~_totals(one, above >= 0))
        often = len(below) >= max(FEWEST, FEWEST_SHARE * data.sum())
        if often and _repeated(one, column.index, data) <= MOST_REPEATED * len(below):
            question = about_column("blank", one.declared.id, name, column.header)
            blank = BlankBelow(question, name, {}, below, above[below])
            found.setdefault(blank.below.tobytes() + blank.above.tobytes(), blank).headings[column.index] = (
                column.header
            )
    return list(found.values())


def _may_be_written_once(one: Recognised, name: str) -> bool:
    """Whether every row needs that column; or it is the lot of what one farmer brought or was paid, which is no row of
    its own without it. What a cost is for may well be blank: it is for all."""
    column, found = one.declared.column(name), one.columns[name]
    return (
        found.index > 0
        and not found.where_blank
        and column.kind in KINDS
        and one.declared.key != (name,)
        and (column.required or (name == "lot_id" and one.declared.is_a_leg and one.declared.has("farmer_id")))
    )


def _above(one: Recognised, index: int, data: numpy.ndarray) -> numpy.ndarray:
    """Of each row whose cell in that column is blank the place of the filled one above it, else -1. A line of nothing,
    of totals or under merged cells ends what holds; where the first row is blank nothing does."""
    rows, filled = one.tab.table["row"].to_numpy(), _filled(one.tab.table, index)
    places, merged = numpy.arange(len(rows)), numpy.zeros(len(rows), bool)
    if not data.any() or not filled[data.argmax()] or filled[data].all():
        return numpy.full(len(rows), -1)
    for top, left, bottom, right in one.tab.merges:
        if left <= index <= right:
            merged |= (top <= rows) & (rows <= bottom)
    ends = (numpy.diff(rows, prepend=rows[:1]) > 1) | (merged & ~filled) | (filled & ~data)
    last = numpy.maximum.accumulate(numpy.where(filled & data, places, -1))
    ended = numpy.maximum.accumulate(numpy.where(ends, places, -1))
    return numpy.where(data & ~filled & ~merged & (last >= ended), last, -1)


def _repeated(one: Recognised, index: int, data: numpy.ndarray) -> int:
    """How many rows hold in that column the same as the row just above."""
    texts = one.tab.table[f"c{index}"].combine_chunks().filter(pyarrow.array(data))
    same = compute.equal(texts.slice(1), texts.slice(0, max(len(texts) - 1, 0)))
    return compute.sum(compute.and_(same, compute.not_equal(texts.slice(1), ""))).as_py() or 0


def _data_rows(one: Recognised) -> numpy.ndarray:
    """Of each row whether it holds at least two cells of the logbook: one alone is a remark."""
    table = one.tab.table
    count = sum((_filled(table, index).astype(int) for index in _placed(one)), numpy.zeros(table.num_rows, int))
    return (table["row"].to_numpy() > one.header_row) & (count > 1)


def _totals(one: Recognised, looked_at: numpy.ndarray) -> numpy.ndarray:
    """Of each row whether it is looked at and a cell of it says that it is a total."""
    found = numpy.zeros(len(looked_at), bool)
    rows = numpy.flatnonzero(looked_at)
    for index in _placed(one):
        texts = one.tab.table[f"c{index}"].take(pyarrow.array(rows)).combine_chunks()
        totals = [text for text in texts.unique().to_pylist() if text and says_total(text)]
        found[rows] |= compute.is_in(texts, pyarrow.array(totals, pyarrow.string())).to_numpy(zero_copy_only=False)
    return found


def _placed(one: Recognised) -> list[int]:
    return sorted({found.index for found in one.columns.values() if found.index})


def _filled(table: pyarrow.Table, index: int) -> numpy.ndarray:
    """Of each row whether something stands in that column."""
    text = compute.utf8_trim_whitespace(table[f"c{index}"])
    return compute.fill_null(compute.not_equal(text, ""), False).to_numpy()
