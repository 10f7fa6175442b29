"""Folders for copies of workbooks while they are read or looked at: gone with the process that made them, and where
that was killed, at the next start of any."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from connectors.reading_limits import runs

_OURS = re.compile(r"lotwise-(?:(\d+)-)?\w+")
_UNNAMED_SECONDS = 24 * 3600  # those of earlier versions do not say whose they are


def temporary_folder() -> tempfile.TemporaryDirectory:
    """A new folder that only this user may look into; its name says which process it goes with."""
    return tempfile.TemporaryDirectory(prefix=f"lotwise-{os.getpid()}-", ignore_cleanup_errors=True)


def remove_left() -> list[str]:
    """Removes the folders whose process is no more, of this user alone; returns their names."""
    removed = []
    for folder in Path(tempfile.gettempdir()).glob("lotwise-*"):
        with suppress(OSError):
            if _is_left(folder):
                shutil.rmtree(folder)
                removed.append(folder.name)
    return removed


def _is_left(folder: Path) -> bool:
    named, stands = _OURS.fullmatch(folder.name), folder.lstat()
    if named is None or not folder.is_dir() or folder.is_symlink():
        return False
    if hasattr(os, "getuid") and stands.st_uid != os.getuid():
        return False
    return not runs(int(named[1])) if named[1] else stands.st_mtime < time.time() - _UNNAMED_SECONDS
