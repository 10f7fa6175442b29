"""The folder of this computer's data, the pointer to the snapshot everybody sees, and how small files are put there."""

from __future__ import annotations

import errno
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

import platformdirs

from connectors.trouble import CannotGoOn

TRIES, PAUSE = 40, 0.05      # Windows says "in use" while a virus scanner or a reader looks at a file
WRITTEN_BY_PAGES = ("lotwise.", "mapping.")      # small files that may be written while a refresh is under way
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FULL_IN_WORDS = ("No space left", "not enough space", "File too large", "Disk quota")     # as DuckDB hands the system's words on


class CannotKeep(CannotGoOn):
    """The disk does not take what was to be kept: it is full, or may not be written; what was there stays."""


def home() -> Path:
    """The folder of this computer's data: LOTWISE_HOME, else where programs keep theirs; made where it is missing. Raises CannotKeep."""
    said = os.environ.get("LOTWISE_HOME")
    path = Path(said) if said else platformdirs.user_data_path("lotwise", appauthor=False)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_keep(error) from error
    return path


def pointer() -> Path:
    """The small file that names the snapshots, the one everybody sees first; missing before the first reading."""
    return home() / "current.json"


def anything_kept() -> bool:
    """Whether anything was ever read into this folder, also where the pointer is lost."""
    return pointer().exists() or any((home() / "snapshots").glob("[0-9]*.duckdb"))


def replace(path: Path, text: str) -> None:
    """Puts the text in the place of a small file at once: whoever reads sees the old one or the new one, whole. Raises CannotKeep."""
    fresh = path.with_name(f"{path.stem}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        with open(fresh, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        into_place(fresh, path)
    except OSError as error:
        raise cannot_keep(error) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def into_place(fresh: Path, path: Path) -> None:
    """Gives a finished file its name, in the place of what had it, so that it is there after a loss of power too; raises OSError."""
    for left in range(TRIES, -1, -1):
        try:
            os.replace(fresh, path)
            break
        except PermissionError:
            if not left:
                raise
            time.sleep(PAUSE)
    if os.name == "posix":               # Windows can't open a folder, and keeps names with its journal
        with suppress(OSError):          # some shares know no such order; the file itself is whole
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def left_behind() -> list[Path]:
    """Halves of small files that a refresh of another process left when it died; to be asked while no other one is under way."""
    ours = f".{os.getpid()}-"
    return [file for file in home().glob("*.tmp") if ours not in file.name and not file.name.startswith(WRITTEN_BY_PAGES)]


def cannot_keep(error: Exception) -> CannotKeep:
    """What the system refused, in words: the disk is full, or the data folder may not be written."""
    if says_full(error):
        return CannotKeep("The disk of this computer is full, so what was read could not be kept.",
                          "Delete files that are no longer needed and read again; until then the last good data are shown.", repr(error))
    return CannotKeep("The data folder of this program can't be written, so what was read could not be kept.",
                      "Ask who looks after this computer for leave to write there, or name another folder in LOTWISE_HOME; "
                      "until then the last good data are shown.", repr(error))


def says_full(error: Exception) -> bool:
    """Whether the system's word, or what a library hands on of it, is that there is no room left."""
    return getattr(error, "errno", None) in FULL or any(words in str(error) for words in FULL_IN_WORDS)
