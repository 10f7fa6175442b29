"""A verdict as it was given, in words made of the values that are kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from decisions.verdict.kept_verdicts import SHORT, KeptVerdict
from decisions.verdict.verdict import Standing
from history.snapshots.moments import day_written
from words.speech import say


def say_shown(given: Mapping[str, Any]) -> str:
    """One sentence with its reasons: what the rule said at that gate."""
    return f"{said_in_short(given)} {because(given)}"


def said_in_short(given: Mapping[str, Any]) -> str:
    """What the rule said at that gate, without its reasons."""
    return _said("decide.said_nothing" if given["answer"] == "invalid" else "decide.said", given)


def because(given: Mapping[str, Any]) -> str:
    """The sentences of the rule that fired first."""
    return next(one["because"] for one in given["rules"] if one["fired"])


def reasons(given: Mapping[str, Any]) -> list[str]:
    """Why the rule that fired first did, a sentence or two each."""
    fired = next(one for one in given["rules"] if one["fired"])
    return list(fired["reasons"]) or [fired["because"]]


def rule_words(one: Mapping[str, Any]) -> str:
    """A rule and why it did not fire; why it did stands with the verdict."""
    rule = say(f"decide.answers.{one['rule']}")
    return (
        say("decide.rule.fired", rule=rule)
        if one["fired"]
        else say("decide.rule.not_fired", rule=rule, why=one["because"])
    )


def kept_words(found: Standing, given: Mapping[str, Any], kept: tuple[KeptVerdict, ...]) -> list[str]:
    """When it was written down, what the rule would say from the sheets of today where that is another, and what was
    said under other plans."""
    lines = []
    if given["recorded"]:
        lines.append(say("decide.kept.recorded", day=_day(given["recorded"]), seal=given["plan_seal"][:SHORT]))
    now = found.verdict
    if now and (now.gate, now.seal) == (given["gate"], given["plan_seal"]) and now.answer != given["answer"]:
        lines.append(say("decide.kept.now", answer=say(f"decide.answers.{now.answer}")))
    others = [one.shown for one in kept if one.gate == given["gate"] and one.shown != given]
    return lines + [_said("decide.kept.other", one, recorded=_day(one["recorded"])) for one in others]


def _said(key: str, given: Mapping[str, Any], **more: str) -> str:
    answer = say(f"decide.answers.{given['answer']}")
    return say(
        key, gate=given["gate"], day=_day(given["gate_on"]), answer=answer, seal=given["plan_seal"][:SHORT], **more
    )


def _day(written: str) -> str:
    return day_written(date.fromisoformat(written))
