"""Workbooks from this computer: .xlsx .xlsm .xlsb .xls .ods .csv .geojson, one or a folder of them.

A file is known by its bytes, never by its name, and is read in processes of its own, held to limits.toml. Every kind
but .csv and .geojson is read twice, by readers that share no code (connectors.reading.child, ours;
connectors.reading.second_reader, calamine); where they differ on a single cell the tab is refused. What can't be read
at all raises CannotGoOn.

Remarks a tab may carry (`code`: place; written; detail):

    hidden-tab        the tab is hidden in Excel, and is read all the same
    hidden-column     not .csv: a column that holds cells and is not shown
    guessed-encoding  a .csv that is not UTF-8; the one old encoding in which it makes words; its name
    unsure-encoding   the same where it makes words in several
    stray-quote       a .csv mark that opens a text and never closes it, passed over; its field as it stands
    ragged-row        a .csv row with more or fewer fields than the rest; their number; that and the usual number
    struck-through    not .csv: the first such cell of a row; the places of all
    struck-in-part    not .csv: the cell; what is left of its text; its place and what is struck
    cell-note         .xlsx: a note; its place and first words
    counts-differ     the tab is refused, with no cells: the readers differ, or a place is held by two cells; where
    two-tabs-of-one-name    the tab is refused: an earlier one has its name; that name

After 200 remarks of one code in a tab one more, without a place, says how many there are besides.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
import time
import weakref
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from connectors import reading_limits
from connectors.cells import Remark, Workbook
from connectors.reading.file_names import known_as, refuse_leading_out, refuse_unspeakable
from connectors.signatures import has_second_reader
from connectors.temporary_copies import temporary_folder
from connectors.trouble import CannotGoOn, CannotOpen, NothingToRead, TooLarge
from connectors.utc_time import of_a_file, utc_seconds

ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".geojson")
ANY_ENDING = f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
FIRST, SECOND = "child", "second_reader"
SECOND_TELLS, SECOND_OVER = "second.json", "second.over"  # as connectors.reading.two_readings knows them
_LOOK_SECONDS = 0.01
_PROJECT = Path(__file__).resolve().parents[2]


def files_in(path: Path) -> list[Path]:
    """The workbook itself, or the workbooks and .csv files directly in a folder, by name; Excel's own lock files
    never."""
    path = Path(path)
    if not path.exists():
        raise NothingToRead(
            f"There is no file or folder {path.name}.", "Check the name and the place, or choose it again."
        )
    if path.is_file():
        return [path]
    found = sorted(
        one
        for one in path.iterdir()
        if one.is_file() and one.suffix.lower() in ENDINGS and not one.name.startswith(("~$", "."))
    )
    if not found:
        raise NothingToRead(f"The folder {path.name} holds no workbook.", f"Put a file ending in {ANY_ENDING} there.")
    for one in found:
        refuse_leading_out(one, path)
    return found


def read_workbook(path: Path, name: str | None = None) -> Workbook:
    """The workbook with every tab's cells as text, kind and place; raises CannotGoOn where it can't be had."""
    return start_reading(path, name).result()


def start_reading(path: Path, name: str | None = None) -> Pending:
    """The same begun in processes of its own, so that others may be begun meanwhile."""
    pending = Pending(Path(path), name or Path(path).name)
    pending.begin()
    return pending


def start_all(paths: Sequence[Path]) -> list[Pending]:
    """Every workbook of the files and folders, as many begun side by side as there are processors; no two are known by
    one name."""
    files = [file for path in paths for file in files_in(path)]
    if not files:
        raise NothingToRead("No workbook was given.", "Name a workbook or a folder of them.")
    waiting: deque[Pending] = deque()
    every = [Pending(file, name, waiting) for file, name in zip(files, known_as(files), strict=True)]
    waiting.extend(every)
    for one in every[: os.cpu_count() or 1]:
        one.begin()
    return every


def as_known(
    workbook: Workbook,
    name: str,
    owner: str = "",
    modified_at: str | None = None,
    link: str = "",
    remarks: tuple[Remark, ...] = (),
) -> Workbook:
    """The workbook under the name of its source; `link` opens a cell of a tab, {tab} and {place} being filled in."""
    tabs = (
        replace(tab, source=name, link=link.replace("{tab}", quote(tab.sheet.replace("'", "''"), safe="")))
        for tab in workbook.tabs
    )
    return replace(
        workbook,
        source=name,
        owner=owner,
        modified_at=modified_at or workbook.modified_at,
        tabs=tuple(tabs),
        remarks=workbook.remarks + remarks,
    )


class BeingRead(Protocol):
    """A workbook on its way: a file being read, or a link being followed."""

    def result(self) -> Workbook:
        """The workbook, once it is here; raises CannotGoOn."""


class Pending:
    """A workbook being read; ask for its `result()` once. Others may be `waiting` for its processors."""

    def __init__(self, path: Path, name: str, waiting: deque[Pending] | None = None):
        self.path, self.name, self.waiting = path, name, waiting if waiting is not None else deque()
        self.readers: list[subprocess.Popen] = []
        self.folder: tempfile.TemporaryDirectory | None = None

    def begin(self) -> None:
        """Copies the file aside and starts its readers; raises CannotGoOn where there is nothing to copy."""
        if self in self.waiting:
            self.waiting.remove(self)
        refuse_unspeakable(self.name)
        self.started = time.monotonic()
        self.read_at = utc_seconds()
        self.folder = temporary_folder()
        self._end = weakref.finalize(self, _end, self.readers, self.folder)
        inside = Path(self.folder.name)
        try:
            self.content_hash, self.modified_at, twice = _copy(self.path, self.name, inside / "workbook")
            (inside / "request.json").write_text(json.dumps({"name": self.name, "twice": twice}), encoding="utf-8")
            for one in (SECOND, FIRST) if twice else (FIRST,):  # the first waits for the second
                self.readers.append(
                    reading_limits.start(
                        [f"connectors.reading.{one}", self.folder.name], _PROJECT, inside / f"{one}.log"
                    )
                )
        except BaseException:
            self._end()
            self.folder = None
            raise

    def result(self) -> Workbook:
        """The workbook, once read; raises CannotGoOn."""
        from connectors.reading import child_answers  # here, so that it is imported while the readers are at work

        if self.folder is None:
            self.begin()
        assert self.folder is not None, "begin() makes the folder or raises"
        inside = Path(self.folder.name)
        try:
            code = self._ended(inside)
            told = child_answers.first(inside, self.name, code, _log(inside, FIRST))
            if self.waiting:
                with suppress(CannotGoOn):  # its own result() says so
                    self.waiting[0].begin()
            tabs = child_answers.tabs(inside, self.name, told)
        finally:
            self._end()
        return Workbook(self.name, self.content_hash, self.read_at, self.modified_at, tabs)

    def _ended(self, inside: Path) -> int:
        """The exit code of the first reader, once it has ended; it is told where the second ended without a word."""
        from connectors.reading import child_answers

        *second, first = self.readers
        while first.poll() is None:
            if second and second[0].poll() is not None and not (inside / SECOND_TELLS).exists():
                child_answers.refuse_missing(_log(inside, SECOND))
                (inside / SECOND_OVER).touch()
                second = []
            if time.monotonic() > self.started + reading_limits.SECONDS:
                raise child_answers.too_long(self.name, reading_limits.SECONDS)
            time.sleep(_LOOK_SECONDS)
        return first.returncode


def _log(folder: Path, reader: str) -> str:
    return (folder / f"{reader}.log").read_text(encoding="utf-8", errors="replace")


def _end(readers: list[subprocess.Popen], folder: tempfile.TemporaryDirectory) -> None:
    for one in readers:
        if one.poll() is None:
            one.kill()
            one.wait()
        if one.stdin is not None:
            one.stdin.close()
    folder.cleanup()


def _copy(path: Path, name: str, target: Path) -> tuple[str, str | None, bool]:
    """Copies the file aside, so that an edit meanwhile changes nothing; gives its sha-256, when it was changed, and
    whether two readers know it."""
    most = reading_limits.LIMITS["file"]["size_mb"]
    try:
        stat = path.stat()
        if path.is_dir():
            raise CannotOpen(f"{name} is a folder.", "Choose a workbook in it.")
        if stat.st_size > most * reading_limits.MB:
            raise TooLarge(f"{name} is larger than {most} MB.", "Remove pictures, or split the workbook by season.")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise NothingToRead(f"There is no file {name}.", "Check the name and the place, or choose it again.") from error
    except PermissionError as error:
        raise CannotOpen(
            f"{name} is open in Excel or in another program, or this user may not read it.",
            "Close it there and try again; or ask who keeps it for leave to read it.",
            repr(error),
        ) from error
    except OSError as error:
        raise CannotOpen(
            f"{name} can't be read from the disk.", "Copy it to this computer and try again.", repr(error)
        ) from error
    if not content:
        raise NothingToRead(f"{name} is empty.", "Save the workbook again and choose it once more.")
    target.write_bytes(content)
    return hashlib.sha256(content).hexdigest(), of_a_file(stat.st_mtime), has_second_reader(content)
