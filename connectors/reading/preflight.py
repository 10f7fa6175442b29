"""What a file really is, by its bytes and not by its name, and whether it is safe to open."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from connectors.formats.package import Package
from connectors.formats.text_encodings import is_wide
from connectors.reading_limits import LIMITS, MB
from connectors.signatures import OLD_EXCEL, OLE, OTHERS, ZIP
from connectors.trouble import CannotOpen, NothingToRead, TooLarge

XLSX, XLSB, ODS, XLS, CSV, GEOJSON = "xlsx", "xlsb", "ods", "xls", "csv", "geojson"
MAPS = (".geojson", ".json")


def kind_of(path: Path, name: str) -> str:
    """Which reader the file needs: XLSX, XLSB, ODS, XLS, CSV or GEOJSON.

    Raises CannotOpen naming what it is otherwise.
    """
    with path.open("rb") as stream:
        start = stream.read(4096)
    if not start:
        raise NothingToRead(f"{name} is empty.", "Save the workbook again and choose it once more.")
    if start.startswith(OLE):
        return _inside_ole(path, name)
    if start.startswith(ZIP):
        return _inside_zip(path, name)
    if start.startswith(OLD_EXCEL):
        return XLS
    if name.lower().endswith(MAPS):  # whatever else it is, its reader tells how to come by a map
        return GEOJSON
    for offset, magic, thing in OTHERS:
        if start[offset:].startswith(magic):
            raise CannotOpen(
                f"{name} is {thing}, not a workbook.", "Choose the Excel file, or save the sheet as .xlsx."
            )
    return _text(start, name)


def _inside_ole(path: Path, name: str) -> str:
    content = path.read_bytes().lower()
    if "encryptedpackage".encode("utf-16-le") in content or "encryptioninfo".encode("utf-16-le") in content:
        raise CannotOpen(
            f"{name} is protected with a password.",
            "Open it in Excel, remove the password under File, Info, Protect Workbook, and save it.",
        )
    if any(entry.encode("utf-16-le") in content for entry in ("workbook", "book")):
        return XLS
    raise CannotOpen(f"{name} is an Office file of another kind, not a workbook.", "Choose the Excel file.")


def _inside_zip(path: Path, name: str) -> str:
    try:
        with Package(path) as parts:
            _bearable(parts.entries, name)
            if any(entry.flag_bits & 1 for entry in parts.entries):
                raise CannotOpen(f"{name} is protected with a password.", "Save it without a password.")
            return _book_in(parts, name)
    except (zipfile.BadZipFile, zlib.error, SyntaxError, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise CannotOpen(
            f"{name} is damaged: it was not copied or saved whole.",
            "Copy or download it again, or save it again in Excel.",
            repr(error),
        ) from error


def _bearable(entries: list[zipfile.ZipInfo], name: str) -> None:
    limits = LIMITS["file"]
    if len(entries) > limits["parts"]:
        raise TooLarge(
            f"{name} is made of {len(entries):,} parts, more than any real workbook.",
            "Save the sheet as a new workbook.",
        )
    if sum(entry.file_size for entry in entries) > limits["unpacked_mb"] * MB:
        raise TooLarge(
            f"{name} unpacks to more than {limits['unpacked_mb']} MB.",
            "Delete empty formatted rows and columns below and beside the data, or split the workbook by season.",
        )
    together = (sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries))
    for unpacked, packed in [*((entry.file_size, entry.compress_size) for entry in entries), together]:
        times = unpacked // max(packed, 1)
        if unpacked > limits["ratio_from_mb"] * MB and times > limits["unpacked_ratio"]:
            raise TooLarge(
                f"{name} is almost all emptiness: it unpacks to {times:,} times its size.",
                "Copy the rows that hold data into a new workbook and save that.",
            )
    if len({entry.filename for entry in entries}) < len(entries):
        raise CannotOpen(f"{name} is damaged: it holds the same part twice.", "Open it in Excel and save it again.")


def _book_in(parts: Package, name: str) -> str:
    if "content.xml" in parts and (b"spreadsheet" in parts.bytes("mimetype") if "mimetype" in parts else True):
        if "META-INF/manifest.xml" in parts and b"encryption-data" in parts.bytes("META-INF/manifest.xml"):
            raise CannotOpen(f"{name} is protected with a password.", "Open it, and save it without a password.")
        return ODS
    if "xl/workbook.bin" in parts or parts.book("").endswith(".bin"):
        return XLSB
    if "xl/workbook.xml" in parts or any(entry.filename.endswith("workbook.xml") for entry in parts.entries):
        return XLSX
    for part, thing in (
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a presentation"),
        ("content.xml", "an OpenDocument file of another kind"),
    ):
        if part in parts:
            raise CannotOpen(f"{name} is {thing}, not a workbook.", "Choose the workbook itself.")
    raise CannotOpen(
        f"{name} is a zip archive without a workbook in it.", "Unpack it first if the workbook came in an archive."
    )


def _text(start: bytes, name: str) -> str:
    if is_wide(start):
        return CSV
    if b"\x00" in start or sum(byte < 9 or 13 < byte < 32 for byte in start) > len(start) // 50:
        raise CannotOpen(f"{name} is not a workbook.", "Choose the Excel file, or save the sheet as .xlsx.")
    opening = start.lstrip(b"\xef\xbb\xbf").lstrip()[:1000].lower()
    if opening.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta")) or b"<html" in opening:
        raise CannotOpen(
            f"{name} is a web page, not a workbook.",
            "Open it in Excel and save it as .xlsx, or download the sheet itself.",
        )
    if opening.startswith((b"<?xml", b"<")):
        raise CannotOpen(f"{name} is an XML file, not a workbook.", "Open it in Excel and save it as .xlsx.")
    if not name.lower().endswith((".csv", ".tsv", ".txt")):
        raise CannotOpen(
            f"{name} is a text file (perhaps a .csv) with the name of a workbook.",
            "Give its name the ending .csv, or open it in Excel and save it as .xlsx.",
        )
    return CSV
