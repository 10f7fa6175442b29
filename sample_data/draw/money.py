"""Costs, payments to farmers and exchange rates."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from sample_data.world import Lot, Season, local_per_usd, parameters, seasons


def draw_costs(random: Random, season: Season, lots: list[Lot], offers: list[dict]) -> list[dict]:
    """The rows of `costs` of one season; what is netted from a price (export) is the bill of that very lot."""
    micro = [lot for lot in lots if lot.stream == "micro"]
    scale = len(micro) / parameters()["micro"]["lots"]
    rows = _fixed_costs(season, scale)
    for lot in micro:
        rows += _lot_costs(random, lot)
    for category, amount in parameters()["costs"]["shared"].items():
        row = {"spent_on": season.first_opening + timedelta(days=60), "category": category, "amount": amount * scale}
        rows.append({**row, "behaviour": "fixed", "note": "the whole cooperative"})
    for offer in offers:
        if offer["export_usd"]:
            row = {"spent_on": offer["shipped_on"], "category": "export", "lot_id": offer["lot_id"]}
            rows.append({**row, "amount": round(offer["export_usd"] * offer["weight"], 2), "behaviour": "variable"})
    return sorted(({"currency": "USD", **row} for row in rows), key=lambda row: row["spent_on"])


def _fixed_costs(season: Season, scale: float) -> list[dict]:
    """What the pilot costs in a season whatever is harvested, some of it only before the first one."""
    costs, first, rows = parameters()["costs"], season.first_opening, []
    for number, (category, amount) in enumerate(costs["fixed"].items()):
        if category not in costs["seasons"] or season == seasons()[0]:
            day, lasts = first + timedelta(days=10 + 9 * number), costs["seasons"].get(category)
            row = {
                "spent_on": day,
                "category": category,
                "amount": amount * scale * costs["times"],
                "behaviour": "fixed",
            }
            rows.append({**row, "seasons": lasts, "stream": "micro"})
    return rows


def _lot_costs(random: Random, lot: Lot) -> list[dict]:
    costs, rows = parameters()["costs"], []
    for category, amount in costs["per_lot"].items():
        row = {"spent_on": lot.after(50), "category": category, "amount": amount * costs["times"]}
        rows.append({**row, "lot_id": lot.lot_id, "behaviour": "per lot"})
    for category, usd_per_kg in costs["per_kg"].items():
        row = {"spent_on": lot.after(45), "category": category, "lot_id": lot.lot_id, "behaviour": "variable"}
        rows.append(_local(row, usd_per_kg * costs["times"] * lot.green_kg * random.uniform(0.9, 1.1)))
    return rows


def draw_payments(random: Random, season: Season, lots: list[Lot], receipts: list[dict]) -> list[dict]:
    """The rows of `payments` of one season: at delivery per lot, a pilot premium a month later, the second one per
    farmer."""
    lot_of = {lot.lot_id: lot for lot in lots}
    paid: dict[tuple[str, str], float] = defaultdict(float)  # kg by farmer and lot
    for receipt in receipts:
        if receipt["lot_id"] in lot_of:
            paid[receipt["farmer_id"], receipt["lot_id"]] += receipt["weight"]
    rows: list[dict] = []
    whole: dict[tuple[str, str], float] = defaultdict(float)  # kg by farmer and stream
    for (farmer_id, lot_id), cherry_kg in paid.items():
        lot = lot_of[lot_id]
        truth, who = parameters()[lot.stream], {"farmer_id": farmer_id, "lot_id": lot_id}
        weighed = {**who, "weight": cherry_kg, "form": "cherry"}
        whole[farmer_id, lot.stream] += cherry_kg
        advance = round(0.4 * random.random(), 2) if random.random() < 0.1 else 0
        first_usd = truth["first_payment"] * cherry_kg
        if advance:
            rows.append(_local({"paid_on": lot.after(7), "purpose": "advance", **who}, first_usd * advance))
        rows.append(_local({"paid_on": lot.after(14), "purpose": "first", **weighed}, first_usd * (1 - advance)))
        if premium := truth["premium_payment"]:
            rows.append(_local({"paid_on": lot.after(44), "purpose": "premium", **weighed}, premium * cherry_kg))
    for (farmer_id, stream), cherry_kg in whole.items():
        row = {"paid_on": season.settled_on + timedelta(days=5), "purpose": "second", "farmer_id": farmer_id}
        row |= {"stream": stream, "crop_year": season.crop_year, "weight": cherry_kg, "form": "cherry"}
        rows.append(_local(row, parameters()[stream]["second_payment"] * cherry_kg))
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
