"""One number of the union with the members behind it: a forest plot as a table, and who is left out."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from metrics.engine.metric_catalogue import metrics
from ui.parts.page_links import link_to_definition
from ui.parts.tables import Cell, Strip, folded_html, show_table, table_html
from union.federation.forest_picture import ForestLine, forest_lines, forest_picture
from union.federation.union_report import UnionNumber, UnionReport
from union.summary.row import DIFFERENCE, STREAMS
from words.numbers import bare, difference_unit, span, unit_words
from words.speech import as_text, group_name, say


def unit_of(one: UnionNumber, in_words: bool = True) -> str:
    """The unit of the number, of a difference that of two such numbers; as it is written beside one or as declared."""
    assert one.like is not None, "a number that is pooled is like one of a member"
    unit = difference_unit(one.like.unit) if one.stream == DIFFERENCE else one.like.unit
    return unit_words(unit) if in_words else unit


def member_numbers(streams: Mapping[str, UnionNumber], found: UnionReport) -> None:
    """Draws the choice of a stream, the members' ranges with the union's below, and who is not counted."""
    pooled = [stream for stream in STREAMS if stream in streams and streams[stream].pooled]
    one = streams[_chosen(pooled)]
    metric = metrics().get(one.indicator)
    if metric:
        st.text(metric.question)
    over = [say("federation.text.to_date")] if one.like and one.like.to_date else []
    st.caption(as_text(", ".join([say("federation.page.of_season", crop_year=one.season.crop_year), *over])))
    lines = forest_lines(one, found.own)
    head = [unit_of(one), say("federation.page.number"), say("federation.page.range")]
    show_table(head, forest_rows(lines, unit_of(one, in_words=False)), head[0], "plain forest")
    crosses = min(line.ends[0] for line in lines) < 0 < max(line.ends[1] for line in lines)
    st.caption(" ".join([say("federation.picture.ranges"), *[say("federation.page.nothing")] * crosses]))
    assert one.pooled is not None, "only such streams are offered"
    if one.pooled.why_not_published:
        st.text(say(f"federation.not_published.{one.pooled.why_not_published}"))
    else:
        name = f"{one.indicator}_{one.stream}.svg"
        picture = forest_picture(one, found.own, found.invented)
        label = say("federation.page.picture")
        st.download_button(label, picture, name, icon=":material/image:", on_click="ignore", key="forest")
    _left_out(one)
    if metric:
        link_to_definition(metric.title)


def _chosen(pooled: list[str]) -> str:
    if len(pooled) == 1:
        return pooled[0]
    picked = st.segmented_control(
        say("chart.numbers"),
        pooled,
        default=pooled[-1],
        required=True,
        key="forest_stream",
        format_func=group_name,
        label_visibility="collapsed",
    )
    return picked or pooled[-1]


def forest_rows(lines: list[ForestLine], unit: str) -> list[list[Cell | Strip]]:
    """A row a line: whose number, the number with its range, and both as a bar, all on one scale."""
    low, high = min(line.ends[0] for line in lines), max(line.ends[1] for line in lines)
    wide = (high - low) or 1.0
    nothing = -low / wide if low < 0 < high else None
    rows: list[list[Cell | Strip]] = []
    for line in lines:
        ends = span(*line.ends, unit, with_unit=False)
        places = [(at - low) / wide for at in (*line.ends, line.value)]
        group = "micro" if line.is_own else "member"
        number = bare(line.value, unit)
        told = f"{line.name}: {number} ({ends})"
        strip = Strip(((group, places[0], places[1], places[2]),), told, nothing=nothing)
        rows.append([Cell(line.name, mark="out" if line.stands_out else ""), Cell(number, below=ends), strip])
    return rows


def _left_out(one: UnionNumber) -> None:
    if one.left_out:
        line = say("federation.page.left_out", count=len(one.left_out))
        rows = [[Cell(each.member), Cell(each.why)] for each in one.left_out]
        st.html(folded_html(line, table_html(["", ""], rows, line, "plain")))
