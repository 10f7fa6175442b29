"""What Sheets tells of cells, as the reading of a tab: the same kinds and texts an Excel file of the same sheet
gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy

from connectors.cells import DATE, DATETIME, ERROR, NUMBER, PERCENT, TEXT, TIME, UNSAVED, YES_NO, Area, Remark
from connectors.formats import stored_numbers
from connectors.formats.grid import SheetReading, hidden_columns, of_cells, place_of
from connectors.formats.number_formats import ELAPSED, meaning
from connectors.formats.struck_text import Struck, runs_at
from connectors.google.pace import LIMITS

# The mask: what is asked of every cell, and nothing else of it.
CELL_FIELDS = (
    "userEnteredValue(formulaValue),effectiveValue,formattedValue,"
    "effectiveFormat(numberFormat(type,pattern),textFormat(strikethrough)),"
    "textFormatRuns(startIndex,format(strikethrough)),note"
)
DATA_FIELDS = (
    "data(startRow,startColumn,rowMetadata(hiddenByUser,hiddenByFilter),columnMetadata(hiddenByUser),"
    f"rowData(values({CELL_FIELDS})))"
)
_BY_TYPE = {"PERCENT": PERCENT, "DATE": DATE, "DATE_TIME": DATETIME}
_MARCH_1900 = 61  # Sheets counts days from 30 December 1899 on; from here on Excel counts the same
_FIRST_SERIAL = -657_434  # 1 January of the year 100
_SECONDS = stored_numbers.SECONDS_A_DAY


@dataclass
class _Seen:
    cells: list[tuple[int, int, str, str]] = field(default_factory=list)  # row, column, kind, text
    hidden: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    struck: Struck = field(default_factory=Struck)
    notes: list[Remark] = field(default_factory=list)


def reading(parts: list[dict], merges: list[dict], hidden: bool) -> SheetReading:
    """The reading of one tab from its GridData, with remarks on struck-through cells and notes."""
    seen = _Seen()
    for part in sorted(parts, key=lambda one: one.get("startRow", 0)):
        top, left = part.get("startRow", 0), part.get("startColumn", 0)
        for row, told in enumerate(part.get("rowMetadata", ()), top + 1):
            if told.get("hiddenByUser") or told.get("hiddenByFilter"):
                seen.hidden.append(row)
        for column, told in enumerate(part.get("columnMetadata", ()), left + 1):
            if told.get("hiddenByUser"):
                seen.hidden_columns.add(column)
        for row, told in enumerate(part.get("rowData", ()), top + 1):
            for column, cell in enumerate(told.get("values", ()), left + 1):
                if cell:
                    _add(seen, row, column, cell)
    found = of_cells(seen.cells)
    found.hidden_rows = numpy.array(seen.hidden, numpy.int32)
    found.merges = [_area(told) for told in merges]
    found.remarks = [
        *([Remark("hidden-tab")] if hidden else []),
        *hidden_columns(found, [(column, column) for column in sorted(seen.hidden_columns)]),
        *seen.struck.remarks(),
        *seen.notes,
    ]
    return found


def kind_and_text(cell: dict) -> tuple[str, str]:
    """The kind letter and text of one CellData; the text is "" where it shows nothing."""
    value = cell.get("effectiveValue") or {}
    if "stringValue" in value:
        return TEXT, value["stringValue"]
    if "numberValue" in value:
        kind, pattern = _format(cell)
        return _number(float(value["numberValue"]), _meaning(kind, pattern), pattern)
    if "boolValue" in value:
        return YES_NO, "yes" if value["boolValue"] else "no"
    if "errorValue" in value:
        return ERROR, cell.get("formattedValue") or "#ERROR!"
    # A formula that gives nothing shows nothing; one that shows something we were not told the value of is not known.
    formula = (cell.get("userEnteredValue") or {}).get("formulaValue", "")
    return UNSAVED, formula if formula and cell.get("formattedValue") else ""


def _add(seen: _Seen, row: int, column: int, cell: dict) -> None:
    kind, text = kind_and_text(cell)
    if text:
        seen.cells.append((row, column, kind, seen.struck.add(row, column, _runs(cell, text))))
    if cell.get("note"):
        note = cell["note"][: LIMITS["reading"]["note_letters"]]
        seen.notes.append(Remark("cell-note", row, column, "", f"{place_of(row, column)}: {note}"))


def _runs(cell: dict, text: str) -> list[tuple[str, bool]]:
    """The text of a cell in the runs Sheets tells, and whether each is struck through."""
    whole = bool(((cell.get("effectiveFormat") or {}).get("textFormat") or {}).get("strikethrough"))
    told = [(run.get("startIndex", 0), run.get("format") or {}) for run in cell.get("textFormatRuns") or ()]
    if not told or told[0][0]:
        told.insert(0, (0, {}))
    struck = [bool(form.get("strikethrough", whole)) for _, form in told]
    return runs_at(text, [start for start, _ in told], struck)


def _format(cell: dict) -> tuple[str, str]:
    told = (cell.get("effectiveFormat") or {}).get("numberFormat") or {}
    return told.get("type", ""), told.get("pattern", "")


@cache
def _meaning(kind: str, pattern: str) -> str:
    """What the number format shows: by its type, and where that says only number, by its pattern."""
    if kind == "TIME":
        return ELAPSED if pattern and meaning(pattern) == ELAPSED else TIME
    return _BY_TYPE.get(kind) or (meaning(pattern) if pattern else NUMBER)


def _number(number: float, shown_as: str, pattern: str) -> tuple[str, str]:
    if shown_as in (DATE, DATETIME, TIME) and number < _MARCH_1900 and not (shown_as == TIME and number < 1):
        return _before_march_1900(number)
    return stored_numbers.shown(number, shown_as, code=pattern)


def _before_march_1900(serial: float) -> tuple[str, str]:
    if serial < _FIRST_SERIAL:
        return NUMBER, stored_numbers.plain(serial)
    days, of_day = divmod(round(serial * _SECONDS), _SECONDS)
    day = str(numpy.datetime64("1899-12-30") + days)
    return (
        (DATETIME, f"{day} {of_day // 3600:02d}:{of_day // 60 % 60:02d}:{of_day % 60:02d}") if of_day else (DATE, day)
    )


def _area(told: dict) -> Area:
    return (
        told.get("startRowIndex", 0) + 1,
        told.get("startColumnIndex", 0) + 1,
        told["endRowIndex"],
        told["endColumnIndex"],
    )
