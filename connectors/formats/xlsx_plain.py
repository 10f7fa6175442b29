"""The rows of an .xlsx sheet read whole columns at a time, where its XML is as plain as spreadsheet programs write it.

A sheet of a million cells costs an XML parser seconds and this reader tenths. It takes one strict form of XML, that of
connectors.formats.xlsx_tags. Anything else (comments, rich text in cells, prefixes, odd attributes) raises NotPlain,
and the sheet goes through connectors.formats.xlsx_sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO

import numpy
import pyarrow
import pyarrow.compute as compute

from connectors.formats import xlsx_sheet
from connectors.formats.xlsx_cells import NO_VALUE, OWN_TEXT, RawCells
from connectors.formats.xlsx_tags import (
    CELL,
    CELL_ONLY,
    FORMULA,
    FORMULA_ONLY,
    HOLDS_TEXT,
    INLINE,
    ROW,
    ROW_ONLY,
    VALUE,
    NotPlain,
    tags,
)

_PIECE = 1_000_000  # bytes of XML looked at together

# The letter of STORED for each value of the attribute `t`, by its first letters.
_TYPES = {b'n"': b"n", b's"': b"s", b"st": b"t", b"in": b"t", b'b"': b"b", b'e"': b"e", b'd"': b"d"}
_STORED = numpy.zeros(65_536, numpy.uint8)
for _letters, _letter in _TYPES.items():
    _STORED[int.from_bytes(_letters, "big")] = _letter[0]
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_HIDDEN = re.compile(rb'<row r="(\d+)"[^>]* hidden="(?:1|true)"')
_HIDDEN_BY_DEFAULT = re.compile(rb"""zeroHeight=["'](?:1|true)""")
_ENTITY = re.compile(r"&(#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def read(stream: IO[bytes]) -> RawCells:
    """The same as connectors.formats.xlsx_sheet.read, or NotPlain."""
    around: list[bytes] = []
    found = [_cells(piece) for piece in _pieces(stream, around)]
    frame = xlsx_sheet.read(BytesIO(b"".join(around)))
    if _HIDDEN_BY_DEFAULT.search(around[0]) or len(frame.row):
        raise NotPlain("rows hidden by default")
    if not found:
        return frame
    row, column, stored_as, style, text, hidden = zip(*found, strict=True)
    return RawCells(
        numpy.concatenate(row),
        numpy.concatenate(column),
        numpy.concatenate(stored_as),
        numpy.concatenate(style),
        pyarrow.chunked_array(text, pyarrow.string()).combine_chunks(),
        numpy.concatenate(hidden),
        frame.merges,
        hidden_columns=frame.hidden_columns,
    )


def _pieces(stream: IO[bytes], around: list[bytes]) -> Iterator[bytes]:
    """Whole rows, some megabytes at a time; what stands before and after them is added to `around`."""
    held = stream.read(_PIECE)
    start = held.find(b"<row ")
    if _ENCODING.search(held[:200]) or held.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotPlain("another encoding")
    if start < 0:
        around.append(held + stream.read())
        return
    around.append(held[:start])
    held = held[start:]
    while more := stream.read(_PIECE):
        held += more
        end = held.rfind(b"<row ")
        if end > 0:
            yield held[:end]
            held = held[end:]
    end = held.find(b"</sheetData>")
    around.append(held[end:])
    if end < 0:
        raise NotPlain("no end of the rows")
    yield held[:end]


def _cells(
    piece: bytes,
) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray, numpy.ndarray, pyarrow.Array, numpy.ndarray]:
    data = numpy.frombuffer(piece, numpy.uint8)
    opened, closed, code = tags(data, piece)
    cell = numpy.flatnonzero((code == CELL) | (code == CELL_ONLY))
    row_tag = numpy.flatnonzero((code == ROW) | (code == ROW_ONLY))
    quotes = numpy.flatnonzero(data == ord('"'))
    row_number, _ = _reference(data, *_first_attribute(data, quotes, opened[row_tag], 4), letters=0)
    column, row, style, stored_as = _attributes(data, quotes, opened[cell], closed[cell])
    if not numpy.array_equal(row, row_number[numpy.searchsorted(row_tag, cell) - 1]):
        raise NotPlain("a cell that names another row")
    formula = (code[cell + 1] == FORMULA) * 2 + (code[cell + 1] == FORMULA_ONLY)
    holder = cell + 1 + formula
    inline = code[holder] == INLINE
    holder = holder + inline
    empty = opened[numpy.minimum(holder + 1, len(opened) - 1)] == closed[holder] + 1
    unsaved = (formula > 0) & ((code[holder] != VALUE) | empty) & (stored_as != OWN_TEXT)
    holder = numpy.where(unsaved, cell + 1, holder)
    filled = (code[cell] == CELL) & (unsaved | HOLDS_TEXT[code[holder]] & ~empty)
    if (inline & (stored_as != OWN_TEXT)).any():
        raise NotPlain("text in a cell of another type")
    holder, stored_as = holder[filled], numpy.where(unsaved, NO_VALUE, stored_as)[filled].astype(numpy.uint8)
    starts = closed[holder] + 1
    ends = numpy.where(HOLDS_TEXT[code[holder]], opened[holder + 1], starts)
    hidden = [int(one[1]) for one in _HIDDEN.finditer(piece)] if b' hidden="' in piece else []
    return (
        row[filled].astype(numpy.int32),
        column[filled].astype(numpy.int32),
        stored_as,
        style[filled].astype(numpy.int32),
        _texts(piece, starts, ends),
        numpy.array(hidden, numpy.int32),
    )


