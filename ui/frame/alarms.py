"""What a reader must know before any number: what stands in the way of new data as a whole, a source that is stale, a
tab held back, an older reading standing in."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from history import data_folder
from history.held_tab import HeldTab
from refresh import last_configuration, source_states
from refresh.source_states import Stale
from refresh.tab_decisions import KEEP
from ui.parts.page_links import CONNECT, link_to
from ui.state import visitor
from ui.state.freshness import stale, zone
from words.days import ago
from words.speech import as_text, say

MOST = 3  # drawn in full; the others are counted


@dataclass(frozen=True)
class Alarm:
    """One thing that makes the numbers less than they should be: what, and what to do or that nothing need be done."""

    what: str
    fix: str
    decide: bool = False  # somebody is asked about it in Connect
    told_by_connect: bool = False  # it stands on Connect itself, and is said once there


def damaged() -> list[Alarm]:
    """What is said where an older reading stands in for what this page should show."""
    seen, shown = visitor.seen(), visitor.shown()
    if seen is None or shown is None or not visitor.warehouse().instead_of:
        return []
    what = say("alarms.older_then" if seen.moment else "alarms.older", at=ago(shown.read_at, zone()))
    return [Alarm(what, "" if seen.moment else say("alarms.older_fix"))]


def _of_the_house() -> list[Alarm]:
    """What keeps anything new from being shown: nothing can be written, the sources can't be told, the last refresh
    stopped or could not compare what came."""
    refused, met = data_folder.refusal(), [last_configuration.trouble(), *visitor.configured().wrong]
    found = [Alarm(refused.what, refused.fix)] if refused else []
    found += [Alarm(one.what, one.fix, told_by_connect=True) for one in met if one]
    last = source_states.progress()
    if last and last.above and last.trouble not in {str(one) for one in (refused, *met)}:
        found.append(Alarm(last.trouble, "", told_by_connect=_are_listed()))
    return found


def _are_listed() -> bool:
    """Whether Connect lists the sources, each with what is the matter with it."""
    return bool(visitor.configured().sources) and last_configuration.trouble() is None


def _of_sources() -> list[Alarm]:
    """What is wrong with the sources now, the worst first; nothing about an own upload or the past."""
    seen = visitor.seen()
    if seen is None or seen.moment:
        return []
    return [*_of_stale(stale()), *(_of_held(one) for state in source_states.source_states() for one in state.held)]


def show_alarms(known: list[Alarm], on_connect: bool) -> None:
    """Draws what makes the numbers less than they should be, first what is `known` of the page, then the worst, with
    the way to what is asked; nothing where all is well. What Connect says itself is not said above it. Raises
    CannotGoOn where the data folder went away while the page was open."""
    found = [*known, *_of_the_house(), *_of_sources()]
    found = [one for one in found if not (on_connect and one.told_by_connect)]
    if not found:
        return
    with st.container(key="alarms", gap="xxsmall"):
        for number, one in enumerate(found[:MOST]):
            _draw(one, number)
        if len(found) > MOST:
            st.markdown(say("alarms.more", count=len(found) - MOST))


def _draw(one: Alarm, number: int) -> None:
    what = f":material/warning: **{as_text(one.what)}**"
    if not one.decide:
        st.markdown(f"{what} {as_text(one.fix)}")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"alarm-{number}"):
        st.markdown(what, width="content")
        link_to(CONNECT, one.fix, icon_position="right")  # its first lines are the questions


def _of_stale(found: list[Stale]) -> list[Alarm]:
    """One alarm for all sources of one trouble: where the internet is gone, everything is said once."""
    read = {state.name for state in source_states.source_states() if state.read_at}
    alike: dict[tuple, list[Stale]] = {}
    for one in found:
        alike.setdefault(
            (one.trouble and (one.trouble.what, one.trouble.fix), one.name in read, ago(one.since, zone())), []
        ).append(one)
    alarms, listed = [], _are_listed()
    for (trouble, was_read, since), same in alike.items():
        names = ", ".join(one.name for one in same)
        what = say("alarms.stale", name=names, since=since) if was_read else say("alarms.never", name=names)
        fix = " ".join(trouble) if trouble else say("alarms.not_looked_at")
        alarms.append(Alarm(what, fix, told_by_connect=listed))
    return alarms


def _of_held(one: HeldTab) -> Alarm:
    name = (
        say("alarms.held", sheet=one.sheet, source=one.source, why=one.why)
        if one.sheet
        else say("alarms.held_whole", source=one.source, why=one.why)
    )
    told = not one.decided or (one.decided == KEEP and _are_listed())
    return Alarm(name, say(f"alarms.held_{one.decided or 'asked'}"), not one.decided, told)
