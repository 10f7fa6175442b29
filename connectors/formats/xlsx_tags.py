"""The tags of a sheet's rows, found whole columns at a time: each must be one of those below, and may only follow the
tags it follows in a well-formed row."""

from __future__ import annotations

import numpy


class NotPlain(Exception):
    """The sheet is written in a way this reader leaves to the full XML parser."""


# The tags by their first two letters, what may follow each, and how long the fixed ones are.
(
    ROW,
    ROW_ONLY,
    END_ROW,
    CELL,
    CELL_ONLY,
    END_CELL,
    VALUE,
    VALUE_ONLY,
    END_VALUE,
    FORMULA,
    FORMULA_ONLY,
    END_FORMULA,
    INLINE,
    END_INLINE,
    TEXT,
    TEXT_ONLY,
    END_TEXT,
    OTHER,
) = range(18)
_BEGINS = {
    b"ro": ROW,
    b"/r": END_ROW,
    b"c ": CELL,
    b"/c": END_CELL,
    b"v>": VALUE,
    b"v/": VALUE,
    b"v ": VALUE,
    b"/v": END_VALUE,
    b"f>": FORMULA,
    b"f ": FORMULA,
    b"f/": FORMULA,
    b"/f": END_FORMULA,
    b"is": INLINE,
    b"/i": END_INLINE,
    b"t>": TEXT,
    b"t ": TEXT,
    b"t/": TEXT,
    b"/t": END_TEXT,
}
_CLOSED_AT_ONCE = {ROW: ROW_ONLY, CELL: CELL_ONLY, VALUE: VALUE_ONLY, FORMULA: FORMULA_ONLY, TEXT: TEXT_ONLY}
_LENGTH = {END_ROW: 5, END_CELL: 3, END_VALUE: 3, END_FORMULA: 3, INLINE: 3, END_INLINE: 4, END_TEXT: 3}
_FOLLOWS = {
    ROW: (CELL, CELL_ONLY, END_ROW),
    ROW_ONLY: (ROW, ROW_ONLY),
    END_ROW: (ROW, ROW_ONLY),
    CELL: (VALUE, VALUE_ONLY, FORMULA, FORMULA_ONLY, INLINE, END_CELL),
    CELL_ONLY: (CELL, CELL_ONLY, END_ROW),
    END_CELL: (CELL, CELL_ONLY, END_ROW),
    VALUE: (END_VALUE,),
    VALUE_ONLY: (END_CELL,),
    END_VALUE: (END_CELL,),
    FORMULA: (END_FORMULA,),
    FORMULA_ONLY: (VALUE, VALUE_ONLY, END_CELL),
    END_FORMULA: (VALUE, VALUE_ONLY, END_CELL),
    INLINE: (TEXT, TEXT_ONLY),
    TEXT: (END_TEXT,),
    TEXT_ONLY: (END_INLINE,),
    END_TEXT: (END_INLINE,),
    END_INLINE: (END_CELL,),
}
_CODE = numpy.full(65_536, OTHER, numpy.uint8)
for _letters, _code in _BEGINS.items():
    _CODE[int.from_bytes(_letters, "little")] = _code
_ONLY = numpy.arange(18, dtype=numpy.uint8)
for _code, _closed in _CLOSED_AT_ONCE.items():
    _ONLY[_code] = _closed
_MAY_FOLLOW = numpy.zeros((18, 18), bool)
for _code, _next in _FOLLOWS.items():
    _MAY_FOLLOW[_code, list(_next)] = True
_FIXED = numpy.zeros(18, numpy.int64)
for _code, _size in _LENGTH.items():
    _FIXED[_code] = _size
HOLDS_TEXT = numpy.isin(numpy.arange(18), (VALUE, FORMULA, TEXT))


def tags(data: numpy.ndarray, piece: bytes) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Where each tag begins and ends, and which it is; raises NotPlain unless together they make well-formed rows."""
    opened, closed = numpy.flatnonzero(data == ord("<")), numpy.flatnonzero(data == ord(">"))
    control = data[data < 32] if data.min() < 32 else data[:0]
    if (
        len(opened) != len(closed)
        or not len(opened)
        or ((control != 9) & (control != 10)).any()
        or b" hidden='" in piece
    ):
        raise NotPlain("stray brackets, control characters or quotes")
    gap = opened[1:] - closed[:-1]
    if (closed <= opened).any() or (gap < 1).any() or len(data) != closed[-1] + 1 or opened[0] != 0:
        raise NotPlain("stray brackets")
    pairs = numpy.ndarray(len(data) - 1, "<u2", piece, strides=(1,))  # every byte with the next
    code = _CODE.take(pairs.take(opened + 1))
    code = numpy.where(data.take(closed - 1) == ord("/"), _ONLY.take(code), code)
    fixed = _FIXED.take(code)
    if (
        not _MAY_FOLLOW.take(code[:-1] * numpy.uint16(18) + code[1:]).all()
        or code[0] not in (ROW, ROW_ONLY)
        or code[-1] not in (END_ROW, ROW_ONLY)
    ):
        raise NotPlain("a tag out of place")
    if ((fixed > 0) & (fixed != closed - opened)).any() or ((gap > 1) & ~HOLDS_TEXT.take(code[:-1])).any():
        raise NotPlain("something between the tags")
    for letters, of in (
        (b"<row ", (ROW, ROW_ONLY)),
        (b"</row>", (END_ROW,)),
        (b"<is>", (INLINE,)),
        (b"</is>", (END_INLINE,)),
    ):
        places = opened[numpy.any([code == one for one in of], axis=0)]
        if any((data[places + offset] != letter).any() for offset, letter in enumerate(letters)):
            raise NotPlain("another tag")
    return opened, closed, code
