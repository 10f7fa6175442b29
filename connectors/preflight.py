"""What a file really is, by its bytes and not by its name, and whether it is safe to open."""

from __future__ import annotations

import zipfile
from pathlib import Path

from connectors.limits import LIMITS, MB
from connectors.trouble import CannotOpen, NothingToRead, TooLarge

XLSX, XLSB, ODS, XLS, CSV = "xlsx", "xlsb", "ods", "xls", "csv"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_NOT_WORKBOOKS = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"BM", "a picture"),
    (b"II*\x00", "a picture"), (b"MM\x00*", "a picture"), (b"%PDF", "a PDF document"), (b"{\\rtf", "a text document"),
    (b"Rar!", "a packed archive"), (b"7z\xbc\xaf", "a packed archive"), (b"\x1f\x8b", "a packed archive"),
    (b"MZ", "a program"), (b"\x7fELF", "a program"), (b"SQLite format 3", "a database"), (b"PAR1", "a data file"),
)
_BOOK_PARTS = {"xl/workbook.bin": XLSB, "xl/workbook.xml": XLSX, "content.xml": ODS}


def has_second_reader(path: Path) -> bool:
    """Whether calamine may know this kind of file too; it knows no .csv."""
    with path.open("rb") as stream:
        return stream.read(8).startswith((b"PK", _OLE, *_OLD_BIFF))


def kind_of(path: Path, name: str) -> str:
    """Which reader the file needs: XLSX, XLSB, ODS, XLS or CSV; raises CannotOpen naming what it is otherwise."""
    with path.open("rb") as stream:
        start = stream.read(4096)
    if not start:
        raise NothingToRead(f"{name} is empty.", "Save the workbook again and choose it once more.")
    if start.startswith(_OLE):
        return _inside_ole(path, name)
    if start.startswith(b"PK"):
        return _inside_zip(path, name)
    if start.startswith(_OLD_BIFF):
        return XLS
    for magic, thing in _NOT_WORKBOOKS:
        if start.startswith(magic):
            raise CannotOpen(f"{name} is {thing}, not a workbook.", "Choose the Excel file, or save the sheet as .xlsx.")
    return _text(start, name)


def _inside_ole(path: Path, name: str) -> str:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content or "EncryptionInfo".encode("utf-16-le") in content:
        raise CannotOpen(f"{name} is protected with a password.",
                         "Open it in Excel, remove the password under File, Info, Protect Workbook, and save it.")
    if any(entry.encode("utf-16-le") in content for entry in ("Workbook", "Book")):
        return XLS
    raise CannotOpen(f"{name} is an Office file of another kind, not a workbook.", "Choose the Excel file.")


def _inside_zip(path: Path, name: str) -> str:
    damaged = CannotOpen(f"{name} is damaged: it was not copied or saved whole.", "Copy or download it again, or save it again in Excel.")
    try:
        parts = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise damaged from error
    with parts:
        entries = parts.infolist()
        names = [entry.filename for entry in entries]
        limits = LIMITS["file"]
        if len(entries) > limits["parts"]:
            raise TooLarge(f"{name} is made of {len(entries):,} parts, more than any real workbook.", "Save the sheet as a new workbook.")
        if sum(entry.file_size for entry in entries) > limits["unpacked_mb"] * MB:
            raise TooLarge(f"{name} unpacks to more than {limits['unpacked_mb']} MB.",
                           "Delete empty formatted rows and columns below and beside the data, or split the workbook by season.")
        for entry in entries:
            if entry.file_size > limits["ratio_from_mb"] * MB and entry.file_size > limits["unpacked_ratio"] * entry.compress_size:
                raise TooLarge(f"{name} is almost all emptiness: it unpacks to {entry.file_size // max(entry.compress_size, 1):,} times its size.",
                               "Copy the rows that hold data into a new workbook and save that.")
        if len(set(names)) < len(names):
            raise damaged
        if any(entry.flag_bits & 1 for entry in entries):
            raise CannotOpen(f"{name} is protected with a password.", "Save it without a password.")
        for part, kind in _BOOK_PARTS.items():
            if part in names and (kind != ODS or "mimetype" not in names or b"spreadsheet" in parts.read("mimetype")):
                return kind
        if any(one.endswith("workbook.xml") for one in names):
            return XLSX
    thing = "a Word document" if any(one.startswith("word/") for one in names) else \
            "a presentation" if any(one.startswith("ppt/") for one in names) else "a zip archive without a workbook in it"
    raise CannotOpen(f"{name} is {thing}.", "Choose the Excel file itself; unpack it first if it came in an archive.")


def _text(start: bytes, name: str) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return CSV
    if b"\x00" in start or sum(byte < 9 or 13 < byte < 32 for byte in start) > len(start) // 50:
        raise CannotOpen(f"{name} is not a workbook.", "Choose the Excel file, or save the sheet as .xlsx.")
    opening = start.lstrip(b"\xef\xbb\xbf").lstrip()[:1000].lower()
    if opening.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta")) or b"<html" in opening:
        raise CannotOpen(f"{name} is a web page, not a workbook.", "Open it in Excel and save it as .xlsx, or download the sheet itself.")
    if opening.startswith((b"<?xml", b"<")):
        raise CannotOpen(f"{name} is an XML file, not a workbook.", "Open it in Excel and save it as .xlsx.")
    if not name.lower().endswith((".csv", ".tsv", ".txt")):
        raise CannotOpen(f"{name} is a text file (perhaps a .csv) with the name of a workbook.",
                         "Give its name the ending .csv, or open it in Excel and save it as .xlsx.")
    return CSV
