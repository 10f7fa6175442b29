"""One changed row as lines of a table: who it is and where, and each cell as it was and as it is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from history.changes.comparison import REMOVED, Edit, RowChange
from logbooks.catalogue import logbooks
from ui.parts.tables import Cell, Pairs, show_table
from words.speech import as_text, say

OF_A_CELL = 160  # letters of one cell shown; all of it stands in the workbook


def show_rows(rows: Sequence[RowChange]) -> None:
    """Draws the rows, a table for each tab under its name."""
    for book, source, sheet in dict.fromkeys((one.logbook, one.source, one.sheet) for one in rows):
        title = logbooks()[book].title
        st.markdown(f"**{as_text(title)}** :gray[{as_text(source if sheet == title else f'{sheet}, {source}')}]")
        here = [one for one in rows if (one.logbook, one.source, one.sheet) == (book, source, sheet)]
        show_table(
            row_heads(), [line for one in here for line in row_cells(one)], f"{source}, {sheet}", "plain changed"
        )


def row_heads() -> list[str]:
    """The headings above the lines."""
    return [say(f"changes.{name}") for name in ("row", "column", "before", "now")]


def row_cells(row: RowChange) -> list[list[Cell | Pairs]]:
    """The lines of one row: one a cell that changed; of a row that came or went all it holds, heading and value."""
    first = Cell(
        cut(row.who) or say("changes.row_is", row=row.row_no),
        below=" · ".join(about(row)),
        mark="written",
        link=row.link,
    )
    if row.kind in ("added", "removed"):
        return [[first, Pairs(tuple((name, cut(text)) for name, text in row.written.items()), over=3)]]
    lines = [[Cell(edit.title, mark="words"), *_both(edit)] for edit in row.edits] or [[Cell("", mark="none")] * 3]
    return [[first if place == 0 else Cell(""), *line] for place, line in enumerate(lines)]


def about(row: RowChange) -> list[str]:
    """What is said under the name of a row: what became of it, where it stands, and what else is to be known."""
    told = [
        say(f"changes.kind.{row.kind}"),
        say("changes.row_was" if row.kind == REMOVED else "changes.row_is", row=row.row_no),
    ]
    if row.likely:
        told.append(say("changes.likely"))
    if row.moved_from:
        told.append(say("changes.moved", place=cut(row.moved_from)))
    if row.standing_before and row.standing_after and row.standing_before != row.standing_after:
        told.append(say("changes.standing", before=row.standing_before, after=row.standing_after))
    return told


def _both(edit: Edit) -> tuple[Cell, Cell]:
    """The cell as it was and as it is; what is the same in both although they differ is said below."""
    below = ""
    if edit.kind == "rewritten":
        below = say("changes.same_value")
    if edit.kind == "reread":
        nothing = say("changes.not_read")
        below = say("changes.read_as", before=cut(edit.value_before or nothing), after=cut(edit.value_after or nothing))
    return _typed(edit.before), Cell(_typed(edit.after).main, below=below, mark=_typed(edit.after).mark, link=edit.link)


def _typed(text: str | None) -> Cell:
    return Cell(cut(text), mark="words written") if text else Cell(say("changes.blank"), mark="words quiet")


def cut(text: str, most: int = OF_A_CELL) -> str:
    """The text, or its beginning where it is too long for a table."""
    return text if len(text) <= most else text[: most - 1] + "…"
