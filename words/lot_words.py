"""The sums of a list of lots in words, and what they leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from words.numbers import ABSENT, whole
from words.speech import say

KILOS = ("made_kg", "sold_kg", "unsold_kg")
HALF_A_KG = 0.5


def sum_words(lots: Sequence[Mapping[str, Any]], name: str, unit: str) -> str:
    """The sum of what is known of the lots; of what is unpaid the word paid where nobody owes anything, and nothing
    where no lot that was sold has a price."""
    if name in KILOS:
        sums = {each: _sum(lots, each) for each in KILOS}
        return kilos(sums)[name]
    total = _sum(lots, name)
    if total is not None or name != "unpaid_amount":
        return whole(total, unit)
    priced = [lot["price_per_kg"] is not None for lot in lots if lot["sold_kg"]]
    return say("lots.paid") if priced and all(priced) else ""


def kilos(lot: Mapping[str, Any]) -> dict[str, str]:
    """Made, sold and unsold in whole kilos: where sold and unsold are all that was made, so they are as written, the
    larger of them rounded to what the smaller leaves."""
    made, sold, unsold = (lot[name] for name in KILOS)
    if made is not None and sold is not None and unsold is not None and abs(made - sold - unsold) < HALF_A_KG:
        less, all_ = round(min(sold, unsold)), round(made)
        sold, unsold = (all_ - less, less) if sold > unsold else (less, all_ - less)
    return {name: whole(kg, "kg") for name, kg in zip(KILOS, (made, sold, unsold), strict=True)}


def overdue_words(lots: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """How many lots are paid late, and why that can't be told, or not of all; a dash where no unpaid deal has its days
    of payment."""
    unpaid, untermed = (sum(lot[name] or 0 for lot in lots) for name in ("unpaid_deals", "untermed_deals"))
    if unpaid and unpaid == untermed:
        return ABSENT, say("lots.no_terms")
    late = sum((lot["overdue_days"] or 0) > 0 for lot in lots)
    return say("lots.overdue_lots", count=late), say("lots.some_terms", count=untermed) if untermed else ""


def unknown_in_sums(lots: list[dict]) -> str:
    """What the sums leave out, in words; nothing where they hold every lot."""
    unmade = sum(lot["made_kg"] is None for lot in lots)
    unsold = sum(lot["sold_kg"] is None for lot in lots)
    unpriced = [lot for lot in lots if lot["sold_kg"] and lot["price_per_kg"] is None]
    why = "; ".join(sorted({lot["why_no_price"] for lot in unpriced if lot["why_no_price"]}))
    told = [say("lots.made_unknown", count=unmade)] if unmade else []
    if unsold:
        told.append(
            say("lots.deal_lost", count=unsold) if any(lot["offers"] for lot in lots) else say("lots.no_offers")
        )
    return " ".join([*told, say("lots.price_unknown", count=len(unpriced), why=why)] if unpriced else told)


def _sum(lots: Sequence[Mapping[str, Any]], name: str) -> float | None:
    known = [lot[name] for lot in lots if lot[name] is not None]
    return sum(known) if known else None
