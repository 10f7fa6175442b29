"""What a tab was found to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from connectors.cells import Remark, Tab
from logbooks.catalogue import logbooks
from logbooks.declare import Logbook
from logbooks.recognise.settled_columns import Settled

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True)
class FoundColumn:
    """Where a canonical column stands: `index` counts from 1, 0 is the row number itself.

    `unit` is what stands in the header (kg, qq, %, ha, USD/lb, USc per lb) for logbooks/vocabulary/units.py to read;
    where that can't, there is a remark unknown-unit. `strip` is taken out of each cell, small or capital, before it is
    read. `above` is the unit or money that a title says of it, `above_written` that title.
    """

    index: int
    header: str
    unit: str | None = None
    strip: tuple[str, ...] = ()
    date_format: str | None = None
    unit_said: bool = False  # by a person, against whatever the sheet says
    above: str | None = None
    above_written: str = ""
    where_blank: int = 0  # the column that stands for a key in rows that have none, 0 where there is none


@dataclass(frozen=True)
class Recognised:
    """What a tab was found to be. Data begin below `header_row` (a row of the sheet, 0 where there is none).

    With `logbook` None the tab is not read: `not_a_log` says "guide", "empty", "said so" or "in its rows" where that is
    as it should be, else the remarks say why. A required column that is missing is a remark, and the tab can't be used.
    """

    tab: Tab
    logbook: str | None = None
    header_row: int = 0
    columns: dict[str, FoundColumn] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    unknown: tuple[tuple[int, str], ...] = ()
    of_the_tool: tuple[tuple[int, str], ...] = ()  # columns that a survey tool adds for itself
    remarks: tuple[Remark, ...] = ()
    decimal_mark: str | None = None
    date_order: str | None = None
    not_a_log: str = ""
    beside: Recognised | None = None  # the reading in whose rows this one stands too
    lacking: tuple[str, ...] = ()  # columns without which what stands beside is not read
    settled: tuple[Settled, ...] = ()  # what the tab settles of itself
    named_above: frozenset[str] = frozenset()  # the currencies that its titles name
    # where one heading stands over several columns: those that a canonical column may be, each with both its headings
    under_one: dict[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)

    @property
    def declared(self) -> Logbook:
        """The declaration of its logbook; asked only of a tab that is one."""
        assert self.logbook is not None, f"{self.tab.sheet} is no logbook"
        return logbooks()[self.logbook]

    @property
    def headings(self) -> tuple[str, ...]:
        """What its headings say, from the first column on, without those a survey tool adds for itself."""
        named = {remark.column: remark.written for remark in self.remarks if remark.column and remark.written}
        named |= dict(self.unknown)
        for places in self.under_one.values():
            named |= dict(places)
        named |= {column.index: column.header for column in self.columns.values() if column.index and column.header}
        return tuple(named[index] for index in sorted(named))

    @property
    def has_rows(self) -> bool:
        """Whether anything stands below the headings."""
        cells = self.tab.cells
        return cells is not None and bool((cells.column("row").to_numpy() > self.header_row).any())

    @property
    def below(self) -> pyarrow.Table:
        """The rows of the sheet below its headings; asked only of a tab with cells."""
        return self.tab.table.slice(int((self.tab.table["row"].to_numpy() <= self.header_row).sum()))

    @property
    def lacks(self) -> bool:
        """Whether a column is missing without which no row can be counted."""
        return any(remark.code == "missing-column" for remark in self.remarks)
