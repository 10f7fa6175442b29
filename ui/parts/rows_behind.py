"""The sheet rows behind a number, as they were typed: file, tab, row and every cell."""

from __future__ import annotations

import json
from itertools import groupby

import pandas as pd
import streamlit as st

from connectors.cells import letters
from logbooks.catalogue import logbooks
from logbooks.links import web_link
from ui.parts.inputs import seen_key
from ui.state import results
from words.speech import as_text, say

MOST = 500  # rows drawn of one tab; the rest are counted


def rows_behind(row_ids: tuple[int, ...], key: str = "") -> None:
    """Draws one table a tab: where each row stands, what is written in it, and the way to the very cell of a shared
    sheet."""
    rows = results.rows_behind(tuple(row_ids))
    if not rows:
        st.caption(say("rows.none"))
    for (logbook, source, sheet), found in groupby(rows, key=lambda row: (row["logbook"], row["source"], row["sheet"])):
        lines = list(found)
        title = logbooks()[logbook].title if logbook in logbooks() else logbook
        st.markdown(f"**{as_text(title)}**  {as_text(source)}, {as_text(sheet)}: {say('rows.count', count=len(lines))}")
        _table(lines[:MOST], f"{key} {source} {sheet} {logbook}")
        if lines[MOST:]:
            st.caption(say("chart.more", count=len(lines) - MOST))


def _table(lines: list[dict], key: str) -> None:
    cells = _cells(lines)
    high = min(320, 38 + 35 * len(lines))
    links = [web_link(line["link"]) for line in lines]
    if not any(links):
        st.dataframe(cells, height=high)
        return
    opens = _column_for_links(cells)
    cells.insert(0, opens, links)
    shown = st.dataframe(
        cells,
        height=high,
        key=seen_key(f"rows_{key}", lines[0]["row_id"], len(lines)),
        on_select="rerun",
        selection_mode="single-cell",
        column_config={opens: st.column_config.LinkColumn(opens, display_text=say("rows.link"), width="small")},
    )
    if shown.selection.cells:
        number, heading = shown.selection.cells[0]
        _open_cell(lines[number], heading)
    else:
        st.caption(say("rows.press"))


def _open_cell(line: dict, heading: str) -> None:
    """The link to one cell of a row, where it is pressed."""
    headings, template = results.cells_of(line["source"], line["sheet"])
    place = f"{letters(headings.index(heading) + 1)}{line['row_no']}" if heading in headings else line["place"]
    if link := web_link(template.replace("{place}", place)):
        st.link_button(
            say("rows.open_cell", place=place, sheet=as_text(line["sheet"])), link, icon=":material/open_in_new:"
        )


def _cells(lines: list[dict]) -> pd.DataFrame:
    """The rows as text under the headings of their sheet; the index is the row as the person sees it."""
    cells = [json.loads(line["written"] or "{}") for line in lines]
    headings = list(dict.fromkeys(heading for row in cells for heading in row))
    texts = [[str(row.get(heading) or "") for heading in headings] for row in cells]
    return pd.DataFrame(
        texts, columns=headings, dtype="str", index=pd.Index([line["row_no"] for line in lines], name=say("rows.row"))
    )


def _column_for_links(cells: pd.DataFrame) -> str:
    name = say("rows.in_sheet")
    while name in cells.columns:
        name += " "
    return name
