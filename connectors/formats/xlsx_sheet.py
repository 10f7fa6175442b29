"""One sheet of an .xlsx read cell by cell through a full XML parser; takes any sheet Excel would open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO

import numpy
import pyarrow
from lxml import etree

from connectors.formats.package import SAFE
from connectors.formats.struck_text import Struck
from connectors.formats.xlsx_cells import NO_VALUE, OWN_TEXT, STORED, RawCells


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass
class _Cells:
    """The cells found so far, one place in each list a cell, and where lines go through their own text."""

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    crossed: Struck = field(default_factory=Struck)

    def add_row(self, element: etree._Element, row: int) -> None:
        column = 0
        for cell in element.iterchildren("{*}c"):
            place = cell.get("r")
            column = column_number(place.rstrip("0123456789")) if place else column + 1
            here = int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) if place else row
            stored_as, text = _content(cell)
            inline = cell.find("{*}is") if stored_as == OWN_TEXT else None
            if inline is not None and inline.find("{*}r") is not None:
                text = self.crossed.add(here, column, runs_of(inline))
            if text or stored_as == NO_VALUE:
                self.rows.append(here)
                self.columns.append(column)
                self.types.append(stored_as)
                self.styles.append(int(cell.get("s", 0)))
                self.texts.append(text)


def read(stream: IO[bytes]) -> RawCells:
    """The cells of a sheet's XML, with its hidden rows and merges."""
    cells = _Cells()
    hidden: list[int] = []
    merges: list[str] = []
    hidden_columns: list[tuple[int, int]] = []
    row, hidden_by_default = 0, False
    for _, element in etree.iterparse(
        stream, events=("end",), tag=("{*}row", "{*}col", "{*}mergeCell", "{*}sheetFormatPr"), **SAFE
    ):
        name = etree.QName(element).localname
        if name == "sheetFormatPr":
            hidden_by_default = element.get("zeroHeight") in ("1", "true")
        elif name == "col":
            if element.get("hidden") in ("1", "true") or element.get("width") in ("0", "0.0"):
                hidden_columns.append((int(element.get("min", 1)), int(element.get("max", 1))))
        elif name == "mergeCell":
            merges.append(element.get("ref", ""))
        else:
            row = int(element.get("r", row + 1))
            if element.get("hidden") in ("1", "true") or (hidden_by_default and element.get("ht") is None):
                hidden.append(row)
            cells.add_row(element, row)
        element.clear(keep_tail=False)
        while element.getprevious() is not None:
            del element.getparent()[0]
    return RawCells(
        numpy.array(cells.rows, numpy.int32),
        numpy.array(cells.columns, numpy.int32),
        numpy.array(cells.types, numpy.uint8),
        numpy.array(cells.styles, numpy.int32),
        pyarrow.array(cells.texts, pyarrow.string()),
        numpy.array(hidden, numpy.int32),
        tuple(merges),
        cells.crossed,
        tuple(hidden_columns),
    )


def runs_of(element: etree._Element) -> list[tuple[str, bool]]:
    """The runs of a string item in order, without the reading aids of East Asian text, and whether each is struck
    through."""
    runs = []
    for one in element.iterchildren("{*}t", "{*}r"):
        if etree.QName(one).localname == "t":
            runs.append((one.text or "", False))
        else:
            struck = is_on(one.find("{*}rPr/{*}strike"))
            runs += [(part.text or "", struck) for part in one.iterchildren("{*}t")]
    return runs


def text_of(element: etree._Element) -> str:
    """The text of a string item: its runs in order, struck or not."""
    return "".join(text for text, _ in runs_of(element))


def is_on(element: etree._Element | None) -> bool:
    """Whether a property that is there or not, such as a line through the text, is there."""
    return element is not None and element.get("val", "1") not in ("0", "false")


def _content(cell: etree._Element) -> tuple[int, str]:
    value = formula = inline = None
    for part in cell.iterchildren("{*}v", "{*}f", "{*}is"):
        name = etree.QName(part).localname
        if name == "v":
            value = part.text
        elif name == "f":
            formula = part.text or ""
        else:
            inline = text_of(part)
    stored_as = cell.get("t", "n")
    if inline is not None and STORED[stored_as] == b"t":
        return STORED[stored_as][0], inline
    if value is None:
        return (0, "") if formula is None or stored_as == "str" else (NO_VALUE, formula)
    return STORED[stored_as][0], value
