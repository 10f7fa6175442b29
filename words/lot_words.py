"""The sums of a list of lots in words, and what they leave out."""

from __future__ import annotations

from words.numbers import number
from words.speech import say


def sum_words(lots: list[dict], name: str, unit: str) -> str:
    """The sum of what is known of the lots; of what is unpaid the word paid where nobody owes anything, and nothing
    where no lot that was sold has a price."""
    known = [lot[name] for lot in lots if lot[name] is not None]
    if known or name != "unpaid_amount":
        return number(sum(known) if known else None, unit)
    priced = [lot["price_per_kg"] is not None for lot in lots if lot["sold_kg"]]
    return say("lots.paid") if priced and all(priced) else ""


def unknown_in_sums(lots: list[dict]) -> str:
    """What the sums leave out, in words; nothing where they hold every lot."""
    unmade = sum(lot["made_kg"] is None for lot in lots)
    unpriced = [lot for lot in lots if lot["sold_kg"] and lot["price_per_kg"] is None]
    why = "; ".join(sorted({lot["why_no_price"] for lot in unpriced if lot["why_no_price"]}))
    told = [say("lots.made_unknown", count=unmade)] if unmade else []
    return " ".join([*told, say("lots.price_unknown", count=len(unpriced), why=why)] if unpriced else told)
