"""Finds the tables that stand side by side or one below another in a tab, each under its own headings, and what each
of them is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy
import pyarrow
import pyarrow.compute as compute

from connectors.cells import Remark, Tab, Workbook
from logbooks.catalogue import logbooks
from logbooks.recognise.header_rows import Row, best_reading, rows_of
from logbooks.recognise.indicator_prices import price_list
from logbooks.recognise.mapping import Mapping, TabMapping
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.recognition import recognise
from logbooks.recognise.tables_side_by_side import side_by_side
from logbooks.vocabulary.sheet_words import fold_header, header_words
from logbooks.vocabulary.total_words import says_total

FEWEST = 3  # so many headings a row must hold to begin a table
MOST_LOOKED_AT = 200  # rows of nothing but words that are tried as headings


def tabs_of(workbook: Workbook) -> list[Tab]:
    """The tabs of a workbook; what is to be said of the whole workbook is said at its first."""
    return [
        replace(tab, remarks=tab.remarks + workbook.remarks) if tab is workbook.tabs[0] else tab
        for tab in workbook.tabs
    ]


def recognise_all(tab: Tab, mapping: Mapping | None = None) -> list[Recognised]:
    """What each table of the tab is, from the top; a tab of one table is itself, the others are called “Lots, table 2”.

    Where a person described the tab, that holds for its first table, and what stands below is refused in words.
    """
    if tab.cells is not None and not (mapping and mapping.for_tab(tab.source, tab.sheet)):
        if listed := price_list(tab, mapping):
            return listed
        parts = side_by_side(tab)
        if len(parts) > 1:
            return [one for part in parts for one in recognise_all(part, mapping)]
    first = recognise(tab, mapping)
    if first.logbook is None or tab.cells is None:
        return [first]
    begins = _later_headings(tab, first)
    if not begins:
        return [first]
    parts = _cut(tab, begins)
    if mapping and mapping.for_tab(tab.source, tab.sheet):
        return [
            recognise(parts[0], mapping),
            *(_refused(part, row) for part, row in zip(parts[1:], begins, strict=True)),
        ]
    return [recognise(part, mapping) for part in parts]


def _later_headings(tab: Tab, first: Recognised) -> list[Row]:
    """The rows that begin a table after the first: headings, and not those of the table they stand in once more."""
    begins: list[Row] = []
    current: list[dict[int, str]] | None = None
    for run in _runs([row for row in _rows_of_words(tab) if _are_headings(row)], first.header_row):
        texts = [{index: fold_header(text) for index, text in row.texts.items()} for row in run]
        if current is not None and not any(one in current for one in texts):
            begins.append(run[0])
        if current is None or begins[-1:] == run[:1]:
            current = texts
    return begins


def _runs(headings: list[Row], header_row: int) -> list[list[Row]]:
    """Headings in rows that touch belong together, in two levels or two languages; the header row is among them."""
    rows = {row.row: row for row in headings}
    rows.setdefault(header_row, Row(header_row, {}))
    runs: list[list[Row]] = []
    for number in sorted(rows):
        if runs and number == runs[-1][-1].row + 1:
            runs[-1].append(rows[number])
        else:
            runs.append([rows[number]])
    return runs


def _rows_of_words(tab: Tab) -> list[Row]:
    """The rows that hold nothing but words, at least three and at most one with a digit in it."""
    cells = tab.table
    words = compute.match_substring_regex(cells["kinds"], r"^[ t]*$").to_numpy(zero_copy_only=False)
    at = numpy.flatnonzero(words)
    digits, filled = numpy.zeros(len(at), numpy.int64), numpy.zeros(len(at), numpy.int64)
    for number in range(1, tab.width + 1):
        column = cells[f"c{number}"].take(pyarrow.array(at))
        has_digit = compute.match_substring_regex(column, r"\d").fill_null(False).to_numpy(zero_copy_only=False)
        digits, filled = digits + has_digit, filled + column.is_valid().to_numpy(zero_copy_only=False)
        kept = digits <= 1
        at, digits, filled = at[kept], digits[kept], filled[kept]
    at = at[filled >= FEWEST]
    found = rows_of(tab, cells.take(pyarrow.array(at)))
    return [row for row in found if sum(fold_header(text) in _known() for text in row.texts.values()) > 1][
        :MOST_LOOKED_AT
    ]


@cache
def _known() -> frozenset[str]:
    """Every heading of every logbook."""
    return frozenset(word for logbook in logbooks() for word in header_words(logbook))


def _are_headings(row: Row) -> bool:
    """Whether most of its cells are headings of one logbook."""
    best = max((best_reading([row], logbook, TabMapping()) for logbook in logbooks()), key=lambda fit: fit.weight)
    return len(best.found) >= FEWEST and 5 * len(best.found) >= 3 * len(row.texts)


def _cut(tab: Tab, begins: list[Row]) -> list[Tab]:
    """The tab in parts; a title right above headings belongs to them."""
    numbers = tab.table["row"].to_numpy()
    starts = [0, *(_with_title(tab, int(numpy.searchsorted(numbers, row.row))) for row in begins), len(numbers)]
    parts = []
    for place, (start, end) in enumerate(pairwise(starts)):
        cells = tab.table.slice(start, end - start)
        inside = set(cells["row"].to_pylist())
        remarks = tuple(one for one in tab.remarks if (one.row in inside if one.row else place == 0))
        if place == 0:
            parts.append(replace(tab, cells=cells, remarks=remarks))
        else:
            parts.append(replace(tab, sheet=f"{tab.sheet}, table {place + 1}", cells=cells, remarks=remarks, tab_id=""))
    return parts


def _with_title(tab: Tab, heading: int) -> int:
    """The place of the first of the rows above that hold one text each and no total."""
    start = heading
    while start > 1:
        (above,) = rows_of(tab, tab.table.slice(start - 1, 1))
        texts = list(above.texts.values())
        if len(texts) != 1 or above.kinds.strip() != "t" or says_total(texts[0]) or texts[0].replace(".", "").isdigit():
            break
        start -= 1
    return start


def _refused(part: Tab, heading: Row) -> Recognised:
    said = ", ".join(list(heading.texts.values())[:4])
    return Recognised(part, remarks=(Remark("table-below", heading.row, detail=said),))
