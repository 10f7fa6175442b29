"""Writes the sample workbooks: python -m sample_data.make, or --check to prove the committed ones fresh."""

from __future__ import annotations

import csv
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from connectors.cells import Workbook
from sample_data import mess
from sample_data.cooperative import logs
from sample_data.excel import differences, save
from sample_data.memory import tab_of
from sample_data.sheets import sheets
from sample_data.truth_file import DeclaredTruth, text
from sample_data.world import HERE, parameters, under

CLEAN, MESSY, FAULTS = HERE / "clean.xlsx", HERE / "messy.xlsx", HERE / "faults.csv"


def write(path: Path, messy: bool = False, scale: int = 1, seed: int = 1, figures: dict | None = None) -> None:
    """Writes the sample cooperative as an .xlsx; the same seed and truth give the same cells."""
    with under(figures):
        drawn = logs(seed, scale)
        save(mess.messy(drawn)[0] if messy else sheets(drawn), path)


def write_with_truth(path: Path, told: DeclaredTruth, messy: bool = False) -> Path:
    """Writes the cooperative of that truth, and beside it the truth as a .truth.toml, whose path is returned."""
    write(path, messy, told.scale, told.seed, told.figures)
    beside = path.with_suffix(".truth.toml")
    beside.write_text(text(told, path.name), encoding="utf-8", newline="\n")
    return beside


def workbook(seed: int = 1, scale: int = 1, figures: dict | None = None) -> Workbook:
    """The clean sample as a reader would hand it over, made in memory without an Excel file."""
    source = f"synthetic sample, seed {seed}.xlsx"
    with under(figures):
        read_at = datetime.combine(parameters()["as_of"], datetime.min.time(), UTC).isoformat(timespec="seconds")
        tabs = tuple(tab_of(source, sheet) for sheet in sheets(logs(seed, scale)))
    return Workbook(source, f"synthetic-{seed}-{scale}", read_at, None, tabs)


def as_csv(faults: list[dict]) -> str:
    """The planted faults as a table: sheet, row, column, code, what was done."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(faults[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(faults)
    return text.getvalue()


def main(arguments: list[str]) -> int:
    """Writes the committed files, or with --check says where they differ from what seed 1 gives."""
    (untidy, faults), clean = mess.messy(logs()), sheets(logs())
    if "--check" not in arguments:
        save(clean, CLEAN)
        save(untidy, MESSY)
        FAULTS.write_text(as_csv(faults), encoding="utf-8", newline="")
        return 0
    stale = differences(CLEAN, clean) + differences(MESSY, untidy)
    if FAULTS.read_text(encoding="utf-8") != as_csv(faults):
        stale.append(f"{FAULTS.name} does not list the faults of the messy workbook")
    print("\n".join(stale[:20]) or "The committed sample is what seed 1 gives, cell by cell.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
