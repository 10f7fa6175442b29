"""Workbooks a person gave in one act: copies, each in a folder of its own, so that none is another's second copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from connectors.kinds import folder
from connectors.reading.file_names import apart
from connectors.shared_files.watched_files import listed, place
from connectors.source import Fetched, Mark, Source, SourceKind
from connectors.trouble import NothingToRead


def laid_out(paths: list[Path], into: Path) -> list[Path]:
    """Where copies of these files go: a folder of its own each, under a name like no other's, in the order given."""
    return [into / str(number) / name for number, name in enumerate(apart([path.name for path in paths]), 1)]


def takes(where: str) -> bool:
    """Never: only Lotwise itself makes such a folder."""
    return False


def fetch(source: Source, mark: Mark | None, say: Callable[[str], None]) -> Fetched:
    """The workbooks, where they have changed since the mark; each is known as Source/File.xlsx. Raises where none of
    them can be read."""
    return folder.fetch_files(source, mark, say, files_in(place(source.where)), {}, [])


def files_in(given: Path) -> list[Path]:
    """The files of such a folder, in the order given; raises NothingToRead where there are none."""
    folders = sorted((one for one in given.glob("*") if one.is_dir()), key=lambda one: (len(one.name), one.name))
    found = [file for own in folders for file in listed(own)]
    if not found:
        raise NothingToRead(
            f"The folder {given.name}, in which Lotwise keeps the workbooks that were uploaded, is gone.",
            "Upload them on Connect once more.",
        )
    return found


KIND = SourceKind(
    "given_together",
    "Workbooks uploaded together",
    "Copies of files that were uploaded on Connect and used for everyone.",
    takes,
    fetch,
    order=60,
)
