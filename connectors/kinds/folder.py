"""All workbooks of a folder; one that can't be read keeps its last good reading and does not keep the others from being
read."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from os.path import isdir, isfile  # unlike Path's they take any text
from pathlib import Path

from connectors.cells import Workbook
from connectors.reading.file_names import refuse_leading_out, refuse_unspeakable
from connectors.reading.files import ANY_ENDING, ENDINGS, Pending, as_known
from connectors.shared_files import shared_files
from connectors.shared_files.watched_files import Looked, listed, look, place
from connectors.source import Fetched, Mark, Source, SourceKind, is_link
from connectors.temporary_copies import temporary_folder
from connectors.trouble import CannotGoOn, NothingToRead


def takes(where: str) -> bool:
    """Whether the text is the path of a folder."""
    path = place(where)
    return (
        bool(where.strip())
        and not is_link(where)
        and (isdir(path) or (not isfile(path) and path.suffix.lower() not in ENDINGS))
    )


def fetch(source: Source, mark: Mark | None, say: Callable[[str], None]) -> Fetched:
    """The workbooks that changed since the mark; each is known as Source/File.xlsx. Raises where none of them can be
    read."""
    return fetch_files(source, mark, say, *_workbooks(place(source.where)))


def fetch_files(
    source: Source,
    mark: Mark | None,
    say: Callable[[str], None],
    files: list[Path],
    copies: dict[Path, list[Path]],
    troubles: list[CannotGoOn],
) -> Fetched:
    """Those of the files, no two of one name, that changed since the mark; `copies` are the second copies of each,
    `troubles` what is wrong already. Raises where none of them can be read."""
    mark = mark or {}
    fresh: dict[str, str] = {}
    with temporary_folder() as inside:
        changed: dict[Path, Looked] = {}
        for number, file in enumerate(files):
            own = Path(inside) / str(number)
            own.mkdir()
            known = mark.get(file.name)
            try:
                refuse_unspeakable(file.name)
                looked = look(file, copies.get(file, []), known if isinstance(known, str) else None, own)
            except CannotGoOn as trouble:
                troubles.append(trouble)
                continue
            if looked.copy:
                changed[file] = looked
            else:
                fresh[file.name] = looked.mark
        read = _read(changed, source, troubles, say)
    fresh |= {file.name: changed[file].mark for file in read}
    if troubles and not fresh:
        raise troubles[0]
    still = {file.name for file in files if file not in read and file.name in mark}
    fresh |= {name: str(mark[name]) for name in still - set(fresh)}
    same = not read and set(fresh) == set(mark)
    return Fetched(
        tuple(read.values()),
        fresh,
        same,
        still=tuple(f"{source.name}/{name}" for name in sorted(still)),
        troubles=tuple(troubles),
    )


def _workbooks(folder: Path) -> tuple[list[Path], dict[Path, list[Path]], list[CannotGoOn]]:
    """The workbooks of the folder by name, the second copies of each, and what is wrong with names that only stand for
    one."""
    inside, troubles = _without_leading_out(folder)
    books = [one for one in inside if one.suffix.lower() in ENDINGS and not one.name.startswith(("~$", "."))]
    second = shared_files.copies_among(books)
    copies: dict[Path, list[Path]] = defaultdict(list)
    for copy, first in second.items():
        copies[first].append(copy)
    for one in inside:
        stands_for = shared_files.stands_for(one)
        if (
            stands_for != one.name and Path(stands_for).suffix.lower() in ENDINGS and folder / stands_for not in books
        ) or one.suffix.lower() == ".gsheet":
            try:
                shared_files.refuse_pointers(one)
            except CannotGoOn as trouble:
                troubles.append(trouble)
    if not books and not troubles:
        raise NothingToRead(f"The folder {folder.name} holds no workbook.", f"Put a file ending in {ANY_ENDING} there.")
    return [one for one in books if one not in second], copies, troubles


def _without_leading_out(folder: Path) -> tuple[list[Path], list[CannotGoOn]]:
    """The files that lie in the folder, and what is wrong with workbooks that are links to somewhere else."""
    files: list[Path] = []
    troubles: list[CannotGoOn] = []
    for one in listed(folder):
        try:
            refuse_leading_out(one, folder)
            files.append(one)
        except CannotGoOn as trouble:
            if one.suffix.lower() in ENDINGS:
                troubles.append(trouble)
    return files, troubles


def _read(
    changed: dict[Path, Looked], source: Source, troubles: list[CannotGoOn], say: Callable[[str], None]
) -> dict[Path, Workbook]:
    """The changed workbooks, as many being read at a time as there are processors; what can't be read is added to the
    troubles."""
    waiting: deque[Pending] = deque()
    every = {file: Pending(looked.copy, file.name, waiting) for file, looked in changed.items() if looked.copy}
    waiting.extend(every.values())
    for pending in list(every.values())[: os.cpu_count() or 1]:
        with suppress(CannotGoOn):  # its own result() says so
            pending.begin()
    read: dict[Path, Workbook] = {}
    for file, pending in every.items():
        say(f"reading {file.name}, {len(read) + 1} of {len(every)}")
        try:
            read[file] = as_known(
                pending.result(), f"{source.name}/{file.name}", source.owner, remarks=changed[file].remarks
            )
        except CannotGoOn as trouble:
            troubles.append(trouble)
    return read


KIND = SourceKind(
    "folder",
    "A folder of workbooks",
    "Every workbook directly in the folder is read, also those that join later. Folders inside it are not.",
    takes,
    fetch,
    order=50,
)
