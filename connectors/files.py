"""Workbooks from this computer: .xlsx .xlsm .xlsb .xls .ods .csv, one or a folder of them.

Remarks a tab may carry: merged-cells, hidden-tab, guessed-encoding, ragged-row; a tab is refused with: counts-differ.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
import time
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from connectors import limits
from connectors.cells import Workbook
from connectors.preflight import has_second_reader
from connectors.trouble import CannotOpen, NothingToRead, TooLarge

ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv")
FIRST, SECOND = "child", "second"
_PROJECT = Path(__file__).resolve().parents[1]


def files_in(path: Path) -> list[Path]:
    """The workbook itself, or the workbooks and .csv files directly in a folder, by name; Excel's own lock files never."""
    path = Path(path)
    if not path.exists():
        raise NothingToRead(f"There is no file or folder {path.name}.", "Check the name and the place, or choose it again.")
    if path.is_file():
        return [path]
    found = sorted(one for one in path.iterdir()
                   if one.is_file() and one.suffix.lower() in ENDINGS and not one.name.startswith(("~$", ".")))
    if not found:
        raise NothingToRead(f"The folder {path.name} holds no workbook.", f"Put a file ending in {', '.join(ENDINGS)} there.")
    return found


def read_workbook(path: Path, name: str | None = None) -> Workbook:
    """The workbook with every tab's cells as text, kind and place; raises CannotGoOn where it can't be had."""
    return start_reading(path, name).result()


def start_reading(path: Path, name: str | None = None) -> Pending:
    """The same begun in a process of its own, so that others may be begun meanwhile."""
    path = Path(path)
    name = name or path.name
    folder = tempfile.TemporaryDirectory(prefix="lotwise-", ignore_cleanup_errors=True)
    inside = Path(folder.name)
    try:
        content_hash, modified_at = _copy(path, name, inside / "workbook")
        (inside / "request.json").write_text(json.dumps({"name": name}), encoding="utf-8")
        readers = [limits.start([f"connectors.{one}", folder.name], _PROJECT, inside / f"{one}.log")
                   for one in (FIRST, SECOND)[:1 + has_second_reader(inside / "workbook")]]
    except BaseException:
        folder.cleanup()
        raise
    return Pending(name, content_hash, modified_at, folder, readers)


def start_all(paths: Sequence[Path]) -> list[Pending]:
    """Every workbook of the files and folders, begun side by side; two of one name are told apart by their folder."""
    files = [file for path in paths for file in files_in(path)]
    if not files:
        raise NothingToRead("No workbook was given.", "Name a workbook or a folder of them.")
    names = [file.name for file in files]
    told = [name if names.count(name) == 1 else f"{file.parent.name}/{name}" for file, name in zip(files, names, strict=True)]
    numbered = [name if told.count(name) == 1 else f"{name} ({told[:i].count(name) + 1})" for i, name in enumerate(told)]
    return [start_reading(file, name) for file, name in zip(files, numbered, strict=True)]


@dataclass(eq=False)
class Pending:
    """A workbook being read; ask for its `result()` once."""

    name: str
    content_hash: str
    modified_at: str
    folder: tempfile.TemporaryDirectory
    readers: list[subprocess.Popen]

    def __post_init__(self) -> None:
        self.started = time.monotonic()
        self.read_at = datetime.now(UTC).isoformat(timespec="seconds")
        self._end = weakref.finalize(self, _end, self.readers, self.folder)

    def result(self) -> Workbook:
        """The workbook, once read; raises CannotGoOn."""
        from connectors import answers  # here, so that it is imported while the readers are at work

        inside, twice = Path(self.folder.name), len(self.readers) > 1
        try:
            self._wait(0)
            log = (inside / f"{FIRST}.log").read_text(encoding="utf-8", errors="replace")
            told = answers.first(inside, self.name, f"exit {self.readers[0].returncode}: {log[-2000:]}")
            if twice:
                self._wait(1)
            tabs = answers.tabs(inside, self.name, told, twice)
        except subprocess.TimeoutExpired as error:
            raise TooLarge(f"{self.name} takes longer than {limits.SECONDS} seconds to read.", "Split the workbook by season.") from error
        finally:
            self._end()
        return Workbook(self.name, self.content_hash, self.read_at, self.modified_at, tabs)

    def _wait(self, reader: int) -> None:
        self.readers[reader].wait(max(0.0, self.started + limits.SECONDS - time.monotonic()))


def _end(readers: list[subprocess.Popen], folder: tempfile.TemporaryDirectory) -> None:
    for one in readers:
        if one.poll() is None:
            one.kill()
            one.wait()
    folder.cleanup()


def _copy(path: Path, name: str, target: Path) -> tuple[str, str]:
    """Copies the file aside, so that an edit meanwhile changes nothing; gives its sha-256 and when it was changed."""
    most = limits.LIMITS["file"]["size_mb"]
    try:
        stat = path.stat()
        if path.is_dir():
            raise CannotOpen(f"{name} is a folder.", "Choose a workbook in it.")
        if stat.st_size > most * limits.MB:
            raise TooLarge(f"{name} is larger than {most} MB.", "Remove pictures, or split the workbook by season.")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise NothingToRead(f"There is no file {name}.", "Check the name and the place, or choose it again.") from error
    except PermissionError as error:
        raise CannotOpen(f"{name} is open in Excel or in another program, or this user may not read it.",
                         "Close it there and try again; or ask who keeps it for leave to read it.", repr(error)) from error
    except OSError as error:
        raise CannotOpen(f"{name} can't be read from the disk.", "Copy it to this computer and try again.", repr(error)) from error
    if not content:
        raise NothingToRead(f"{name} is empty.", "Save the workbook again and choose it once more.")
    target.write_bytes(content)
    return hashlib.sha256(content).hexdigest(), datetime.fromtimestamp(stat.st_mtime, UTC).isoformat(timespec="seconds")
