"""Whether two readers that share no code saw the same cells."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from itertools import combinations

import numpy
import pyarrow
import pyarrow.compute as compute

from connectors.cells import BLANK, DATE, DATETIME, ERROR, FORMATTED, NUMBER, PERCENT, TEXT, TIME, UNSAVED, Remark
from connectors.formats.grid import place_of

_ROUNDING = 1e-9  # the second reader keeps nine decimals
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_DAY = 2_958_466
_TIMES = (1, 10**3, 10**6, 10**9)  # a format may show thousands, millions or billions
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_CALENDAR = re.compile(r"[+-]?\d+-\d\d-\d\d")


def disagreement(
    cells: pyarrow.Table,
    width: int,
    others: pyarrow.Table,
    first_column: int,
    seen_otherwise: Collection[tuple[int, int]] = (),
    days_early: int = 0,
) -> Remark | None:
    """The first place where the second reader has a value and we have none, or the other way round, or another value.

    Cells `seen_otherwise` (row and column) are not compared: the second reader takes the numbers an .xls keeps with a
    chart for cells of the sheet, and text that is struck through for text. It reads every date `days_early` where it
    takes a workbook that counts from 1904 for one that counts from 1900.
    """
    rows = cells["row"].to_numpy()
    kinds = _letters(cells["kinds"], width)
    seen = 0
    for column in (int(index) + 1 for index in numpy.flatnonzero((kinds != ord(BLANK)).any(axis=0))):
        theirs = _column(others, column - first_column, rows)
        seen += len(theirs) - theirs.null_count
        passed = numpy.isin(rows, [row for row, of in seen_otherwise if of == column])
        found = _first_difference(
            cells[f"c{column}"].combine_chunks(), theirs, kinds[:, column - 1], passed, days_early
        )
        if found is not None:
            ours, other = cells[f"c{column}"][found].as_py() or "", theirs[found].as_py() or ""
            said = " and ".join(f"“{text[:40]}”" if text else "nothing" for text in (ours, other))
            return Remark(
                "counts-differ", int(rows[found]), column, ours, f"in {place_of(int(rows[found]), column)}: {said}"
            )
    seen += _only_theirs(cells, others, first_column, seen_otherwise)
    total = sum(
        len(column) - _valued(column).null_count for column in others.columns if column.null_count < len(column)
    )
    return None if seen == total else Remark("counts-differ", detail=f"{total - seen:,} cells more the second time")


def _only_theirs(
    cells: pyarrow.Table, others: pyarrow.Table, first_column: int, places: Collection[tuple[int, int]]
) -> int:
    """How many of those places hold something for the second reader and nothing for us, in rows or columns of which we
    have no cell."""
    rows, width = set(cells["row"].to_pylist()), cells.num_columns - 3
    blank = [column for column in range(1, width + 1) if cells[f"c{column}"].null_count == cells.num_rows]
    found = 0
    for row, column in set(places):
        if (row not in rows or column > width or column in blank) and 0 <= column - first_column < others.num_columns:
            found += row <= others.num_rows and bool(others.column(column - first_column)[row - 1].as_py())
    return found


def _letters(kinds: pyarrow.ChunkedArray, width: int) -> numpy.ndarray:
    whole = kinds.combine_chunks()
    letters = numpy.frombuffer(whole.buffers()[2], numpy.uint8) if len(whole) else numpy.empty(0, numpy.uint8)
    return letters[: len(whole) * width].reshape(len(whole), width)


def _column(others: pyarrow.Table, index: int, rows: numpy.ndarray) -> pyarrow.Array:
    if not 0 <= index < others.num_columns:
        return pyarrow.nulls(len(rows), pyarrow.string())
    whole = _valued(others.column(index).combine_chunks())
    if len(rows) == len(whole) and (not len(rows) or rows[-1] == len(rows)):
        return whole
    return whole.take(pyarrow.array(rows - 1, mask=rows > len(whole)))


def _valued(texts: pyarrow.Array | pyarrow.ChunkedArray) -> pyarrow.Array | pyarrow.ChunkedArray:
    blank = compute.equal(texts, "")
    return compute.if_else(blank, None, texts) if compute.any(blank, min_count=0).as_py() else texts


def _first_difference(
    ours: pyarrow.Array, theirs: pyarrow.Array, kinds: numpy.ndarray, passed: numpy.ndarray, days_early: int
) -> int | None:
    unlike = compute.not_equal(ours, theirs).fill_null(False).to_numpy(zero_copy_only=False)
    apart = theirs.is_valid().to_numpy(zero_copy_only=False) != (kinds != ord(BLANK))
    apart &= ~numpy.isin(kinds, [ord(kind) for kind in (ERROR, UNSAVED, TIME)])
    apart |= unlike & (kinds == ord(TEXT))
    for place in numpy.flatnonzero(apart & (kinds == ord(TEXT))):
        # Spaces around a text that does not ask to keep them are kept by one reader and dropped by the other.
        # So are Excel's escapes: _x000D_ is a carriage return to one and seven letters to the other.
        apart[place] = _bare(ours[place].as_py()) != _bare(theirs[place].as_py())
    for place in numpy.flatnonzero(apart & (kinds == ord(NUMBER))):
        # A number too large for the date its format asks for is nothing to the second reader.
        apart[place] = theirs[place].is_valid or abs(float(ours[place].as_py())) < _LAST_DAY
    for letter, alike in (
        (NUMBER, _same_numbers),
        (PERCENT, _same_percentages),
        (FORMATTED, _same_within),
        (DATE, partial(_same_days, days_early=days_early)),
        (DATETIME, partial(_same_days, days_early=days_early)),
    ):
        where = numpy.flatnonzero(unlike & (kinds == ord(letter)) & ~apart)
        if len(where):
            index = pyarrow.array(where)
            apart[where] = ~alike(ours.take(index), theirs.take(index))
    found = numpy.flatnonzero(apart & ~passed)
    return int(found[0]) if len(found) else None


def _bare(text: str | None) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text or "").strip()


def _numbers(texts: pyarrow.Array) -> numpy.ndarray | None:
    try:
        return compute.cast(texts, pyarrow.float64()).to_numpy()
    except pyarrow.ArrowInvalid:
        return None


def _same_numbers(ours: pyarrow.Array, theirs: pyarrow.Array, factor: float = 1.0) -> numpy.ndarray:
    mine, other = _numbers(ours), _numbers(theirs)
    if mine is None or other is None:
        if len(ours) == 1:  # they may take for a date what we leave a number; nothing else
            return numpy.array([mine is not None and bool(_CALENDAR.match(theirs[0].as_py()))])
        return numpy.concatenate(
            [_same_numbers(ours.slice(place, 1), theirs.slice(place, 1), factor) for place in range(len(ours))]
        )
    return numpy.abs(mine - other * factor) <= _ROUNDING * factor + 1e-14 * numpy.abs(mine)


def _same_percentages(ours: pyarrow.Array, theirs: pyarrow.Array) -> numpy.ndarray:
    return _same_numbers(compute.utf8_replace_slice(ours, -2, 2_147_483_647, ""), theirs, 100.0)


def _same_within(ours: pyarrow.Array, theirs: pyarrow.Array) -> numpy.ndarray:
    return numpy.array(
        [_holds(*pair) for pair in zip(ours.to_pylist(), theirs.to_pylist(), strict=True)],
        bool,
    )


def _holds(ours: str, theirs: str) -> bool:
    """Whether the second reader's number stands in what the format makes of it: 12 in F-012, 38.2 in 38.2 qq."""
    if _CALENDAR.match(theirs) or not any(c.isdigit() for c in ours):
        return True  # they took it for a day, or the format shows words in place of the number: nothing to compare
    try:
        other = abs(float(theirs))
    except ValueError:
        return False
    numbers = [number * times for number in _numbers_in(ours) for times in _TIMES]
    return any(abs(one - other) <= _ROUNDING + 1e-14 * other for one in numbers)


