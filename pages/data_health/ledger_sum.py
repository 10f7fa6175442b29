"""The ledger, which loses no row: what became of every row that was read."""

from __future__ import annotations

import streamlit as st

from ui.parts.tables import Cell, show_table
from ui.state import results
from words.numbers import counted
from words.speech import say

NOT_READ = "not_read"
PARTS = ("used", "doubtful", "left_out", NOT_READ, "not_data")
COUNTS = ("rows_in", *PARTS)


def ledger_sum() -> None:
    """Draws the sum of the ledger in one line and, when opened, tab by tab."""
    lines = results.ledger()
    if not lines:
        return
    total = {name: sum(line[name] for line in lines) for name in COUNTS}
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom", key="ledger_sum"):
        st.metric(say("health.rows_in"), counted(total["rows_in"]), width="content")
        for sign, name in zip("=++++", PARTS, strict=True):
            if name != NOT_READ or total[name]:
                with st.container(width="content", key=f"ledger_{name}"):
                    st.metric(f"{sign} {say(f'health.{name}')}", counted(total[name]), width="content")
    by_tab = st.expander(say("health.by_tab"), key="by_tab", on_change="rerun")
    if by_tab.open:
        heads = [say(f"health.{name}") for name in ("tab", *COUNTS)]
        with by_tab:
            show_table(heads, [_ledger_row(line) for line in lines], say("health.by_tab"), "list ledger")


def _ledger_row(line: dict) -> list[Cell]:
    place = f"{line['source']} · {line['logbook'] or say('health.no_logbook')}"
    _, link = results.cells_of(line["source"], line["sheet"])
    return [
        Cell(line["sheet"], below=place, link=link.replace("{place}", "A1")),
        *(Cell(str(line[name]), mark="not-read" if name == NOT_READ and line[name] else "") for name in COUNTS),
    ]
