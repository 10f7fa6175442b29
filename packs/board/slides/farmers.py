"""What reaches the farmers."""

from __future__ import annotations

from packs.board.board_facts import BoardFacts
from packs.board.metric_slide import metric_slide
from packs.slide import Slide
from words.speech import say

ORDER = 70


def slide(facts: BoardFacts) -> Slide:
    """The farmers' share of the price; of the premium, and what they say, beside it."""
    return metric_slide(
        facts, "farmers", say("deck.farmers.question"), "farmer_share", ("farmer_premium_share", "farmer_feedback")
    )
