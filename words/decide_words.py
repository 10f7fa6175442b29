"""A verdict as it was given and the distance to the next one in words, for pages, pictures, minutes and the terminal.

A fence with its number comes as the plain values of decisions/verdict/verdict_json.py, so that what was kept and what
is worked out now are said alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decisions.verdict.fence_places import BETWEEN, BEYOND_SCALE, BEYOND_STOP
from decisions.verdict.plan import TESTED
from metrics.engine.contract import Estimate
from metrics.engine.metric_catalogue import metrics
from words.numbers import bare, cases, number, unit_words
from words.speech import say

SHORT_UNIT = 7  # a longer unit stands once
PLACES = {BEYOND_SCALE: "met", BEYOND_STOP: "stop"}
MARKS = {BEYOND_SCALE: "seen", BEYOND_STOP: "contradicted", BETWEEN: "in-part"}  # looks of tables.css


def distance_words(one: Mapping[str, Any], key: str = "decide.place") -> str:
    """One fence with its number, in a sentence."""
    agreed = say("decide.agreed_up" if rising(one) else "decide.agreed_down", fence=value_words(one, one["scale_at"]))
    return say(
        f"{key}.{place_name(one)}",
        name=named_words(one),
        agreed=agreed,
        value=number(one["value"], one["unit"]),
        post="" if one["speaks_scale_from"] is None else value_words(one, one["speaks_scale_from"]),
        cases=case_words(one),
        least=one["least_cases"],
        why=one["why_not"] or "",
    )


def place_name(one: Mapping[str, Any]) -> str:
    """Where a number lies, by the name it has in words.toml: a counted one is met or short, never between."""
    if one["place"] == BETWEEN and one["judged"] == TESTED and one["speaks_scale_from"] is None:
        return "unranged"  # so few cases that no value could be sure
    if one["place"] == BETWEEN:
        return "between" if one["judged"] == TESTED else "short"
    return PLACES.get(one["place"], one["place"])


def stands_words(one: Mapping[str, Any], when: str) -> str:
    """Where a number lies, beside its fence: `soon` what would be at the next gate, `then` what was at the last."""
    place = place_name(one)
    return say(f"decide.stands.{place}_{when}" if place in ("met", "stop", "short") else f"decide.stands.{place}")


def fence_mark(one: Mapping[str, Any]) -> str:
    """The look of where a number lies."""
    return MARKS.get(one["place"], "not-seen")


def post_words(one: Mapping[str, Any]) -> str:
    """From where on a tested number would count as met; "" where it does, or where that can't be said."""
    post = one["speaks_scale_from"]
    if one["judged"] != TESTED or post is None or one["place"] == BEYOND_SCALE:
        return ""
    return say("decide.post_up" if rising(one) else "decide.post_down", post=value_words(one, post))


def named_words(one: Mapping[str, Any]) -> str:
    """What a fence is about."""
    return say(f"decide.of.{one['applies_to']}", indicator=one["title"])


def agreed_words(one: Mapping[str, Any]) -> str:
    """From where on it is met, such as 0.00 USD/kg or more."""
    return say("agreed.up" if rising(one) else "agreed.down", value=value_words(one, one["scale_at"]))


def value_words(one: Mapping[str, Any], value: float) -> str:
    """A value in the unit of the fence, with it where it is short."""
    words = unit_words(one["unit"])
    return bare(value, one["unit"]) + (f" {words}" if words and len(words) <= SHORT_UNIT else "")


def case_words(one: Mapping[str, Any]) -> str:
    """How many cases stand behind the number."""
    return cases(Estimate(one["unit"], value=one["value"], n=one["cases"], case_is=one["case_is"]))


def rising(one: Mapping[str, Any]) -> bool:
    """Whether more is better."""
    if one["scale_at"] != one["stop_at"]:
        return one["scale_at"] > one["stop_at"]
    return metrics()[one["indicator"]].better != "lower"
