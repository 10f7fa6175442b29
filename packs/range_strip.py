"""The 80 % ranges of two groups on one scale, as shares of its width."""

from __future__ import annotations

from metrics.engine.contract import Answer
from words.numbers import span
from words.speech import group_name

EDGE = 0.04  # kept free on either side
Places = tuple[tuple[str, float, float, float], ...]


def range_places(answer: Answer) -> Places:
    """(group, from, to, where its number lies) of each, from 0 to 1; empty where a range is missing."""
    found = {g: e for g, e in answer.groups.items() if e.value is not None and e.range80}
    if len(found) < 2:
        return ()
    ends = {g: e.range80 for g, e in found.items() if e.range80}
    left, right = min(low for low, _ in ends.values()), max(high for _, high in ends.values())
    wide = (right - left) or 1.0
    left, wide = left - wide * EDGE, wide * (1 + 2 * EDGE)
    return tuple(
        (g, (low - left) / wide, (high - left) / wide, (found[g].known - left) / wide)
        for g, (low, high) in ends.items()
    )


def range_words(answer: Answer) -> str:
    """The same in words: 'Micro-lots 6 to 8 USD/kg; Bulk 5 to 6 USD/kg'."""
    found = {g: e for g, e in answer.groups.items() if e.value is not None and e.range80}
    return "; ".join(f"{group_name(g)} {span(e.low80, e.high80, e.unit)}" for g, e in found.items())
