"""Files that others write too: open elsewhere, half arrived, or there twice because a sync program could not join two
edits."""

from __future__ import annotations

import hashlib
import io
import os
import re
import socket
import time
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from connectors.cells import Remark
from connectors.reading_limits import LIMITS, MB
from connectors.trouble import BeingSaved, CannotOpen, NotAllowed, NothingToRead, NotNow, TooLarge
from connectors.waiting import within

KNOWN = tomllib.loads(Path(__file__).with_name("shared_files.toml").read_text(encoding="utf-8"))
ARRIVING, POINTING = (tuple(KNOWN["endings"][one]) for one in ("arriving", "pointing"))
OWNER, LOCK = "~${}", ".~lock.{}#"  # what Excel and LibreOffice put beside a file that is open
PARTS = (b"PK\3\4", b"PK\5\6")  # a zip archive, full and empty; a .csv may begin with PK too
IN_THE_CLOUD = 0x1000 | 0x40000 | 0x400000  # Windows: offline, recall on open, recall on data access


@dataclass(frozen=True)
class FilePatience:
    """How often and how long a file is waited for; seconds."""

    tries: int = KNOWN["patience"]["tries"]
    pause: float = KNOWN["patience"]["pause"]
    read: float = KNOWN["patience"]["read"]


@dataclass(frozen=True)
class Copied:
    """A whole copy of a file: its sha-256, its size in bytes and when it was changed, in ns since 1970."""

    sha256: str
    size: int
    mtime_ns: int


