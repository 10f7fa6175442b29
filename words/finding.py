"""The title of a picture: one sentence that says what was found, never stronger than the 80 % range allows."""

from __future__ import annotations

from metrics.engine.contract import GROUPS, Answer, Estimate, Metric
from words.meaning import REACHED, situation
from words.numbers import difference_unit, number, span
from words.speech import say, words

TOLD_APART = ("better", "worse", "differs")
NOT_TOLD = ("unsure", "alike")
PAYS = {"gain": "pays", "loss": "does_not_pay", "gain_or_loss": "cannot_tell"}


def finding(metric: Metric, answer: Answer) -> str:
    """The sentence, with the kind it is about where the number stands for one of several; "" where nothing can be said
    in one: then the title of the indicator stands in its place.

    An indicator with words of its own (`[finding.<id>]`) says it in them; all others in words for any number.
    """
    said, kind = _said(metric, answer), next((e.basis for e in answer.groups.values() if e.basis), None)
    several = kind in answer.by and len(answer.by) > 1 and answer.sides[0] in GROUPS and not answer.outcomes
    return f"{said} ({kind})" if said and several else said


def _said(metric: Metric, answer: Answer) -> str:
    name = situation(metric, answer).name
    first = next(iter(answer.groups.values()), None)
    if name in PAYS:
        return say(f"finding.{PAYS[name]}")
    if answer.outcomes:
        return _of_times(metric, answer, name)
    if name == "describes":
        return say("finding.describes", title=metric.title)
    if answer.sides not in (("micro", "bulk"), ("micro",), ("all",)) or not _known(first):
        return ""
    assert first is not None
    if name in TOLD_APART:
        return _apart(metric, answer)
    if name in NOT_TOLD or name == "too_few":
        return say(f"finding.{'too_few' if name == 'too_few' else 'not_told'}", title=metric.title)
    if name == "needed":
        return _needed(answer, first)
    value = _ranged(first)
    if answer.sides == ("all",):
        return say("finding.all", title=metric.title, value=value)
    own = words()["finding"].get(metric.id, {})
    return say(f"finding.{metric.id}.micro" if "micro" in own else "finding.micro", title=metric.title, value=value)


def _needed(answer: Answer, needed: Estimate) -> str:
    """What is needed beside what is reached, "so far" while more may come."""
    reached = answer.parts[REACHED][answer.sides[0]]
    key = "needed_so_far" if reached.to_date else "needed"
    return say(f"finding.{key}", value=number(needed.value, needed.unit), reached=_ranged(reached))


def _ranged(one: Estimate) -> str:
    """A number with its 80 % range behind it, as far as it has one."""
    ends = span(one.low80, one.high80, one.unit, with_unit=False)
    return f"{number(one.value, one.unit)} ({ends})" if ends else number(one.value, one.unit)


def _of_times(metric: Metric, answer: Answer, name: str) -> str:
    """How many more of micro-lots than of bulk were done within the days they are compared by."""
    if answer.sides != ("micro", "bulk"):
        return ""
    apart = answer.difference
    if name not in TOLD_APART or apart is None or apart.value is None or apart.unit != "share":
        key = "not_told" if name in NOT_TOLD else "too_few" if name == "too_few" else "not_comparable"
        return say(f"finding.{key}", title=metric.title)
    by = number(abs(apart.value), difference_unit(apart.unit))
    key = "above_within" if apart.value > 0 else "below_within"
    return say(f"finding.{key}", apart=by, happening=metric.happening, days=metric.within_days)


def _apart(metric: Metric, answer: Answer) -> str:
    """By how much micro-lots lie above or below bulk; "so far" while more may come."""
    apart = answer.difference
    if apart is None or apart.value is None:
        return ""
    way = "above" if apart.value > 0 else "below"
    if any(e.to_date for e in answer.groups.values()):
        way += "_so_far"
    own = words()["finding"].get(metric.id, {})
    by = number(abs(apart.value), difference_unit(apart.unit))
    return say(f"finding.{metric.id}.{way}" if way in own else f"finding.{way}", title=metric.title, apart=by)


def _known(estimate: Estimate | None) -> bool:
    return estimate is not None and estimate.value is not None
