"""How far a number is from what was agreed for the next gate, in words, for pages, pictures and the terminal alike."""

from __future__ import annotations

from decisions.verdict.judged import BETWEEN, BEYOND_SCALE, BEYOND_STOP, Judged
from words.numbers import bare, cases, number, unit_words
from words.speech import say

SHORT_UNIT = 7  # a longer unit stands once


def distance_words(one: Judged) -> str:
    """One fence with its number of today, in a sentence."""
    name, fence = named_words(one), value_words(one, one.fence.scale_at)
    agreed = say("decide.agreed_up" if one.fence.rising else "decide.agreed_down", fence=fence)
    if one.found.value is None:
        return say("decide.place.absent", name=name, agreed=agreed, why=one.found.why_not or "")
    place = {BEYOND_SCALE: "met", BEYOND_STOP: "stop"}.get(one.place, one.place)
    if one.place == BETWEEN:
        place = "between" if one.fence.tested else "short"
    return say(
        f"decide.place.{place}",
        name=name,
        agreed=agreed,
        value=number(one.found.known, one.found.unit),
        post="" if one.scale_post is None else value_words(one, one.scale_post),
        cases=cases(one.found),
        least=one.fence.min_n,
    )


def named_words(one: Judged) -> str:
    """What a fence is about."""
    return say(f"decide.of.{one.fence.applies_to}", indicator=one.fence.metric.title)


def agreed_words(one: Judged) -> str:
    """From where on it is met, such as 0.00 USD/kg or more."""
    return say("agreed.up" if one.fence.rising else "agreed.down", value=value_words(one, one.fence.scale_at))


def value_words(one: Judged, value: float) -> str:
    """A value in the unit of the fence, with it where it is short."""
    unit = one.found.unit
    words = unit_words(unit)
    return bare(value, unit) + (f" {words}" if words and len(words) <= SHORT_UNIT else "")
