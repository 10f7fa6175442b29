"""The ledger, which loses no row: what became of every row that was read."""

from __future__ import annotations

import streamlit as st

from ui.parts.sums import Figure, show_sums
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.numbers import counted
from words.speech import say

NOT_READ = "not_read"
PARTS = ("used", "doubtful", "left_out", NOT_READ, "not_data")
COUNTS = ("rows_in", *PARTS)


def ledger_sum() -> None:
    """Draws the sum of the ledger in one line."""
    lines = results.ledger()
    if not lines:
        return
    total = {name: sum(line[name] for line in lines) for name in COUNTS}
    parts = [
        Figure(f"{sign} {say(f'health.{name}')}", counted(total[name]), "not-read" if name == NOT_READ else "")
        for sign, name in zip("=++++", PARTS, strict=True)
        if name != NOT_READ or total[name]
    ]
    show_sums([Figure(say("health.rows_in"), counted(total["rows_in"])), *parts])


def ledger_tabs(stands_open: bool) -> None:
    """Draws the sum of every tab, when it is opened; at once where nothing else is to be read on the page."""
    if not results.ledger():
        return
    if stands_open:
        st.header(say("health.by_tab"), anchor=False)
        _table()
        return
    by_tab = st.expander(say("health.by_tab"), key="by_tab", on_change="rerun")
    if by_tab.open:
        with by_tab:
            _table()


def _table() -> None:
    heads = [say(f"health.{name}") for name in ("tab", *COUNTS)]
    show_table(heads, [_ledger_row(line) for line in results.ledger()], say("health.by_tab"), "list ledger")


def _ledger_row(line: dict) -> list[Cell]:
    place = f"{line['source']} · {line['logbook'] or say('health.no_logbook')}"
    _, link = results.cells_of(line["source"], line["sheet"])
    return [
        Cell(line["sheet"], below=place, link=link.replace("{place}", "A1")),
        *(Cell(str(line[name]), mark="not-read" if name == NOT_READ and line[name] else "") for name in COUNTS),
    ]
