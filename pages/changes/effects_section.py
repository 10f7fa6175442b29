"""The numbers that are others than before: those of one reason together, with the rows that are the reason."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from decisions import effects as of_changes
from decisions.effects import TELLING, Effect
from metrics.engine.contract import Estimate
from pages.changes.changed_rows import show_rows
from pages.changes.compared import Compared, effects_of, seasons
from ui.parts.inputs import follow_usual, seen_key
from ui.parts.tables import Cell, show_table
from words.days import day
from words.effect_words import by_time_words, common_why_words, side_words
from words.numbers import ABSENT
from words.speech import as_text, group_name, say

COUNTED_SEASONS = 2  # the newest ones, of which it is always told whether a number changed
MOST_ROWS = 40  # of each logbook, drawn below one reason


def effects(found: Compared) -> None:
    """Draws every number that is another than before, under why."""
    years = seasons(found)
    if not years:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="effects_choice"):
        st.header(say("changes.effects"), anchor=False, width="stretch")
        follow_usual("season", years[0])
        year = st.selectbox(say("changes.season"), years, key="season", bind="query-params", width=136)
    with st.spinner(say("changes.working")):
        told = {season: effects_of(found, season) for season in dict.fromkeys([year, *years[:COUNTED_SEASONS]])}
    other = {season: [one for one in every if one.why != of_changes.SAME] for season, every in told.items()}
    st.text(
        " ".join(
            say("changes.effect_count", count=len(some), season=season)
            if some
            else say("changes.no_effect", season=season)
            for season, some in other.items()
            if some or season == year
        )
    )
    shown = told[year] if st.toggle(say("changes.show_all"), key="effects_all", bind="query-params") else other[year]
    for place, (why, some) in enumerate(by_reason(shown, found).items()):
        _reason(why, some, found, seen_key("effect_rows", found.before.id, year, place))


def by_reason(shown: Sequence[Effect], found: Compared) -> dict[str, list[Effect]]:
    """The numbers by the words of their reason: first that of most numbers, last those that are the same."""
    days = day(found.before.as_of), day(found.after.as_of)
    groups: dict[str, list[Effect]] = {}
    for one in shown:
        groups.setdefault(common_why_words(one, *days), []).append(one)
    return dict(sorted(groups.items(), key=lambda item: (item[1][0].why == of_changes.SAME, -len(item[1]))))


def _reason(why: str, some: Sequence[Effect], found: Compared, key: str) -> None:
    """One reason with how many numbers it is of, the rows it speaks of, and the numbers."""
    st.markdown(f"**{say('changes.numbers', count=len(some))}** {as_text(why)}")
    rows = sum(count for _, kinds in some[0].logs for _, count in kinds)
    if rows:
        opened = st.expander(say("changes.show_rows", count=rows), key=key, on_change="rerun")
        if opened.open:
            with opened:
                _rows(found, [book for book, _ in some[0].logs])
    heads = [say(f"changes.{name}") for name in ("indicator", "before", "now", "change")]
    show_table(heads, [_line(one) for one in some], why, "plain effects")


def _rows(found: Compared, books: Sequence[str]) -> None:
    for book in books:
        show_rows(found.changes.rows(book, TELLING, most=MOST_ROWS))
        if (more := found.changes.count(*TELLING, logbooks=[book]) - MOST_ROWS) > 0:
            st.text(say("changes.more", count=more))


def _line(one: Effect) -> list[Cell]:
    before, after, change = side_words(one)
    quiet = "quiet" if one.why == of_changes.SAME else ""
    return [
        Cell(one.title, below=group_name(one.group)),
        _number_cell(one.before, before),
        _number_cell(one.after, after),
        Cell(change, below=by_time_words(one), mark=quiet),
    ]


def _number_cell(side: Estimate | None, words: str) -> Cell:
    if side is None or side.value is None:
        return Cell(ABSENT, below=(side.why_not or "") if side else "", mark="quiet")
    return Cell(words, mark="exact")  # with the digits it takes that before, now and change fit each other
