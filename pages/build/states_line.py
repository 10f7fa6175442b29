"""How it stands, before any section: the share made, the lots kept apart, the working rules; each leads to its
section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from decisions.separation import LotSeparation
from metrics.engine.contract import Answer
from metrics.engine.metric_catalogue import metrics
from pages.build.apart_section import none_told
from pages.build.rules_section import RULES
from ui.parts.cards import value_of
from words.meaning import meaning, situation, what_would_tell
from words.numbers import ABSENT, number
from words.speech import say

TOLD = ("better", "worse", "differs")
NOT_TOLD = ("unsure", "alike")


@dataclass(frozen=True)
class BuildState:
    """One of the three: what it is about, how it stands in a few words, and what more there is to say."""

    about: str
    stands: str
    more: str


def states(
    share: Answer | None, target: float | None, lots: Sequence[LotSeparation], rules: Answer | None
) -> tuple[BuildState, ...]:
    """The three states, in the order of their sections."""
    return _share(share, target), _apart(lots), _rules(rules)


def show_states(found: Sequence[BuildState], anchors: Sequence[str]) -> None:
    """Draws them beside each other, each as the way to its section."""
    shown = "".join(
        f"<a href='#{escape(anchor)}'><span>{escape(one.about)}</span><b>{escape(one.stands)}</b>"
        f"<span>{escape(one.more)}</span></a>"
        for one, anchor in zip(found, anchors, strict=True)
    )
    st.html(f"<nav class='lw-states' aria-label='{escape(say('build.states'))}'>{shown}</nav>")


def _share(answer: Answer | None, target: float | None) -> BuildState:
    value = value_of(answer)
    if value is None:
        micro = answer.groups.get("micro") if answer else None
        return BuildState(say("build.share"), ABSENT, (micro.why_not if micro else None) or say("build.no_share"))
    made = number(value, "share")
    if target is None:
        return BuildState(say("build.share"), made, say("build.no_target"))
    stands = say("build.share_of", share=made, target=number(target, "share"))
    return BuildState(say("build.share"), stands, say("build.reached" if value >= target else "build.below"))


def _apart(lots: Sequence[LotSeparation]) -> BuildState:
    about = say("build.apart")
    told = [lot for lot in lots if lot.apart is not None]
    clean = sum(lot.apart is True for lot in told)
    if not lots:
        return BuildState(about, ABSENT, say("build.no_lots"))
    if not told:
        return BuildState(about, ABSENT, none_told(lots))
    untold = say("build.untold", count=len(lots) - len(told)) if len(lots) > len(told) else ""
    failed = say("build.failed_count", count=len(told) - clean) if len(told) > clean else ""
    stands = say("build.apart_of", clean=clean, count=len(told))
    return BuildState(about, stands, " ".join(one for one in (failed, untold) if one) or say("build.none_failed"))


def _rules(answer: Answer | None) -> BuildState:
    about = say("build.rules")
    if answer is None:
        return BuildState(about, ABSENT, say("build.no_rules"))
    metric = metrics()[RULES]
    name, said = situation(metric, answer).name, meaning(metric, answer)
    if name in NOT_TOLD:
        return BuildState(about, say("build.not_told"), what_would_tell(metric, answer) or said)
    if name in TOLD:
        return BuildState(about, say(f"build.{name}"), said)
    value = value_of(answer)
    return BuildState(about, ABSENT if value is None else number(value, "share"), said)
