"""A folder as a very large cooperative would keep it: the sample's workbook, and its deliveries as .csv files, each
split into so many that a wanted number of rows is there. The kilos of every lot stay what they were."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from sample_data.cooperative import logs
from sample_data.excel import save
from sample_data.sheets import sheets

ROWS_A_FILE = 200_000  # a tab may hold five million cells


def write_large_folder(folder: Path, receipts: int, seed: int = 1) -> Path:
    """Writes the folder anew and returns it; there are at least as many deliveries as in the sample."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    drawn = logs(seed)
    deliveries = drawn.pop("receipts")
    save(sheets(drawn), folder / "synthetic cooperative.xlsx")
    pieces = max(round(receipts / len(deliveries)), 1)
    rows = [
        (row["received_on"], row["farmer_id"], row["weight"] / pieces, row["form"], row["lot_id"], f"{number}-{piece}")
        for number, row in enumerate(deliveries)
        for piece in range(pieces)
    ]
    for first in range(0, len(rows), ROWS_A_FILE):
        with (folder / f"Receipts {first // ROWS_A_FILE + 1}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["Received on", "Farmer", "Weight (kg)", "Form", "Lot", "Receipt no."])
            writer.writerows(rows[first : first + ROWS_A_FILE])
    return folder
