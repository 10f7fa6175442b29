"""An .xlsx or .xlsm opened: its tabs in order, and what they share (texts, number formats, the epoch)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow
from lxml import etree

from connectors.cells import Area, Remark
from connectors.formats import xlsx_marks, xlsx_plain, xlsx_sheet
from connectors.formats.grid import SheetReading, hidden_columns
from connectors.formats.package import SAFE, Package
from connectors.formats.stored_numbers import DAYS_1904, look
from connectors.formats.struck_text import Struck
from connectors.formats.xlsx_cells import Common, RawCells, settle, unescaped
from connectors.formats.xlsx_sheet import column_number, runs_of

USUAL = "xl/workbook.xml"


@dataclass(frozen=True)
class XlsxSheet:
    """One tab: its name, the part of the zip that holds it, and whether Excel shows it."""

    name: str
    part: str
    hidden: bool


def sheets(parts: Package) -> tuple[list[XlsxSheet], bool, int]:
    """The worksheets in the order of their tabs; whether the workbook counts days from 1904; and how many days too
    early the second reader will read it.

    Newer Excel writes a second workbookPr, of an extension, which says nothing of 1904; the second reader takes it for
    the first.
    """
    book = parts.book(USUAL)
    root, related = parts.xml(book), parts.relations(book)
    found = []
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        named = ((etree.QName(key), value) for key, value in sheet.attrib.items())
        identity = next((value for key, value in named if key.localname == "id" and key.namespace), "")
        kind, part = related.get(str(identity), ("", ""))
        if kind == "worksheet":
            found.append(XlsxSheet(sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"))
    properties = root.find("{*}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    again = len(root.findall(".//{*}workbookPr")) > 1
    return found, since_1904, DAYS_1904 if since_1904 and again else 0


def shared(parts: Package, since_1904: bool) -> Common:
    """The shared texts and cell styles of the workbook."""
    related = dict(parts.relations(parts.book(USUAL)).values())
    texts: list[str] = []
    crossed = Struck()
    if related.get("sharedStrings", "") in parts:
        with parts.stream(related["sharedStrings"]) as stream:
            for _, item in etree.iterparse(stream, events=("end",), tag="{*}si", **SAFE):
                texts.append(crossed.add(len(texts), 0, runs_of(item)))
                item.clear(keep_tail=False)
    codes: dict[int, str] = {}
    styles: list[int] = []
    struck: tuple[bool, ...] = ()
    if related.get("styles", "") in parts:
        root = parts.xml(related["styles"])
        codes = {
            int(one.get("numFmtId", 0)): one.get("formatCode", "") for one in root.iterfind("{*}numFmts/{*}numFmt")
        }
        styles = [int(one.get("numFmtId", 0)) for one in root.iterfind("{*}cellXfs/{*}xf")]
        struck = xlsx_marks.struck_styles(root)
    return Common(
        unescaped(pyarrow.array(texts, pyarrow.string())),
        tuple(look(codes.get(number, ""), number) for number in styles),
        since_1904,
        struck,
        crossed,
    )


def read(parts: Package) -> Iterator[tuple[str, SheetReading]]:
    """The name and reading of each tab in order."""
    found, since_1904, days_early = sheets(parts)
    common = shared(parts, since_1904)
    for sheet in found:
        reading = read_sheet(parts, sheet, common)
        reading.days_early = days_early
        yield sheet.name, reading


def read_sheet(parts: Package, sheet: XlsxSheet, common: Common) -> SheetReading:
    """The reading of one tab."""
    raw = _raw(parts, parts.as_tab(sheet.part))
    reading = settle(raw, common)
    reading.merges = [_area(reference) for reference in raw.merges]
    if sheet.hidden:
        reading.remarks.append(Remark("hidden-tab"))
    reading.remarks += hidden_columns(reading, raw.hidden_columns)
    struck = xlsx_marks.struck(raw, common)
    reading.seen_otherwise = list(struck.parts)
    reading.remarks += [*struck.remarks(), *xlsx_marks.notes(parts, sheet.part)]
    return reading


def _raw(parts: Package, part: str) -> RawCells:
    try:
        with parts.stream(part) as stream:
            return xlsx_plain.read(stream)
    except xlsx_plain.NotPlain:
        with parts.stream(part) as stream:
            return xlsx_sheet.read(stream)


def _area(reference: str) -> Area:
    """The cells from A2 to B4 of A2:B4; a reference of one cell is that cell."""
    (top, left), (bottom, right) = (_place(reference.split(":")[end]) for end in (0, -1))
    return top, left, bottom, right


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :] or 1), column_number(letters)
