"""Whether the micro-lots earn more than bulk, and what they would need."""

from __future__ import annotations

from packs.board.board_facts import BoardFacts
from packs.board.metric_slide import metric_slide
from packs.slide import Slide
from words.speech import say

ORDER = 50


def slide(facts: BoardFacts) -> Slide:
    """The premium that decides with its deals; the gain and the break-even beside it."""
    return metric_slide(
        facts, "premium", say("deck.premium.question"), "realised_premium", ("net_gain", "break_even", "sold_share")
    )
