"""That nobody else on this computer may look into the data folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

FOLDER_RIGHTS, FILE_RIGHTS = 0o700, 0o600
# what lies in the data folder by our doing, or because we ask for it there
OURS = (
    *("snapshots", "readings", "kept_reports", "verdicts", "summaries", "decisions", "upload*"),
    *("*.json", "*.jsonl", "*.tmp", "lotwise*", "mapping*", "logo.*"),
)


def keep_private(folder: Path) -> None:
    """Takes from everybody else the right to look at what is ours in the data folder, also what an earlier version left
    open, and into the folder itself where all of it is ours.

    Windows knows no such bits; there the folder lies in the user's own profile.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        inside = list(folder.iterdir())
        ours = [one for one in inside if any(fnmatch(one.name, pattern) for pattern in OURS)]
        for path in ours if len(ours) < len(inside) else [folder]:
            for one in _all_in(path):
                _limit(one)


def _all_in(path: Path) -> Iterator[Path]:
    yield path
    for inside, folders, files in os.walk(path):
        yield from (Path(inside, name) for name in (*folders, *files))


def _limit(path: Path) -> None:
    with suppress(OSError):  # another user's, or gone meanwhile
        stands = path.lstat()
        if stands.st_uid == os.geteuid() and stands.st_mode & 0o077:
            if stat.S_ISDIR(stands.st_mode):
                path.chmod(FOLDER_RIGHTS)
            elif stat.S_ISREG(stands.st_mode):
                path.chmod(FILE_RIGHTS)
