"""python -m benchmarks.bad_input: every bad input through `report`: exit code, seconds, memory, and the sentence said.

At most 5 s and 1 GB each, one sentence, no traceback. A file open in Excel can only be shown on Windows.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from benchmarks.measure import OUT, python, run

FOLDER = OUT / "bad"
MB = 1_000_000
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def no_such_file(path: Path) -> None:
    """Nothing is written."""


def empty(path: Path) -> None:
    """A file of no bytes, as a full disk leaves it."""
    path.write_bytes(b"")


def protected(path: Path) -> None:
    """The container that Excel puts a workbook with a password in: its header and a directory naming
    EncryptedPackage."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    entry = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + bytes(64)
    path.write_bytes(header.ljust(512, b"\0") + bytes(512) + entry.ljust(4096, b"\0"))


def picture(path: Path) -> None:
    """A picture with the name of a workbook."""
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))


def web_page(path: Path) -> None:
    """A web page saved as .xlsx."""
    path.write_text("<html><body><table><tr><td>Lot</td></tr></table></body></html>", encoding="utf-8")


def cut(path: Path) -> None:
    """A workbook of which half was copied."""
    simple(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def no_header(path: Path) -> None:
    """A tab of numbers without a heading."""
    book = openpyxl.Workbook()
    for row in range(50):
        book.worksheets[0].append([row, row * 2, row / 3])
    book.save(path)


def simple(path: Path) -> None:
    """A small workbook."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Lots"
    for row in [("Lot", "Stream", "Crop year"), ("M-1", "micro", "2025/26")]:
        sheet.append(row)
    book.save(path)


def with_sheet(path: Path, write: Callable) -> None:
    """A small workbook whose sheet is written anew."""
    simple(path.with_suffix(".tmp"))
    with zipfile.ZipFile(path.with_suffix(".tmp")) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part == "xl/worksheets/sheet1.xml":
                with new.open(part, "w") as out:
                    write(out)
            else:
                new.writestr(part, old.read(part))


def last_cell(path: Path) -> None:
    """One value in the last cell a sheet can have."""
    row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with_sheet(path, lambda out: out.write(SHEET.format(row).encode("utf-8")))


def bomb(path: Path) -> None:
    """One megabyte that unpacks to one gigabyte of blanks."""

    def write(out) -> None:
        out.write(SHEET.split("{}")[0].encode("utf-8"))
        for _ in range(1000):
            out.write(b" " * MB)
        out.write(SHEET.split("{}")[1].encode("utf-8"))

    with_sheet(path, write)


def many_rows(path: Path) -> None:
    """A million formatted rows that hold nothing."""

    def write(out) -> None:
        out.write(SHEET.split("{}")[0].encode("utf-8"))
        for start in range(1, 1_048_000, 1000):
            out.write(
                "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(start, start + 1000)).encode(
                    "utf-8"
                )
            )
        out.write(SHEET.split("{}")[1].encode("utf-8"))

    with_sheet(path, write)


CASES = (no_such_file, empty, protected, picture, web_page, cut, no_header, last_cell, bomb, many_rows)


def main() -> None:
    """Makes each bad file, gives it to `report`, prints what happened."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for make in CASES:
        path = FOLDER / f"{make.__name__}.xlsx"
        path.unlink(missing_ok=True)
        make(path)
        one = run(python("cli.py", "report", str(path)))
        said = one.err.strip() or one.out.strip().splitlines()[0]
        print(f"{make.__name__:14} exit {one.code}  {one.seconds:5.2f} s  {one.peak_mb:5.0f} MB  {said}")
        path.unlink(missing_ok=True)
        path.with_suffix(".tmp").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
