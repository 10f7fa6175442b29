"""The board's numbers in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.engine.contract import Answer, Metric
from words.meaning import situation
from words.speech import say

BELIEVED = "trust"  # the layer that says how far the others can be believed: better kept sheets are no better coffee
TOLD = {"better": ("better", "gain"), "worse": ("worse", "loss")}  # by the situations of words/meaning.py


def told_of_board(shown: Sequence[Metric], answers: Mapping[str, Answer]) -> str:
    """How many are better than bulk, how many worse, and of how many it can't be told, a sentence each; those that say
    how far the others can be believed are neither."""
    return " ".join(say(f"deck.seven.{word}", count=count) for word, count in _counts(shown, answers).items() if count)


def finding_of_board(shown: Sequence[Metric], answers: Mapping[str, Answer]) -> str:
    """The same in one sentence."""
    counts = _counts(shown, answers)
    if not any(counts.values()):
        return ""
    key, all_ = "board" if counts["better"] else "board_none", sum(counts.values())
    return say(f"finding.{key}", count=counts["better"], all=all_, worse=counts["worse"], untold=counts["untold"])


def _counts(shown: Sequence[Metric], answers: Mapping[str, Answer]) -> dict[str, int]:
    found = [situation(metric, answers[metric.id]).name for metric in shown if metric.layer != BELIEVED]
    counts = {word: sum(name in names for name in found) for word, names in TOLD.items()}
    return counts | {"untold": len(found) - sum(counts.values())}