def _first_attribute(
    data: numpy.ndarray, quotes: numpy.ndarray, tag: numpy.ndarray, length: int
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Where the value of r begins and ends; it must be the first attribute."""
    first = numpy.searchsorted(quotes, tag)
    if (quotes[first] != tag + length + 3).any() or (data[tag + length + 1] != ord("r")).any():
        raise NotPlain("another first attribute")
    return quotes[first] + 1, quotes[first + 1]


def _attributes(
    data: numpy.ndarray, quotes: numpy.ndarray, start: numpy.ndarray, end: numpy.ndarray
) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Column, row, style and type of cells from their tags, which may carry r, s and t and nothing else."""
    first = numpy.searchsorted(quotes, start)
    quotes = numpy.append(quotes, numpy.full(8, len(data)))
    if (quotes[first] != start + 5).any() or (data[start + 3] != ord("r")).any() or (data[start + 4] != ord("=")).any():
        raise NotPlain("a cell without its place")
    row, column = _reference(data, quotes[first] + 1, quotes[first + 1], letters=3)
    style, stored_as = numpy.zeros(len(start), numpy.int64), numpy.full(len(start), ord("n"), numpy.uint8)
    last = quotes[first + 1]
    for attribute in (2, 4):
        has = numpy.flatnonzero(quotes[first + attribute] < end)
        begin, finish = quotes[first[has] + attribute], quotes[first[has] + attribute + 1]
        name = data[begin - 2]
        if ((begin - last[has] != 4) | (data[begin - 1] != ord("=")) | (data[begin - 3] != ord(" "))).any():
            raise NotPlain("another attribute")
        styled, typed = name == ord("s"), name == ord("t")
        if not (styled | typed).all():
            raise NotPlain("another attribute")
        style[has[styled]], _ = _reference(data, begin[styled] + 1, finish[styled], letters=0)
        stored_as[has[typed]] = _STORED[data[begin[typed] + 1].astype(numpy.uint16) << 8 | data[begin[typed] + 2]]
        last[has] = finish
    rest = end - last
    if not ((rest == 1) | ((rest == 2) & (data[end - 1] == ord("/")))).all() or not stored_as.all():
        raise NotPlain("another attribute")
    return column, row, style, stored_as


def _reference(
    data: numpy.ndarray, start: numpy.ndarray, end: numpy.ndarray, letters: int
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The number and the column of places such as AB12; with no letters allowed, the number alone."""
    column = numpy.zeros(len(start), numpy.int64)
    place = start.copy()
    for _ in range(letters):
        letter = data[place].astype(numpy.int64) - 64
        is_letter = (letter >= 1) & (letter <= 26)
        column = numpy.where(is_letter, column * 26 + letter, column)
        place += is_letter
    number = numpy.zeros(len(start), numpy.int64)
    for _ in range(7):
        within = place < end
        if not within.any():
            break
        digit = data[numpy.minimum(place, len(data) - 1)].astype(numpy.int64) - 48
        if ((digit < 0) | (digit > 9))[within].any():
            raise NotPlain("a place that is no place")
        number = numpy.where(within, number * 10 + digit, number)
        place += within
    if (place != end).any() or (letters and not column.all()):
        raise NotPlain("a place that is no place")
    return number, column


def _texts(piece: bytes, starts: numpy.ndarray, ends: numpy.ndarray) -> pyarrow.Array:
    """The stretches of the XML between those places as texts, with entities resolved."""
    offsets = numpy.empty(2 * len(starts), numpy.int32)
    offsets[0::2], offsets[1::2] = starts, ends
    if not len(offsets):
        return pyarrow.array([], pyarrow.string())
    every = pyarrow.StringArray.from_buffers(len(offsets) - 1, pyarrow.py_buffer(offsets), pyarrow.py_buffer(piece))
    texts = every.take(pyarrow.array(numpy.arange(0, len(offsets), 2)))
    texts.validate(full=True)
    if b"&" not in piece:
        return texts
    odd = compute.match_substring(texts, "&")
    mended = pyarrow.array([_ENTITY.sub(_character, text) for text in texts.filter(odd).to_pylist()], pyarrow.string())
    return compute.replace_with_mask(texts, odd, mended)


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    if name is None:
        raise NotPlain("an entity of its own")
    if not name.startswith("#"):
        return _NAMED[name]
    number = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    if not (
        number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
    ):
        raise NotPlain("a character XML does not allow")
    return chr(number)
