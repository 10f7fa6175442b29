"""Every rule of the last gate in its order: whether it fired, and why."""

from __future__ import annotations

import streamlit as st

from decisions.verdict.kept_verdicts import KeptVerdict, shown
from decisions.verdict.verdict import Standing
from ui.parts.tables import Cell, show_table
from words.speech import say


def rule_list(found: Standing, kept: tuple[KeptVerdict, ...] = ()) -> None:
    """Draws the rules of the last gate as they were given; nothing where none was judged."""
    given = shown(found, kept)
    if given is None:
        return
    st.header(say("decide.rules"), anchor=False)
    head = [say("decide.rule_head.rule"), say("decide.rule_head.fired"), say("decide.rule_head.because")]
    rows = [
        [
            Cell(say(f"decide.answers.{one['rule']}")),
            Cell(say("decide.rule_head.yes" if one["fired"] else "decide.rule_head.no")),
            Cell(one["because"]),
        ]
        for one in given["rules"]
    ]
    show_table(head, rows, say("decide.rules"), "rules")
    st.caption(say("decide.first_fires"))
