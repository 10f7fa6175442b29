"""The neutral form in which every connector hands over what stands in a sheet: text, kind, place; no meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow

# One letter a cell, in the order of the columns, in the `kinds` text of a row.
BLANK = " "
TEXT = "t"
NUMBER = "n"
PERCENT = "p"  # a number the person saw as a percentage; its text is value x 100 and the sign: "12 %"
FORMATTED = "f"  # a number beside which its format writes something; its text is both: "F-012", "46.5 qq", "L 178.5"
DATE = "d"  # text is ISO: 2026-03-31
DATETIME = "m"  # text is ISO: 2026-03-31 14:05:00
TIME = "h"  # a time of day or a duration; text is hh:mm:ss
YES_NO = "b"  # text is "yes" or "no"
ERROR = "e"  # text is what the sheet shows: #DIV/0!
UNSAVED = "u"  # a formula of which the file holds no value; text is the formula with its "="

HIDDEN_COLUMN = "hidden-column"  # the remark of a column that a person does not see; it matters where it is used


@dataclass(frozen=True)
class Remark:
    """Something a reader saw that the person should know; `code` is a kind of logbooks/problems.toml."""

    code: str
    row: int | None = None  # as the person sees it, from 1
    column: int | None = None  # from 1
    written: str = ""
    detail: str = ""


# A rectangle of cells: its first row and column, its last row and column, all from 1.
Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class Tab:
    """One tab of a workbook, or one .csv.

    `cells` has one row a sheet row that holds anything: `row` (int32, as the person sees it), `hidden` (bool),
    `kinds` (one letter a column, above), `c1` ... `cN` (text exactly as stored; null where blank).
    A refused tab has no cells: `refused` says why.
    """

    source: str  # the name people know the workbook by, such as Lots 2026.xlsx
    sheet: str  # the name of the tab; for a .csv the file's name without its ending
    cells: pyarrow.Table | None
    width: int  # N
    remarks: tuple[Remark, ...] = ()
    refused: Remark | None = None
    # witness: valued, errors, unsaved, percent, hidden_rows, merges
    counts: dict[str, int] = field(default_factory=dict)
    tab_id: str = ""  # what stays when the tab is renamed, such as Google's gid; "" where there is none
    # address of a cell of this tab with {place} where B5 or 5:5 goes; "" where no link can open it
    link: str = ""
    decimal_mark: str | None = None  # what the locale of the spreadsheet makes of numbers kept as text: "." or ","
    date_order: str | None = None  # likewise of days kept as text: "day first", "month first", "year first"
    merges: tuple[Area, ...] = ()  # cells made one; the first of each holds what the person sees

    @property
    def table(self) -> pyarrow.Table:
        """Its cells; asked only of a tab that was not refused."""
        assert self.cells is not None, f"{self.sheet} was refused: it has no cells"
        return self.cells


@dataclass(frozen=True)
class Workbook:
    """One file or spreadsheet as it was read."""

    source: str
    content_hash: str  # sha-256 of the bytes
    read_at: str  # ISO, UTC, to the second
    modified_at: str | None  # ISO, UTC
    tabs: tuple[Tab, ...]
    owner: str = ""  # whom to ask about it
    time_zone: str | None = None  # of the spreadsheet, such as America/Tegucigalpa
    remarks: tuple[Remark, ...] = ()  # of the whole workbook, such as changed-while-read


def areas(told: Iterable[Sequence[int]]) -> tuple[Area, ...]:
    """Areas as they were before JSON made lists of them."""
    return tuple((top, left, bottom, right) for top, left, bottom, right in told)


def letters(index: int) -> str:
    """The letters a sheet gives that column: 1 is A, 28 is AB."""
    name = ""
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