def copy_whole(path: Path, target: Path, patience: FilePatience | None = None) -> Copied:
    """Copies a workbook that others may be writing; raises NotNow where it is not whole yet, CannotOpen or
    NothingToRead else."""
    patience = patience or FilePatience()
    refuse_pointers(path)
    for left in reversed(range(patience.tries)):
        before, content, after = _read(path, patience)
        if (
            (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
            and len(content) == after.st_size
            and whole(content)
        ):
            target.write_bytes(content)
            os.utime(target, ns=(after.st_mtime_ns, after.st_mtime_ns))
            return Copied(hashlib.sha256(content).hexdigest(), after.st_size, after.st_mtime_ns)
        if left:
            time.sleep(patience.pause)
    if not content:
        raise BeingSaved(
            f"{path.name} is empty.",
            "Wait until it is synchronised; if it stays so, open the workbook where it was written and save it again.",
        )
    raise BeingSaved(
        f"{path.name} is not here whole: it is being saved or synchronised.",
        "Wait until that is done; if it stays so, open the workbook and save it again.",
    )


def refuse_pointers(path: Path) -> None:
    """Raises for a name that is not a workbook but stands for one: still arriving, or kept elsewhere."""
    name, ending = path.name, path.suffix.lower()
    if ending in ARRIVING:
        raise BeingSaved(
            f"{stands_for(path)} is still being brought to this computer.",
            "Wait until the sync program or the download is done.",
        )
    if ending in POINTING:
        raise NotAllowed(
            f"{name} holds no cells: it only points to a sheet on the web.",
            "Connect that sheet by its link, or download it as .xlsx into this folder.",
        )


def stands_for(path: Path) -> str:
    """The name of the workbook that will be there once the file has arrived: Lots.xlsx of Lots.xlsx.partial and of
    .Lots.xlsx.icloud."""
    return path.name[: -len(path.suffix)].removeprefix(".") if path.suffix.lower() in ARRIVING else path.name


def open_elsewhere(path: Path) -> Remark | None:
    """Who has the workbook open in Excel or LibreOffice, as these leave word beside it; None where nobody has."""
    for pattern, reader in ((OWNER, _excel_owner), (LOCK, _libreoffice_owner)):
        with suppress(OSError):
            content = path.with_name(pattern.format(path.name)).read_bytes()[:1024]
            return Remark("open-elsewhere", written=reader(content) or "Somebody")
    return None


def copies_among(paths: Iterable[Path]) -> dict[Path, Path]:
    """Which of these files is a second copy, and of which; one that stands alone is no copy."""
    named = {_same(path): path for path in paths}
    found = {}
    for path in named.values():
        for pattern in _patterns():
            match = pattern.fullmatch(unicodedata.normalize("NFC", path.stem))
            first = named.get(_same(path.with_name(match["of"] + path.suffix))) if match else None
            if first is not None and first != path:
                found[path] = first
                break
    return {path: _end(path, found) for path in found}


def told_apart(copy: Path, first: Path) -> Remark:
    """What is said of a second copy: which file is which, and which is read."""
    read, other = (f"“{one.name}”, changed {_changed(one)}" for one in (first, copy))
    return Remark("conflicted-copy", written=copy.name, detail=f"{read}, is read; {other}, is not")


def one_name(one: Path, other: Path) -> bool:
    """Whether two paths name one file, however it is spelled: Windows and Macs know no capitals, and Macs take é
    apart."""
    return _same(one) == _same(other)


def _end(path: Path, found: dict[Path, Path]) -> Path:
    seen = {path}
    while path in found and found[path] not in seen:
        path = found[path]
        seen.add(path)
    return path


def _same(path: Path) -> tuple[str, str]:
    return str(path.parent), unicodedata.normalize("NFC", path.name).casefold()


@cache
def _patterns() -> list[re.Pattern]:
    copies, computer = KNOWN["copies"], re.escape(socket.gethostname().split(".")[0] or "computer")
    filled = {
        "{of}": r"(?P<of>.+?)",
        "{words}": "|".join(re.escape(word) for word in copies["words"]),
        "{computer}": computer,
    }
    found = []
    for pattern in copies["names"]:
        for mark, text in filled.items():
            pattern = pattern.replace(mark, text)
        found.append(re.compile(pattern, re.IGNORECASE))
    return found


def _changed(path: Path) -> str:
    with suppress(OSError, OverflowError, ValueError):  # Windows knows no local time before 1970
        return datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d %H:%M")
    return "at an unknown time"


def _read(path: Path, patience: FilePatience) -> tuple[os.stat_result, bytes, os.stat_result]:
    """The file with how it stood before and after; raises in words."""
    name, most, before = path.name, LIMITS["file"]["size_mb"], None
    try:
        before = path.stat()
        if path.is_dir():
            raise CannotOpen(f"{name} is a folder.", "Choose a workbook in it.")
        if before.st_size > most * MB:
            raise TooLarge(f"{name} is larger than {most} MB.", "Remove pictures, or split the workbook by season.")
        return before, within(patience.read, path.read_bytes), path.stat()
    except FileNotFoundError as error:
        raise NothingToRead(
            f"There is no file {name}.",
            "Check the name and the place, and whether its drive is connected.",
            repr(error),
        ) from error
    except PermissionError as error:
        who = open_elsewhere(path)
        if who:
            raise NotNow(
                f"{who.written} has {name} open in a way that lets nobody else read it.",
                "Save and close it there.",
                repr(error),
            ) from error
        raise CannotOpen(
            f"{name} is open in another program, or this user may not read it.",
            "Close it there and try again; or ask who keeps it for leave to read it.",
            repr(error),
        ) from error
    except OSError as error:
        if getattr(before, "st_file_attributes", 0) & IN_THE_CLOUD:
            raise NotNow(
                f"{name} is kept in the cloud only and could not be brought to this computer.",
                "Right-click it in its folder and choose to keep it always on this device.",
                repr(error),
            ) from error
        raise NotNow(
            f"{name} can't be read: its disk or network drive does not answer.",
            "Check the connection to that drive; Lotwise tries again.",
            repr(error),
        ) from error


def whole(content: bytes) -> bool:
    """Whether nothing of a file is missing, as far as its bytes tell: a workbook of zip parts lists them at its very
    end."""
    if content.startswith(PARTS):
        with suppress(Exception):
            return bool(zipfile.ZipFile(io.BytesIO(content)).namelist())
        return False
    return bool(content.strip(b"\0"))


def _excel_owner(content: bytes) -> str:
    """The person in Excel's owner file: the length and the name in one byte a letter, then both again in two."""
    for at in (55, 54):
        length = int.from_bytes(content[at : at + 2], "little")
        name = content[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
        if 0 < length <= 54 and name.isprintable() and len(name) == length:
            return name.strip()
    return _shown(content[1 : 1 + content[0]].decode("cp1252", "replace")) if content else ""


def _libreoffice_owner(content: bytes) -> str:
    """The person in LibreOffice's lock file: name, login, computer, time and profile, with commas between."""
    fields = re.split(r"(?<!\\),", content.decode("utf-8", "replace"))
    return next((_shown(field.replace("\\", "")) for field in fields[:2] if _shown(field)), "")


def _shown(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()[:60]
