"""The title of a picture: one sentence that says what was found, never stronger than the 80 % range allows."""

from __future__ import annotations

from metrics.engine.contract import Answer, Estimate, Metric
from words.meaning import situation
from words.numbers import difference_unit, number
from words.speech import say, words

TOLD_APART = ("better", "worse", "differs")
NOT_TOLD = ("unsure", "alike")
PAYS = {"gain": "pays", "loss": "does_not_pay", "gain_or_loss": "cannot_tell"}


def finding(metric: Metric, answer: Answer) -> str:
    """The sentence, or "" where nothing can be said in one: then the title of the indicator stands in its place.

    An indicator with words of its own (`[finding.<id>]`) says it in them; all others in words for any number.
    """
    name = situation(metric, answer).name
    first = next(iter(answer.groups.values()), None)
    if name in PAYS:
        return say(f"finding.{PAYS[name]}")
    if answer.outcomes or answer.sides not in (("micro", "bulk"), ("micro",), ("all",)) or not _known(first):
        return ""
    assert first is not None
    if name in TOLD_APART:
        return _apart(metric, answer)
    if name in NOT_TOLD or name == "too_few":
        return say(f"finding.{'too_few' if name == 'too_few' else 'not_told'}", title=metric.title)
    value = number(first.value, first.unit)
    return say(f"finding.{'all' if answer.sides == ('all',) else 'micro'}", title=metric.title, value=value)


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
