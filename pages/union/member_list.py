"""How many members count, and who does not, with the reason."""

from __future__ import annotations

import streamlit as st

from ui.parts.tables import Cell, folded_html, table_html
from ui.state import results
from union.federation.union_report import UnionReport
from words.days import day
from words.speech import say


def member_list(found: UnionReport) -> None:
    """Draws the count of the members, whatever federation.toml says wrongly, and folded who counts, of which day, and
    who does not, or not with everything, and why."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(" ".join(found.counted()), width="content")
        if found.invented and not results.is_invented():  # else the line above every page says it
            st.badge(say("freshness.sample"), color="red")
    for wrong in found.wrong:
        st.text(wrong)
    counted = [
        (one.name, say("freshness.as_of", day=day(one.as_of))) for one in found.members if one.as_of and one.rows
    ]
    _folded("counted", counted)
    _folded("not_counted", [(one.name, one.reason) for one in found.members if one.reason and not one.unread_file])
    _folded("not_read", [(one.name, one.reason) for one in found.members if one.unread_file])
    in_part = [(one.name, one.said) for one in found.members if one.said and not one.reason]
    _folded("in_part", in_part + [(one.member, one.why) for one in found.without_season])


def _folded(name: str, told: list[tuple[str, str]]) -> None:
    if told:
        line = say(f"federation.page.{name}", count=len({member for member, _ in told}))
        rows = [[Cell(member), Cell(why)] for member, why in told]
        st.html(folded_html(line, table_html(["", ""], rows, line, "plain")))
