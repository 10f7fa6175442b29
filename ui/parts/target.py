"""What was agreed and where a number stands to it, as a cell of a table."""

from __future__ import annotations

from decisions.thresholds import ThresholdStanding, stands
from metrics.engine.contract import Answer, Metric
from ui.parts.tables import Cell
from ui.state import results
from words.agreed_words import place_words, value_words
from words.numbers import ABSENT


def standings(metric: Metric, answer: Answer) -> list[ThresholdStanding]:
    """Where the indicator stands to each threshold of the next gate, else to its setting or band."""
    return [stands(metric, answer, threshold) for threshold in results.thresholds().get(metric.id, ())]


def target_cell(metric: Metric, answer: Answer) -> Cell:
    """The agreed value, and below where the number stands to it; a dash where nothing was agreed."""
    found = standings(metric, answer)
    if not found:
        return Cell(ABSENT, mark="quiet")
    first, *others = found
    below = [
        place_words(first, answer),
        *(f"{value_words(each, answer)}: {place_words(each, answer)}" for each in others),
    ]
    return Cell(value_words(first, answer), below="; ".join(below), mark=f"agreed {first.place}")
