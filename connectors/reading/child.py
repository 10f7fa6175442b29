"""The process in which one workbook is read: `python -m connectors.reading.child FOLDER`, started by
connectors.reading.files.

FOLDER holds `workbook` (the file's bytes) and `request.json` (its name, and whether it is read twice); the answer is
`answer.json` and one Arrow file a tab beside them. Nothing else goes in or out. What the second reader saw is compared
here too, so that whatever a workbook costs it costs within the limits.
"""

from __future__ import annotations

import errno
import importlib
import json
import sys
import traceback
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow

from connectors import reading_limits
from connectors.cells import Remark
from connectors.formats import grid
from connectors.formats.grid import SheetReading
from connectors.formats.package import Package
from connectors.reading import preflight, two_readings
from connectors.reading.without_pandas import keep_pandas_out
from connectors.trouble import CannotGoOn, CannotOpen, NothingToRead, NotNow, TooLarge

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def main(folder: Path) -> None:
    """Reads the workbook of the folder within the limits and writes the answer beside it."""
    reading_limits.end_with_parent()
    reading_limits.confine()
    answer(folder)


def answer(folder: Path) -> None:
    """The same without the limits of a process."""
    asked = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    try:
        told: dict[str, Any] = {"tabs": _read(folder, asked["name"], asked["twice"])}
    except CannotGoOn as trouble:
        told = {"trouble": type(trouble).__name__, "what": trouble.what, "fix": trouble.fix, "detail": trouble.detail}
    unfinished = folder / "answer.part"
    unfinished.write_text(json.dumps(told), encoding="utf-8")
    unfinished.replace(folder / "answer.json")


def _read(folder: Path, name: str, twice: bool) -> list[dict]:
    path = folder / "workbook"
    kind = preflight.kind_of(path, name)
    try:
        kept = _Kept(folder, name)
        for sheet, reading in _few_tabs(_tabs(kind, path, name), name):
            kept.add(sheet, reading)
        if twice and kept.tabs:
            two_readings.compare(folder, kept.tabs)
    except MemoryError as error:
        raise TooLarge(
            f"{name} needs more memory than one workbook may have.",
            "Split the workbook by season, or delete empty formatted rows and columns."
            if kind != preflight.GEOJSON
            else "Export the plots in several files.",
            repr(error),
        ) from error
    except (CannotGoOn, ModuleNotFoundError):
        raise
    except OSError as error:
        if error.errno in NO_ROOM:
            raise NotNow(
                f"There is no room on the disk of this computer to read {name}.",
                "Make room there; Lotwise tries again.",
                repr(error),
            ) from error
        raise _damaged(name) from error
    except Exception as error:  # there is no end to what readers raise on bytes that are not what they should be
        raise _damaged(name) from error
    if not kept.tabs:
        raise NothingToRead(f"{name} has no tab with cells.", "Choose the workbook that holds the sheets.")
    return kept.tabs


def _damaged(name: str) -> CannotOpen:
    return CannotOpen(
        f"{name} is damaged: part of it cannot be read.",
        "Open it in Excel and save it again, or copy it again from where it came.",
        traceback.format_exc(),
    )


def _few_tabs(tabs: Iterator[tuple[str, SheetReading]], name: str) -> Iterator[tuple[str, SheetReading]]:
    most = reading_limits.LIMITS["file"]["tabs"]
    seen: set[str] = set()
    for number, (sheet, reading) in enumerate(tabs, 1):
        if number > most:
            raise TooLarge(
                f"{name} has more than {most} tabs.", "Put the tabs that hold data into a workbook of their own."
            )
        if sheet in seen:  # no spreadsheet program lets two be called alike
            sheet, reading.refused = f"{sheet} ({number})", Remark("two-tabs-of-one-name", written=sheet)
        seen.add(sheet)
        yield sheet, reading


def _tabs(kind: str, path: Path, name: str) -> Iterator[tuple[str, SheetReading]]:
    if kind == preflight.CSV:
        from connectors.formats import delimited

        yield Path(name).stem, delimited.read(path.read_bytes())
    elif kind == preflight.GEOJSON:
        from connectors.formats import geojson

        yield Path(name).stem, geojson.read(path.read_bytes(), name)
    elif kind == preflight.XLS:
        from connectors.formats import xls

        yield from xls.read(path.read_bytes(), name)
    else:
        reader = importlib.import_module(f"connectors.formats.{kind}")
        with Package(path) as parts:
            yield from reader.read(parts)


class _Kept:
    """The tabs kept so far, what is told of each, and how large all of them are together."""

    def __init__(self, folder: Path, name: str):
        self.folder, self.name = folder, name
        self.tabs: list[dict[str, Any]] = []
        self.bytes = self.places = 0

    def add(self, sheet: str, reading: SheetReading) -> None:
        """Writes the cells of a tab; raises TooLarge where all tabs together are more than a workbook may hold."""
        grid.checked(sheet, reading)
        answer: dict[str, Any] = {
            "sheet": sheet,
            "counts": reading.counts(),
            "merges": reading.merges,
            "remarks": [asdict(one) for one in grid.few(reading.remarks)],
            "refused": asdict(reading.refused) if reading.refused else None,
            "seen_otherwise": reading.seen_otherwise,
            "days_early": reading.days_early,
        }
        self._bear(len(json.dumps(answer["remarks"])), len(reading.merges) + len(reading.seen_otherwise))
        if not reading.refused:
            cells, answer["width"] = grid.table(reading)
            self._bear(cells.nbytes)
            answer["cells"] = f"{len(self.tabs)}.arrow"
            with (
                pyarrow.OSFile(str(self.folder / answer["cells"]), "wb") as sink,
                pyarrow.ipc.new_file(sink, cells.schema) as writer,
            ):
                writer.write_table(cells)
        self.tabs.append(answer)

    def _bear(self, size: int, places: int = 0) -> None:
        limits = reading_limits.LIMITS["workbook"]
        self.bytes, self.places = self.bytes + size, self.places + places
        if self.bytes > limits["read_mb"] * reading_limits.MB or self.places > limits["places"]:
            raise TooLarge(
                f"The tabs of {self.name} hold more together than one workbook may hold.",
                "Put the tabs that hold data into workbooks of their own.",
            )


if __name__ == "__main__":
    keep_pandas_out()
    main(Path(sys.argv[1]))
