"""An OpenDocument spreadsheet, from its content.xml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from connectors.cells import DATE, DATETIME, ERROR, NUMBER, PERCENT, TEXT, TIME, UNSAVED, YES_NO, Area, Remark
from connectors.formats.grid import LAST_COLUMN, SheetReading, beyond_limits, hidden_columns, of_cells
from connectors.formats.ods_styles import Styles, read_common
from connectors.formats.package import SAFE, Package
from connectors.formats.stored_numbers import percentage, shown
from connectors.formats.struck_text import Struck
from connectors.trouble import CannotOpen

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
# an M before the T would be months
_SPAN = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?)?$")


_NO_STYLES = Styles()


@dataclass
class _Sheet:
    name: str
    hidden: bool
    styles: Styles
    row: int = 0
    column_styles: list[str] = field(default_factory=list)  # of each column, as far as they are told
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # first and last
    cells: list[tuple[int, int, str, str]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    struck: Struck = field(default_factory=Struck)


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
    reading.merges = sheet.merges
    if sheet.hidden:
        reading.remarks.append(Remark("hidden-tab"))
    reading.seen_otherwise = list(sheet.struck.parts)
    reading.remarks += [*hidden_columns(reading, sheet.hidden_columns), *sheet.struck.remarks()]
    return reading


def _add_column(sheet: _Sheet, element: etree._Element) -> None:
    times = min(_times(sheet, element, "columns-repeated"), LAST_COLUMN - len(sheet.column_styles))
    if element.get(f"{_TABLE}visibility", "visible") != "visible":
        sheet.hidden_columns.append((len(sheet.column_styles) + 1, len(sheet.column_styles) + times))
    sheet.column_styles.extend([element.get(f"{_TABLE}default-cell-style-name", "")] * times)


def _style(sheet: _Sheet, row: etree._Element, cell: etree._Element, column: int) -> str:
    """The style of a cell: its own, else that of its row, else that of its column."""
    of_column = sheet.column_styles[column] if column < len(sheet.column_styles) else ""
    return cell.get(f"{_TABLE}style-name") or row.get(f"{_TABLE}default-cell-style-name") or of_column


def _times(sheet: _Sheet, element: etree._Element, what: str) -> int:
    """How often a row, column or cell stands there, or how many of them it covers: at least once."""
    times = int(element.get(f"{_TABLE}number-{what}", 1))
    if times < 1:
        raise CannotOpen(
            f"The tab {sheet.name} is damaged: a row, a column or a cell of it is said to be there {times} times.",
            "Open it in LibreOffice, save it again as a new file, and choose that.",
        )
    return times


def _add_row(sheet: _Sheet, element: etree._Element) -> None:
    times = _times(sheet, element, "rows-repeated")
    found: list[tuple[int, str, str]] = []
    column = 0
    for cell in element.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        across = _times(sheet, cell, "columns-repeated")
        style = _style(sheet, element, cell, column)
        kind, text = _content(cell, sheet.styles.code(style))
        if text:
            beyond_limits(sheet.name, sheet.row + times, column + across)
            text = _left(sheet, cell, style, kind, text, column)
            found.extend((column + step, kind, text) for step in range(1, across + 1))
        spans = _times(sheet, cell, "columns-spanned"), _times(sheet, cell, "rows-spanned")
        if max(spans) > 1:
            sheet.merges.append((sheet.row + 1, column + 1, sheet.row + spans[1], column + spans[0]))
        column += across
    if found:
        hidden = element.get(f"{_TABLE}visibility", "visible") != "visible"
        for row in range(sheet.row + 1, sheet.row + times + 1):
            sheet.cells.extend((row, *one) for one in found)
            if hidden:
                sheet.hidden_rows.append(row)
    sheet.row += times


def _left(sheet: _Sheet, cell: etree._Element, style: str, kind: str, text: str, column: int) -> str:
    """The text of a cell without its struck part; what is struck is noted."""
    lined = sheet.styles.struck(style)
    spans = kind == TEXT and cell.find(f".//{_TEXT}span") is not None
    if not lined and not spans:
        return text
    return sheet.struck.add(sheet.row + 1, column + 1, _runs(cell, sheet.styles, lined) if spans else [(text, lined)])


def _runs(element: etree._Element, styles: Styles, lined: bool) -> list[tuple[str, bool]]:
    """The text of a cell run by run, and whether each is struck through."""
    runs: list[tuple[str, bool]] = []
    for one in element.iterchildren(f"{_TEXT}p"):
        runs += [("\n", lined), *_spans(one, styles, lined)] if runs else _spans(one, styles, lined)
    return runs


def _spans(element: etree._Element, styles: Styles, lined: bool) -> list[tuple[str, bool]]:
    runs = [(element.text or "", lined)]
    for part in element:
        if part.tag in (f"{_TEXT}span", f"{_TEXT}a"):
            runs += _spans(part, styles, lined or styles.struck(part.get(f"{_TEXT}style-name", "")))
        else:
            runs.append((_mark(part), lined))
        runs.append((part.tail or "", lined))
    return runs


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
    return "".join(text for text, _ in _runs(cell, _NO_STYLES, False))


def _mark(part: etree._Element) -> str:
    """Spaces, tabs and line breaks, which have elements of their own."""
    if part.tag == f"{_TEXT}s":
        return " " * int(part.get(f"{_TEXT}c", 1))
    return {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(str(part.tag), "")
