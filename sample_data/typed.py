"""A workbook being typed: its tabs by what they hold, so that habits and faults find their cells by name, not by
place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from logbooks.catalogue import logbooks
from logbooks.vocabulary.sheet_words import language
from sample_data.sheets import UNITS, CellValue, Row, SampleCell, Sheet, header


@dataclass
class Page:
    """One tab, its logbook, and which canonical column stands in which place; `head` is its header row."""

    sheet: Sheet
    logbook: str
    columns: list[str]
    head: Row

    @property
    def rows(self) -> list[Row]:
        """The rows under the header."""
        start = next(number for number, row in enumerate(self.sheet.rows) if row is self.head)
        return self.sheet.rows[start + 1 :]

    def at(self, row: Row, name: str) -> CellValue | None:
        """What stands in the row under that canonical column."""
        cell = row[self.columns.index(name)]
        return None if cell is None else cell.value

    def number(self, row: Row, name: str) -> float:
        """The number in the row under that canonical column; raises ValueError where something else stands there."""
        value = self.at(row, name)
        if not isinstance(value, int | float):
            raise ValueError(f"{name} holds {value!r}, which is no number")
        return value

    def day(self, row: Row, name: str) -> date:
        """The day in the row under that canonical column; raises ValueError where something else stands there."""
        value = self.at(row, name)
        if not isinstance(value, date):
            raise ValueError(f"{name} holds {value!r}, which is no day")
        return value

    def put(self, row: Row, name: str, value: CellValue | None, number_format: str = "General") -> None:
        """Writes over the cell."""
        row[self.columns.index(name)] = None if value is None else SampleCell(value, number_format)

    def find(self, **wanted: object) -> Row:
        """The first row in which those columns hold those values."""
        return next(
            row
            for row in self.rows
            if len(row) == len(self.columns) and all(self.at(row, name) == value for name, value in wanted.items())
        )

    def retype(self, name: str, how) -> None:
        """Types every filled cell of a column another way: `how` gives the new value, or a Cell."""
        place = self.columns.index(name)
        for row in self.rows:
            if place < len(row) and (cell := row[place]) is not None:
                typed = how(cell.value)
                row[place] = typed if isinstance(typed, SampleCell) else SampleCell(typed)

    def heading(self, name: str) -> str:
        """What stands above the column."""
        return _heading(self.head[self.columns.index(name)])

    def number_of(self, row: Row) -> int:
        """The number of the row as a person sees it."""
        return next(number for number, other in enumerate(self.sheet.rows, start=1) if other is row)


@dataclass(frozen=True)
class PlantedFault:
    """One thing done wrong on purpose: where, which kind of problem it is, and what was done."""

    page: Page
    row: Row | None
    heading: str | None
    code: str
    done: str


@dataclass
class Book:
    """The tabs in their order and what was done wrong in them."""

    pages: list[Page]
    faults: list[PlantedFault] = field(default_factory=list)

    def page(self, name: str) -> Page:
        """The first tab of that logbook, or the tab of that name."""
        return next(page for page in self.pages if name in (page.logbook, page.sheet.name))

    def fault(self, page: Page, row: Row | None, column: str | None, code: str, done: str) -> None:
        """Remembers a fault; `column` is a canonical column of the page, or a heading as it stands."""
        self.faults.append(
            PlantedFault(page, row, page.heading(column) if column in page.columns else column, code, done)
        )

    def listed(self) -> list[dict]:
        """The faults with their places as a person sees them, in the order of the sheets."""
        places = {id(page): number for number, page in enumerate(self.pages)}
        found = [(places[id(f.page)], f.row is not None and f.page.number_of(f.row), f) for f in self.faults]
        return [
            {
                "sheet": f.page.sheet.name,
                "row": row or "",
                "column": f.heading or "",
                "code": f.code,
                "what was done": f.done,
            }
            for _, row, f in sorted(found, key=lambda one: one[:2])
        ]


def opened(sheets: list[Sheet]) -> Book:
    """The clean sheets as a workbook that can be typed into."""
    by_title = {logbook.title: logbook for logbook in logbooks().values()}
    pages = []
    for sheet in sheets:
        logbook = by_title[sheet.name]
        names = {header(column): column.name for column in logbook.columns}
        pages.append(Page(sheet, logbook.id, [names[_heading(cell)] for cell in sheet.rows[0]], sheet.rows[0]))
    return Book(pages)


def _heading(cell: SampleCell | None) -> str:
    return "" if cell is None else str(cell.value)


def in_words_of(page: Page, code: str) -> None:
    """Types the headers in another language, units as people put them there."""
    words, own = language(code)["headers"], language(code).get("headers_in", {}).get(page.logbook, {})
    for place, name in enumerate(page.columns):
        column = logbooks()[page.logbook].column(name)
        word = (own.get(name) or words.get(name) or [column.title])[0]
        unit = "" if name.endswith("_kg") else UNITS.get(column.kind) or column.unit
        page.head[place] = SampleCell(f"{word} {unit}" if unit == "kg" else f"{word} ({unit})" if unit else word)


def added_page(book: Book, name: str, logbook: str, headings: Sequence[str | int], rows: list[Row]) -> Page:
    """A further tab at the end of the workbook; its columns go by their headings."""
    head: Row = [SampleCell(heading) for heading in headings]
    book.pages.append(Page(Sheet(name, [head, *rows]), logbook, [str(heading) for heading in headings], head))
    return book.pages[-1]
