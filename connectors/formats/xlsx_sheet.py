"""One sheet of an .xlsx read cell by cell through a full XML parser; takes any sheet Excel would open."""

from __future__ import annotations

from typing import IO

import numpy
import pyarrow
from lxml import etree

from connectors.formats.package import SAFE
from connectors.formats.xlsx_cells import NO_VALUE, STORED, RawCells


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def read(stream: IO[bytes]) -> RawCells:
    """The cells of a sheet's XML, with its hidden rows and merges."""
    rows, columns, types, styles, texts = [], [], [], [], []
    hidden: list[int] = []
    merges: list[str] = []
    row, hidden_by_default = 0, False
    for _, element in etree.iterparse(
        stream, events=("end",), tag=("{*}row", "{*}mergeCell", "{*}sheetFormatPr"), **SAFE
    ):
        name = etree.QName(element).localname
        if name == "sheetFormatPr":
            hidden_by_default = element.get("zeroHeight") in ("1", "true")
        elif name == "mergeCell":
            merges.append(element.get("ref", ""))
        else:
            row = int(element.get("r", row + 1))
            if element.get("hidden") in ("1", "true") or (hidden_by_default and element.get("ht") is None):
                hidden.append(row)
            column = 0
            for cell in element.iterchildren("{*}c"):
                place = cell.get("r")
                column = column_number(place.rstrip("0123456789")) if place else column + 1
                stored_as, text = _content(cell)
                if text or stored_as == NO_VALUE:
                    rows.append(int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) if place else row)
                    columns.append(column)
                    types.append(stored_as)
                    styles.append(int(cell.get("s", 0)))
                    texts.append(text)
        element.clear(keep_tail=False)
        while element.getprevious() is not None:
            del element.getparent()[0]
    return RawCells(
        numpy.array(rows, numpy.int32),
        numpy.array(columns, numpy.int32),
        numpy.array(types, numpy.uint8),
        numpy.array(styles, numpy.int32),
        pyarrow.array(texts, pyarrow.string()),
        numpy.array(hidden, numpy.int32),
        tuple(merges),
    )


def text_of(element: etree._Element) -> str:
    """The text of a string item: its runs in order, without the reading aids of East Asian text."""
    runs = (
        part
        for one in element.iterchildren("{*}t", "{*}r")
        for part in ([one] if etree.QName(one).localname == "t" else one.iterchildren("{*}t"))
    )
    return "".join(part.text or "" for part in runs)


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
