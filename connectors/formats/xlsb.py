"""A binary .xlsb workbook, from its records ([MS-XLSB] 2.1.4: a type and a length of seven bits a byte, then the
data)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy

from connectors.cells import ERROR, NUMBER, TEXT, YES_NO, Remark
from connectors.formats.grid import SheetReading, beyond_limits, hidden_columns, of_cells
from connectors.formats.package import Package
from connectors.formats.stored_numbers import look, shown
from connectors.formats.struck_text import Struck, runs_at

_FONT, _COLUMNS, _HIDDEN_COLUMNS = 43, 60, 0x01
_STRUCK = 0x08  # of a font
_ROW, _RK, _ERROR, _BOOLEAN, _REAL, _TEXT, _SHARED = 0, 2, 3, 4, 5, 6, 7
_OF_FORMULA = {8: _TEXT, 9: _REAL, 10: _BOOLEAN, 11: _ERROR}
_SHARED_TEXT, _FORMAT, _STYLE, _TAB, _BOOK, _MERGE, _STYLES, _END_STYLES = 19, 44, 47, 156, 153, 176, 617, 618
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_HIDDEN_ROW = 0x10


def read(parts: Package) -> Iterator[tuple[str, SheetReading]]:
    """The name and reading of each tab in order."""
    book = parts.book("xl/workbook.bin")
    related = parts.relations(book)
    by_kind = dict(related.values())
    styles = _styles(parts, by_kind.get("styles", ""))
    texts = [
        _shared_text(data, styles)
        for kind, data in _records(parts, by_kind.get("sharedStrings", ""))
        if kind == _SHARED_TEXT
    ]
    since_1904 = False
    for kind, data in _records(parts, book):
        if kind == _BOOK:
            since_1904 = bool(data[0] & 1)
        elif kind == _TAB:
            identity, end = _wide(data, 8)
            name, _ = _wide(data, end)
            role, part = related.get(identity, ("", ""))
            if role == "worksheet":
                reading = _sheet(parts, parts.as_tab(part), name, texts, styles, since_1904)
                if struct.unpack_from("<I", data)[0]:
                    reading.remarks.append(Remark("hidden-tab"))
                yield name, reading


def _records(parts: Package, part: str) -> Iterator[tuple[int, memoryview]]:
    data = memoryview(parts.bytes(part)) if part in parts else memoryview(b"")
    place = 0
    while place < len(data):
        kind, place = _seven_bits(data, place, 2)
        length, place = _seven_bits(data, place, 4)
        if place + length > len(data):
            raise ValueError("a record goes on beyond its part")
        yield kind, data[place : place + length]
        place += length


def _seven_bits(data: memoryview, place: int, most: int) -> tuple[int, int]:
    number = 0
    for step in range(most):
        byte = data[place + step]
        number |= (byte & 0x7F) << 7 * step
        if byte < 0x80:
            return number, place + step + 1
    return number, place + most


def _wide(data: memoryview, place: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", data, place)
    end = place + 4 + 2 * length
    if length == 0xFFFFFFFF:
        return "", place + 4
    if end > len(data):
        raise ValueError("a text goes on beyond its record")
    return bytes(data[place + 4 : end]).decode("utf-16-le", "replace"), end


@dataclass
class _Styles:
    lined: list[bool] = field(default_factory=list)  # of each font, whether it draws a line through
    looks: list[tuple[str, str]] = field(default_factory=list)  # of each cell style, meaning and code of its format
    fonts: list[int] = field(default_factory=list)  # of each cell style

    def look(self, style: int) -> tuple[str, str]:
        return self.looks[style] if style < len(self.looks) else (NUMBER, "")

    def struck(self, font: int) -> bool:
        return font < len(self.lined) and self.lined[font]


def _styles(parts: Package, part: str) -> _Styles:
    codes: dict[int, str] = {}
    found = _Styles()
    of_cells_now = False
    for kind, data in _records(parts, part):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", data)[0]] = _wide(data, 2)[0]
        elif kind == _FONT:
            found.lined.append(bool(struct.unpack_from("<H", data, 2)[0] & _STRUCK))
        elif kind in (_STYLES, _END_STYLES):
            of_cells_now = kind == _STYLES
        elif kind == _STYLE and of_cells_now:
            number = struct.unpack_from("<H", data, 2)[0]
            found.looks.append(look(codes.get(number, ""), number))
            found.fonts.append(struct.unpack_from("<H", data, 4)[0] if len(data) >= 6 else 0)
    return found


def _shared_text(data: memoryview, styles: _Styles) -> list[tuple[str, bool]]:
    """A shared text in its runs, and whether each is struck through; what stands before the first has the font of the
    cell."""
    text, end = _wide(data, 1)
    if not data[0] & 1 or not any(styles.lined):
        return [(text, False)]
    (count,) = struct.unpack_from("<I", data, end)
    runs = [struct.unpack_from("<HH", data, end + 4 + 4 * number) for number in range(count)]
    lined = [False, *(styles.struck(font) for _, font in runs)]
    return runs_at(text, [0, *(start for start, _ in runs)], lined)


def _sheet(
    parts: Package, part: str, name: str, texts: list[list[tuple[str, bool]]], styles: _Styles, since_1904: bool
) -> SheetReading:
    cells, hidden, merges, unseen, lines = [], [], [], [], Struck()
    row = 0
    for kind, data in _records(parts, part):
        if kind == _ROW:
            row = struct.unpack_from("<I", data)[0] + 1
            if data[11] & _HIDDEN_ROW:
                hidden.append(row)
        elif kind == _COLUMNS:
            first, last = struct.unpack_from("<II", data)
            if len(data) > 16 and data[16] & _HIDDEN_COLUMNS:
                unseen.append((first + 1, last + 1))
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", data)
            merges.append((top + 1, left + 1, bottom + 1, right + 1))
        elif 2 <= kind <= 11:
            column, style = struct.unpack_from("<II", data)
            beyond_limits(name, row, column + 1)
            style &= 0xFFFFFF
            letter, runs = _content(_OF_FORMULA.get(kind, kind), data, texts, styles.look(style), since_1904)
            runs = [(runs[0][0], styles.struck(styles.fonts[style] if style < len(styles.fonts) else 0)), *runs[1:]]
            cells.append((row, column + 1, letter, lines.add(row, column + 1, runs)))
    reading = of_cells(cells)
    reading.seen_otherwise = list(lines.parts)
    reading.hidden_rows, reading.merges = numpy.array(hidden, numpy.int32), merges
    reading.remarks = [*hidden_columns(reading, unseen), *lines.remarks()]
    return reading


def _content(
    kind: int, data: memoryview, texts: list[list[tuple[str, bool]]], shown_as: tuple[str, str], since_1904: bool
) -> tuple[str, list[tuple[str, bool]]]:
    """The letter of a cell and the runs of its text."""
    if kind == _SHARED:
        return TEXT, texts[struct.unpack_from("<I", data, 8)[0]]
    if kind == _TEXT:
        return TEXT, [(_wide(data, 8)[0], False)]
    if kind == _BOOLEAN:
        return YES_NO, [("yes" if data[8] else "no", False)]
    if kind == _ERROR:
        return ERROR, [(_ERRORS.get(data[8], "#VALUE!"), False)]
    number = _packed(struct.unpack_from("<I", data, 8)[0]) if kind == _RK else struct.unpack_from("<d", data, 8)[0]
    meaning, code = shown_as
    letter, text = shown(number, meaning, since_1904, code)
    return letter, [(text, False)]


def _packed(value: int) -> float:
    """[MS-XLSB] 2.5.122: two flags (hundredths, whole) and thirty bits of an integer or of a double."""
    if value & 2:
        number = float(value >> 2 if value < 1 << 31 else (value >> 2) - (1 << 30))
    else:
        number = struct.unpack("<d", struct.pack("<Q", (value & 0xFFFFFFFC) << 32))[0]
    return number / 100 if value & 1 else number
