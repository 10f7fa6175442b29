"""The folder of this computer's data, and how a file is put there: whoever looks sees the old one or the new one,
whole."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

import platformdirs

TRIES, PAUSE_SECONDS = 40, 0.05  # Windows says "in use" while a virus scanner or a reader looks at a file


def data_folder() -> Path:
    """The folder of this computer's data, there or not: LOTWISE_HOME, else where programs keep theirs."""
    said = os.environ.get("LOTWISE_HOME")
    return Path(said) if said else platformdirs.user_data_path("lotwise", appauthor=False)


def put(path: Path, content: bytes) -> None:
    """Puts the content in the place of a file at once, and leaves nothing beside it; raises OSError."""
    fresh = path.with_name(f"{path.stem}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        with open(fresh, "wb", opener=_for_this_user) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        into_place(fresh, path)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _for_this_user(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def into_place(fresh: Path, path: Path) -> None:
    """Gives a finished file its name, in the place of what had it, so that it is there after a loss of power too;
    raises OSError."""
    for left in range(TRIES, -1, -1):
        try:
            os.replace(fresh, path)
            break
        except PermissionError:
            if not left:
                raise
            time.sleep(PAUSE_SECONDS)
    if os.name == "posix":  # Windows can't open a folder, and keeps names with its journal
        with suppress(OSError):  # some shares know no such order; the file itself is whole
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
