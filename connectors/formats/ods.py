"""An OpenDocument spreadsheet, from its content.xml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from connectors.cells import DATE, DATETIME, ERROR, NUMBER, PERCENT, TEXT, TIME, UNSAVED, YES_NO, Remark
from connectors.formats.grid import LAST_COLUMN, SheetReading, beyond_limits, merged, of_cells
from connectors.formats.ods_styles import Styles, read_common
from connectors.formats.package import SAFE, Package
from connectors.formats.stored_numbers import percentage, shown

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
# an M before the T would be months
_SPAN = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?)?$")


@dataclass
class _Sheet:
    name: str
    hidden: bool
    styles: Styles
    row: int = 0
    column_styles: list[str] = field(default_factory=list)  # of each column, as far as they are told
    cells: list[tuple[int, int, str, str]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    merges: int = 0


def read(parts: Package) -> Iterator[tuple[str, SheetReading]]:
    """The name and reading of each tab in order."""
    styles = read_common(parts)
    sheet = _Sheet("", False, styles)
    table, row, column, group = (
        f"{_TABLE}table",
        f"{_TABLE}table-row",
        f"{_TABLE}table-column",
        f"{_OFFICE}automatic-styles",
    )
    with parts.stream("content.xml") as stream:
        wanted = (table, row, column, group)
        for event, element in etree.iterparse(stream, events=("start", "end"), tag=wanted, **SAFE):
            if element.tag == table and event == "start":
                hidden = styles.unseen(element.get(f"{_TABLE}style-name", ""))
                sheet = _Sheet(element.get(f"{_TABLE}name", ""), hidden, styles)
            elif event == "start":
                continue
            elif element.tag == group:
                styles.add(element)
            elif element.tag == column:
                _add_column(sheet, element)
            elif element.tag == row:
                _add_row(sheet, element)
                element.clear(keep_tail=False)
            else:
                yield sheet.name, _reading(sheet)
                element.clear(keep_tail=False)


def _reading(sheet: _Sheet) -> SheetReading:
    import numpy

    reading = of_cells(sheet.cells)
    reading.hidden_rows = numpy.array(sheet.hidden_rows, numpy.int32)
    reading.merges, reading.remarks = sheet.merges, sheet.remarks
    if sheet.hidden:
        reading.remarks.append(Remark("hidden-tab"))
    return reading


def _add_column(sheet: _Sheet, element: etree._Element) -> None:
    times = min(int(element.get(f"{_TABLE}number-columns-repeated", 1)), LAST_COLUMN - len(sheet.column_styles))
    sheet.column_styles.extend([element.get(f"{_TABLE}default-cell-style-name", "")] * times)


def _style(sheet: _Sheet, row: etree._Element, cell: etree._Element, column: int) -> str:
    """The style of a cell: its own, else that of its row, else that of its column."""
    of_column = sheet.column_styles[column] if column < len(sheet.column_styles) else ""
    return cell.get(f"{_TABLE}style-name") or row.get(f"{_TABLE}default-cell-style-name") or of_column


def _add_row(sheet: _Sheet, element: etree._Element) -> None:
    times = int(element.get(f"{_TABLE}number-rows-repeated", 1))
    found: list[tuple[int, str, str]] = []
    column = 0
    for cell in element.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        across = int(cell.get(f"{_TABLE}number-columns-repeated", 1))
        kind, text = _content(cell, sheet.styles.code(_style(sheet, element, cell, column)))
        if text:
            beyond_limits(sheet.name, sheet.row + times, column + across)
            found.extend((column + step, kind, text) for step in range(1, across + 1))
        spans = int(cell.get(f"{_TABLE}number-columns-spanned", 1)), int(cell.get(f"{_TABLE}number-rows-spanned", 1))
        if max(spans) > 1:
            sheet.merges += 1
            sheet.remarks.append(merged(sheet.row + 1, column + 1, sheet.row + spans[1], column + spans[0]))
        column += across
    if found:
        hidden = element.get(f"{_TABLE}visibility", "visible") != "visible"
        for row in range(sheet.row + 1, sheet.row + times + 1):
            sheet.cells.extend((row, *one) for one in found)
            if hidden:
                sheet.hidden_rows.append(row)
    sheet.row += times


def _content(cell: etree._Element, code: str) -> tuple[str, str]:
    kind = cell.get(f"{_OFFICE}value-type")
    if cell.get(f"{_CALCEXT}value-type") == "error":
        return ERROR, _shown(cell) or "#VALUE!"
    if kind is None:
        formula = cell.get(f"{_TABLE}formula")
        return (UNSAVED, f"={formula.split('=', 1)[-1]}") if formula else (TEXT, _shown(cell))
    if kind == "string":
        return TEXT, cell.get(f"{_OFFICE}string-value") or _shown(cell)
    if kind == "boolean":
        return YES_NO, "yes" if cell.get(f"{_OFFICE}boolean-value") == "true" else "no"
    if kind == "date":
        day, _, clock = cell.get(f"{_OFFICE}date-value", "").partition("T")
        clock = clock.split(".")[0]
        return (DATE, day) if clock in ("", "00:00:00") else (DATETIME, f"{day} {clock}")
    if kind == "time":
        return _time(cell)
    number = float(cell.get(f"{_OFFICE}value", "nan"))
    return (PERCENT, percentage(number)) if kind == "percentage" else shown(number, NUMBER, code=code)


def _time(cell: etree._Element) -> tuple[str, str]:
    """Hours, minutes and seconds; a time that is not written in these, such as months, stays what the person sees."""
    text = cell.get(f"{_OFFICE}time-value", "")
    span = _SPAN.match(text.lstrip("-"))
    if span is None:
        return TEXT, _shown(cell)
    days, hours, minutes, seconds = (int(part or 0) for part in span.groups())
    return TIME, f"{'-' if text.startswith('-') else ''}{days * 24 + hours:02d}:{minutes:02d}:{seconds:02d}"


def _shown(cell: etree._Element) -> str:
    return "\n".join(_paragraph(one) for one in cell.iterchildren(f"{_TEXT}p"))


def _paragraph(element: etree._Element) -> str:
    said = [element.text or ""]
    for part in element:
        if part.tag == f"{_TEXT}s":
            said.append(" " * int(part.get(f"{_TEXT}c", 1)))
        elif part.tag == f"{_TEXT}tab":
            said.append("\t")
        elif part.tag == f"{_TEXT}line-break":
            said.append("\n")
        elif part.tag in (f"{_TEXT}span", f"{_TEXT}a"):
            said.append(_paragraph(part))
        said.append(part.tail or "")
    return "".join(said)
