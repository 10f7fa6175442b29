"""One sentence on what an indicator says, never stronger than the 80 % range of its difference."""

from __future__ import annotations

from charts.numbers import difference_unit, number, span
from metrics.contract import Answer, Metric
from ui.words import say

SAID = ("better", "worse", "differs")                 # what may still change while a number is to date
TOLD = (*SAID, "unsure", "alike")                     # the situations in which micro and bulk were compared

REACHED = "premium reached"                           # the part of an indicator of what is needed that says what there is


def meaning(metric: Metric, answer: Answer) -> str:
    """The sentence for the situation the answer is in: better, worse, can't tell, too few, not comparable, absent."""
    key, values = situation(metric, answer)
    said = say(f"meaning.{key}", **values)
    if _on_another_scale(answer) and key in TOLD:
        said = say("meaning.within", said=said.rstrip("."))
    so_far = any(answer.groups[g].to_date for g in answer.groups) and key in SAID
    return say("meaning.to_date", said=said[0].lower() + said[1:]) if so_far else said


def situation(metric: Metric, answer: Answer) -> tuple[str, dict[str, str]]:
    """The name of the situation and the words it needs."""
    micro, bulk, difference = answer.groups.get("micro"), answer.groups.get("bulk"), answer.difference
    if micro is None:
        whole = answer.groups.get("all")
        absent = whole.why_not if whole and whole.value is None else None
        return ("absent", {"why": absent}) if absent else ("one_group", {})
    compared_otherwise = _on_another_scale(answer)
    if micro.value is None and not compared_otherwise:
        return "absent", {"why": micro.why_not or ""}
    reached = answer.parts.get(REACHED, {}).get("micro")
    if reached is not None and reached.value is not None:
        return "needed", {"reached": number(reached.value, reached.unit)}
    if not metric.has_bulk:
        return "no_bulk", {"why": metric.why_no_bulk}
    if (bulk is None or bulk.value is None) and not compared_otherwise:
        return "bulk_absent", {"why": (bulk.why_not if bulk else None) or ""}
    if difference is None or difference.value is None:
        return "not_comparable", {"why": (difference.why_not if difference else None) or ""}
    if difference.low80 is None or difference.high80 is None:
        return "too_few", {"why": difference.no_range or ""}
    better = "higher" if compared_otherwise else metric.better
    return _told_apart(better, difference.low80, difference.high80, difference_unit(difference.unit))


def _on_another_scale(answer: Answer) -> bool:
    """Whether the streams are compared on a share although the number is in days: more deals closed in time is better."""
    difference = answer.difference
    return bool(answer.outcomes) and difference is not None and difference.value is not None and difference.unit == "share"


def _told_apart(better: str, low80: float, high80: float, unit: str) -> tuple[str, dict[str, str]]:
    """Micro against bulk where both are known: a word is said only when the whole 80 % range says it."""
    if low80 <= 0 <= high80:
        return ("alike" if better == "inside" else "unsure"), {"ends": span(low80, high80, unit)}
    apart = {"apart": span(*sorted((abs(low80), abs(high80))), unit)}
    if better == "inside":
        return "differs", apart
    return ("better" if (low80 > 0) == (better == "higher") else "worse"), apart
