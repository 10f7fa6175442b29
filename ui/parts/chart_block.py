"""A chart with what belongs to it: its picture to take away, its numbers as a table, the rows of the sheets behind
it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from charts.theme import key_of
from exports.framed import Around, around, framed, fresh_words, picture_name
from exports.picture import with_freshness
from exports.picture_size import SIZES
from metrics.engine.contract import Answer
from packs.drawn_chart import DrawnChart
from ui.parts.chart_component import show_live_chart
from ui.parts.filters import Chosen
from ui.parts.inputs import seen_key
from ui.parts.png_download import download_png
from ui.parts.rows_behind import rows_behind
from ui.parts.tables import Cell, show_table
from ui.state import results, visitor
from ui.state.freshness import in_picture
from words.speech import as_text, group_name, say

MOST_LISTED = 200


@dataclass(frozen=True)
class Ready:
    """A drawn chart with its pictures painted into JSON, kept so that a page seen again draws nothing twice."""

    drawn: DrawnChart
    figure: str
    pictures: str
    file: str


def ready(what: str, chosen: Chosen, draw: Callable[[], DrawnChart | None], *plain: object) -> Ready | None:
    """What `draw` gives, drawn once for this snapshot, these filters and plain values; None where it gives none."""

    def prepared(_) -> Ready | None:
        drawn = draw()
        if drawn is None:
            return None
        about = about_pictures(chosen)
        return Ready(drawn, str(drawn.figure.to_json()), _pictures(drawn, about), picture_name(drawn, about))

    return chosen.kept(f"chart {what}", prepared, *plain)


def show_chart(shown: Ready | None, place: str, pressed: Callable[[Sequence], None] | None = None) -> None:
    """Draws three tabs: the chart with its key and *Download PNG*, its numbers, the rows behind it; `place` tells two
    on one page apart.

    `pressed` is called below the chart with the points a reader pressed in it. Where there is no chart nothing is
    drawn.
    """
    if shown is None:
        return
    drawn, key = shown.drawn, f"{place}_{shown.drawn.name}"
    names = ["chart", "numbers"] + ["rows"] * any(drawn.row_ids.values())
    tabs = dict(
        zip(names, st.tabs([say(f"chart.{name}") for name in names], key=f"tabs_{key}", on_change="rerun"), strict=True)
    )
    with tabs["chart"]:
        if drawn.finding:
            st.markdown(f"**{as_text(drawn.finding)}**")
        points = show_live_chart(
            shown.figure, drawn.alt or drawn.title, seen_key(f"chart_{key}"), pressable=pressed is not None
        )
        with st.container(
            horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="medium", key=f"under_{key}"
        ):
            words = key_of(drawn.figure)
            st.text(words[:1].upper() + words[1:] + "." if words else "", width="stretch")
            download_png(
                with_freshness(shown.pictures, in_picture() if drawn.internal else results.kept("fresh", fresh_words)),
                shown.file,
                key=f"png_{key}",
                snapshot=visitor.warehouse().id,
            )
        if drawn.notes:
            st.text(" ".join(_sentence(note) for note in drawn.notes))
        if pressed and points:
            pressed(points)
    if tabs["numbers"].open:
        with tabs["numbers"]:
            _numbers(drawn)
    if "rows" in tabs and tabs["rows"].open:
        with tabs["rows"]:
            _rows(drawn.row_ids, key)


def _numbers(drawn: DrawnChart) -> None:
    for head, rows in drawn.tables:
        if rows:
            show_table(
                head,
                [[Cell(text, mark="" if text else "none") for text in row] for row in rows[:MOST_LISTED]],
                drawn.title,
                "plain",
            )
        if len(rows) > MOST_LISTED:
            st.text(say("chart.more", count=len(rows) - MOST_LISTED))


def _sentence(note: str) -> str:
    note = note[:1].upper() + note[1:]
    return note if note.endswith((".", "!", "?")) else f"{note}."


def about_pictures(chosen: Chosen) -> Around:
    """What stands around every picture of this season and these filters."""
    return chosen.kept("about pictures", lambda w: around(w, chosen.crop_year, chosen.splits))


def _pictures(drawn: DrawnChart, about: Around) -> str:
    """The marks once, and the frame of every size around them, as JSON."""
    painted = {size.name: json.loads(framed(drawn, about, size).to_json()) for size in SIZES.values()}
    marks = next(iter(painted.values()))["data"]
    return json.dumps({"data": marks, "layouts": {name: one["layout"] for name, one in painted.items()}})


def show_rows(row_ids: Mapping[str, tuple[int, ...]], key: str) -> None:
    """Draws an expander that opens down to the sheet rows behind a number; they are fetched only once someone asks."""
    asked = st.expander(say("chart.rows"), key=f"rows_{key}", on_change="rerun")
    if asked.open:
        with asked:
            _rows(row_ids, key)


def _rows(row_ids: Mapping[str, tuple[int, ...]], key: str) -> None:
    for group, ids in row_ids.items():
        if ids:
            st.text(say("chart.rows_of", group=group_name(group), count=len(ids)))
            rows_behind(tuple(ids), f"{key}_{group}")


def show_absent(answer: Answer | None) -> None:
    """Draws, in place of a chart, the reason why there is no number."""
    st.text(next((e.why_not for e in answer.groups.values() if e.why_not), "") if answer else say("chart.not_declared"))
