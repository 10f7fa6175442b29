"""Whether a file that came under the name of another is that one again, corrected or grown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectors.cells import Tab
from logbooks.declare import ColumnKind
from logbooks.recognise.mapping import Mapping
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.tabs_together import recognise_tabs

BARELY = 0.1  # of the lots, days and other codes of the smaller of the two, so many at most stand in both
OF_OTHERS = ("lot_id", "farmer_id")  # codes that a row is not known by, but its file is
LOGBOOK, DAY, ROW = "logbook", "day", "row"


def is_same_file(before: Sequence[Tab], now: Sequence[Tab], mapping: Mapping) -> bool:
    """Whether more than a few of the lots, the days and the other codes of one are those of the other; rows as they
    stand where neither has any."""
    old, new = ({*_told(tabs, mapping)} for tabs in (before, now))
    kinds = {kind for kind, _ in old} & {kind for kind, _ in new}
    if kinds <= {LOGBOOK}:
        old, new, kinds = {*_rows(before)}, {*_rows(now)}, {ROW}
    return all(_overlap(old, new, kind) > BARELY for kind in kinds)


def _overlap(old: set[tuple[str, str]], new: set[tuple[str, str]], kind: str) -> float:
    ours, theirs = ({text for which, text in one if which == kind} for one in (old, new))
    smaller = min(len(ours), len(theirs))
    return len(ours & theirs) / smaller if smaller else 1.0


def _told(tabs: Sequence[Tab], mapping: Mapping) -> Iterator[tuple[str, str]]:
    """Each logbook, day and code that stands in the tabs, with what it is."""
    for found in recognise_tabs(list(tabs), mapping):
        if found.logbook:
            yield LOGBOOK, found.logbook
            yield from _codes(found)


def _codes(found: Recognised) -> Iterator[tuple[str, str]]:
    book = found.declared
    for name, column in found.columns.items():
        is_day = book.column(name).kind in (ColumnKind.DATE, ColumnKind.DATETIME)
        if column.index and (is_day or name in OF_OTHERS or name in book.key):
            cells = found.tab.table.select(["row", f"c{column.index}"]).to_pydict()
            for row, text in zip(*cells.values(), strict=True):
                if row > found.header_row and text and text.strip():
                    yield DAY if is_day else name, text.strip().casefold()


def _rows(tabs: Sequence[Tab]) -> Iterator[tuple[str, str]]:
    for tab in tabs:
        if tab.cells is not None:
            columns = [tab.table.column(f"c{index}").to_pylist() for index in range(1, tab.width + 1)]
            yield from ((ROW, "\t".join(text or "" for text in texts)) for texts in zip(*columns, strict=True))
