"""What tabs were taken for: in one line how much was understood, below it each exception with what to do, and folded
away the whole table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from connectors.cells import Tab
from logbooks.catalogue import logbooks
from logbooks.check.staged_rows import letters
from pages.connect.tab_exceptions import TabException, exceptions
from ui.parts.tables import Cell, folded_html, show_table, table_html
from words.numbers import counted
from words.speech import say

HEADS = ("tab", "read_as", "known_columns")
EXCEPTION_HEADS = ("exception", "where", "what_to_do")


def show_recognised(told: Sequence[dict], files: Sequence[str] = ()) -> None:
    """Draws what was recognised, as pages/connect/told_tabs.py tells it: a line for each file, with its table folded
    away, and the exceptions of all files; `files` is what `files_html` gave of them, where somebody kept it."""
    for html in files or files_html(told):
        st.html(html)
    show_exceptions(told)


def files_html(told: Sequence[dict]) -> list[str]:
    """Each file as a line of how much was understood, with the table of its tabs folded away below it."""
    files = list(dict.fromkeys(tab["source"] for tab in told))
    found = []
    for file in files:
        of_file = [tab for tab in told if tab["source"] == file]
        found.append(folded_html(understood(of_file, file if files[1:] else ""), recognised_html(of_file)))
    return found


def show_exceptions(told: Sequence[dict]) -> None:
    """Draws what was not understood as a matter of course; nothing where all was."""
    if found := exceptions(told):
        heads = [say(f"connect.{name}") for name in EXCEPTION_HEADS]
        show_table(heads, [_exception(one) for one in found], say("connect.exceptions_title"), "found exceptions")


def understood(told: Sequence[dict], file: str = "") -> str:
    """How many of the tabs and of their columns were understood, in one line; of which file where one is named."""
    tabs = {(tab["source"], tab["sheet"]) for tab in told}
    known = {(tab["source"], tab["sheet"]) for tab in told if tab["logbook"] and not tab["missing"]}
    columns = {(tab["source"], tab["sheet"], place) for tab in told for place in tab["places"]}
    counts = {"known": len(known), "count": len(tabs), "columns": counted(len(columns))}
    if file:
        return say("connect.understood_of", file=file, **counts)
    if any(tab["rows"] is None for tab in told):
        return say("connect.understood", **counts)
    rows = sum(tab["rows"] for tab in told if (tab["source"], tab["sheet"]) in known and not tab["beside"])
    return say("connect.understood_rows", rows=say("connect.rows", count=rows), **counts)


def recognised_html(told: Sequence[dict]) -> str:
    """The table of every tab: what it was read as, and the columns understood."""
    heads = [say(f"connect.{name}") for name in HEADS]
    return table_html(heads, [_line(tab) for tab in told], say("connect.recognised"), "found")


def _exception(one: TabException) -> list[Cell]:
    return [Cell(one.title), Cell("\n".join(one.where), mark="words"), Cell("\n".join(one.fixes), mark="words")]


def _line(tab: dict) -> list[Cell]:
    first = Cell(tab["sheet"], below=tab["source"])
    if not tab["logbook"]:
        why = say(f"connect.not_a_log.{tab['not_a_log'].replace(' ', '_')}") if tab["not_a_log"] else ""
        refused = tab["refused"] is not None
        return [
            first,
            Cell(
                say("connect.refused" if refused else "connect.not_read"),
                below=tab["refused"] if refused else why,
                mark="not-seen" if refused else "cannot-tell",
            ),
            Cell(""),
        ]
    where = {"row": tab["header_row"], "count": tab["rows"]}
    below = say("connect.header_row" if tab["rows"] is None else "connect.rows_below", **where)
    read_as = Cell(logbooks()[tab["logbook"]].title, below=below, mark="not-seen" if tab["missing"] else "seen")
    return [first, read_as, Cell(", ".join(tab["columns"]))]


def first_cells(tab: Tab) -> dict[str, list[str]]:
    """The first rows of the tab, letter by letter, as text."""
    first = tab.table.slice(0, 6)
    from_letter = {say("rows.row"): [str(row) for row in first.column("row").to_pylist()]}
    return from_letter | {
        letters(n): [text or "" for text in first.column(f"c{n}").to_pylist()] for n in range(1, tab.width + 1)
    }
