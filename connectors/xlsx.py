"""An .xlsx or .xlsm opened: its tabs in order, and what they share (texts, number formats, the epoch)."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow
from lxml import etree

from connectors import xlsx_plain, xlsx_sheet
from connectors.cells import Remark
from connectors.grid import Reading
from connectors.number_formats import meaning
from connectors.xlsx_cells import Common, RawCells, settle, unescaped
from connectors.xlsx_sheet import SAFE, column_number, text_of


@dataclass(frozen=True)
class Sheet:
    """One tab: its name, the part of the zip that holds it, and whether Excel shows it."""

    name: str
    part: str
    hidden: bool


def sheets(parts: zipfile.ZipFile) -> tuple[list[Sheet], bool]:
    """The worksheets in the order of their tabs, and whether the workbook counts days from 1904."""
    book = _book(parts)
    root = _parse(parts, book)
    related = relations(parts, book)
    found = []
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        identity = next((value for key, value in sheet.attrib.items() if etree.QName(key).localname == "id"
                         and etree.QName(key).namespace), "")
        kind, part = related.get(identity, ("", ""))
        if kind == "worksheet":
            found.append(Sheet(sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"))
    properties = root.find("{*}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return found, since_1904


def shared(parts: zipfile.ZipFile, since_1904: bool) -> Common:
    """The shared texts and cell styles of the workbook."""
    related = dict(relations(parts, _book(parts)).values())
    texts: list[str] = []
    if "sharedStrings" in related and related["sharedStrings"] in parts.NameToInfo:
        with parts.open(related["sharedStrings"]) as stream:
            for _, item in etree.iterparse(stream, events=("end",), tag="{*}si", **SAFE):
                texts.append(text_of(item))
                item.clear(keep_tail=False)
    codes: dict[int, str] = {}
    styles: list[int] = []
    if "styles" in related and related["styles"] in parts.NameToInfo:
        root = _parse(parts, related["styles"])
        codes = {int(one.get("numFmtId", 0)): one.get("formatCode", "") for one in root.iterfind("{*}numFmts/{*}numFmt")}
        styles = [int(one.get("numFmtId", 0)) for one in root.iterfind("{*}cellXfs/{*}xf")]
    return Common(unescaped(pyarrow.array(texts, pyarrow.string())),
                    tuple(meaning(codes.get(number, ""), number) for number in styles),
                    tuple(codes.get(number, "") for number in styles), since_1904)


def read(parts: zipfile.ZipFile) -> Iterator[tuple[str, Reading]]:
    """The name and reading of each tab in order."""
    found, since_1904 = sheets(parts)
    common = shared(parts, since_1904)
    for sheet in found:
        yield sheet.name, read_sheet(parts, sheet, common)


def read_sheet(parts: zipfile.ZipFile, sheet: Sheet, common: Common) -> Reading:
    """The reading of one tab."""
    raw = _raw(parts, sheet.part)
    reading = settle(raw, common)
    reading.remarks = [_merged(reference) for reference in raw.merges]
    if sheet.hidden:
        reading.remarks.append(Remark("hidden-tab"))
    return reading


def _raw(parts: zipfile.ZipFile, part: str) -> RawCells:
    try:
        with parts.open(part) as stream:
            return xlsx_plain.read(stream)
    except xlsx_plain.NotPlain:
        with parts.open(part) as stream:
            return xlsx_sheet.read(stream)


def _merged(reference: str) -> Remark:
    first = reference.split(":")[0]
    letters = first.rstrip("0123456789")
    return Remark("merged-cells", int(first[len(letters):] or 1), column_number(letters), reference)


def _book(parts: zipfile.ZipFile) -> str:
    return next((part for kind, part in relations(parts, "").values() if kind == "officeDocument"), "xl/workbook.xml")


def _parse(parts: zipfile.ZipFile, name: str) -> etree._Element:
    with parts.open(name) as stream:
        return etree.parse(stream, etree.XMLParser(**SAFE)).getroot()


def relations(parts: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part of the workbook refers to: identity to kind and part."""
    folder, name = posixpath.split(part)
    beside = posixpath.join(folder, "_rels", f"{name}.rels")
    if beside not in parts.NameToInfo:
        return {}
    return {one.get("Id", ""): (one.get("Type", "").rsplit("/", 1)[-1], _target(folder, one.get("Target", "")))
            for one in _parse(parts, beside).iterfind("{*}Relationship")}


def _target(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
