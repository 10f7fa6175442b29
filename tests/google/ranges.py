"""Ranges in A1 notation, as Google takes them: Lots, 'Lots 2026'!A1:C20, A2:C, 3:9, Lots!B:B."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.google.sheets import Spreadsheet, Tab, letters, place

CORNERS = re.compile(r"([A-Za-z]*)(\d*)(?::([A-Za-z]*)(\d*))?")


class NoSuchRange(Exception):
    """The range cannot be read: no such tab, or no such corners."""


@dataclass(frozen=True)
class Range:
    """Part of a tab, from 0; `bottom` and `right` are the first row and column beyond it."""

    tab: Tab
    top: int
    bottom: int
    left: int
    right: int

    @property
    def text(self) -> str:
        """As Google names it in an answer: 'Lots 2026'!A1:C20."""
        title = (
            self.tab.title
            if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", self.tab.title)
            else "'" + self.tab.title.replace("'", "''") + "'"
        )
        return f"{title}!{letters(self.left)}{self.top + 1}:{letters(self.right - 1)}{self.bottom}"


def parse(spreadsheet: Spreadsheet, text: str) -> Range:
    """The part of a tab the text names; cut at the edge of the grid, NoSuchRange where it starts beyond it."""
    title, corners = _split(text)
    tabs = [one for one in spreadsheet.tabs if one.kind == "GRID"]
    if title is None:
        tab: Tab | None = tabs[0]
    else:
        tab = next((one for one in tabs if one.title.lower() == title.lower()), None)
        if tab is None and corners == "":
            tab, corners = tabs[0], title  # "A1:B2" without a tab means the first one
    if tab is None:
        raise NoSuchRange(f"Unable to parse range: {text}")
    found = CORNERS.fullmatch(corners or "")
    if not found or (corners and not any(found.groups())):
        raise NoSuchRange(f"Unable to parse range: {text}")
    return _within(tab, found, text)


def _within(tab: Tab, found: re.Match, text: str) -> Range:
    column, row, to_column, to_row = found.groups()
    alone = to_column is None and to_row is None
    top = int(row) - 1 if row else 0
    left = place(f"{column.upper()}1")[1] if column else 0
    bottom = top + 1 if alone and row else int(to_row) if to_row else tab.row_count
    right = left + 1 if alone and column else place(f"{to_column.upper()}1")[1] + 1 if to_column else tab.column_count
    if top >= tab.row_count or left >= tab.column_count:
        raise NoSuchRange(
            f"Range ({text}) exceeds grid limits. Max rows: {tab.row_count}, max columns: {tab.column_count}"
        )
    return Range(tab, top, min(bottom, tab.row_count), left, min(right, tab.column_count))


def _split(text: str) -> tuple[str | None, str]:
    if text.startswith("'"):
        quoted = re.match(r"'((?:[^']|'')*)'(?:!(.*))?$", text, re.DOTALL)
        if not quoted:
            raise NoSuchRange(f"Unable to parse range: {text}")
        return quoted[1].replace("''", "'"), quoted[2] or ""
    title, mark, corners = text.rpartition("!")
    return (title, corners) if mark else (text, "")
