"""Costs, payments to farmers and exchange rates."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from sample_data.world import Lot, Season, local_per_usd, parameters, seasons


def draw_costs(random: Random, season: Season, lots: list[Lot], offers: list[dict]) -> list[dict]:
    """The rows of `costs` of one season; what is netted from a price (export) is the bill of that very lot."""
    costs, scale = parameters()["costs"], sum(lot.stream == "micro" for lot in lots) / parameters()["micro"]["lots"]
    first, rows = season.first_opening, []
    for number, (category, amount) in enumerate(costs["fixed"].items()):
        if category not in costs["seasons"] or season == seasons()[0]:
            rows.append(
                {
                    "spent_on": first + timedelta(days=10 + 9 * number),
                    "category": category,
                    "amount": amount * scale,
                    "behaviour": "fixed",
                    "seasons": costs["seasons"].get(category),
                    "stream": "micro",
                }
            )
    for lot in lots:
        if lot.stream == "micro":
            for category, amount in costs["per_lot"].items():
                rows.append(
                    {
                        "spent_on": lot.after(50),
                        "category": category,
                        "amount": amount,
                        "lot_id": lot.lot_id,
                        "behaviour": "per lot",
                    }
                )
            for category, usd_per_kg in costs["per_kg"].items():
                rows.append(
                    _local(
                        {
                            "spent_on": lot.after(45),
                            "category": category,
                            "lot_id": lot.lot_id,
                            "behaviour": "variable",
                        },
                        usd_per_kg * lot.green_kg * random.uniform(0.9, 1.1),
                    )
                )
    for category, amount in costs["shared"].items():
        rows.append(
            {
                "spent_on": first + timedelta(days=60),
                "category": category,
                "amount": amount * scale,
                "behaviour": "fixed",
                "note": "the whole cooperative",
            }
        )
    for offer in offers:
        if offer["export_usd"]:
            rows.append(
                {
                    "spent_on": offer["shipped_on"],
                    "category": "export",
                    "amount": round(offer["export_usd"] * offer["weight"], 2),
                    "lot_id": offer["lot_id"],
                    "behaviour": "variable",
                }
            )
    return sorted(({"currency": "USD", **row} for row in rows), key=lambda row: row["spent_on"])


def draw_payments(random: Random, season: Season, lots: list[Lot], receipts: list[dict]) -> list[dict]:
    """The rows of `payments` of one season: at delivery per lot, a pilot premium a month later, the second one per
    farmer."""
    lot_of, paid = {lot.lot_id: lot for lot in lots}, defaultdict(float)
    for receipt in receipts:
        if receipt["lot_id"] in lot_of:
            paid[receipt["farmer_id"], receipt["lot_id"]] += receipt["weight"]
    rows, whole = [], defaultdict(float)
    for (farmer_id, lot_id), cherry_kg in paid.items():
        lot = lot_of[lot_id]
        truth, weighed = (
            parameters()[lot.stream],
            {"farmer_id": farmer_id, "lot_id": lot_id, "weight": cherry_kg, "form": "cherry"},
        )
        whole[farmer_id, lot.stream] += cherry_kg
        advance = round(0.4 * random.random(), 2) if random.random() < 0.1 else 0
        first_usd = truth["first_payment"] * cherry_kg
        if advance:
            rows.append(
                _local(
                    {"paid_on": lot.after(7), "purpose": "advance", "farmer_id": farmer_id, "lot_id": lot_id},
                    first_usd * advance,
                )
            )
        rows.append(_local({"paid_on": lot.after(14), "purpose": "first", **weighed}, first_usd * (1 - advance)))
        if truth["premium_payment"]:
            rows.append(
                _local(
                    {"paid_on": lot.after(44), "purpose": "premium", **weighed}, truth["premium_payment"] * cherry_kg
                )
            )
    for (farmer_id, stream), cherry_kg in whole.items():
        rows.append(
            _local(
                {
                    "paid_on": season.settled_on + timedelta(days=5),
                    "purpose": "second",
                    "farmer_id": farmer_id,
                    "stream": stream,
                    "crop_year": season.crop_year,
                    "weight": cherry_kg,
                    "form": "cherry",
                },
                parameters()[stream]["second_payment"] * cherry_kg,
            )
        )
    return sorted(rows, key=lambda row: (row["paid_on"], row["farmer_id"], row["purpose"]))


def _local(row: dict, usd: float) -> dict:
    """The row with that amount in the local currency of its day."""
    day = row.get("spent_on") or row["paid_on"]
    return {**row, "amount": round(usd * local_per_usd(day), 1), "currency": parameters()["money"]["local_currency"]}


def rate_rows() -> list[dict]:
    """The rows of `rates`: the local currency on the first of each month, from the month before the first season on."""
    rows, day = [], date(seasons()[0].first_opening.year, 9, 1)
    while day <= parameters()["as_of"]:
        rows.append({"date": day, "currency": parameters()["money"]["local_currency"], "per_base": local_per_usd(day)})
        day = (day + timedelta(days=32)).replace(day=1)
    return rows
