"""The process in which one workbook is read: `python -m connectors.child FOLDER`, started by connectors.files.

FOLDER holds `workbook` (the file's bytes) and `request.json` (its name); the answer is `answer.json` and one Arrow
file a tab beside them. Nothing else goes in or out.
"""

from __future__ import annotations

import json
import sys
import zipfile
from dataclasses import asdict
from pathlib import Path

from connectors import limits
from connectors.trouble import CannotGoOn, CannotOpen, TooLarge


def main(folder: Path) -> None:
    """Reads the workbook of the folder within the limits and writes the answer beside it."""
    limits.confine()
    name = json.loads((folder / "request.json").read_text(encoding="utf-8"))["name"]
    try:
        answer = {"tabs": _read(folder, name)}
    except CannotGoOn as trouble:
        answer = {"trouble": type(trouble).__name__, "what": trouble.what, "fix": trouble.fix, "detail": trouble.detail}
    unfinished = folder / "answer.part"
    unfinished.write_text(json.dumps(answer), encoding="utf-8")
    unfinished.replace(folder / "answer.json")


def _read(folder: Path, name: str) -> list[dict]:
    from connectors import preflight

    path = folder / "workbook"
    kind = preflight.kind_of(path, name)
    if kind == preflight.CSV:
        from connectors import delimited
        return [_keep(folder, 0, Path(name).stem, delimited.read(path.read_bytes()))]
    try:
        return _read_xlsx(folder, path)
    except MemoryError as error:
        raise TooLarge(f"{name} needs more memory than one workbook may have.",
                       "Split the workbook by season, or delete empty formatted rows and columns.", repr(error)) from error
    except (zipfile.BadZipFile, SyntaxError, KeyError, ValueError) as error:
        raise CannotOpen(f"{name} is damaged: part of it cannot be read.", "Open it in Excel and save it again.", repr(error)) from error


def _read_xlsx(folder: Path, path: Path) -> list[dict]:
    from connectors import xlsx

    with zipfile.ZipFile(path) as parts:
        found, since_1904 = xlsx.sheets(parts)
        common = xlsx.shared(parts, since_1904)
        return [_keep(folder, number, sheet.name, xlsx.read_sheet(parts, sheet, common)) for number, sheet in enumerate(found)]


def _keep(folder: Path, number: int, sheet: str, reading) -> dict:
    import pyarrow

    from connectors import grid

    answer = {"sheet": sheet, "counts": reading.counts(), "remarks": [asdict(one) for one in reading.remarks],
              "refused": asdict(reading.refused) if reading.refused else None}
    if not reading.refused:
        cells, answer["width"] = grid.table(reading)
        answer["cells"] = f"{number}.arrow"
        with pyarrow.OSFile(str(folder / answer["cells"]), "wb") as sink, pyarrow.ipc.new_file(sink, cells.schema) as writer:
            writer.write_table(cells)
    return answer


if __name__ == "__main__":
    main(Path(sys.argv[1]))
