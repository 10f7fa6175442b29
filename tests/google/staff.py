"""People who type into shared sheets all day: each edit is drawn from a seed, so that a week can be lived again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.google.sheets import Cell, Error, Spreadsheet, Tab, cell, letters, serial, trimmed

# rows below which nobody deletes any: what goes by the dozen is asked about, and that is another test
MANY = 40
ODD = (
    "n/a",
    "pending",
    "12,5 kg",
    "=ask the station",
    "ver nota",
    "<0.01",
    "007",
    "1.250,50",
    "3/4",
    "—",
    "#N/A",
    "TRUE",
    "2026-04-31",
    "ñandú  doble espacio",
)
NOTES = ("weighed twice", "buyer called", "see paper slip", "corrected by the office")


@dataclass
class Desk:
    """A spreadsheet and a tab a person works in."""

    book: Spreadsheet
    title: str

    @property
    def tab(self) -> Tab:
        """The tab, whatever others have done to it meanwhile."""
        return self.book.tab(self.title)


class Staff:
    """`people` persons, each with a few tabs of their own; `act()` lets one of them make one edit and says which."""

    def __init__(
        self, books: Sequence[Spreadsheet], seed: int, people: int = 12, without: Sequence[str] = ("Settings",)
    ):
        self.chance = Random(f"staff {seed}")
        self.desks = [Desk(book, tab.title) for book in books for tab in book.tabs if tab.title not in without]
        self.persons = {
            f"Person {number + 1:02d}": [self.desks[(number + step * people) % len(self.desks)] for step in range(2)]
            for number in range(people)
        }
        self._clock = books[0]._clock
        self.edits = 0
        self.elsewhere = True  # whether formulas also change by what stands in other spreadsheets

    def act(self) -> str:
        """One edit by one person, in words."""
        person = self.chance.choice(sorted(self.persons))
        desk = self.chance.choice(self.persons[person])
        kinds: list[tuple[Callable[[Desk], str | None], int]] = [
            (self._append, 40),
            (self._correct, 24),
            (self._odd, 6),
            (self._blank, 4),
            (self._insert, 4),
            (self._delete, 4),
            (self._note, 4),
            (self._strike, 2),
            (self._hide_row, 2),
            (self._formula, 3),
            (self._recalculate, 2),
            (self._sort, 1),
            (self._move_tab, 1),
            (self._hide_tab, 1),
            (self._beside, 1),
        ]
        done = None
        while done is None:
            done = self.chance.choices([one for one, _ in kinds], [weight for _, weight in kinds])[0](desk)
        self.edits += 1
        return f"{person}, {desk.book.title}, {desk.title}: {done}"

    # -- each edit gives words, or None where the tab does not lend itself to it --------------------------------------
    def _append(self, desk: Desk) -> str:
        return f"row {desk.book.append_row(desk.title, self._new_row(desk.tab))} typed below"

    def _insert(self, desk: Desk) -> str:
        row = self._any_row(desk.tab) + 1
        desk.book.insert_row(desk.title, row, self._new_row(desk.tab))
        return f"a row put in above row {row}"

    def _delete(self, desk: Desk) -> str | None:
        if len(desk.tab.rows) < MANY:
            return None
        row = self._any_row(desk.tab) + 1
        desk.book.delete_row(desk.title, row)
        return f"row {row} deleted"

    def _correct(self, desk: Desk) -> str | None:
        row, column = self._filled(desk.tab)
        was = desk.tab.at(row, column)
        if isinstance(was.value, bool) or not isinstance(was.value, float):
            return None
        return self._put(desk, row, column, replace(was, value=self._near(was.value, was), formula=None))

    def _odd(self, desk: Desk) -> str:
        row, column = self._filled(desk.tab)
        return self._put(desk, row, max(column, 1), cell(self.chance.choice(ODD)))

    def _blank(self, desk: Desk) -> str:
        row, column = self._filled(desk.tab)
        return self._put(desk, row, max(column, 1), Cell())

    def _note(self, desk: Desk) -> str:
        row, column = self._filled(desk.tab)
        return self._put(desk, row, column, replace(desk.tab.at(row, column), note=self.chance.choice(NOTES)))

    def _strike(self, desk: Desk) -> str:
        row, column = self._filled(desk.tab)
        return self._put(desk, row, column, replace(desk.tab.at(row, column), struck=True))

    def _formula(self, desk: Desk) -> str:
        row, column = self._filled(desk.tab)
        value: object = self.chance.choice((Error("#DIV/0!"), Error("#REF!"), round(self.chance.uniform(1, 900), 1)))
        return self._put(desk, row, max(column, 1), cell(value, formula="=B2/C2"))

    def _recalculate(self, desk: Desk) -> str | None:
        """A formula gives another result and Drive tells nothing; then somebody types elsewhere, as people do."""
        found = (
            []
            if not self.elsewhere
            else [
                (row, column)
                for row, cells in enumerate(desk.tab.rows)
                for column, one in enumerate(cells)
                if one.formula and one.value is not None
            ]
        )
        if not found:
            return None
        row, column = self.chance.choice(found)
        desk.book.recalculate(desk.title, f"{letters(column)}{row + 1}", round(self.chance.uniform(1, 900), 1))
        return f"{letters(column)}{row + 1} recalculated"

    def _hide_row(self, desk: Desk) -> str:
        row = self._any_row(desk.tab) + 1
        desk.book.hide_row(
            desk.title, row, hidden=row - 1 not in desk.tab.hidden_rows, by_filter=self.chance.random() < 0.3
        )
        return f"row {row} hidden or shown"

    def _sort(self, desk: Desk) -> str | None:
        if desk.tab.merges or desk.tab.hidden_rows:
            return None
        column = letters(self.chance.randrange(3))
        desk.book.sort(desk.title, column)
        return f"sorted by {column}"

    def _move_tab(self, desk: Desk) -> str:
        desk.book.move_tab(desk.title, self.chance.randrange(len(desk.book.tabs)))
        return "tab moved"

    def _hide_tab(self, desk: Desk) -> str | None:
        if not any(not one.hidden and one.title != desk.title for one in desk.book.tabs):
            return None
        desk.book.hide_tab(desk.title, not desk.tab.hidden)
        return "tab hidden or shown"

    def _beside(self, desk: Desk) -> str:
        return self._put(desk, self._any_row(desk.tab), len(desk.tab.rows[0]) + 2, cell("ask on Monday"))

    # -- what they type -----------------------------------------------------------------------------------------------
    def _put(self, desk: Desk, row: int, column: int, new: Cell) -> str:
        place = f"{letters(column)}{row + 1}"
        desk.book.set_cell(desk.title, place, new)
        return f"{place} changed"

    def _any_row(self, tab: Tab) -> int:
        return self.chance.randrange(1, max(2, len(trimmed(tab.rows, lambda row: not trimmed(row)))))

    def _filled(self, tab: Tab) -> tuple[int, int]:
        for _ in range(20):
            row = self._any_row(tab)
            filled = [
                column
                for column, one in enumerate(tab.rows[row] if row < len(tab.rows) else [])
                if one.value is not None
            ]
            if filled:
                return row, self.chance.choice(filled)
        return 1, 0

    def _near(self, value: float, was: Cell) -> float:
        """A number near that of a cell, as its format asks: some days off, or some percent."""
        if was.number_format and was.number_format[0] in ("DATE", "DATE_TIME"):
            return value + self.chance.randint(-2, 2)
        return round(value * self.chance.uniform(0.95, 1.05), 3 if was.number_format else 1)

    def _new_row(self, tab: Tab) -> list[Cell]:
        """A row like one that is there: with a new code where codes are counted, today's day, and numbers a little
        off."""
        from datetime import UTC, datetime

        today = serial(datetime.fromtimestamp(self._clock(), UTC).date())
        made: list[Cell] = []
        for column, one in enumerate(self._like(tab)):
            new = replace(one, note="", struck=False, formula=None)
            if isinstance(one.value, Error):
                new = Cell()
            elif one.number_format and one.number_format[0] == "DATE" and isinstance(one.value, float):
                new = replace(new, value=float(today)) if not made or one.value <= today else new
            elif isinstance(one.value, float) and not isinstance(one.value, bool) and one.value > 5:
                new = replace(new, value=self._near(one.value, one))
            elif column == 0 and isinstance(one.value, str) and (counted := re.fullmatch(r"(.*-)(\d{3,})", one.value)):
                new = replace(
                    new, value=f"{counted[1]}{self.chance.randrange(10 ** len(counted[2])):0{len(counted[2])}d}"
                )
            made.append(new)
        return made

    def _like(self, tab: Tab) -> list[Cell]:
        return list(tab.rows[min(self._any_row(tab), len(tab.rows) - 1)])
