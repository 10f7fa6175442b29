"""The first rows of a tab as they are read: each value beside what is written."""

from __future__ import annotations

import json

import streamlit as st

from logbooks.recognise.recognised import Recognised
from logbooks.warehouse.warehouse import quoted
from ui.parts.tables import Cell, show_table
from ui.state import results, visitor
from words.speech import say

FIRST = 5


def parsed_rows(source: str, sheet: str, found: Recognised) -> None:
    """Draws the first rows of this tab that are counted; below each value the words it was read from, where they
    differ."""
    declared = found.declared
    sql = (
        f"SELECT * FROM clean.{quoted(declared.id)} WHERE source = $source AND sheet = $sheet ORDER BY row_no "
        f"LIMIT {FIRST}"
    )
    rows = visitor.warehouse().rows(sql, {"source": source, "sheet": sheet})
    if not rows:
        st.warning(say("connect.no_row_read"), icon=":material/warning:")
        return
    written = {
        row["row_no"]: json.loads(row["written"] or "{}")
        for row in results.rows_behind(tuple(row["row_id"] for row in rows))
    }
    columns = [column for column in declared.columns if column.name in {**found.columns, **found.constants}]
    st.caption(say("connect.as_read"))
    heads = [say("rows.row"), *(column.title for column in columns)]
    show_table(
        heads,
        [
            [
                Cell(str(row["row_no"])),
                *(
                    _cell(row[column.clean_name], _typed(written[row["row_no"]], found, column.name))
                    for column in columns
                ),
            ]
            for row in rows
        ],
        say("connect.as_read"),
        "parsed",
    )


def _typed(row: dict, found: Recognised, name: str) -> str:
    place = found.columns.get(name)
    return str(row.get(place.header) or "") if place and place.index else ""


def plain(number: float) -> str:
    """A number as people write it, never by powers of ten."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _cell(value: object, typed: str) -> Cell:
    shown = "" if value is None else plain(value) if isinstance(value, float) else str(value)
    return Cell(
        shown or say("connect.nothing"), below=typed if typed != shown else "", mark="quiet" if value is None else ""
    )
