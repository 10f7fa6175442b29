"""An invented cooperative: the rows of its logbooks in plain units, drawn by a seed.

Weights are kg, money is US dollars (prices per kg), days are dates, moisture is percent, shares are fractions. A dress
writes these rows down; `plain_sums` adds them up.
"""

from __future__ import annotations

import copy
from datetime import date, timedelta
from operator import itemgetter
from random import Random

AS_OF = date(2026, 3, 31)
CROP_YEAR = "2025/26"
EXPORT_COST = 0.30  # USD per kg green, between the gate and FOB
LOTS = {"micro": 6, "bulk": 8}
FARMERS = 14
BUYERS = {"micro": ("Blue Door Roasters", "Nordlys Kaffe", "Hoshi Coffee"), "bulk": ("Tradewind", "Meridian", "Osprey")}
PRICES = {"micro": (6.4, 8.8), "bulk": (3.9, 4.4)}
CHERRY_KG = {"micro": (60, 240), "bulk": (250, 700)}  # of one delivery
DELIVERIES = {"micro": (4, 5), "bulk": (5, 7)}
OUTTURN = {"micro": (0.142, 0.152), "bulk": (0.15, 0.163)}
COSTS = ("sorting", "drying", "cupping", "laboratory", "bags", "training", "storage")

Rows = dict[str, list[dict]]


def cooperative(seed: int) -> Rows:
    """The logbooks of one season by name, each a list of rows; the same for the same seed."""
    rng = Random(f"cooperative {seed}")
    rows: Rows = {name: [] for name in ("lots", "receipts", "processing", "quality", "offers", "costs", "payments")}
    for stream, count in LOTS.items():
        for number in range(1, count + 1):
            lot = {"lot_id": f"{stream[0].upper()}-{number:02}", "stream": stream, "number": number}
            _make(rng, rows, lot)
    _sell(rng, rows)
    _spend(rng, rows)
    for name, day in (("receipts", "received_on"), ("offers", "offered_on"), ("payments", "paid_on")):
        rows[name].sort(key=itemgetter(day, "lot_id"))
    for number, row in enumerate(rows["receipts"], 1):
        row["receipt_no"] = f"R{number:04}"
    for number, row in enumerate(rows["offers"], 1):
        row["offer_id"] = f"O-{number:03}"
    return rows


def copied(rows: Rows) -> Rows:
    return copy.deepcopy(rows)


def _make(rng: Random, rows: Rows, lot: dict) -> None:
    """One lot, from its deliveries to its green samples and what the farmers were paid for it."""
    stream, code = lot["stream"], lot["lot_id"]
    opened = date(2025, 11, 3) + timedelta(days=rng.randrange(0, 40))
    rows["lots"].append(
        {"lot_id": code, "stream": stream, "crop_year": CROP_YEAR, "opened_on": opened}
        | {"variety": rng.choice(("Bourbon", "Catuai", "SL28")), "process": "washed"}
    )
    cherry = 0.0
    for farmer in rng.sample(range(1, FARMERS + 1), rng.randint(*DELIVERIES[stream])):
        kg = round(rng.uniform(*CHERRY_KG[stream]), 1)
        cherry += kg
        day = opened + timedelta(days=rng.randrange(0, 6))
        common = {"farmer_id": f"F-{farmer:03}", "lot_id": code}
        share = round(rng.uniform(0.9, 0.99) if stream == "micro" else rng.uniform(0.75, 0.9), 2)
        rows["receipts"].append(common | {"received_on": day, "weight": kg, "form": "cherry", "ripe_share": share})
        paid = [("first", day + timedelta(days=7), 0.42)]
        if stream == "micro":
            paid.append(("premium", AS_OF - timedelta(days=rng.randrange(5, 30)), 0.21))
        for purpose, on, per_kg in paid:
            rows["payments"].append(common | {"paid_on": on, "amount": round(kg * per_kg, 2), "purpose": purpose})
    green = round(cherry * rng.uniform(*OUTTURN[stream]), 1)
    dry = round(green / 0.8, 1)
    dried = opened + timedelta(days=8)
    rows["processing"] += [
        {"lot_id": code, "step": "drying", "started_on": dried, "form_in": "wet parchment"}
        | {"weight_in": round(dry * 1.9, 1), "form_out": "dry parchment", "weight_out": dry, "moisture_out": None},
        {"lot_id": code, "step": "milling", "started_on": dried + timedelta(days=30), "form_in": "dry parchment"}
        | {"weight_in": dry, "form_out": "green", "weight_out": green}
        | {"moisture_out": round(rng.uniform(10.4, 11.8), 1)},
    ]
    for sample in range(1, 3 if lot["number"] % 3 == 0 else 2):
        rows["quality"].append(
            {"sampled_on": dried + timedelta(days=33 + sample), "lot_id": code, "sample_id": f"Q-{code}-{sample}"}
            | {"stage": "pre-shipment", "moisture": round(rng.uniform(10.3, 11.9), 1), "instrument": "Meter 1"}
            | {"scheme": "SCA", "category1_defects": rng.choice((0, 0, 1)), "sample_g": 350}
            | {"category2_defects": rng.randint(1, 4) if stream == "micro" else rng.randint(5, 12)}
            | {"cup_score": rng.randrange(336, 352) / 4 if stream == "micro" else rng.randrange(320, 332) / 4}
        )


