"""What changed between two readings of the sheets, row by row and cell by cell."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from history.changes import standing_out
from history.changes.changed_answers import ChangedAnswer, changed_answers, same_sheets, same_tabs_said
from history.changes.changed_cells import bring_changes
from history.changes.changed_problems import problem_changes
from history.changes.pairing import Heading, bring_rows, pair_rows, sides
from history.changes.standing_out import StandingOut
from history.held_tab import HeldTab
from history.snapshots.snapshot_list import history

if TYPE_CHECKING:
    import pyarrow

    from logbooks.problems import Problem
    from logbooks.warehouse.warehouse import Warehouse

# What may become of a row; `rewritten` is the same value typed otherwise, `reread` the same text with another meaning,
# because a heading, a setting or another log changed; `moved` stands in another tab.
ADDED, REMOVED, CHANGED, REWRITTEN, REREAD, MOVED = KINDS = (
    "added",
    "removed",
    "changed",
    "rewritten",
    "reread",
    "moved",
)


@dataclass(frozen=True)
class ComparedSnapshot:
    """One of the two readings: its snapshot, when it was read (ISO, UTC; None where unknown), and its files with
    owner."""

    id: str
    read_at: str | None
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Edit:
    """One cell: as typed before and now (None is blank), as which kind of change, and its clean values where they were
    counted."""

    title: str  # of the canonical column, else the heading
    name: str | None  # canonical
    before: str | None
    after: str | None
    kind: str  # changed, rewritten, reread
    value_before: str | None
    value_after: str | None
    place: str  # B5, in the newer reading; "" where the column has no cell
    link: str


@dataclass(frozen=True)
class RowChange:
    """One row that is not what it was; place and link are of the newer reading, of the older where the row is
    removed."""

    kind: str
    logbook: str
    source: str
    sheet: str
    row_no: int
    who: str  # its key or first cells, as typed
    link: str
    edits: tuple[Edit, ...] = ()
    written: dict[str, str] = field(default_factory=dict)  # heading to text, of a row added or removed
    likely: bool = False  # taken for the same row only because no other is as near
    moved_from: str = ""  # file and tab it stood in, where that was another
    standing_before: str = ""  # used, doubtful or left out
    standing_after: str = ""


@dataclass(frozen=True)
class TabChanges:
    """How many rows of one tab are of each kind."""

    logbook: str
    source: str
    sheet: str
    counts: dict[str, int]


@dataclass(frozen=True)
class Changes:
    """All that changed from `before` to `after`; rows are kept in columns and made into RowChange when asked for."""

    before: ComparedSnapshot
    after: ComparedSnapshot
    headings: tuple[Heading, ...]
    standing_out: tuple[StandingOut, ...]
    problems_new: tuple[Problem, ...]
    problems_gone: tuple[Problem, ...]
    _rows: pyarrow.Table
    _edits: pyarrow.Table
    answers: tuple[ChangedAnswer, ...] = ()
    same_sheets: bool = False  # nothing but answers, what was said of tabs, the program or the day can be another
    same_tabs_said: bool = False

    @property
    def nothing(self) -> bool:
        """Whether no row, heading, problem or answer differs."""
        told = self.headings or self.problems_new or self.problems_gone or self.answers
        return not (self._rows.num_rows or told)

    @cached_property
    def tabs(self) -> tuple[TabChanges, ...]:
        """The tabs in which rows changed, by logbook, with how many of each kind."""
        found: dict[tuple[str, str, str], dict[str, int]] = {}
        grouped = self._rows.group_by(["logbook", "source", "sheet", "kind"]).aggregate([([], "count_all")]).to_pylist()
        for line in sorted(grouped, key=lambda r: (r["logbook"], r["source"], r["sheet"])):
            counts = found.setdefault((line["logbook"], line["source"], line["sheet"]), dict.fromkeys(KINDS, 0))
            counts[line["kind"]] += line["count_all"]
        return tuple(TabChanges(*place, counts=counts) for place, counts in found.items())

    def count(self, *kinds: str, logbooks: Sequence[str] = ()) -> int:
        """How many rows are of these kinds (all unless given), in these logbooks."""
        return sum(
            n
            for tab in self.tabs
            if not logbooks or tab.logbook in logbooks
            for kind, n in tab.counts.items()
            if not kinds or kind in kinds
        )

    def rows(
        self,
        logbook: str | None = None,
        kinds: Sequence[str] = (),
        source: str | None = None,
        sheet: str | None = None,
        first: int = 0,
        most: int | None = None,
    ) -> list[RowChange]:
        """The rows asked for, by logbook, tab and row of the sheet; `first` and `most` take a page of them."""
        table = self._rows
        for name, wanted in (("logbook", logbook), ("source", source), ("sheet", sheet)):
            if wanted is not None:
                table = table.filter(pc.equal(table[name], wanted))
        if kinds:
            table = table.filter(pc.is_in(table["kind"], value_set=pc.cast(list(kinds), "string")))
        return self._made(table.slice(first, most))

    def _made(self, table: pyarrow.Table) -> list[RowChange]:
        edits: dict[int, list[dict]] = {}
        for edit in self._edits.filter(pc.is_in(self._edits["no"], value_set=table["no"].combine_chunks())).to_pylist():
            edits.setdefault(edit["no"], []).append(edit)
        return [_row(row, edits.get(row["no"], [])) for row in table.to_pylist()]


def changes(before: Warehouse, after: Warehouse, held: Sequence[HeldTab] = ()) -> Changes:
    """What changed from one reading to the other; `held` are tabs that were kept back from the newer one.

    A row is known by identity (history/row_identity.py), so rows, columns and headings may stand in any order or
    language.
    """
    older, newer, headings = sides(before, after)
    cursor = newer.cursor
    bring_rows(cursor, older, "b")
    bring_rows(cursor, newer, "a")
    pair_rows(cursor, older, newer)
    bring_changes(cursor, older, newer)
    stand_out = standing_out.found(cursor, older, newer, headings, after.as_of, held)
    new, gone = problem_changes(cursor, older, newer)
    return Changes(
        _reading(before),
        _reading(after),
        tuple(headings),
        stand_out,
        new,
        gone,
        cursor.sql("FROM row_change ORDER BY logbook, tab, row_no, no").to_arrow_table(),
        cursor.sql("FROM edit ORDER BY no, index, label").to_arrow_table(),
        changed_answers(before, after),
        same_sheets(before, after),
        same_tabs_said(before, after),
    )


def _reading(w: Warehouse) -> ComparedSnapshot:
    sources = w.rows("SELECT source, coalesce(owner, '') AS owner, read_at FROM sources ORDER BY source")
    kept = next((one.read_at for one in history() if one.snapshot == w.id), None)
    return ComparedSnapshot(
        w.id,
        kept or max((row["read_at"] for row in sources), default=None),
        tuple((row["source"], row["owner"]) for row in sources),
    )


def _row(row: dict, edits: list[dict]) -> RowChange:
    made = tuple(
        Edit(
            e["title"],
            e["name"],
            e["before"],
            e["after"],
            e["kind"],
            e["value_before"],
            e["value_after"],
            e["place"],
            link_to(row["link"], e["place"]),
        )
        for e in edits
    )
    link = link_to(row["link"], f"{row['row_no']}:{row['row_no']}") if row["kind"] != REMOVED else ""
    return RowChange(
        row["kind"],
        row["logbook"],
        row["source"],
        row["sheet"],
        row["row_no"],
        row["who"],
        link,
        made,
        json.loads(row["written"] or "{}"),
        row["likely"],
        row["moved_from"],
        row["standing_before"] or "",
        row["standing_after"] or "",
    )


def link_to(template: str | None, place: str) -> str:
    """The address that opens the sheet there; "" where there is none."""
    return template.replace("{place}", place) if template and place else ""
