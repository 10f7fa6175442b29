"""The rows a tab holds as a logbook: how many, and which, as far as its cells alone tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from connectors.cells import Tab
from logbooks.catalogue import logbooks
from logbooks.problems import SHEET_UNUSABLE, problem_kinds
from logbooks.recognise import mapping as mappings
from logbooks.recognise.recognised import Recognised
from logbooks.recognise.recognition import recognise

# of a row with a key its key; of any other its filled cells, each as the name of its column and its text
Row = tuple


@dataclass(frozen=True)
class TabRows:
    """A tab read as a logbook, or as none; not `usable` where a required column is missing or the tab was refused.

    `keys` has the keys of the rows that have every part of theirs, `others` the recognised cells of all the rest.
    """

    logbook: str | None = None
    usable: bool = False
    headings: tuple[str, ...] = ()
    columns: frozenset[str] = frozenset()
    keys: frozenset[Row] = frozenset()
    others: Counter[Row] = field(default_factory=Counter)
    key_title: str = ""

    @property
    def title(self) -> str:
        """The title of its logbook; asked only of a tab that is one."""
        assert self.logbook is not None, "a tab that is no logbook has no title"
        return logbooks()[self.logbook].title

    @property
    def count(self) -> int:
        """How many rows; of several with one key, one."""
        return len(self.keys) + self.others.total()

    @property
    def counts(self) -> bool:
        """Whether there is anything to lose."""
        return self.usable and self.count > 0

    def rows(self, logbook: str | None) -> Counter[Row]:
        """The rows by key, else by content; none where the tab is not that logbook."""
        return Counter(self.keys) + self.others if self.usable and self.logbook == logbook else Counter()

    def gone(self, now: TabRows | None, known: frozenset[Row], arrived: Counter[Row]) -> int:
        """How many of these rows are gone.

        Those with a key that is not among the `known` ones; of the others those of which nothing like them came back,
        that got no key since and did not arrive in another tab.
        """
        came = now if now and now.usable and now.logbook == self.logbook else TabRows(self.logbook)
        lost = self._unlike(came)
        return len(self.keys - known) + max(0, (lost - arrived).total() - len(came.keys - self.keys))

    def is_same(self, other: TabRows, tolerance: float) -> bool:
        """Whether a tab of another name has the same headings and all but a few of the same rows."""
        if not self.counts or (self.logbook, self.headings) != (other.logbook, other.headings):
            return False
        return (self.rows(self.logbook) - other.rows(self.logbook)).total() <= tolerance * self.count

    def _unlike(self, came: TabRows) -> Counter[Row]:
        """The rows without a key of which no row that came is like: all cells but one of the columns both have are
        alike."""
        lost = self.others - came.others
        free = came.others - self.others
        if not lost or not free:
            return lost
        both = self.columns & came.columns
        near: dict[Row, list[int]] = {}
        for number, row in enumerate(free.elements()):
            for less in _all_but_one(row, both):
                near.setdefault(less, []).append(number)
        found: Counter[Row] = Counter()
        taken: set[int] = set()
        for row in lost.elements():
            partner = next(
                (number for less in _all_but_one(row, both) for number in near.get(less, ()) if number not in taken),
                None,
            )
            if partner is None:
                found[row] += 1
            else:
                taken.add(partner)
        return found


def _all_but_one(row: Row, columns: frozenset[str]) -> Iterator[Row]:
    cells = tuple(cell for cell in row if cell[0] in columns)
    yield cells
    if len(cells) > 1:
        for place in range(len(cells)):
            yield cells[:place] + cells[place + 1 :]


def rows_of(tab: Tab, mapping: mappings.Mapping) -> TabRows:
    """The rows of the tab, read as the recogniser and the mapping read it."""
    if tab.cells is None or tab.refused:
        return TabRows()
    found = recognise(tab, mapping)
    return _rows(found) if found.logbook else TabRows()


def rows_as(
    logbook: str,
    headings: Mapping[str, str],
    constants: Mapping[str, str],
    rows: Iterable[Mapping[str, str | None]],
    usable: bool = True,
) -> TabRows:
    """The rows of a tab that is this logbook; `headings` and the texts of each row are by the names of its columns."""
    declared = logbooks()[logbook]
    keys: set[Row] = set()
    others: Counter[Row] = Counter()
    for row in rows:
        key = tuple((row.get(name) or constants.get(name) or "").strip().casefold() for name in declared.key)
        if key and all(key):
            keys.add(key)
        else:
            others[tuple(sorted((name, text.strip()) for name, text in row.items() if text and text.strip()))] += 1
    title = declared.column(declared.key[0]).title if declared.key else ""
    columns = frozenset(headings)
    return TabRows(logbook, usable, tuple(headings.values()), columns, frozenset(keys), others, title)


def _rows(found: Recognised) -> TabRows:
    usable = not any(problem_kinds()[one.code].severity == SHEET_UNUSABLE for one in found.remarks)
    places = {name: column.index for name, column in found.columns.items() if column.index > 0}
    cells = found.tab.table.select(["row", *(f"c{index}" for index in sorted({*places.values()}))]).to_pydict()
    columns = [cells[f"c{index}"] for index in places.values()]  # one column of the sheet may fill two of ours
    rows = [
        dict(zip(places, texts, strict=True))
        for row, *texts in zip(cells["row"], *columns, strict=True)
        if row > found.header_row and any(text and text.strip() for text in texts)
    ]
    assert found.logbook is not None, "asked only of a tab that is a logbook"
    headings = {name: column.header for name, column in found.columns.items()}
    counted = rows_as(found.logbook, headings, found.constants, rows, usable)
    return replace(counted, columns=frozenset(places))
