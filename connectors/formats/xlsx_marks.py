"""What people do to cells of an .xlsx instead of typing: lines through them, and notes beside them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy
from lxml import etree

from connectors.cells import Remark
from connectors.formats.package import Package
from connectors.formats.struck_text import Struck
from connectors.formats.xlsx_cells import SHARED, Common, RawCells
from connectors.formats.xlsx_sheet import column_number, is_on, text_of

NOTE_LETTERS = 200  # of a note that are told


def struck_styles(styles: etree._Element) -> tuple[bool, ...]:
    """Of each cell style, whether it draws a line through the cell."""
    fonts = [is_on(font.find("{*}strike")) for font in styles.iterfind("{*}fonts/{*}font")]
    used = [int(one.get("fontId", 0)) for one in styles.iterfind("{*}cellXfs/{*}xf")]
    return tuple(number < len(fonts) and fonts[number] for number in used)


def struck(raw: RawCells, common: Common) -> Struck:
    """Where lines go through cells of the sheet, or through part of their text."""
    found = Struck(set(raw.crossed.whole), dict(raw.crossed.parts))
    if any(common.struck):
        drawn = numpy.array(common.struck)[numpy.minimum(raw.style, len(common.struck) - 1)]
        found.whole |= set(zip(raw.row[drawn].tolist(), raw.column[drawn].tolist(), strict=True))
    if common.crossed.whole or common.crossed.parts:
        for place in numpy.flatnonzero(raw.stored_as == SHARED):
            text, cell = (int(raw.text[place].as_py()), 0), (int(raw.row[place]), int(raw.column[place]))
            if text in common.crossed.parts:
                found.parts[cell] = common.crossed.parts[text]
            elif text in common.crossed.whole:
                found.whole.add(cell)
    return found


def notes(parts: Package, sheet: str) -> Iterator[Remark]:
    """One remark a note of the sheet of that part, with its cell and its first words."""
    for kind, part in parts.relations(sheet).values():
        if kind == "comments" and part in parts:
            for note in parts.xml(part).iterfind("{*}commentList/{*}comment"):
                place = note.get("ref", "A1").split(":")[0].upper()
                letters = place.rstrip("0123456789")
                text = note.find("{*}text")
                told = "" if text is None else text_of(text)[:NOTE_LETTERS]
                yield Remark(
                    "cell-note", int(place[len(letters) :] or 1), column_number(letters), detail=f"{place}: {told}"
                )
