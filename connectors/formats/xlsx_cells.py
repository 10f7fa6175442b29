"""The cells of one .xlsx sheet before their meaning is known, and that meaning: styles, shared texts, dates,
percentages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy
import pyarrow
import pyarrow.compute as compute

from connectors.cells import BLANK, ERROR, NUMBER, TEXT, UNSAVED, YES_NO
from connectors.formats import stored_numbers
from connectors.formats.grid import SheetReading
from connectors.formats.struck_text import Struck

# The `t` of a cell as one byte; a formula without a stored value has a type of its own.
STORED = {"n": b"n", "s": b"s", "str": b"t", "inlineStr": b"t", "b": b"b", "e": b"e", "d": b"d"}
SHARED, OWN_TEXT, BOOLEAN, FAILED, ISO_DATE, NO_VALUE = (ord(letter) for letter in "stbedu")
_ESCAPED = re.compile(r"_x((?!0000|FFF[EFef])[0-9A-Fa-f]{4})_")


@dataclass
class RawCells:
    """Cells with their stored text: shared texts by number, dates as days, formulas without a value by the formula."""

    row: numpy.ndarray  # int32
    column: numpy.ndarray  # int32
    stored_as: numpy.ndarray  # uint8, a value of STORED or NO_VALUE
    style: numpy.ndarray  # int32, index into the workbook's cell styles
    text: pyarrow.Array  # string
    hidden_rows: numpy.ndarray = field(default_factory=lambda: numpy.empty(0, numpy.int32))
    merges: tuple[str, ...] = ()
    crossed: Struck = field(default_factory=Struck)  # cells that hold text of their own
    hidden_columns: tuple[tuple[int, int], ...] = ()  # first and last


@dataclass(frozen=True)
class Common:
    """What the sheets of a workbook share."""

    texts: pyarrow.Array  # the shared texts
    # of each cell style its meaning, as connectors.formats.number_formats gives it, and its code where that writes more
    # than the number
    looks: tuple[tuple[str, str], ...]
    since_1904: bool
    struck: tuple[bool, ...] = ()  # of each cell style, whether it draws a line through the cell
    crossed: Struck = field(default_factory=Struck)  # of the shared texts: their number in place of a row, no column


def settle(raw: RawCells, common: Common) -> SheetReading:
    """The reading of a sheet: every cell with its kind and the text a person would know it by."""
    kind = numpy.full(len(raw.row), ord(BLANK), numpy.uint8)
    source = numpy.zeros(len(raw.row), numpy.int64)
    parts: list[pyarrow.Array] = []

    def put(where: numpy.ndarray, texts: pyarrow.Array, letters: numpy.ndarray | int) -> None:
        kind[where] = letters
        source[where] = sum(map(len, parts)) + numpy.arange(len(where))
        parts.append(texts)

    for stored_as in numpy.unique(raw.stored_as):
        where = numpy.flatnonzero(raw.stored_as == stored_as)
        stored = raw.text.take(pyarrow.array(where))
        if stored_as == SHARED:
            put(where, _shared(stored, common.texts), ord(TEXT))
        elif stored_as == OWN_TEXT:
            put(where, unescaped(stored), ord(TEXT))
        elif stored_as == BOOLEAN:
            put(where, compute.if_else(compute.is_in(stored, pyarrow.array(["1", "true"])), "yes", "no"), ord(YES_NO))
        elif stored_as == FAILED:
            put(where, stored, ord(ERROR))
        elif stored_as == NO_VALUE:
            put(where, compute.binary_join_element_wise("=", stored, ""), ord(UNSAVED))
        elif stored_as == ISO_DATE:
            texts, letters = _iso_dates(stored)
            put(where, texts, letters)
        else:
            looks = common.looks or ((NUMBER, ""),)
            alike = {look: number for number, look in enumerate(dict.fromkeys(looks))}
            numbers = numpy.array([alike[look] for look in looks])
            seen = numbers[numpy.where(raw.style[where] < len(numbers), raw.style[where], 0)]
            for (meaning, code), number in alike.items():
                of_look = numpy.flatnonzero(seen == number)
                if len(of_look):
                    texts, letters = stored_numbers.written(
                        stored.take(pyarrow.array(of_look)), meaning, common.since_1904, code
                    )
                    put(where[of_look], texts, letters)
    return _without_blanks(raw, kind, pyarrow.chunked_array(parts, pyarrow.string()).combine_chunks(), source)


def unescaped(texts: pyarrow.Array) -> pyarrow.Array:
    """Texts with Excel's own escapes undone: _x000D_ is a carriage return."""
    odd = compute.match_substring(texts, "_x")
    if not compute.any(odd, min_count=0).as_py():
        return texts
    mended = [
        _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
        for text in texts.filter(odd).to_pylist()
    ]
    return compute.replace_with_mask(texts, odd, pyarrow.array(mended, pyarrow.string()))


def _shared(stored: pyarrow.Array, texts: pyarrow.Array) -> pyarrow.Array:
    return texts.take(compute.cast(stored, pyarrow.int32()))


def _iso_dates(stored: pyarrow.Array) -> tuple[pyarrow.Array, numpy.ndarray]:
    texts, letters = [], []
    for text in stored.to_pylist():
        day, _, clock = text.replace("T", " ").rstrip("Z").partition(" ")
        clock = clock.split(".")[0]
        midnight = clock in ("", "00:00:00")
        texts.append(day if midnight else f"{day} {clock}")
        letters.append(ord("h") if ":" in day else ord("d") if midnight else ord("m"))
    return pyarrow.array(texts, pyarrow.string()), numpy.array(letters, numpy.uint8)


def _without_blanks(raw: RawCells, kind: numpy.ndarray, texts: pyarrow.Array, source: numpy.ndarray) -> SheetReading:
    ordered = texts.take(pyarrow.array(source))
    kept = compute.and_(compute.is_valid(ordered), compute.not_equal(ordered, "")).fill_null(False)
    mask = kept.to_numpy(zero_copy_only=False)
    return SheetReading(raw.row[mask], raw.column[mask], kind[mask], ordered.filter(kept), raw.hidden_rows)
