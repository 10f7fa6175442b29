"""The logs as a cooperative keeps them: a tab each, a header row in the template's words, one row a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from logbooks.catalogue import logbooks
from logbooks.declare import Column, ColumnKind

TITLE = "SYNTHETIC sample data: this cooperative does not exist"

# The units in the headers: those of the columns that hold a unit.
UNITS = {ColumnKind.MASS: "kg", ColumnKind.PRICE: "USD/kg", ColumnKind.PERCENT: "%"}
FORMATS = {ColumnKind.SHARE: "0%", ColumnKind.DATE: "yyyy-mm-dd", ColumnKind.DATETIME: "yyyy-mm-dd hh:mm"}


CellValue = str | float | date | datetime


@dataclass
class SampleCell:
    """What stands in a cell and how Excel is told to show it."""

    value: CellValue
    number_format: str = "General"


Row = list[SampleCell | None]  # the object itself says which row it is, wherever it ends up in the sheet


@dataclass
class Sheet:
    """One tab: its name and its rows of cells from row 1 on; rows in `hidden` are hidden, `merged` are like A1:C1."""

    name: str
    rows: list[Row]
    hidden: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    tab_hidden: bool = False


def header(column: Column) -> str:
    """The column's title, with its unit where it has one: Weight (kg), Moisture (%)."""
    unit = "" if column.name.endswith("_kg") else UNITS.get(column.kind) or column.unit
    return f"{column.title} ({unit})" if unit else column.title


def sheets(logs: dict[str, list[dict]]) -> list[Sheet]:
    """The tabs of the clean workbook in the order given; columns nobody filled are left away."""
    return [_sheet(logbook_id, rows) for logbook_id, rows in logs.items()]


def _sheet(logbook_id: str, rows: list[dict]) -> Sheet:
    logbook = logbooks()[logbook_id]
    filled = {name for row in rows for name, value in row.items() if value is not None}
    columns = [column for column in logbook.columns if column.name in filled]
    assert filled <= {column.name for column in columns}, (
        f"{logbook_id} has no such columns: {filled - {c.name for c in columns}}"
    )
    lines: list[Row] = [[SampleCell(header(column)) for column in columns]]
    lines += [[cell(column, row.get(column.name)) for column in columns] for row in rows]
    return Sheet(logbook.title, lines)


def cell(column: Column, value: CellValue | None) -> SampleCell | None:
    """The cell of a value: shares as a person sees them, dates as dates, yes and no as words."""
    if value is None:
        return None
    if isinstance(value, bool):
        return SampleCell("yes" if value else "no")
    shown_as = FORMATS.get(column.kind, "General")
    assert shown_as == "General" or isinstance(value, date | datetime | int | float)
    return SampleCell(value, shown_as)
