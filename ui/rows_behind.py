"""The sheet rows behind a number, as they were typed: file, tab, row and every cell."""

from __future__ import annotations

import json
from itertools import groupby

import pandas as pd
import streamlit as st

from logbooks.catalogue import logbooks
from ui import session
from ui.words import as_text, say

MOST = 500     # rows drawn of one tab; the rest are counted


def rows_behind(row_ids: tuple[int, ...]) -> None:
    """Draws one table a tab: where each row stands and what is written in it."""
    rows = session.rows_behind(tuple(row_ids))
    if not rows:
        st.caption(say("rows.none"))
    for (logbook, source, sheet), found in groupby(rows, key=lambda row: (row["logbook"], row["source"], row["sheet"])):
        lines = list(found)
        title = logbooks()[logbook].title if logbook in logbooks() else logbook
        st.markdown(f"**{as_text(title)}**  {as_text(source)}, {as_text(sheet)}: {say('rows.count', count=len(lines))}")
        st.dataframe(_table(lines[:MOST]), height=min(320, 38 + 35 * len(lines[:MOST])))


def _table(lines: list[dict]) -> pd.DataFrame:
    """The rows as text under the headings of their sheet; the index is the row as the person sees it."""
    cells = [json.loads(line["written"] or "{}") for line in lines]
    headings = list(dict.fromkeys(heading for row in cells for heading in row))
    texts = [[str(row.get(heading) or "") for heading in headings] for row in cells]
    return pd.DataFrame(texts, columns=headings, dtype="str", index=pd.Index([line["row_no"] for line in lines], name=say("rows.row")))
