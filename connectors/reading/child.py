"""The process in which one workbook is read: `python -m connectors.reading.child FOLDER`, started by
connectors.reading.files.

FOLDER holds `workbook` (the file's bytes) and `request.json` (its name); the answer is `answer.json` and one Arrow
file a tab beside them. Nothing else goes in or out.
"""

from __future__ import annotations

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
from connectors.reading import preflight
from connectors.reading.without_pandas import keep_pandas_out
from connectors.trouble import CannotGoOn, CannotOpen, NothingToRead, TooLarge


def main(folder: Path) -> None:
    """Reads the workbook of the folder within the limits and writes the answer beside it."""
    reading_limits.confine()
    answer(folder)


def answer(folder: Path) -> None:
    """The same without the limits of a process."""
    name = json.loads((folder / "request.json").read_text(encoding="utf-8"))["name"]
    try:
        told: dict[str, Any] = {"tabs": _read(folder, name)}
    except CannotGoOn as trouble:
        told = {"trouble": type(trouble).__name__, "what": trouble.what, "fix": trouble.fix, "detail": trouble.detail}
    unfinished = folder / "answer.part"
    unfinished.write_text(json.dumps(told), encoding="utf-8")
    unfinished.replace(folder / "answer.json")


def _read(folder: Path, name: str) -> list[dict]:
    path = folder / "workbook"
    kind = preflight.kind_of(path, name)
    try:
        tabs = [
            _keep(folder, number, sheet, reading)
            for number, (sheet, reading) in enumerate(_few_tabs(_tabs(kind, path, name), name))
        ]
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
    except Exception as error:  # there is no end to what readers raise on bytes that are not what they should be
        raise CannotOpen(
            f"{name} is damaged: part of it cannot be read.",
            "Open it in Excel and save it again, or copy it again from where it came.",
            traceback.format_exc(),
        ) from error
    if not tabs:
        raise NothingToRead(f"{name} has no tab with cells.", "Choose the workbook that holds the sheets.")
    return tabs


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


def _keep(folder: Path, number: int, sheet: str, reading: SheetReading) -> dict:
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
    if not reading.refused:
        cells, answer["width"] = grid.table(reading)
        answer["cells"] = f"{number}.arrow"
        with (
            pyarrow.OSFile(str(folder / answer["cells"]), "wb") as sink,
            pyarrow.ipc.new_file(sink, cells.schema) as writer,
        ):
            writer.write_table(cells)
    return answer


if __name__ == "__main__":
    keep_pandas_out()
    main(Path(sys.argv[1]))
