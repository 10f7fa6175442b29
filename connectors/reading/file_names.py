"""Names for files that are given together: no two alike, however they are spelled."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from connectors.trouble import CannotOpen

LONGEST_BYTES = 240  # disks keep 255, and a second file of one name is given a number
SHOWN_LETTERS = 30
# Names of devices, with any ending, also in small letters and with the digits ¹²³
_RESERVED = re.compile(r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]", re.IGNORECASE)


def apart(names: Sequence[str]) -> list[str]:
    """The names in their order; of those that one folder could not hold side by side the later are numbered, before
    the ending: Lots.xlsx and Lots, file 2.xlsx."""
    taken = {_spelled(name) for name in names}
    seen: set[str] = set()
    told = []
    for name in names:
        if _spelled(name) in seen:
            name = _numbered(name, taken)
            taken.add(_spelled(name))
        seen.add(_spelled(name))
        told.append(name)
    return told


def known_as(files: Sequence[Path]) -> list[str]:
    """The name each file is known by: its own, with its folder where another has the same, numbered where that one too
    is the same."""
    spelled = Counter(_spelled(file.name) for file in files)
    return apart(
        [
            file.name if spelled[_spelled(file.name)] == 1 else f"{file.absolute().parent.name}/{file.name}"
            for file in files
        ]
    )


def refuse_unspeakable(name: str) -> None:
    """Raises CannotOpen where the name of a file holds bytes that are no letters, as some old disks and archives give:
    it can neither be shown nor kept."""
    told = name.encode("utf-8", "replace").decode("utf-8")
    if told != name:
        raise CannotOpen(f"The name of the file {told} can't be read.", "Give it another name, in plain letters.")


def safe_name(name: str) -> str:
    """The last part of a file's name without what Windows refuses in one; raises CannotOpen where no disk, or no
    Windows, could keep a file of that name."""
    safe = re.sub(r'[<>:"|?*\x00-\x1f]', "_", PurePosixPath(name.replace("\\", "/")).name).rstrip(". ") or "upload"
    refuse_unspeakable(safe)
    if _RESERVED.fullmatch(safe.split(".")[0].rstrip()):
        raise CannotOpen(
            f"{safe} can't be kept: Windows keeps that name for itself, whatever its ending.",
            "Give the file another name and choose it again.",
        )
    if len(safe.encode("utf-8")) > LONGEST_BYTES:
        raise CannotOpen(
            f"The name of the file {safe[:SHOWN_LETTERS]}… is too long to be kept.",
            "Give the file a shorter name, of about forty letters, and choose it again.",
        )
    return safe


def refuse_leading_out(file: Path, folder: Path) -> None:
    """Raises CannotOpen where a file of the folder is a link to one that lies elsewhere: whoever may put a file into a
    shared folder must not choose what else of this computer is read and kept."""
    if file.is_symlink() and not file.resolve().is_relative_to(folder.resolve()):
        raise CannotOpen(
            f"{file.name} is not read: it only leads to a file outside the folder {folder.name}.",
            "Copy that file itself into the folder, or connect it by its own path.",
        )


def _numbered(name: str, taken: set[str]) -> str:
    path, number = PurePosixPath(name), 2
    while _spelled(found := str(path.with_name(f"{path.stem}, file {number}{path.suffix}"))) in taken:
        number += 1
    return found


def _spelled(name: str) -> str:
    """One spelling for all that Windows and Macs take for one name."""
    return unicodedata.normalize("NFC", name).casefold()
