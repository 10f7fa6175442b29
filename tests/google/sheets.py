"""A spreadsheet as people type into it: cells, tabs, and the edits staff make; each edit moves the time Drive tells."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

SPREADSHEET, EXCEL = (
    "application/vnd.google-apps.spreadsheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
EPOCH = datetime(1899, 12, 30)
ROWS, COLUMNS = 1000, 26  # of a new tab

ERRORS = {
    "#NULL!": "NULL_VALUE",
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#VALUE!": "VALUE",
    "#REF!": "REF",
    "#NAME?": "NAME",
    "#NUM!": "NUM",
    "#N/A": "N_A",
    "#ERROR!": "ERROR",
    "Loading...": "LOADING",
}
PLACE = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Error:
    """What a formula shows when it fails: Error("#DIV/0!")."""

    shown: str


Value = str | float | bool | Error | None


@dataclass(frozen=True)
class Cell:
    """What stands in one cell. Days and times are serial numbers with a format, as in any spreadsheet."""

    value: Value = None
    number_format: tuple[str, str] | None = None  # (DATE, yyyy-mm-dd); None is automatic
    formula: str | None = None
    note: str = ""
    struck: bool = False
    background: tuple[float, float, float] | None = None
    link: str = ""
    shown: str | None = None  # where the server should not work it out

    @property
    def is_blank(self) -> bool:
        return self.value is None and self.formula is None


def serial(value: date | datetime | time | timedelta) -> float:
    """Days since 30 December 1899; of a time, the part of a day."""
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    elif not isinstance(value, timedelta):
        value = (value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)) - EPOCH
    return value / timedelta(days=1)


def cell(value: object, pattern: str | None = None, **more) -> Cell:
    """A cell of a Python value: text, number, bool, Error, day, moment, time or duration; None is a blank cell."""
    if isinstance(value, Cell):
        return replace(value, **more)
    kind, usual, kept = _kept(value)
    pattern = pattern or usual
    return Cell(
        None if kept == "" else kept,
        (kind if pattern == usual else kind_of(pattern), pattern) if pattern else None,
        **more,
    )


def _kept(value: object) -> tuple[str, str, Value]:
    """The kind and the pattern a Python value gets by itself, "" where automatic, and what is kept of it."""
    if isinstance(value, datetime):
        return "DATE_TIME", "yyyy-mm-dd hh:mm:ss", serial(value)
    if isinstance(value, date):
        return "DATE", "yyyy-mm-dd", serial(value)
    if isinstance(value, time):
        return "TIME", "hh:mm:ss", serial(value)
    if isinstance(value, timedelta):
        return "TIME", "[h]:mm:ss", serial(value)
    if value is None or isinstance(value, str | bool | Error):
        return "", "", value
    if isinstance(value, int | float):
        return "", "", float(value)
    raise TypeError(f"no cell holds {value!r}")


def kind_of(pattern: str) -> str:
    """What Google calls a pattern: DATE, TIME, DATE_TIME, PERCENT, CURRENCY, SCIENTIFIC, TEXT or NUMBER."""
    bare = re.sub(r'"[^"]*"|\\.', "", pattern).lower()
    if bare == "@":
        return "TEXT"
    digits = bool(re.search(r"[0#?]", bare.replace("[h]", "").replace("ss.0", "ss")))
    if not digits and (clock := "h" in bare or "s" in bare, calendar := "y" in bare or "d" in bare) != (False, False):
        return "DATE_TIME" if clock and calendar else "TIME" if clock else "DATE"
    if not digits and "m" in bare:
        return "DATE"
    return (
        "PERCENT"
        if "%" in bare
        else "SCIENTIFIC"
        if "e+" in bare
        else "CURRENCY"
        if re.search(r"[$€]|\[\$", bare)
        else "NUMBER"
    )


def place(text: str) -> tuple[int, int]:
    """B5 as (row, column), both from 0."""
    found = PLACE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text} is no place in a sheet")
    letters, row = found.groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row) - 1, column - 1


def letters(column: int) -> str:
    """The name of a column counted from 0: 27 is AB."""
    name = ""
    column += 1
    while column:
        column, left = divmod(column - 1, 26)
        name = chr(65 + left) + name
    return name


@dataclass
class Tab:
    """One tab; rows and columns count from 0 here, as in Google's answers."""

    title: str
    gid: int
    rows: list[list[Cell]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)  # by hand
    filtered_rows: set[int] = field(default_factory=set)  # by a filter
    # row from, to (without), column from, to (without)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    kind: str = "GRID"  # OBJECT is a chart: no cells
    row_count: int = ROWS
    column_count: int = COLUMNS

    def at(self, row: int, column: int) -> Cell:
        """The cell there; a blank one beyond what was typed."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else Cell()

    def put(self, row: int, column: int, new: Cell) -> None:
        """Puts a cell there; the grid grows where it must."""
        self.rows += [[] for _ in range(row + 1 - len(self.rows))]
        self.rows[row] += [Cell()] * (column + 1 - len(self.rows[row]))
        self.rows[row][column] = new
        self.row_count, self.column_count = max(self.row_count, row + 1), max(self.column_count, column + 1)

    def values(self) -> list[list[object]]:
        """What stands in the cells, row by row, without what is blank at the ends."""
        return [[one.value for one in trimmed(row)] for row in trimmed(self.rows, lambda row: not trimmed(row))]

    def shift_rows(self, row: int, by: int) -> None:
        """Moves what is kept by row number when a row is put in (1) or taken out (-1) there."""
        for kept in (self.hidden_rows, self.filtered_rows):
            moved = {one + by if one >= row else one for one in kept if by > 0 or one != row}
            kept.clear()
            kept.update(moved)
        spans = [
            (a + by if a > row or (a == row and by > 0) else a, b + by if b > row else b, c, d)
            for a, b, c, d in self.merges
        ]
        self.merges = [one for one in spans if one[1] > one[0]]
        self.row_count += by

    def shift_columns(self, column: int, by: int) -> None:
        """Likewise for a column."""
        spans = [
            (a, b, c + by if c > column or (c == column and by > 0) else c, d + by if d > column else d)
            for a, b, c, d in self.merges
        ]
        self.merges = [one for one in spans if one[3] > one[2]]
        self.column_count += by


def trimmed(row: list, blank: Callable = lambda one: one.is_blank) -> list:
    """The row without its blank end."""
    end = len(row)
    while end and blank(row[end - 1]):
        end -= 1
    return row[:end]


class Spreadsheet:
    """One file of Drive: a spreadsheet with its tabs, or an Excel file that only lies there (`mime` EXCEL).

    Every edit moves `modified` and `version`; `recalculate` changes a shown value as IMPORTRANGE does and moves
    neither.
    """

    def __init__(
        self,
        key: str,
        title: str,
        clock: Callable[[], float],
        *,
        locale: str = "en_US",
        time_zone: str = "America/Tegucigalpa",
        owner: tuple[str, str] = ("", ""),
        mime: str = SPREADSHEET,
    ):
        self.key, self.title, self.locale, self.time_zone, self.owner, self.mime = (
            key,
            title,
            locale,
            time_zone,
            owner,
            mime,
        )
        self.tabs: list[Tab] = []
        self.readers: dict[str, str] = {owner[1]: "owner"} if owner[1] else {}
        self.link_shared = self.trashed = False
        self.tells_emptied = False  # whether an object of which the mask leaves nothing is told as {}
        self.lock = threading.RLock()
        self._clock = clock
        self._gid = 0
        self.created = self.modified = clock()
        self.version = 1

    # -- who may read -------------------------------------------------------------------------------------------------
    def share_with(self, address: str, role: str = "reader") -> None:
        """Shares it with an address."""
        self.readers[address] = role

    def unshare(self, address: str) -> None:
        """Takes the address out again."""
        self.readers.pop(address, None)

    def may_read(self, address: str | None) -> bool:
        """Whether the address, or anybody with the link, may read."""
        return self.link_shared or address in self.readers

    # -- edits --------------------------------------------------------------------------------------------------------
    def tab(self, title: str) -> Tab:
        """The tab of that title."""
        return next(one for one in self.tabs if one.title == title)

    def touch(self) -> None:
        """What any edit does to the file; two edits never have the same time."""
        self.modified = max(self._clock(), self.modified + 0.001)
        self.version += 1

    def add_tab(self, title: str, rows: Sequence[Sequence[object]] = (), kind: str = "GRID") -> Tab:
        """Adds a tab at the end, filled with Python values or cells."""
        if any(one.title == title for one in self.tabs):
            raise ValueError(f"there is a tab {title} already")
        with self.lock:
            made = Tab(title, self._gid, [[cell(one) for one in row] for row in rows], kind=kind)
            made.row_count = max(ROWS, len(made.rows))
            made.column_count = max([COLUMNS, *map(len, made.rows)])
            self._gid = self._gid * 7 % 2_000_000_011 + 1_234_567  # the first tab is 0, the others are large
            self.tabs.append(made)
            self.touch()
        return made

    def set_cell(self, tab: str, at: str, value: object, **more) -> None:
        """Types a Python value, or a Cell, into B5."""
        with self.lock:
            self.tab(tab).put(*place(at), cell(value, **more))
            self.touch()

    def recalculate(self, tab: str, at: str, value: object) -> None:
        """Another value comes out of a formula whose source lies elsewhere: Drive tells of no edit."""
        with self.lock:
            row, column = place(at)
            was = self.tab(tab).at(row, column)
            new = cell(value)
            formula = was.formula or '=IMPORTRANGE("elsewhere","A1")'
            self.tab(tab).put(
                row, column, replace(new, formula=formula, number_format=new.number_format or was.number_format)
            )

    def append_row(self, tab: str, values: Sequence[object]) -> int:
        """Types a row below the last one; returns its number as people see it."""
        with self.lock:
            at = self.tab(tab)
            row = len(trimmed(at.rows, lambda row: not trimmed(row)))
            for column, value in enumerate(values):
                at.put(row, column, cell(value))
            self.touch()
        return row + 1

    def insert_row(self, tab: str, row: int, values: Sequence[object] = ()) -> None:
        """Puts a row in above the row of that number."""
        with self.lock:
            at = self.tab(tab)
            at.rows += [[] for _ in range(row - 1 - len(at.rows))]
            at.rows.insert(row - 1, [cell(one) for one in values])
            at.shift_rows(row - 1, 1)
            self.touch()

    def delete_row(self, tab: str, row: int) -> None:
        """Takes the row of that number out."""
        with self.lock:
            at = self.tab(tab)
            del at.rows[row - 1 : row]
            at.shift_rows(row - 1, -1)
            self.touch()

    def sort(self, tab: str, column: str, first_row: int = 2) -> None:
        """Sorts the rows from that number on by what a column holds; numbers before texts, blanks last."""
        with self.lock:
            at, by = self.tab(tab), place(f"{column}1")[1]

            def order(row: list[Cell]) -> tuple:
                value = row[by].value if by < len(row) else None
                return (value is None, isinstance(value, str), value if isinstance(value, float) else 0.0, str(value))

            at.rows[first_row - 1 :] = sorted(
                trimmed(at.rows, lambda row: not trimmed(row))[first_row - 1 :], key=order
            )
            self.touch()

    def insert_column(self, tab: str, column: str, values: Sequence[object] = ()) -> None:
        """Puts a column in to the left of that one."""
        with self.lock:
            at, where = self.tab(tab), place(f"{column}1")[1]
            for row in at.rows:
                if len(row) > where:
                    row.insert(where, Cell())
            at.shift_columns(where, 1)
            for number, value in enumerate(values):
                at.put(number, where, cell(value))
            self.touch()

    def delete_column(self, tab: str, column: str) -> None:
        """Takes that column out."""
        with self.lock:
            at, where = self.tab(tab), place(f"{column}1")[1]
            for row in at.rows:
                del row[where : where + 1]
            at.shift_columns(where, -1)
            self.touch()

    def empty_tab(self, tab: str) -> None:
        """Select all, Delete."""
        with self.lock:
            self.tab(tab).rows.clear()
            self.touch()

    def rename_tab(self, tab: str, title: str) -> None:
        """Gives a tab another title; its gid stays."""
        with self.lock:
            self.tab(tab).title = title
            self.touch()

    def hide_tab(self, tab: str, hidden: bool = True) -> None:
        """Hides a tab, or shows it again."""
        with self.lock:
            if hidden and not any(not one.hidden and one.title != tab for one in self.tabs):
                raise ValueError("all tabs of a spreadsheet cannot be hidden")
            self.tab(tab).hidden = hidden
            self.touch()

    def delete_tab(self, tab: str) -> None:
        """Takes a tab out for good."""
        with self.lock:
            self.tabs.remove(self.tab(tab))
            self.touch()

    def move_tab(self, tab: str, index: int) -> None:
        """Puts a tab at another place in the line."""
        with self.lock:
            moved = self.tab(tab)
            self.tabs.remove(moved)
            self.tabs.insert(index, moved)
            self.touch()

    def hide_row(self, tab: str, row: int, hidden: bool = True, by_filter: bool = False) -> None:
        """Hides the row of that number, by hand or by a filter."""
        with self.lock:
            kept = self.tab(tab).filtered_rows if by_filter else self.tab(tab).hidden_rows
            (kept.add if hidden else kept.discard)(row - 1)
            self.touch()

    def merge(self, tab: str, first: str, last: str) -> None:
        """Merges the cells from A1 to B3; only the first keeps its value."""
        with self.lock:
            (top, left), (bottom, right) = place(first), place(last)
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        self.tab(tab).put(row, column, Cell())
            self.tab(tab).merges.append((top, bottom + 1, left, right + 1))
            self.touch()

    def set_locale(self, locale: str) -> None:
        """Sets the locale of the spreadsheet, such as es_HN."""
        with self.lock:
            self.locale = locale
            self.touch()

    def rename(self, title: str) -> None:
        """Gives the file another name."""
        self.title = title
        self.touch()