def _green(rows: Rows, code: str) -> float:
    return next(row["weight_out"] for row in rows["processing"] if row["lot_id"] == code and row["form_out"] == "green")


def _offer(rng: Random, lot: dict, kg: float, status: str, closed: date | None, offered: date) -> dict:
    stream = lot["stream"]
    price = round(rng.uniform(*PRICES[stream]), 2) if status == "accepted" else None
    return (
        {"lot_id": lot["lot_id"], "buyer": rng.choice(BUYERS[stream]), "offered_on": offered, "weight": round(kg, 1)}
        | {"form": "green", "status": status, "accepted_price": price, "closed_on": closed}
        | {"incoterm": "FOB" if rng.random() < 0.5 else "EXW"}
    )


def _sell(rng: Random, rows: Rows) -> None:
    """Every lot but the last of each stream is sold, whole or in part, some after a refusal; the last is on offer.

    Deals close all through January to March, so that each of a micro-lot has one of bulk within 30 days.
    """
    for stream, count in LOTS.items():
        lots = [row for row in rows["lots"] if row["stream"] == stream]
        for place, lot in enumerate(lots):
            kg = _green(rows, lot["lot_id"])
            closed = date(2026, 1, 16) + timedelta(days=round(66 * place / count) + rng.randrange(0, 5))
            if place == count - 1:
                rows["offers"].append(_offer(rng, lot, kg, "open", None, date(2026, 3, 10)))
                continue
            if place % 2 == 0:
                status = ("rejected", "expired", "withdrawn")[place // 2 % 3]
                ended = closed - timedelta(days=rng.randrange(3, 9))
                rows["offers"].append(_offer(rng, lot, kg, status, ended, ended - timedelta(days=rng.randrange(8, 30))))
            share = 0.6 if place == 1 else 0.9 if place == 3 else 1.0
            offered = closed - timedelta(days=rng.randrange(9, 45))
            rows["offers"].append(_offer(rng, lot, kg * share, "accepted", closed, offered))
        for done in (True, False):  # so that every buyer has deals
            offers = [row for row in rows["offers"] if row["lot_id"][0] == stream[0].upper()]
            for number, row in enumerate(row for row in offers if (row["status"] == "accepted") is done):
                row["buyer"] = BUYERS[stream][number % len(BUYERS[stream])]


def _spend(rng: Random, rows: Rows) -> None:
    """Bills of the micro stream, of single lots of both, and shared ones."""
    micro = [row["lot_id"] for row in rows["lots"] if row["stream"] == "micro"]
    bulk = [row["lot_id"] for row in rows["lots"] if row["stream"] == "bulk"]
    for number in range(16):
        day = date(2025, 11, 10) + timedelta(days=number * 8 + rng.randrange(0, 5))
        bill = {"spent_on": day, "category": COSTS[number % len(COSTS)], "amount": round(rng.uniform(18, 140), 2)}
        kind = "stream" if number < 5 else "micro lot" if number < 10 else "bulk lot" if number < 13 else "shared"
        lot = rng.choice(micro) if kind == "micro lot" else rng.choice(bulk) if kind == "bulk lot" else None
        rows["costs"].append(bill | {"lot_id": lot, "stream": "micro" if kind == "stream" else None})
