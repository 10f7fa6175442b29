"""Blank cells below a filled one, as a person leaves them who writes a day or a lot once for all the rows below it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import pyarrow
import pyarrow.compute as compute

from logbooks.declare import ColumnKind
from logbooks.recognise.answers import ABOVE, ASK, Answers, about_column
from logbooks.recognise.recognised import Recognised
from logbooks.vocabulary.total_words import says_total

FEWEST = 2  # one blank cell is one that was forgotten
FEWEST_SHARE = 0.1  # of the rows
MOST_REPEATED = 0.1  # of the blank cells: who writes the same word in the next row again leaves none blank for it
BUYER, ONCE_SOLD = "buyer", ("closed_on", "accepted_price")  # one of these is filled as soon as somebody buys
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


def blanks_below(one: Recognised, answers: Answers) -> list[BlankBelow]:
    """The columns of a tab whose blank cells may mean the same as the cell above and of which nobody said it yet, those
    together that are blank in the same rows; so many that they are no oversight."""
    found, covered = dict[bytes, BlankBelow](), _answered_rows(one, answers)
    rows = _data_rows(one).sum()
    for name, (below, above) in _candidates(one).items():
        kept = ~numpy.isin(below, covered)
        below, above, column = below[kept], above[kept], one.columns[name]
        often = len(below) >= max(FEWEST, FEWEST_SHARE * rows)
        if often and _repeated(one, column.index) <= MOST_REPEATED * len(below):
            blank = BlankBelow(_question(one, name), name, {}, below, above)
            found.setdefault(below.tobytes() + above.tobytes(), blank).headings[column.index] = column.header
    return list(found.values())


def cells_above(one: Recognised, answers: Answers) -> dict[int, numpy.ndarray]:
    """By column of the sheet, of every row the place of the row whose cell holds there: its own, or that above where
    people said so of a column that is blank in the same row."""
    covered = _answered_rows(one, answers, ABOVE)
    found = {}
    for name, (below, above) in _candidates(one).items() if len(covered) else ():
        kept = numpy.isin(below, covered)
        sources = numpy.arange(one.tab.table.num_rows)
        sources[below[kept]] = above[kept]
        found[one.columns[name].index] = sources
    return found


def _question(one: Recognised, name: str) -> str:
    return about_column("blank", one.declared.id, name, one.columns[name].header)


def _answered_rows(one: Recognised, answers: Answers, *only: str) -> numpy.ndarray:
    """The places of the blank cells of columns that people answered about, with one of `only` where these are named."""
    if one.logbook is None or not answers.of_kind("blank"):
        return numpy.empty(0, int)
    said = {name: answers.said(_question(one, name)) for name in one.columns}
    told = [name for name, answer in said.items() if (answer in only if only else answer not in (None, ASK))]
    rows = [below for name, (below, _) in _candidates(one).items() if name in told]
    return numpy.unique(numpy.concatenate(rows)) if rows else numpy.empty(0, int)


def _candidates(one: Recognised) -> dict[str, tuple[numpy.ndarray, numpy.ndarray]]:
    """By column, the places of its blank cells below a filled one and those of the filled ones; the first row must be
    filled, and what merged cells cover is not blank."""
    if one.logbook is None:
        return {}
    data, found = _data_rows(one), {}
    for name, column in one.columns.items():
        if not _may_be_written_once(one, name):
            continue
        above = _above(one, column.index, data & _must_be_filled(one, name))
        below = numpy.flatnonzero((above >= 0) & ~_totals(one, above >= 0)) if (above >= 0).any() else above[:0]
        if len(below):
            found[name] = below, above[below]
    return found


def _must_be_filled(one: Recognised, name: str) -> numpy.ndarray:
    """Of each row whether the column can't be blank for a reason: an offer has no buyer before there is a deal."""
    known = [_filled(one.tab.table, one.columns[other].index) for other in ONCE_SOLD if other in one.columns]
    every = numpy.ones(one.tab.table.num_rows, bool)
    return numpy.logical_or.reduce(known) if name == BUYER and known else every


def _may_be_written_once(one: Recognised, name: str) -> bool:
    """Whether every row needs that column; or it is a lot without which the row says little. What a cost is for may
    well be blank: it is for all."""
    column, found = one.declared.column(name), one.columns[name]
    return (
        found.index > 0
        and not found.where_blank
        and column.kind in KINDS
        and one.declared.key != (name,)
        and (column.required or (name == "lot_id" and _is_told_by_its_lot(one)))
    )


def _is_told_by_its_lot(one: Recognised) -> bool:
    """Whether a row says little without a lot: what one farmer brought or was paid, and a document of which no column
    says what else it could be about."""
    of_a_farmer = one.declared.is_a_leg and one.declared.has("farmer_id")
    return of_a_farmer or (one.declared.has("about") and "about" not in one.columns)


def _above(one: Recognised, index: int, data: numpy.ndarray) -> numpy.ndarray:
    """Of each row whose cell in that column is blank the place of the filled one above it, else -1. A line of nothing,
    of totals or under merged cells ends what holds; where the first row is blank nothing does."""
    rows, filled = one.tab.table["row"].to_numpy(), _filled(one.tab.table, index)
    places = numpy.arange(len(rows))
    if not data.any() or not filled[data.argmax()] or filled[data].all():
        return numpy.full(len(rows), -1)
    merged = _merged(one, index)
    ends = (numpy.diff(rows, prepend=rows[:1]) > 1) | (merged & ~filled) | (filled & ~data)
    last = numpy.maximum.accumulate(numpy.where(filled & data, places, -1))
    ended = numpy.maximum.accumulate(numpy.where(ends, places, -1))
    return numpy.where(data & ~filled & ~merged & (last >= ended), last, -1)


def _merged(one: Recognised, index: int) -> numpy.ndarray:
    """Of each row whether a merge covers its cell in that column."""
    rows, areas = one.tab.table["row"].to_numpy(), numpy.array(one.tab.merges, numpy.int64).reshape(-1, 4)
    top, _, bottom, _ = areas[(areas[:, 1] <= index) & (index <= areas[:, 3])].T
    change = numpy.zeros(len(rows) + 1, int)
    numpy.add.at(change, numpy.searchsorted(rows, top), 1)
    numpy.add.at(change, numpy.searchsorted(rows, bottom, "right"), -1)
    return numpy.cumsum(change)[:-1] > 0


def _repeated(one: Recognised, index: int) -> int:
    """How many rows hold in that column the same as the row just above."""
    texts = one.tab.table[f"c{index}"].combine_chunks().filter(pyarrow.array(_data_rows(one)))
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
