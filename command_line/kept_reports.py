"""Reports of files, kept in the data folder, so that the same question about the same files is answered at once.

A report is found again by all it depends on: the files' content, names and times, the mapping, the day, what was asked
for, and the program itself. A file that is damaged counts as none, and the whole folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from connectors.disk import data_folder

FOLDER, SWITCH = "kept_reports", "LOTWISE_KEEP_REPORTS"
MOST_FILES, MOST_BYTES = 20, 20_000_000
ROOT = Path(__file__).parents[1]
ROOMS = ("connectors", "logbooks", "history", "refresh", "metrics", "decisions", "words", "exports", "command_line")
LIBRARIES = ("duckdb", "fastexcel", "lxml", "pyarrow", "scipy", "shapely", "pyproj")


def switched_on() -> bool:
    """Whether reports are kept and answered from; LOTWISE_KEEP_REPORTS=no says that they are not."""
    return os.environ.get(SWITCH, "").strip().lower() not in ("no", "0", "off", "false")


def key_of(files: Sequence[Path], asked: Sequence[object]) -> str | None:
    """One word for all that a report of these files depends on; None where one of them can't be read."""
    from importlib.metadata import version

    known = hashlib.sha256()
    now = datetime.now(UTC).date().isoformat()
    try:
        for part in (now, time.tzname, sys.version, *asked, *map(version, LIBRARIES), *_program()):
            known.update(f"{part!r}\n".encode())
        for file in files:
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            known.update(f"{str(file)!r} {file.stat().st_mtime_ns} {content}\n".encode())
    except OSError:  # what is wrong with it is said where it is read
        return None
    return known.hexdigest()


def kept(key: str) -> dict | None:
    """The report kept under that key; None where there is none, or where not every byte is as it was written."""
    file = _folder() / f"{key}.json"
    try:
        told, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if told != _seal(key, body):
        return None
    with suppress(OSError):
        os.utime(file)  # what is asked for again stays longest
    return json.loads(body)


def keep(key: str, report: dict) -> None:
    """Keeps the report for this user alone and drops the oldest ones; a disk that takes none changes no answer."""
    body = json.dumps(report, ensure_ascii=True, allow_nan=False).encode("ascii")
    if len(body) > MOST_BYTES // 4:
        return
    folder = _folder()
    fresh = folder / f".{key}-{secrets.token_hex(4)}.tmp"
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        try:
            with open(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(_seal(key, body) + b"\n" + body)
            fresh.replace(folder / f"{key}.json")
        finally:
            fresh.unlink(missing_ok=True)
        _drop_the_oldest(folder)


def _folder() -> Path:
    return data_folder() / FOLDER


def _seal(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode("ascii") + body).hexdigest().encode("ascii")


def _drop_the_oldest(folder: Path) -> None:
    found = sorted(((file.stat().st_mtime_ns, file) for file in folder.iterdir()), reverse=True)
    room = MOST_BYTES
    for number, (_, file) in enumerate(found):
        room -= file.stat().st_size
        if number >= MOST_FILES or room < 0:
            file.unlink(missing_ok=True)


def _program() -> Iterator[tuple[str, int, int]]:
    """Every file of the rooms that make a report, with its size and when it was changed."""
    for room in ROOMS:
        for folder, below, files in os.walk(ROOT / room):
            below[:] = sorted(name for name in below if name != "__pycache__")
            for name in sorted(files):
                state = os.stat(os.path.join(folder, name))
                yield f"{folder}/{name}", state.st_size, state.st_mtime_ns
