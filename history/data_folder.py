"""The folder of this computer's data, the pointer to the snapshot everybody sees, and how small files are put there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from connectors.disk import data_folder, put
from connectors.trouble import CannotGoOn

WRITTEN_BY_PAGES = ("lotwise.", "mapping.")  # small files that may be written while a refresh is under way
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# as DuckDB hands the system's words on
FULL_IN_WORDS = ("No space left", "not enough space", "File too large", "Disk quota")


class CannotKeep(CannotGoOn):
    """The disk does not take what was to be kept: it is full, or may not be written; what was there stays."""


def home() -> Path:
    """The folder of this computer's data: LOTWISE_HOME, else where programs keep theirs; made where it is missing, for
    this user alone. Raises CannotKeep."""
    path = data_folder()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
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
    """Whether the system's word, or what a library hands on of it, is that there is no room left."""
    return getattr(error, "errno", None) in FULL or any(words in str(error) for words in FULL_IN_WORDS)
