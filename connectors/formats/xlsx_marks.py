"""What people do to cells of an .xlsx instead of typing: lines through them, and notes beside them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy
from lxml import etree

from connectors.cells import Remark
from connectors.formats.grid import place_of
from connectors.formats.package import Package
from connectors.formats.xlsx_cells import RawCells
from connectors.formats.xlsx_sheet import column_number, text_of

NOTE_LETTERS = 200  # of a note that are told


def struck_styles(styles: etree._Element) -> tuple[bool, ...]:
    """Of each cell style, whether it draws a line through the cell."""
    fonts = [_on(font.find("{*}strike")) for font in styles.iterfind("{*}fonts/{*}font")]
    used = [int(one.get("fontId", 0)) for one in styles.iterfind("{*}cellXfs/{*}xf")]
    return tuple(number < len(fonts) and fonts[number] for number in used)


def struck(raw: RawCells, styles: tuple[bool, ...]) -> Iterator[Remark]:
    """One remark a row that has struck-through cells, with their places."""
    if not any(styles):
        return
    drawn = numpy.array(styles)[numpy.minimum(raw.style, len(styles) - 1)]
    places: dict[int, list[int]] = {}
    for row, column in zip(raw.row[drawn].tolist(), raw.column[drawn].tolist(), strict=True):
        places.setdefault(row, []).append(column)
    for row, columns in sorted(places.items()):
        yield Remark(
            "struck-through", row, min(columns), detail=", ".join(place_of(row, column) for column in sorted(columns))
        )


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


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false")
