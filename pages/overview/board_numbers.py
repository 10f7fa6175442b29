"""What the board reads: the day of the pilot, seven indicators beside last season's, and what is wrong with the
data."""

from __future__ import annotations

from html import escape

import streamlit as st

from decisions.board import board_of
from decisions.gates import GATES, PilotDay
from decisions.report import ALL_SEASONS
from decisions.verdict.kept_verdicts import KeptVerdict, shown
from decisions.verdict.verdict import Standing
from logbooks.problems import is_note
from metrics.engine.contract import Metric
from metrics.engine.metric_catalogue import metrics
from ui.frame.board_route import board_address
from ui.parts.cards import STREAMS, board_cells, groups_shown, short_cell
from ui.parts.chart_block import show_absent, show_chart
from ui.parts.filters import Chosen
from ui.parts.metric_chart import metric_chart
from ui.parts.page_links import DATA_HEALTH, DECIDE, link_to
from ui.parts.tables import show_table
from ui.state import results, visitor
from words.kept_words import said_in_short
from words.speech import as_text, say

LAST_DAY = 360


def decided_line(found: Standing, kept: tuple[KeptVerdict, ...], chosen: Chosen) -> None:
    """Draws what the rule said at the last gate, or why it says nothing, with the way to the rest and to the
    board's screen."""
    given = shown(found, kept)
    said = said_in_short(given) if given else found.why_not or ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="decided_line"):
        st.markdown(f"**{as_text(said)}**", width="content")
        link_to(DECIDE, say("board.decide"))
        if not visitor.is_own():
            address = board_address(chosen.crop_year or ALL_SEASONS)
            st.link_button(say("deck.open"), address, icon=":material/present_to_all:", type="tertiary")


def standing_line(standing: PilotDay) -> None:
    """Draws the day of the pilot on its way to day 360, with the gates as marks."""
    if standing.day is None:
        st.text(standing.why_not or "")
        return
    st.html(standing_html(standing))


def standing_html(standing: PilotDay) -> str:
    """The line of the pilot as HTML of our own words and numbers."""
    assert standing.day is not None, "the line is drawn where the day of the pilot is known"
    if standing.next_gate is None:
        then = say("board.gates_over")
    elif standing.days_left == 0:
        then = say("board.gate_today", gate=standing.next_gate)
    else:
        then = say("board.gate", gate=standing.next_gate, count=standing.days_left)
    done = min(standing.day, LAST_DAY) / LAST_DAY * 100
    marks = "".join(
        f"<i style='right:{place:.1f}%'></i><s style='left:{100 - place:.1f}%'>{gate}</s>"
        for gate in GATES
        for place in [100 - gate / LAST_DAY * 100]
    )
    day = say("board.day" if standing.next_gate else "board.day_after", day=standing.day)
    return (
        f"<div class='lw-way'><b>{escape(day)}</b><span>{escape(then)}</span>"
        f"<div class='way' aria-hidden='true'><u style='width:{done:.1f}%'></u>{marks}</div></div>"
    )


def board(chosen: Chosen) -> list[Metric]:
    """Draws the board's indicators as one table and returns them."""
    ids, unknown = board_of(results.setting("board_indicators"), results.standing())
    now = results.answers(chosen.crop_year, chosen.splits)
    year_before = results.season_before(chosen.crop_year)
    before = results.answers(year_before, chosen.splits) if year_before else {}
    shown = [metrics()[name] for name in ids if name in now]
    groups = groups_shown(now)
    head = [
        say("board.indicator"),
        *(say(f"groups.{group}") for group in groups),
        *[say("groups.difference"), say("board.scale")] * (groups == STREAMS),
        say("board.before", year=year_before) if year_before else say("board.before_none"),
    ]
    rows = [[*board_cells(m, now[m.id], groups), short_cell(m, before.get(m.id))] for m in shown]
    show_table(head, rows, say("pages.overview.question"), "board")
    if groups != STREAMS:
        st.text(say("meaning.one_group"))
    if unknown:
        st.text(say("board.unknown", names=", ".join(unknown)))
    return shown


def foot(shown: list[Metric], chosen: Chosen) -> None:
    """Draws one line under the board, so that nothing need be scrolled: what is wrong with the data, and the choice of
    a number to look behind."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="foot"):
        health_line()
        titles = {m.id: m.title for m in shown}
        picked = st.selectbox(
            say("board.open"),
            list(titles),
            index=None,
            format_func=lambda name: titles.get(name, name),
            key="behind",
            bind="query-params",
            width=330,
            placeholder=say("board.open"),
            label_visibility="collapsed",
        )
    if picked:
        look_behind(picked, chosen)


def health_line() -> None:
    """Draws what is wrong with the data in one line, with the way to mend it."""
    every = results.problems()
    notes = sum(is_note(one.code, one.severity) for one in every)  # a heading nobody needs is nothing wrong
    found = len(every) - notes
    counts = {name: sum(line[name] for line in results.ledger()) for name in ("not_read", "left_out")}
    counts["notes"] = notes
    words = [say("board.problems", count=found) if found else say("board.no_problems")]
    words += [say(f"board.{name}", count=count) for name, count in counts.items() if count]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="health_line", width="content"):
        st.text(" · ".join(words) + ".", width="content")
        if every:
            link_to(DATA_HEALTH, say("board.fix"))


def look_behind(picked: str, chosen: Chosen) -> None:
    """Draws the chart of one number of the board, down to its rows."""
    chart = metric_chart(picked, chosen, beside_last=True)
    if chart:
        show_chart(chart, "overview")
    else:
        show_absent(results.answers(chosen.crop_year, chosen.splits)[picked])
