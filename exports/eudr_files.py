"""The files for the EU as they lie in a folder: a GeoJSON a lot, and two lists of what is in which and what in none."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from exports.eudr import Declared
from exports.new_files import write_new

LOTS_FILE, REFUSED_FILE = "lots.csv", "not-written.csv"
FORMULA, SPACES = ("=", "+", "-", "@", "|", "%"), ("\t", "\r", "\n")  # what a sheet runs, or may run, as a formula
LOTS_HEAD = (
    "Lot",
    "Stream",
    "File",
    "Complete",
    "Plots",
    "Producers",
    "Kg green equivalent",
    "Of which located",
    "Said",
)
REFUSED_HEAD = (
    "Lot",
    "Plot",
    "Farmer",
    "Receipts",
    "Kg green equivalent",
    "Why not written",
    "What to do",
    "Source",
    "Sheet",
    "Row",
)


def files(found: Declared) -> dict[str, bytes]:
    """Every file of the export by its name: one GeoJSON a lot, lots.csv, not-written.csv."""
    made = {lot.name: lot.text.encode("utf-8") for lot in found.written if lot.name and lot.text}
    lots = [
        (
            lot.lot_id,
            lot.stream or "",
            lot.name or "",
            "yes" if lot.complete else "no",
            lot.plots,
            lot.producers,
            round(lot.kg, 1),
            round(lot.located_kg, 1),
            lot.said,
        )
        for lot in found.lots
    ]
    refused = [
        (
            r.lot_id,
            r.plot_id or "",
            r.farmer_id or "",
            r.receipts,
            round(r.kg, 1),
            r.why,
            r.fix,
            r.source or "",
            r.sheet or "",
            r.row_no or "",
        )
        for r in found.refused
    ]
    return made | {LOTS_FILE: _csv(LOTS_HEAD, lots), REFUSED_FILE: _csv(REFUSED_HEAD, refused)}


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table Excel opens in UTF-8; a text that a sheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    made = csv.writer(out)
    made.writerow(head)
    made.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: object) -> object:
    runs = isinstance(cell, str) and (cell.lstrip()[:1] in FORMULA or cell[:1] in SPACES)
    return f"'{cell}" if runs and cell else cell


def write(folder: Path, found: Declared) -> list[Path]:
    """Writes the files into a folder, made where there is none; nothing is written over, and all or nothing is
    begun."""
    return write_new(folder, files(found))
