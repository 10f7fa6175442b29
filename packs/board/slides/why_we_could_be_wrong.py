"""Why the rule could be wrong."""

from __future__ import annotations

from packs.audience import Audience
from packs.board.board_facts import BoardFacts
from packs.slide import Slide
from words.minutes_words import waiting_words, wrong_section
from words.speech import say

ORDER = 100
MOST = 8


def slide(facts: BoardFacts) -> Slide:
    """What the minutes say of it, the first of them as the answer."""
    first, *others = wrong_section(facts.minutes).points
    told = [*waiting_words(facts.minutes.held_back), *others]
    left = len(told) - MOST
    more = [say("deck.more", count=left, page=say("pages.decide.title"))] if left > 0 else []
    return Slide("wrong", say("deck.wrong.question"), first, Audience.BOARD, (*told[:MOST], *more))
