"""The row of a number that is needed, beside what is reached: both on every kg made, as the premium above it is."""

from __future__ import annotations

from metrics.engine.contract import Answer, Estimate, Metric
from ui.parts.cards import estimate_cell
from ui.parts.tables import Cell, Strip
from words.meaning import needed_of_made
from words.numbers import ABSENT, number, unit_words
from words.speech import say

ROOM = 1.04  # of the larger of both: a mark at the very end would be cut


def needed_cells(metric: Metric, answer: Answer) -> list[Cell | Strip] | None:
    """Name, what is needed, two empty cells, and one bar of what is reached of it; None where the number is no such one
    or one of both is not known."""
    both = needed_of_made(answer)
    if both is None:
        return None
    needed, reached = both
    said = say("board.reached", reached=number(reached.value, reached.unit))
    value = estimate_cell(needed, "micro")
    return [
        Cell(metric.title, below=said),
        Cell(value.main, say("board.of_made", unit=unit_words(needed.unit)), value.below, "micro"),
        Cell(ABSENT, mark="quiet"),
        Cell(ABSENT, mark="quiet"),
        bullet(needed, reached),
    ]


def needed_before(before: Answer | None) -> Cell:
    """What was needed last season, in one cell."""
    then = needed_of_made(before) if before else None
    return Cell(number(then[0].value, then[0].unit) if then else ABSENT, mark="quiet")


def bullet(needed: Estimate, reached: Estimate) -> Strip:
    """What is reached as a bar from 0, what is needed as a mark, on one scale that begins at 0."""
    whole = ROOM * max(needed.known, reached.known, 0) or 1
    done = min(max(reached.known / whole, 0), 1)
    words = say("board.bullet", reached=number(reached.value, reached.unit), needed=number(needed.value, needed.unit))
    return Strip((("micro", 0, done, min(max(needed.known / whole, 0), 1)),), words)