def _numbers_in(text: str) -> list[float]:
    """The numbers in a text, and those of neighbours written together, between which a format may put signs: 24, 10 and
    24010 in 24-010."""
    parts = _DIGITS.findall(text)
    runs = ("".join(parts[first:last]) for first, last in combinations(range(len(parts) + 1), 2))
    return [float(run) for run in runs if run.count(".") < 2]


def _same_days(ours: pyarrow.Array, theirs: pyarrow.Array, days_early: int = 0) -> numpy.ndarray:
    alike = compute.equal(compute.utf8_slice_codeunits(ours, 0, 10), compute.utf8_slice_codeunits(theirs, 0, 10))
    same = alike.to_numpy(zero_copy_only=False).copy()
    for place in numpy.flatnonzero(~same):
        same[place] = _within_a_second(ours[place].as_py(), theirs[place].as_py(), days_early)
    return same


def _within_a_second(ours: str, theirs: str, days_early: int) -> bool:
    try:
        other = datetime.fromisoformat(theirs)
    except ValueError:
        return True  # they kept the number: a value, and no day to compare
    if min(ours, theirs) < "1900-03-01":
        return True  # readers differ on the days before the one that never was
    apart = datetime.fromisoformat(ours) - other
    return min(abs(apart.total_seconds()), abs((apart - timedelta(days=days_early)).total_seconds())) <= 1
