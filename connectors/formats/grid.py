"""From single cells to the table a Tab carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy
import pyarrow

from connectors.cells import BLANK, ERROR, HIDDEN_COLUMN, PERCENT, UNSAVED, Area, Remark
from connectors.reading_limits import LIMITS
from connectors.trouble import TooLarge

_LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


@dataclass
class SheetReading:
    """One tab as one reader saw it: a cell is one place in each of `row`, `column` (from 1), `kind` and `text`."""

    row: numpy.ndarray  # int32
    column: numpy.ndarray  # int32
    kind: numpy.ndarray  # uint8: the letters of connectors.cells
    text: pyarrow.Array  # string
    hidden_rows: numpy.ndarray = field(default_factory=lambda: numpy.empty(0, numpy.int32))
    merges: list[Area] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    refused: Remark | None = None
    # cells of which the second reader is known to see something else (connectors.reading.agreement), and how many days
    # too early it is known to read every date
    seen_otherwise: list[tuple[int, int]] = field(default_factory=list)
    days_early: int = 0

    def counts(self) -> dict[str, int]:
        """What the witness counted, by name."""

        def of(letter: str) -> int:
            return int(numpy.count_nonzero(self.kind == ord(letter)))

        return {
            "valued": len(self.row),
            "errors": of(ERROR),
            "unsaved": of(UNSAVED),
            "percent": of(PERCENT),
            "hidden_rows": len(self.hidden_rows),
            "merges": len(self.merges),
        }


def of_cells(cells: list[tuple[int, int, str, str]]) -> SheetReading:
    """The reading of cells given one by one as (row, column, kind letter, text); blanks are dropped."""
    cells = [cell for cell in cells if cell[2] != BLANK and cell[3] != ""]
    row, column, kind, text = zip(*cells, strict=True) if cells else ((), (), (), ())
    return SheetReading(
        numpy.array(row, numpy.int32),
        numpy.array(column, numpy.int32),
        numpy.array([ord(letter) for letter in kind], numpy.uint8),
        pyarrow.array(text, pyarrow.string()),
    )


def place_of(row: int, column: int) -> str:
    """The place as people write it: XFD1048576."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def hidden_columns(reading: SheetReading, hidden: Iterable[tuple[int, int]]) -> Iterator[Remark]:
    """One remark a hidden column that holds cells; `hidden` are the first and last of columns hidden together."""
    filled = numpy.unique(reading.column)
    for first, last in hidden:
        for column in filled[(filled >= first) & (filled <= last)].tolist():
            yield Remark(HIDDEN_COLUMN, None, column)


def beyond_limits(sheet: str, row: int, column: int) -> None:
    """Raises TooLarge where a value stands so far out that the tab could not be held in memory."""
    if column > LIMITS["tab"]["columns"] or row * column > LIMITS["tab"]["rows_by_columns"]:
        raise TooLarge(
            f"The tab {sheet} has a value in {place_of(row, column)}, far from where a table can reach.",
            "Go to that cell, delete its row and its column, and save; or copy the table into a new workbook.",
        )


def checked(sheet: str, reading: SheetReading) -> SheetReading:
    """The reading, refused where a place is held by two cells; raises TooLarge as `beyond_limits`."""
    if not len(reading.row):
        return reading
    if (
        reading.row.min() < 1
        or reading.column.min() < 1
        or reading.row.max() > _LAST_ROW
        or reading.column.max() > LAST_COLUMN
    ):
        raise ValueError("a cell outside the sheet")
    last = int(numpy.argmax(reading.column))
    beyond_limits(sheet, int(reading.row[last]), int(reading.column[last]))
    beyond_limits(sheet, int(reading.row.max()), int(reading.column.max()))
    order = reading.row.astype(numpy.int64) << 14 | reading.column
    if not (numpy.diff(order) > 0).all():
        order = numpy.sort(order)
        twice = order[1:][numpy.diff(order) == 0]
        if len(twice):
            row, column = int(twice[0] >> 14), int(twice[0] & 0x3FFF)
            reading.refused = Remark("counts-differ", row, column, detail=f"{place_of(row, column)} is there twice")
    return reading


def few(remarks: list[Remark]) -> list[Remark]:
    """The remarks, of one code no more than limits.toml allows; then one more, without a place, says how many there are
    besides."""
    most = LIMITS["tab"]["remarks"]
    of_code = Counter(one.code for one in remarks)
    if max(of_code.values(), default=0) <= most:
        return remarks
    kept = [one for code in of_code for one in [each for each in remarks if each.code == code][:most]]
    return kept + [Remark(code, detail=f"and {count - most:,} more") for code, count in of_code.items() if count > most]


def table(reading: SheetReading) -> tuple[pyarrow.Table, int]:
    """The table of a Tab (row, hidden, kinds, c1 ... cN) and its width N; no place may be held by two cells."""
    width = int(reading.column.max()) if len(reading.column) else 0
    rows, place = numpy.unique(reading.row, return_inverse=True)
    place = place.astype(numpy.int64)
    kinds = numpy.full((len(rows), width), ord(BLANK), numpy.uint8)
    kinds[place, reading.column - 1] = reading.kind
    cell_at = numpy.full((len(rows), width), -1, numpy.int32)
    cell_at[place, reading.column - 1] = numpy.arange(len(reading.row), dtype=numpy.int32)
    columns = {
        "row": pyarrow.array(rows.astype(numpy.int32)),
        "hidden": pyarrow.array(numpy.isin(rows, reading.hidden_rows)),
        "kinds": _fixed_strings(kinds),
    }
    for index in range(width):
        cell = cell_at[:, index]
        columns[f"c{index + 1}"] = reading.text.take(pyarrow.array(cell, mask=cell < 0))
    return pyarrow.table(columns), width


def _fixed_strings(letters: numpy.ndarray) -> pyarrow.Array:
    count, width = letters.shape
    offsets = numpy.arange(count + 1, dtype=numpy.int32) * width
    return pyarrow.StringArray.from_buffers(
        count, pyarrow.py_buffer(offsets), pyarrow.py_buffer(numpy.ascontiguousarray(letters))
    )
