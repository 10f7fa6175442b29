"""The second reader, in a process of its own: `python -m connectors.reading.second_reader FOLDER`, beside
connectors.reading.child.

It shares no code with the first: calamine, through fastexcel, gives every cell of every tab as text. It knows nothing
of error cells, number formats and formulas without a value, and rounds numbers to nine decimals; so its texts are
never shown, only compared (connectors.reading.agreement).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from connectors import reading_limits


def main(folder: Path) -> None:
    """Writes one Arrow file a tab, and `second.json` naming them last."""
    reading_limits.end_with_parent()
    reading_limits.confine()
    answer(folder)


def answer(folder: Path) -> None:
    """The same without the limits of a process."""
    import fastexcel
    import pyarrow

    told: dict[str, dict] = {}
    left = reading_limits.LIMITS["workbook"]["read_mb"] * reading_limits.MB
    try:
        book = fastexcel.read_excel((folder / "workbook").read_bytes())
        for number, name in enumerate(book.sheet_names):
            try:
                sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
                cells = sheet.to_arrow()
                first = sheet.selected_columns[0].absolute_index if cells.num_columns else 0
            except Exception as error:
                told[name] = {"failed": repr(error)}
                continue
            left -= cells.nbytes
            if left < 0:  # the first reader says so
                break
            told[name] = {"cells": f"second-{number}.arrow", "first_column": first + 1}
            with (
                pyarrow.OSFile(str(folder / told[name]["cells"]), "wb") as sink,
                pyarrow.ipc.new_file(sink, cells.schema) as writer,
            ):
                writer.write_batch(cells)
    except BaseException:  # a panic in calamine is no Exception
        told = {}
    unfinished = folder / "second.part"
    unfinished.write_text(json.dumps(told), encoding="utf-8")
    unfinished.replace(folder / "second.json")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
