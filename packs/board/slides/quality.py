"""Whether the micro-lots are better coffee."""

from __future__ import annotations

from packs.board.board_facts import BoardFacts
from packs.board.metric_slide import metric_slide
from packs.slide import Slide
from words.speech import say

ORDER = 60


def slide(facts: BoardFacts) -> Slide:
    """The cup score of each lot; grade, defects and moisture beside it."""
    return metric_slide(
        facts,
        "quality",
        say("deck.quality.question"),
        "cup_score",
        ("specialty_grade", "defect_rate", "moisture_in_range"),
    )
