"""What may go wrong in selling, micro beside bulk, as a table."""

from __future__ import annotations

import streamlit as st

from metrics.books.risk import Risk, RiskSide, risks
from ui.parts.filters import Chosen
from ui.parts.tables import Cell, show_table
from ui.state import results
from words.numbers import bare, unit_words
from words.risk_words import rests_on, risk_said, risk_title
from words.speech import say


def risk_beside_bulk(chosen: Chosen) -> None:
    """Draws a row for each risk, or why there is none."""
    st.subheader(say("risk.title"), anchor=False)
    answers = results.answers(chosen.crop_year, {})
    found: tuple[Risk, ...] | str = chosen.kept("risks", lambda w: risks(w, chosen.crop_year, answers, chosen.splits))
    if isinstance(found, str):
        st.text(found)
        return
    st.text(say("risk.what"))
    head = [say("risk.thing"), say("groups.micro"), say("groups.bulk"), say("risk.says")]
    rows = [
        [Cell(risk_title(one)), _cell(one.micro, one), _cell(one.bulk, one), Cell(risk_said(one), mark="words")]
        for one in found
    ]
    show_table(head, rows, say("risk.title"), "risk")


def _cell(side: RiskSide, one: Risk) -> Cell:
    if side.value is None:
        return Cell(side.why_not or "", mark="why")
    return Cell(bare(side.value, one.unit), unit_words(one.unit), rests_on(side))
