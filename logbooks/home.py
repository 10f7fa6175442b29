"""The folder of this computer's data, and the pointer to the snapshot everybody sees."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

import platformdirs

TRIES, PAUSE = 40, 0.05      # Windows says "in use" while a virus scanner or a reader looks at a file


def home() -> Path:
    """The folder of this computer's data: LOTWISE_HOME, else where programs keep theirs; made where it is missing."""
    said = os.environ.get("LOTWISE_HOME")
    path = Path(said) if said else platformdirs.user_data_path("lotwise", appauthor=False)
    path.mkdir(parents=True, exist_ok=True)
    return path


def pointer() -> Path:
    """The small file that names the snapshots, the one everybody sees first; missing before the first reading."""
    return home() / "current.json"


def replace(path: Path, text: str) -> None:
    """Puts the text in the place of a small file at once: whoever reads sees the old one or the new one, whole."""
    fresh = path.with_name(f"{path.stem}.{secrets.token_hex(4)}.tmp")
    try:
        with open(fresh, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _into_place(fresh, path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def _into_place(fresh: Path, path: Path) -> None:
    for left in range(TRIES, -1, -1):
        try:
            os.replace(fresh, path)
            return
        except PermissionError:
            if not left:
                raise
            time.sleep(PAUSE)
