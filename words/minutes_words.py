"""The minutes of a board in sentences: a list of sections, which the writers of a page set down as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from decisions.minutes_facts import MinutesFacts
from decisions.verdict.board_decisions import BoardDecision
from decisions.verdict.bounds import ERROR
from decisions.verdict.fence_places import BETWEEN, BEYOND_SCALE, BEYOND_STOP
from decisions.verdict.held_back import HeldBack
from decisions.verdict.kept_verdicts import SHORT
from decisions.verdict.plan import TESTED
from decisions.verdict.sealed_plan import SETTING, WHOLE_ROW, PlanChange
from history.snapshots.moments import day_written
from metrics.engine.metric_catalogue import metrics
from words.decide_words import distance_words
from words.kept_words import because, kept_words, said_in_short
from words.numbers import number
from words.speech import say

BLANKS = ("answer", "reason", "decided_by", "tests_next", "signed")
MOST_CHANGES = 6  # the page is one page


@dataclass(frozen=True)
class MinutesSection:
    """One heading with its sentences; `points` stand as a list under them, `blanks` are lines to write on, each with
    what belongs there."""

    title: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Minutes:
    """One page: `label` says that the cooperative is invented where it is, `foot` from what the same page comes
    again."""

    title: str
    label: str
    sections: tuple[MinutesSection, ...]
    foot: str


def minutes_of(facts: MinutesFacts) -> Minutes:
    """The minutes in words; the same facts give the same words."""
    title = say("minutes.title") if not facts.cooperative else say("minutes.title_of", name=facts.cooperative)
    return Minutes(
        title,
        say("minutes.invented") if facts.invented else "",
        (_where(facts), _known(facts), _unknown(facts), _rule(facts), wrong_section(facts), _board(facts)),
        _foot(facts),
    )


def number_words(one: Mapping[str, Any]) -> str:
    """One fence with its number, in a sentence."""
    return distance_words(one, "minutes.place")


def change_words(one: PlanChange) -> str:
    """One value of the plan that is not the sealed one."""
    name = metrics()[one.indicator].title if one.indicator in metrics() else one.indicator
    key = "changed" if one.column != WHOLE_ROW else "added" if one.old is None else "gone"
    of_setting = "setting_" if one.applies_to == SETTING else ""
    return say(
        f"minutes.plan.{of_setting}{key}",
        name=name,
        gate=one.gate,
        column=one.column.replace("_", " "),
        old=_cell(one.old),
        new=_cell(one.new),
        day=day_written(one.first_seen_on),
    )


def _where(facts: MinutesFacts) -> MinutesSection:
    pilot = facts.found.pilot
    told = [say("minutes.seen", day=day_written(facts.as_of))]
    if pilot.pilot_start is None or pilot.day is None:
        told.append(facts.found.why_not or "")
    else:
        key = "after" if pilot.next_gate is None else "day"
        start = day_written(pilot.pilot_start)
        told.append(
            say(f"decide.terminal.{key}", day=pilot.day, start=start, left=pilot.days_left, gate=pilot.next_gate)
        )
    return MinutesSection(say("minutes.where"), tuple(told))


def _known(facts: MinutesFacts) -> MinutesSection:
    told = [number_words(one) for one in facts.numbers if _settled(one)]
    return MinutesSection(say("minutes.known"), () if told else (say("minutes.known_nothing"),), tuple(told))


def _unknown(facts: MinutesFacts) -> MinutesSection:
    told = [number_words(one) for one in facts.numbers if not _settled(one)]
    told += waiting_words(facts.held_back)
    none = say("minutes.unknown_nothing" if facts.numbers else "minutes.no_fences")
    return MinutesSection(say("minutes.unknown"), () if told else (none,), tuple(told))


def waiting_words(waiting: HeldBack) -> tuple[str, ...]:
    """How much of which logbook waits for answers, in a sentence; nothing where nothing does."""
    if not waiting.share:
        return ()
    return (say("minutes.held_back", share=number(waiting.share, "share"), logbook=waiting.logbook),)


def _rule(facts: MinutesFacts) -> MinutesSection:
    given, found = facts.given, facts.found
    told = [f"{said_in_short(given)} {because(given)}", *given["demands"]] if given else []
    told += [found.why_not] if found.why_not and found.pilot.day is not None else []
    told += kept_words(found, given, facts.kept) if given else []
    if found.next_gate and (on := found.pilot.gate_on(found.next_gate)):
        told.append(say("minutes.next_gate", gate=found.next_gate, day=day_written(on)))
    return MinutesSection(say("minutes.rule"), tuple(told))


def wrong_section(facts: MinutesFacts) -> MinutesSection:
    """Why the rule could be wrong, and what of the plan is not as it was sealed."""
    told = [say("minutes.error", few=round(100 * ERROR))]
    price = facts.price
    if price.belief and price.wrong_scale and price.waiting:
        told += price.sentences(price.wrong_scale.money, price.waiting.money)
    elif price.neighbours_why_not:
        told.append(price.neighbours_why_not)
    if facts.turning and facts.given:
        told.append(say("minutes.turning", gate=facts.given["gate"]))
    told += [one.because for one in facts.turning]
    told += [change_words(one) for one in facts.changes[:MOST_CHANGES]]
    if len(facts.changes) > MOST_CHANGES:
        told.append(say("minutes.plan.more", count=len(facts.changes) - MOST_CHANGES))
    if facts.under_sealed == "refused":
        told.append(say("minutes.plan.refused"))
    elif facts.under_sealed:
        told.append(say("minutes.plan.under_sealed", answer=say(f"decide.answers.{facts.under_sealed}")))
    told += [say("minutes.unreadable", name=name) for name in facts.unreadable]
    return MinutesSection(say("minutes.wrong"), points=tuple(told))


def _board(facts: MinutesFacts) -> MinutesSection:
    """What was decided, in the board's own words; lines to write on where it decided nothing."""
    title = say("minutes.board")
    if not facts.decisions:
        return MinutesSection(title, blanks=tuple(say(f"minutes.blank.{name}") for name in BLANKS))
    return MinutesSection(title, points=tuple(decision_words(one) for one in facts.decisions))


def decision_words(one: BoardDecision) -> str:
    """One decision; what nobody wrote is said to be not written."""
    none = say("minutes.not_written")
    return say(
        "minutes.decided",
        day=day_written(one.decided_on),
        answer=say(f"decide.answers.{one.answer.replace(' ', '-')}"),
        reason=_sentence(one.reason or none),
        who=_sentence(one.decided_by or none),
        next=_sentence(one.tests_next or none),
    )


def _foot(facts: MinutesFacts) -> str:
    sealed = facts.sealed
    parts = [say("minutes.foot.files", files=facts.files[:SHORT])]
    if facts.plan_seal:
        parts.append(say("minutes.foot.plan", seal=facts.plan_seal[:SHORT]))
    if sealed:
        parts.append(say("minutes.foot.sealed", seal=sealed.seal[:SHORT], day=day_written(sealed.sealed_on)))
    if facts.given:
        parts.append(say("minutes.foot.rules", version=facts.given["rules_version"]))
    return " ".join((*parts, say("minutes.foot.same")))


def _settled(one: Mapping[str, Any]) -> bool:
    """Whether a number says clearly where it lies: beyond one of its fences, or counted."""
    return one["place"] in (BEYOND_SCALE, BEYOND_STOP) or (one["place"] == BETWEEN and one["judged"] != TESTED)


def _cell(value: object) -> str:
    return say("minutes.not_written") if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
