"""The row of one lot as a picture: what was made, sold and is left, for how much, since when, and what is owed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from packs.drawn_table import DrawnTable, TableCell
from words.lot_words import KILOS, kilos
from words.numbers import ABSENT, number, whole
from words.speech import group_name, say

NAMES = (("made_kg", "sold_kg", "unsold_kg"), ("price_per_kg", "days_open", "unpaid_amount"))
LEAST_KG = 0.5  # less is no kilo that could be sold


def drawn_lot(lot: Mapping[str, Any], currency: str) -> DrawnTable:
    """Six numbers of a line of the book of lots, each under what it is."""
    units = {"price_per_kg": f"{currency}/kg", "days_open": "days", "unpaid_amount": currency}
    rows = [
        [
            TableCell(_said(lot, name, units.get(name, "kg")), _below(lot, name), "large", say(f"lots.picture.{name}"))
            for name in row
        ]
        for row in NAMES
    ]
    stream = group_name(lot["stream"]) if lot["stream"] else ""
    about = (stream, lot["variety"], lot["process"], lot["station"])
    return DrawnTable(
        f"lot {lot['lot_id']}",
        say("lots.picture.title", lot=lot["lot_id"]),
        ("", "", ""),
        rows,
        (1, 1, 1),
        say("lots.picture.units", currency=currency),
        say("lots.picture.offers", count=lot["offers"]) if lot["sold_kg"] is not None else "",
        question=" · ".join(str(text) for text in about if text),
        finding=_finding(lot, currency),
    )


def _said(lot: Mapping[str, Any], name: str, unit: str) -> str:
    value = lot[name]
    if value is None and name == "unpaid_amount" and lot["sold_kg"] and lot["price_per_kg"] is not None:
        return say("lots.paid")
    if name in KILOS:
        return kilos(lot)[name]
    return whole(value, unit) if name == "unpaid_amount" else number(None if value is None else float(value), unit)


def _below(lot: Mapping[str, Any], name: str) -> str:
    """What has to be said with a number: why it is assumed or absent, who bought, how late it is."""
    if name == "made_kg":
        return lot["made_assumed"] or ""
    if name == "price_per_kg":
        return (lot["why_no_price"] or "") if lot[name] is None else ", ".join(lot["buyers"])
    if name == "unsold_kg" and lot["promised_kg"]:
        return say("lots.picture.promised", kg=number(lot["promised_kg"], "kg"))
    late = lot["overdue_days"] or 0
    return say("lots.late", count=late) if name == "unpaid_amount" and late else ""


def _finding(lot: Mapping[str, Any], currency: str) -> str:
    """What became of it; "" where nothing is known of its sales."""
    if lot["sold_kg"] is None or lot["made_kg"] is None:
        return ""
    price = ABSENT if lot["price_per_kg"] is None else number(lot["price_per_kg"], f"{currency}/kg")
    said = {"lot": lot["lot_id"], "sold": kilos(lot)["sold_kg"], "made": kilos(lot)["made_kg"]}
    if not lot["sold_kg"]:
        return (
            say("finding.lot.unsold", count=lot["days_open"], **said)
            if lot["days_open"]
            else say("finding.lot.not_offered", **said)
        )
    sold = "all" if (lot["unsold_kg"] or 0) < LEAST_KG else "part"
    key = sold if lot["price_per_kg"] is not None else f"{sold}_unpriced"
    return say(f"finding.lot.{key}", price=price, **said)
