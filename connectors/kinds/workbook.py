"""A workbook on this computer or on a drive it sees, also one that a sync program keeps."""

from __future__ import annotations

from collections.abc import Callable
from os.path import isdir, isfile  # unlike Path's they take any text
from pathlib import Path

from connectors.reading.files import ENDINGS, as_known, read_workbook
from connectors.shared_files import shared_files
from connectors.shared_files.watched_files import listed, look, place
from connectors.source import Fetched, Mark, Source, SourceKind, is_link
from connectors.temporary_copies import temporary_folder


def takes(where: str) -> bool:
    """Whether the text is the path of a file."""
    path = place(where)
    return (
        bool(where.strip())
        and not is_link(where)
        and (isfile(path) or (not isdir(path) and path.suffix.lower() in ENDINGS))
    )


def fetch(source: Source, mark: Mark | None, say: Callable[[str], None]) -> Fetched:
    """The workbook as its bytes stand now, where these have changed since the mark."""
    path = place(source.where)
    copies = _second_copies(path)
    with temporary_folder() as inside:
        looked = look(path, copies, str(mark["file"]) if mark else None, Path(inside))
        fresh = {"file": looked.mark}
        if looked.copy is None:
            return Fetched((), fresh, unchanged=True)
        say(f"reading {path.name}")
        read = read_workbook(looked.copy, path.name)
    return Fetched((as_known(read, source.name, source.owner, remarks=looked.remarks),), fresh)


def _second_copies(path: Path) -> list[Path]:
    """The second copies of this workbook beside it, or what it is one of itself; raises where something only stands for
    it."""
    beside = listed(path.parent)
    here = next((one for one in beside if shared_files.one_name(one, path)), None)
    if here is None:
        for one in beside:
            if shared_files.one_name(one.with_name(shared_files.stands_for(one)), path):
                shared_files.refuse_pointers(one)
        return []
    second = shared_files.copies_among(beside)
    return [second[here]] if here in second else [copy for copy, first in second.items() if first == here]


KIND = SourceKind(
    "workbook",
    "A workbook on this computer",
    "Also a file that OneDrive, Google Drive or Dropbox keeps on this computer. It is read as it was last saved.",
    takes,
    fetch,
    order=40,
)
