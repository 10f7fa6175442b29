"""Every indicator of the union by stream, the own member beside it, and what may be handed on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from exports.fixed_zip import zip_of
from metrics.engine.contract import LAYERS
from metrics.engine.metric_catalogue import metrics
from pages.union.member_numbers import member_numbers, unit_of
from ui.parts.layer_choice import choose_layer
from ui.parts.pressed_rows import pressed_row
from ui.parts.tables import Cell, folded_html, show_table, table_html
from union.federation.seasons import UnionSeason
from union.federation.union_files import union_files
from union.federation.union_report import UnionNumber, UnionReport
from union.summary.row import DIFFERENCE, STREAMS
from words.days import day
from words.numbers import ABSENT, bare, span
from words.speech import group_name, say

Streams = Mapping[str, UnionNumber]
FILE = "union.zip"


def union_numbers(found: UnionReport) -> None:
    """Draws the numbers of a season as a table whose rows open, those that have none folded, and the download."""
    seasons = list(dict.fromkeys(one.season for one in found.numbers))
    if not seasons:
        st.text(say("federation.page.nobody"))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="union_choices"):
        layer = choose_layer({layer_of(one.indicator) for one in found.numbers}, "union_layer")
        season = st.selectbox(
            say("federation.page.season"),
            seasons,
            format_func=season_words,
            key="union_season",
            width=340,
            label_visibility="collapsed",
        )
    numbers: dict[str, dict[str, UnionNumber]] = {}
    for one in found.numbers:
        if one.season == season and layer_of(one.indicator) == layer:
            numbers.setdefault(one.indicator, {})[one.stream] = one
    pooled = {id: streams for id, streams in numbers.items() if any(one.pooled for one in streams.values())}
    if pooled:
        _table(pooled, found)
    _without({id: streams for id, streams in numbers.items() if id not in pooled})
    if any(one.pooled and one.pooled.is_published for one in found.numbers):
        st.download_button(
            say("federation.page.take"),
            partial(_published, found),
            file_name=FILE,
            icon=":material/download:",
            on_click="ignore",
            key="take_union",
        )


def layer_of(indicator: str) -> str:
    """The layer of an indicator; one that this program does not know stands with the last."""
    metric = metrics().get(indicator)
    return metric.layer if metric else LAYERS[-1]


def season_words(season: UnionSeason) -> str:
    """A season of the union with the days on which it began."""
    first, last = day(season.first_began_on), day(season.last_began_on)
    kind = "one_day" if first == last else "several"
    return say(f"federation.page.begun.{kind}", crop_year=season.crop_year, first=first, last=last)


def _published(found: UnionReport) -> bytes:
    return zip_of(union_files(found).items())


def title_of(indicator: str) -> str:
    """The title of an indicator, its id where this program does not know it."""
    metric = metrics().get(indicator)
    return metric.title if metric else indicator


def _table(pooled: Mapping[str, Streams], found: UnionReport) -> None:
    own = [say("federation.page.with_neighbours", name=found.own)] if found.own else []
    head = [say("board.indicator"), *(group_name(stream) for stream in STREAMS), *own, say("federation.page.members")]
    title = say("pages.union.title")
    show_table(head, [row_of(id, streams, found.own) for id, streams in pooled.items()], title, "measure pressed")
    number = pressed_row("measure")
    if number is not None and number < len(pooled):
        pressed = list(pooled)[number]
        st.dialog(title_of(pressed), width="large")(member_numbers)(pooled[pressed], found)
    st.caption(say("federation.page.reading"))


def row_of(indicator: str, streams: Streams, own: str) -> list[Cell]:
    """One row: title with its unit, the union's number of each stream, the own member's with its neighbours, and how
    many members stand in them."""
    like = next(one.like for one in streams.values() if one.pooled)
    assert like is not None, "a number that is pooled is like one of a member"
    told = [like.basis or "", say("federation.page.to_date") if like.to_date else ""]
    unit = unit_of(next(one for one in streams.values() if one.pooled))
    title = Cell(title_of(indicator), unit, ", ".join(part for part in told if part))
    cells = [_cell(streams.get(stream), stream) for stream in STREAMS]
    return [title, *cells, *([_own(streams, own)] if own else []), _members(streams)]


def _cell(one: UnionNumber | None, stream: str) -> Cell:
    if one is None or one.pooled is None:
        return Cell(ABSENT, mark="quiet")
    below = span(*one.pooled.mean95, unit_of(one, in_words=False), with_unit=False)
    return Cell(signed(one.pooled.mean, one), _points(one), below, mark="" if stream == DIFFERENCE else stream)


def _points(one: UnionNumber) -> str:
    """What a difference of two percentages is counted in; of all others it stands beside the title."""
    return say("measure.points") if unit_of(one, in_words=False).endswith("difference") else ""


def _own(streams: Streams, own: str) -> Cell:
    """The own member's difference to bulk, else the number of a stream that is named, with its neighbours and alone."""
    for stream in (DIFFERENCE, *STREAMS):
        one = streams.get(stream)
        if one is not None and (mine := one.of(own)):
            with_them, alone = (signed(value, one) for value in (mine.with_neighbours, mine.alone))
            above = "" if stream == DIFFERENCE else group_name(stream)
            return Cell(with_them, _points(one), say("federation.page.alone", value=alone), above=above)
    return Cell(ABSENT, mark="quiet")


def signed(value: float, one: UnionNumber) -> str:
    """The number without its unit; a difference shows on which side of bulk it lies."""
    return ("+" if one.stream == DIFFERENCE and value > 0 else "") + bare(value, unit_of(one, in_words=False))


def _members(streams: Streams) -> Cell:
    """How many members each number rests on, and whether they may be published."""
    pooled = [streams[stream].pooled for stream in STREAMS if stream in streams]
    counts = [str(len(one.members)) for one in pooled if one]
    kept_back = [not one.is_published for one in pooled if one]
    note = "office" if all(kept_back) else "office_some" if any(kept_back) else ""
    counted = counts[0] if len(set(counts)) == 1 else " · ".join(counts)
    return Cell(counted, below=say(f"federation.page.{note}") if note else "", mark="count")


def _without(numbers: Mapping[str, Streams]) -> None:
    """Draws, folded, the indicators that have no number, each with its reasons."""
    if not numbers:
        return
    line = say("federation.page.none", count=len(numbers))
    rows = [
        [Cell(title_of(id)), Cell(" ".join(dict.fromkeys(one.why_not or "" for one in streams.values())))]
        for id, streams in numbers.items()
    ]
    st.html(folded_html(line, table_html(["", ""], rows, line, "plain")))
