"""The zip of parts that an .xlsx, .xlsb or .ods is; names of parts match whatever their case and slashes."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import IO, Any

from lxml import etree

from connectors.reading_limits import LIMITS, MB
from connectors.trouble import CannotOpen, TooLarge

SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": True}


class Package:
    """The parts of one workbook, read only."""

    def __init__(self, path: Path):
        self._zip = zipfile.ZipFile(path)
        self._named = {_plain(entry.filename): entry for entry in self._zip.infolist()}
        self._tabs: set[str] = set()
        self._left = LIMITS["file"]["gone_through_mb"] * MB

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._named

    @property
    def entries(self) -> list[zipfile.ZipInfo]:
        """Every entry as the zip lists it."""
        return self._zip.infolist()

    def stream(self, part: str) -> IO[bytes]:
        """The part's bytes; reading to its end also checks them against their checksum. Raises TooLarge where more was
        read already than a workbook may hold, as where many tabs name one part."""
        entry = self._named[_plain(part)]
        self._left -= entry.file_size
        if self._left < 0:
            most = LIMITS["file"]["gone_through_mb"]
            raise TooLarge(
                f"More than {most} MB would have to be gone through to read this workbook.",
                "Copy the rows that hold data into a new workbook and save that.",
            )
        return self._zip.open(entry)

    def bytes(self, part: str) -> bytes:
        """All of the part."""
        with self.stream(part) as stream:
            return stream.read()

    def xml(self, part: str) -> etree._Element:
        """The root of the part's XML; nothing outside it is ever fetched."""
        with self.stream(part) as stream:
            return etree.parse(stream, etree.XMLParser(**SAFE)).getroot()

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What the part refers to: identity to kind and part; those of the whole package with ''."""
        folder, name = posixpath.split(part)
        beside = posixpath.join(folder, "_rels", f"{name}.rels")
        if beside not in self:
            return {}
        return {
            one.get("Id", ""): (one.get("Type", "").rsplit("/", 1)[-1], _target(folder, one.get("Target", "")))
            for one in self.xml(beside).iterfind("{*}Relationship")
        }

    def as_tab(self, part: str) -> str:
        """The part, once; raises CannotOpen where a second tab is kept in it, as no spreadsheet program does."""
        if _plain(part) in self._tabs:
            raise CannotOpen(
                "This workbook is damaged: several of its tabs are kept in one part.",
                "Open it in Excel or LibreOffice and save it as a new file.",
            )
        self._tabs.add(_plain(part))
        return part

    def book(self, usual: str) -> str:
        """The part that lists the tabs."""
        return next(
            (part for kind, part in self.relations("").values() if kind == "officeDocument" and part in self), usual
        )


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _target(folder: str, target: str) -> str:
    target = target.replace("\\", "/")
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
