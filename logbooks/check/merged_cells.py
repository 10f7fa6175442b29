"""Merged cells: a day, a code or a word holds for every row it stands over, an amount stands once and is one amount."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy
import pyarrow
import pyarrow.compute as compute

from connectors.cells import letters
from logbooks.check.staged_rows import Merges, headings
from logbooks.declare import ColumnKind, Logbook

if TYPE_CHECKING:
    import duckdb

    from connectors.cells import Area
    from logbooks.check.staged_rows import StagedTab
    from logbooks.recognise.recognised import Recognised

READ, ASKED = "merged-cells-read", "merged-cells"
HOLDS_FOR_ALL = (
    *(ColumnKind.ID, ColumnKind.TEXT, ColumnKind.CHOICE),
    *(ColumnKind.DATE, ColumnKind.DATETIME, ColumnKind.YES_NO),
)
AMOUNTS_AS_TEXT = ("result", "limit", "loq", "value")


def read(one: Recognised) -> Merges:
    """The cells of a recognised tab with its merges read; a row gets nothing that holds nothing of its own, nor does a
    cell that keeps a text the merge hides."""
    cells = one.tab.table
    placed = numpy.array(sorted({found.index for found in one.columns.values() if found.index}), numpy.int64)
    areas = numpy.array(one.tab.merges, numpy.int64).reshape(-1, 4)
    areas = areas[areas[:, 2] > one.header_row]
    top, left, bottom, right = areas.T
    covered = ((left[:, None] <= placed) & (placed <= right[:, None])).sum(axis=1)
    areas, covered = areas[covered > 0], covered[covered > 0]
    if not len(areas):
        return Merges(cells)
    top, left, bottom, right = areas.T
    words = [found.index for name, found in one.columns.items() if found.index and _holds_for_all(one.declared, name)]
    whole = numpy.isin(left, words) & (covered == 1) & (bottom > top) & (top > one.header_row)
    own = _own(cells, placed)
    sources, used = numpy.arange(cells.num_rows), numpy.zeros(len(areas), bool)
    of_column = {}
    for index in numpy.unique(left[whole]).tolist():
        here = numpy.flatnonzero(whole & (left == index))
        target, source, merge, hidden = _below(cells, index, top[here], bottom[here])
        whole[here[hidden]] = False
        kept = own[target] & ~hidden[merge]
        used[here[merge[kept]]] = True
        of_column[index] = sources.copy()
        of_column[index][target[kept]] = source[kept]
    asked = ~whole & ((bottom > top) | (covered > 1))
    return Merges(spread(cells, of_column), _listed(areas[used]), _listed(areas[asked]))


def _holds_for_all(logbook: Logbook, name: str) -> bool:
    """Whether the column holds days, codes or words; what identifies one row is a code of that row alone."""
    return logbook.column(name).kind in HOLDS_FOR_ALL and name not in AMOUNTS_AS_TEXT and logbook.key != (name,)


def _listed(areas: numpy.ndarray) -> tuple[Area, ...]:
    return tuple((top, left, bottom, right) for top, left, bottom, right in areas.tolist())


def _filled(cells: pyarrow.Table, index: int) -> numpy.ndarray:
    """Of each row whether something stands in that column."""
    text = compute.utf8_trim_whitespace(cells[f"c{index}"])
    return compute.fill_null(compute.not_equal(text, ""), False).to_numpy()


def _own(cells: pyarrow.Table, placed: numpy.ndarray) -> numpy.ndarray:
    """Of each row whether it holds anything of the logbook."""
    found = numpy.zeros(cells.num_rows, bool)
    for index in placed.tolist():
        found |= _filled(cells, index)
    return found


def _below(
    cells: pyarrow.Table, index: int, top: numpy.ndarray, bottom: numpy.ndarray
) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """The blank cells of a column under the first ones of merges, with these and the numbers of the merges, as places
    in the table; and of each merge whether it hides another text than it shows."""
    rows, filled = cells["row"].to_numpy(), _filled(cells, index)
    start, end = numpy.searchsorted(rows, top), numpy.searchsorted(rows, bottom, "right")
    first = numpy.minimum(start, max(len(rows) - 1, 0))
    shows = (start < end) & (rows[first] == top) & filled[first] if len(rows) else numpy.zeros(len(top), bool)
    start = start + (rows[first] == top)  # the first cell below the one that is shown
    count = numpy.maximum(end - start, 0)
    merge = numpy.repeat(numpy.arange(len(top)), count)
    target = numpy.arange(count.sum()) - numpy.repeat(numpy.cumsum(count) - count, count) + start[merge]
    source = first[merge]
    text = cells[f"c{index}"].combine_chunks()
    same = compute.equal(text.take(pyarrow.array(target)), text.take(pyarrow.array(source)))
    hides = filled[target] & ~(shows[merge] & compute.fill_null(same, False).to_numpy(zero_copy_only=False))
    hidden = numpy.zeros(len(top), bool)
    hidden[merge[hides]] = True
    blank = ~filled[target] & shows[merge]
    return target[blank], source[blank], merge[blank], hidden


def spread(cells: pyarrow.Table, of_column: dict[int, numpy.ndarray]) -> pyarrow.Table:
    """The table, in whose columns each cell is the one of that row: its text and its kind."""
    if not of_column:
        return cells
    kinds = numpy.array(cells["kinds"].to_pylist(), "S")
    letters = kinds.view("S1").reshape(len(kinds), -1)
    for index, rows in of_column.items():
        place = cells.schema.get_field_index(f"c{index}")
        cells = cells.set_column(place, f"c{index}", cells[f"c{index}"].take(pyarrow.array(rows)))
        letters[:, index - 1] = letters[rows, index - 1]
    written = pyarrow.array([kind.decode("ascii") for kind in kinds.tolist()], pyarrow.string())
    return cells.set_column(cells.schema.get_field_index("kinds"), "kinds", written)


def tell(connection: duckdb.DuckDBPyConnection, tabs: Sequence[StagedTab]) -> None:
    """Tells of each tab in one problem which merges were read for all their rows, and in one a column of those over
    data that were not."""
    for tab in tabs:
        if tab.merges.read:
            _insert(connection, tab, READ, tab.merges.read)
        data = _data_rows(connection, tab) if tab.merges.asked else numpy.empty(0)
        asked: dict[int, list[Area]] = {}
        for area in tab.merges.asked:
            first, last = numpy.searchsorted(data, area[0]), numpy.searchsorted(data, area[2], "right")
            if last > first:
                asked.setdefault(area[1], []).append(area)
        for column, areas in asked.items():
            _insert(connection, tab, ASKED, areas, headings(tab.recognised)[column - 1])
            _mark(connection, tab, areas)


def _data_rows(connection: duckdb.DuckDBPyConnection, tab: StagedTab) -> numpy.ndarray:
    asked = f"SELECT row_no FROM {tab.table} WHERE reason IS NULL ORDER BY row_no"
    return numpy.array([row for (row,) in connection.execute(asked).fetchall()])


def _insert(
    connection: duckdb.DuckDBPyConnection, tab: StagedTab, code: str, areas: Sequence[Area], heading: str | None = None
) -> None:
    top, left, bottom, right = min(areas)
    more = f" and {len(areas) - 1:,} more" if len(areas) > 1 else ""
    said = f"{letters(left)}{top}:{letters(right)}{bottom}{more}"
    connection.execute(
        "INSERT INTO _problems VALUES (?, 'doubtful', ?, ?, NULL, ?, '', ?, ?)",
        [code, tab.tab_no, top, heading, said, len(areas)],
    )


def _mark(connection: duckdb.DuckDBPyConnection, tab: StagedTab, areas: Sequence[Area]) -> None:
    """The rows such merges stand over are doubtful."""
    connection.execute(
        "UPDATE _placed SET standing = 'doubtful' WHERE tab_no = ? AND standing = 'used' AND row_no IN "
        "(SELECT row_no FROM _placed p JOIN (SELECT unnest(?) AS area) a ON p.row_no BETWEEN area[1] AND area[2] "
        "WHERE p.tab_no = ?)",
        [tab.tab_no, [[top, bottom] for top, _, bottom, _ in areas], tab.tab_no],
    )
