"""Times whose groups are compared by the share that was done by an agreed day: shown as shares, so that shares stand
beside their difference, and days in a sentence."""

from __future__ import annotations

from dataclasses import replace

from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from words.numbers import number
from words.speech import group_name, say


def compared_shares(answer: Answer) -> dict[str, Estimate]:
    """The share of each group by the agreed day; empty where the difference is one of days, or there is none."""
    apart = answer.difference
    if not answer.outcomes or apart is None or apart.value is None or apart.unit != "share":
        return {}
    shares = answer.parts.get(metrics()[answer.id].within, {})
    found = {group: shares[group] for group in answer.groups if group in shares}
    return found if len(found) > 1 and all(share.value is not None for share in found.values()) else {}


def as_compared(answer: Answer) -> Answer:
    """The answer with the numbers that its difference lies between as those of its groups; unchanged where these are
    its own."""
    shares = compared_shares(answer)
    return replace(answer, groups=shares) if shares else answer


def half_words(answer: Answer) -> str:
    """In how many days half of each group was done, as sentences; empty where shares do not stand in for days."""
    if not compared_shares(answer):
        return ""
    known = {group: days for group, days in answer.groups.items() if days.value is not None}
    return " ".join(
        say("board.half", group=group_name(group), days=number(days.value, days.unit)) for group, days in known.items()
    )
