"""What the board reads: its indicators beside last season's, what is behind one of them, and what is wrong with the
data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from decisions.board import board_of
from metrics.engine.contract import Answer, Metric
from metrics.engine.metric_catalogue import metrics
from ui.parts.cards import STREAMS, board_cells, groups_shown, short_cell
from ui.parts.chart_block import show_absent, show_chart
from ui.parts.filters import Chosen
from ui.parts.metric_chart import metric_chart
from ui.parts.needed_premium import needed_before, needed_cells
from ui.parts.page_links import DATA_HEALTH, link_to, link_to_definition
from ui.parts.pressed_rows import pressed_row
from ui.parts.tables import Cell, Strip, table_html
from ui.state import results
from words.meaning import what_would_tell
from words.speech import say


def board(chosen: Chosen) -> list[Metric]:
    """Draws the board's indicators as one table and returns them."""
    ids, unknown = board_of(results.setting("board_indicators"), results.standing())
    now = results.answers(chosen.crop_year, chosen.splits)
    shown = [metrics()[name] for name in ids if name in now]
    st.html(chosen.kept("table of the board", lambda _: _table(shown, now, chosen), ids))
    number = pressed_row("board")
    if number is not None and number < len(shown):
        opened(shown[number], chosen)
    if groups_shown(now) != STREAMS:
        st.text(say("meaning.one_group"))
    if unknown:
        st.text(say("board.unknown", names=", ".join(unknown)))
    return shown


def _table(shown: Sequence[Metric], now: Mapping[str, Answer], chosen: Chosen) -> str:
    """The board's indicators beside last season's, as HTML."""
    year_before = results.season_before(chosen.crop_year)
    before = results.answers(year_before, chosen.splits) if year_before else {}
    groups = groups_shown(now)
    head = [
        say("board.indicator"),
        *(say(f"groups.{group}") for group in groups),
        *[say("groups.difference"), say("board.scale")] * (groups == STREAMS),
        say("board.before", year=year_before) if year_before else say("board.before_none"),
    ]
    rows = [_row(m, now[m.id], before.get(m.id), groups) for m in shown]
    return table_html(head, rows, say("pages.overview.question"), "board pressed")


def _row(metric: Metric, answer: Answer, before: Answer | None, groups: tuple[str, ...]) -> list[Cell | Strip]:
    """One row of the table: what is needed beside what is reached as one bar, any other number beside bulk."""
    needed = needed_cells(metric, answer) if groups == STREAMS else None
    if needed:
        return [*needed, needed_before(before)]
    first, *others = [*board_cells(metric, answer, groups), short_cell(metric, before)]
    if isinstance(first, Cell):
        said = "" if metric.beyond_bulk and metric.in_all else first.below  # said in large letters above the table
        first = replace(first, below=" ".join(text for text in (said, what_would_tell(metric, answer)) if text))
    return [first, *others]


def opened(metric: Metric, chosen: Chosen) -> None:
    """Opens what is behind a number over the page, where the reader is looking."""
    st.dialog(metric.title, width="large")(look_behind)(metric.id, chosen, "dialog")


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
    found, notes = results.problem_counts()
    counts = {name: sum(line[name] for line in results.ledger()) for name in ("not_read", "left_out")}
    counts["notes"] = notes
    words = [say("board.problems", count=found) if found else say("board.no_problems")]
    words += [say(f"board.{name}", count=count) for name, count in counts.items() if count]
    if not found and not notes:
        st.text(" · ".join(words) + ".", width="content")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="health_line", width="content"):
        st.text(" · ".join(words) + ".", width="content")
        link_to(DATA_HEALTH, say("board.fix"))


def look_behind(picked: str, chosen: Chosen, place: str = "overview") -> None:
    """Draws the chart of one number of the board, down to its rows."""
    chart = metric_chart(picked, chosen, beside_last=True)
    if chart:
        show_chart(chart, place)
    else:
        show_absent(results.answers(chosen.crop_year, chosen.splits)[picked])
    link_to_definition(metrics()[picked].title)
