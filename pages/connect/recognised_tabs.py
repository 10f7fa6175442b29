"""What tabs were taken for, as a table: the logbook, the columns understood, what is missing and what nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from connectors.cells import Tab
from logbooks.catalogue import logbooks
from logbooks.check.staged_rows import letters
from ui.parts.tables import Cell, show_table
from words.speech import say

HEADS = ("tab", "read_as", "known_columns", "unknown_columns")


def recognised_table(told: Sequence[dict]) -> None:
    """Draws one line a tab: as pages/connect/trial_child.py tells of it."""
    show_table(
        [say(f"connect.{name}") for name in HEADS], [_line(tab) for tab in told], say("connect.recognised"), "found"
    )


def _line(tab: dict) -> list[Cell]:
    first = Cell(tab["sheet"], below=tab["source"])
    if tab["refused"] is not None:
        return [first, Cell(say("connect.refused"), below=tab["refused"], mark="not-seen"), Cell(""), Cell("")]
    if not tab["logbook"]:
        return [
            first,
            Cell(say("connect.not_read"), below=_why_not(tab["not_a_log"]), mark="cannot-tell"),
            Cell(""),
            Cell(", ".join(tab["unknown"])),
        ]
    below = (
        say("connect.missing", columns=", ".join(tab["missing"]))
        if tab["missing"]
        else say("connect.rows_below", row=tab["header_row"], count=tab["rows"])
    )
    read_as = Cell(logbooks()[tab["logbook"]].title, below=below, mark="not-seen" if tab["missing"] else "seen")
    return [first, read_as, Cell(", ".join(tab["columns"])), Cell(", ".join(tab["unknown"]))]


def _why_not(word: str) -> str:
    return say(f"connect.not_a_log.{word.replace(' ', '_')}") if word else ""


def first_cells(tab: Tab) -> dict[str, list[str]]:
    """The first rows of the tab, letter by letter, as text."""
    first = tab.table.slice(0, 6)
    from_letter = {say("rows.row"): [str(row) for row in first.column("row").to_pylist()]}
    return from_letter | {
        letters(n): [text or "" for text in first.column(f"c{n}").to_pylist()] for n in range(1, tab.width + 1)
    }
