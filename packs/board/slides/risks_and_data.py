"""What may go wrong, and how far the data can be trusted."""

from __future__ import annotations

from logbooks.problems import is_note
from metrics.books.risk import Risk
from packs.audience import Audience
from packs.board.board_facts import STREAMS, BoardFacts
from packs.slide import Slide, SlideTable
from words.numbers import number
from words.risk_words import risk_said, risk_title
from words.speech import group_name, say

ORDER = 90
MOST_ROWS = 5


def slide(facts: BoardFacts) -> Slide:
    """The risks of micro beside bulk, those first that are higher; what is wrong with the logs in a sentence."""
    question, found = say("deck.risks.question"), facts.report.risks
    problems = [one for one in facts.report.problems if not is_note(one["code"], one["severity"])]
    told = [say("board.problems", count=len(problems)) if problems else say("board.no_problems")]
    left_out = sum(one["ledger"]["left_out"] for one in facts.report.sources)
    told += [say("board.left_out", count=left_out)] * bool(left_out)
    sentences = tuple(say("deck.sentence", words=one) for one in told)
    if isinstance(found, str):
        return Slide("risks", question, say("deck.risks.none"), Audience.BOARD, sentences, lacks=found)
    known = [one for one in found if one.micro.value is not None or one.bulk.value is not None]
    if not known:
        lacks = say("deck.risks.lacks")
        return Slide("risks", question, say("deck.risks.none"), Audience.BOARD, sentences, lacks=lacks)
    higher = [one for one in known if one.said == "higher"]
    ordered = [*higher, *(one for one in known if one not in higher)]
    head = (say("risk.thing"), *(group_name(stream) for stream in STREAMS), say("risk.says"))
    answer = say("deck.risks.higher", count=len(higher)) if higher else say("deck.risks.none_higher")
    table = SlideTable(head, tuple(_row(one) for one in ordered[:MOST_ROWS]), ends_in_words=True)
    return Slide("risks", question, answer, Audience.BOARD, sentences, table=table)


def _row(one: Risk) -> tuple[str, ...]:
    micro, bulk = (number(side.value, one.unit) for side in (one.micro, one.bulk))
    return risk_title(one), micro, bulk, risk_said(one)
