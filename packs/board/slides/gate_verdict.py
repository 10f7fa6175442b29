"""What the agreed rule says, and why."""

from __future__ import annotations

from packs.audience import Audience
from packs.board.board_facts import BoardFacts
from packs.slide import Slide
from words.kept_words import kept_words, reasons, rule_words, said_in_short
from words.speech import say

ORDER = 20


def slide(facts: BoardFacts) -> Slide:
    """The verdict of the last gate with its reasons, or why there is none."""
    question, given = say("deck.verdict.question"), facts.minutes.given
    if given is None:
        why = facts.report.decided.why_not or ""
        return Slide("verdict", question, say("deck.verdict.none"), Audience.BOARD, sentences=(why,))
    return Slide(
        "verdict",
        question,
        said_in_short(given),
        Audience.BOARD,
        sentences=(*reasons(given), *kept_words(facts.report.decided, given, facts.minutes.kept)),
        to_do=tuple(given["demands"]),
        notes=tuple(rule_words(one) for one in given["rules"]),
    )
