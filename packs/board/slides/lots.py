"""What was made, sold, is unsold and unpaid."""

from __future__ import annotations

from packs.audience import Audience
from packs.board.board_facts import BoardFacts
from packs.slide import Slide, SlideTable
from words.lot_words import overdue_words, sum_words, unknown_in_sums
from words.numbers import number
from words.speech import group_name, say

ORDER = 80
SUMS = ("made_kg", "sold_kg", "unsold_kg", "unpaid_amount")
MOST_LISTED = 3


def slide(facts: BoardFacts) -> Slide:
    """The sums of each stream, and the lots that wait longest for a buyer or for money."""
    question, currency = say("deck.lots.question"), facts.report.base_currency
    if not facts.lots:
        return Slide("lots", question, say("deck.lots.none"), Audience.BOARD, lacks=say("deck.lots.lacks"))
    streams = dict.fromkeys(lot["stream"] for lot in facts.lots)
    rows = []
    for stream in streams:
        lots = [lot for lot in facts.lots if lot["stream"] == stream]
        sums = [sum_words(lots, name, currency if name == "unpaid_amount" else "kg") for name in SUMS]
        rows.append((group_name(stream or "all"), str(len(lots)), *sums))
    head = (say("deck.lots.stream"), say("deck.lots.count"), *(say(f"lots.sum.{name}") for name in SUMS))
    unknown = " ".join(text for text in (unknown_in_sums(facts.lots), overdue_words(facts.lots)[1]) if text)
    return Slide(
        "lots",
        question,
        _answer(facts.lots, currency),
        Audience.BOARD,
        sentences=(*_waiting(facts.lots, currency), *[unknown] * bool(unknown)),
        table=SlideTable(head, tuple(rows)),
        rows=sum(len(lot["row_ids"]) for lot in facts.lots),
    )


def _answer(lots: list[dict], currency: str) -> str:
    """How much of the micro-lots is unsold, and what buyers owe for them."""
    micro = [lot for lot in lots if lot["stream"] == "micro"] or lots
    unpaid = sum_words(micro, "unpaid_amount", currency)
    key = "answer" if any(lot["unpaid_amount"] for lot in micro) else "answer_paid"
    return say(f"deck.lots.{key}", unsold=sum_words(micro, "unsold_kg", "kg"), unpaid=unpaid)


def _waiting(lots: list[dict], currency: str) -> list[str]:
    """The lots whose money is most overdue, and those longest open."""
    late = sorted((lot for lot in lots if lot["overdue_days"]), key=lambda lot: -lot["overdue_days"])
    open_ = [lot for lot in lots if lot["stream"] == "micro" and lot["unsold_kg"] and lot["days_open"] is not None]
    told = [
        say(
            "deck.lots.late",
            lot=lot["lot_id"],
            count=lot["overdue_days"],
            amount=number(lot["unpaid_amount"], currency),
        )
        for lot in late[:MOST_LISTED]
    ]
    for lot in sorted(open_, key=lambda lot: -lot["days_open"])[: MOST_LISTED - len(told)]:
        kg = number(lot["unsold_kg"], "kg")
        told.append(say("deck.lots.open", lot=lot["lot_id"], count=lot["days_open"], kg=kg))
    return told
