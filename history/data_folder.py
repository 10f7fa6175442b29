"""The folder of this computer's data, the pointer to the snapshot everybody sees, and how small files are put there."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from connectors.disk import data_folder, put
from connectors.trouble import CannotGoOn

WRITTEN_BY_PAGES = ("lotwise.", "mapping.")  # small files that may be written while a refresh is under way
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FULL_ON_WINDOWS = (39, 112, 1295)  # a full handle, a full disk, a quota that is used up, in any language
POINTER = "current.json"
PAGE_BYTES, SNAPSHOT_BYTES = 4_096, 16_000_000  # what is tried to be written: a small file, a snapshot


class CannotKeep(CannotGoOn):
    """The disk does not take what was to be kept: it is full, or may not be written; what was there stays."""


class FolderGone(CannotGoOn):
    """The data folder was there while this process ran, and is there no more: a stick pulled out, a network drive
    gone."""


_filled: set[Path] = set()  # the data folders in which this process has found something


def home() -> Path:
    """The folder of this computer's data: LOTWISE_HOME, else where programs keep theirs; made where it is missing, for
    this user alone. Raises CannotKeep, and FolderGone where it vanished under this process: it is never made anew."""
    path = data_folder()
    holds_something = _holds_something(path)
    if holds_something:
        _filled.add(path)
    elif path in _filled:
        raise FolderGone(
            "The data folder of this program is gone.",
            f"It was {path}. Put the drive or the folder back and open this page again. Nothing was made in its place.",
        )
    if holds_something is None:
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_keep(error) from error
    return path


def _holds_something(folder: Path) -> bool | None:
    """Whether anything lies in the folder, which is left empty where a drive was put in; None where there is none."""
    try:
        with os.scandir(folder) as inside:
            return next(inside, None) is not None
    except PermissionError:  # it is there, and who may not list it may still know what is in it
        return True
    except OSError:
        return None


def pointer() -> Path:
    """The small file that names the snapshots, the one everybody sees first; missing before the first reading."""
    return home() / POINTER


def anything_kept() -> bool:
    """Whether anything was ever read into this folder, also where the pointer is lost."""
    return pointer().exists() or any((home() / "snapshots").glob("[0-9]*.duckdb"))


def replace(path: Path, text: str) -> None:
    """Puts the text in the place of a small file at once: whoever reads sees the old one or the new one, whole. Raises
    CannotKeep."""
    try:
        put(path, text.encode("utf-8"))
    except OSError as error:
        raise cannot_keep(error) from error


def left_behind() -> list[Path]:
    """Halves of small files that a refresh of another process left when it died; to be asked while no other one is
    under way."""
    ours = f".{os.getpid()}-"
    return [
        file for file in home().glob("*.tmp") if ours not in file.name and not file.name.startswith(WRITTEN_BY_PAGES)
    ]


def cannot_keep(error: Exception) -> CannotKeep:
    """What the system refused, in words: the disk is full, or the data folder may not be written."""
    if says_full(error):
        return CannotKeep(
            "The disk of this computer is full, so what was read could not be kept.",
            "Delete files that are no longer needed, then read again. Until then the pages stay as they are.",
            repr(error),
        )
    return CannotKeep(
        "The data folder of this program can't be written, so what was read could not be kept.",
        "Ask the person who looks after this computer for permission to write there, or name another folder in "
        "LOTWISE_HOME. Until then the pages stay as they are.",
        repr(error),
    )


def says_full(error: Exception) -> bool:
    """Whether there is no room left, by the number of the system's error and never by its words, which are in the
    language of the computer. A library hands on words alone: then it is tried."""
    if not isinstance(error, OSError):
        tried = _tried(SNAPSHOT_BYTES)
        return tried is not None and says_full(tried)
    return error.errno in FULL or getattr(error, "winerror", None) in FULL_ON_WINDOWS


def refusal(size: int = PAGE_BYTES) -> CannotKeep | None:
    """Why no file of so many bytes can be kept in the data folder just now; None where it can. It is tried."""
    error = _tried(size)
    return cannot_keep(error) if error else None


def _tried(size: int) -> OSError | None:
    """What the system says to a file of so many bytes in the data folder; nothing of it stays."""
    file = home() / f"tried.{os.getpid()}-{secrets.token_hex(4)}.tmp"
    try:
        file.write_bytes(bytes(size))
    except OSError as error:
        return error
    finally:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    return None
