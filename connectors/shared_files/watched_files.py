"""Files that are looked at again and again: whether one has changed since its mark, and a whole copy of it where it
has."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from connectors.cells import Remark
from connectors.shared_files import shared_files
from connectors.trouble import CannotOpen, NothingToRead, NotNow
from connectors.waiting import within

LOOK_INTO_AFTER = timedelta(days=1)  # some programs put the old time back on a file they have changed


@dataclass(frozen=True)
class Looked:
    """What a look at one file gave: the mark of it, a copy to read where it has changed, and what is to be said of
    it."""

    mark: str  # size | ns since 1970 | sha-256 | looked into at | its second copies
    copy: Path | None
    remarks: tuple[Remark, ...]


def look(path: Path, copies: Sequence[Path], mark: str | None, into: Path) -> Looked:
    """Looks at a file; `copies` are its second copies, `into` an empty folder for one of ours. Raises CannotGoOn."""
    remarks = tuple(shared_files.told_apart(copy, path) for copy in sorted(copies))
    said = ",".join(f"{copy.name}:{_stood(copy)}" for copy in sorted(copies))
    size, mtime, sha256, at, before = (mark or "||||").split("|", 4)
    now = datetime.now(UTC)
    if (
        mark
        and _stood(path) == f"{size}.{mtime}"
        and before == said
        and timedelta(0) <= now - datetime.fromisoformat(at) < LOOK_INTO_AFTER
    ):
        return Looked(mark, None, remarks)
    target = into / path.name
    copied = shared_files.copy_whole(path, target)
    fresh = f"{copied.size}|{copied.mtime_ns}|{copied.sha256}|{now.isoformat(timespec='seconds')}|{said}"
    if mark and sha256 == copied.sha256 and before == said:
        return Looked(fresh, None, remarks)
    who = shared_files.open_elsewhere(path)
    return Looked(fresh, target, (*remarks, who) if who else remarks)


def listed(folder: Path) -> list[Path]:
    """The files directly in a folder, by name; raises NothingToRead where it is not there, NotNow where its drive does
    not answer."""
    try:
        return sorted(
            within(shared_files.FilePatience().read, lambda: [one for one in folder.iterdir() if one.is_file()])
        )
    except TimeoutError as error:
        raise NotNow(
            f"The folder {folder.name} can't be read: its network drive does not answer.",
            "Check the connection to that drive; Lotwise tries again.",
            repr(error),
        ) from error
    except PermissionError as error:
        raise CannotOpen(
            f"This user may not look into the folder {folder.name}.",
            "Ask who keeps it for leave to read it.",
            repr(error),
        ) from error
    except OSError as error:
        raise NothingToRead(
            f"There is no folder {folder.name}.", "Check its place, and whether its drive is connected.", repr(error)
        ) from error


def _stood(path: Path) -> str:
    try:
        stat = path.stat()
    except OSError:
        return ""
    return f"{stat.st_size}.{stat.st_mtime_ns}"


def place(where: str) -> Path:
    """The path a person typed or pasted, also with the quotes Windows puts around it."""
    # Path.expanduser refuses ~$Lots.xlsx as a person unknown
    return Path(os.path.expanduser(where.replace("\0", "").strip().strip("\"'")))
