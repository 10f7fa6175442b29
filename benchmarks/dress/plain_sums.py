"""What is true of a cooperative, added up from its rows in plain Python: a second set of sums beside the indicators.

Definitions: moisture, defects, cup score: the mean of a lot's samples, then the plain mean of the lots. Outturn: kg
green brought to 12 % moisture over kg cherry. Prices: at the gate, weighted by kg sold. Realised: value of the deals
and of unsold kg at the bulk price, per kg made; bulk: for each deal sold as micro the bulk deals closed at most 30 days
from it, weighted by kg. Shares: kg sold over kg made, offers accepted over offers ended. Days to close: the first day
by which half of the offers were accepted, losses competing (Aalen and Johansen). Farmers: paid per kg green over the
price.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from benchmarks.dress.invented_rows import AS_OF, EXPORT_COST, Rows

STREAMS = ("micro", "bulk")
REFERENCE_MOISTURE, FULL_SAMPLE_G, WINDOW = 12.0, 350, timedelta(days=30)
Truth = dict[str, dict[str, float]]


def truth(rows: Rows) -> Truth:
    """{indicator: {group: value}}; groups are micro, bulk, difference and relative (ratio less one)."""
    stream_of = {row["lot_id"]: row["stream"] for row in rows["lots"]}
    found: Truth = {
        "moisture": _of_lots(rows, stream_of, lambda row: row["moisture"]),
        "defect_rate": _of_lots(rows, stream_of, _defects),
        "cup_score": _of_lots(rows, stream_of, lambda row: row["cup_score"]),
        "outturn": _outturn(rows, stream_of),
        "ripe_share": _ripe(rows, stream_of),
        "premium_over_bulk": _prices(rows, stream_of),
        "realised_premium": _realised(rows, stream_of),
        "sold_share": _sold(rows, stream_of),
        "offer_conversion": _conversion(rows, stream_of),
        "deal_closure": {s: d for s in STREAMS if (d := _half_accepted(rows, stream_of, s)) is not None},
        "added_cost": _added(rows, stream_of),
        "farmer_share": _reached(rows, stream_of),
        "pilot_share": _pilot(rows, stream_of),
    }
    for name, values in found.items():
        if {"micro", "bulk"} <= set(values) and name != "deal_closure":  # which is compared in another way
            values["difference"] = values["micro"] - values["bulk"]
    for name in ("premium_over_bulk", "realised_premium"):
        found[name]["relative"] = found[name]["micro"] / found[name]["bulk"] - 1
    gap = _paid_per_kg(rows, stream_of)
    found["farmer_premium_share"] = {
        "micro": (gap["micro"] - gap["bulk"]) / found["premium_over_bulk"]["difference"],
    }
    return found


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def _defects(row: dict) -> float:
    return (row["category1_defects"] + row["category2_defects"]) * FULL_SAMPLE_G / row["sample_g"]


def _of_lots(rows: Rows, stream_of: dict, value) -> dict[str, float]:
    lots: dict[str, list[float]] = defaultdict(list)
    for row in rows["quality"]:
        lots[row["lot_id"]].append(value(row))
    return {s: _mean(_mean(values) for lot, values in lots.items() if stream_of[lot] == s) for s in STREAMS}


def _made(rows: Rows) -> dict[str, float]:
    return {row["lot_id"]: row["weight_out"] for row in rows["processing"] if row["form_out"] == "green"}


def _outturn(rows: Rows, stream_of: dict) -> dict[str, float]:
    green, cherry = dict.fromkeys(STREAMS, 0.0), dict.fromkeys(STREAMS, 0.0)
    for row in rows["processing"]:
        if row["form_out"] == "green":
            dry_matter = row["weight_out"] * (100 - row["moisture_out"])
            green[stream_of[row["lot_id"]]] += dry_matter / (100 - REFERENCE_MOISTURE)
    for row in rows["receipts"]:
        cherry[stream_of[row["lot_id"]]] += row["weight"]
    return {s: green[s] / cherry[s] for s in STREAMS}


def _ripe(rows: Rows, stream_of: dict) -> dict[str, float]:
    of = {s: [row for row in rows["receipts"] if stream_of[row["lot_id"]] == s] for s in STREAMS}
    return {s: sum(r["weight"] * r["ripe_share"] for r in of[s]) / sum(r["weight"] for r in of[s]) for s in STREAMS}


def _deals(rows: Rows, stream_of: dict, stream: str) -> list[tuple[float, float, dict]]:
    """Kg, price at the gate per kg and row of each accepted offer of a stream."""
    return [
        (row["weight"], row["accepted_price"] - (EXPORT_COST if row["incoterm"] == "FOB" else 0), row)
        for row in rows["offers"]
        if row["status"] == "accepted" and stream_of[row["lot_id"]] == stream
    ]


def _weighted(deals: list[tuple[float, float, dict]]) -> float:
    return sum(kg * price for kg, price, _ in deals) / sum(kg for kg, _, _ in deals)


def _prices(rows: Rows, stream_of: dict) -> dict[str, float]:
    return {s: _weighted(_deals(rows, stream_of, s)) for s in STREAMS}


def _realised(rows: Rows, stream_of: dict) -> dict[str, float]:
    micro, bulk = _deals(rows, stream_of, "micro"), _deals(rows, stream_of, "bulk")
    stands = [
        (kg, _weighted([deal for deal in bulk if abs(deal[2]["closed_on"] - row["closed_on"]) <= WINDOW]), row)
        for kg, _, row in micro
    ]
    instead = _weighted(stands)
    made = {lot: kg for lot, kg in _made(rows).items() if stream_of[lot] == "micro"}
    left = made.copy()
    for kg, _, row in micro:
        left[row["lot_id"]] = max(left[row["lot_id"]] - kg, 0)  # sacks are rounded: a lot may sell a little over
    value = sum(kg * price for kg, price, _ in micro) + sum(left.values()) * instead
    return {"micro": value / sum(made.values()), "bulk": instead}


def _sold(rows: Rows, stream_of: dict) -> dict[str, float]:
    made = {s: sum(kg for lot, kg in _made(rows).items() if stream_of[lot] == s) for s in STREAMS}
    return {s: sum(kg for kg, _, _ in _deals(rows, stream_of, s)) / made[s] for s in STREAMS}


def _conversion(rows: Rows, stream_of: dict) -> dict[str, float]:
    ended = {
        s: [row for row in rows["offers"] if row["status"] != "open" and stream_of[row["lot_id"]] == s] for s in STREAMS
    }
    return {s: _mean(row["status"] == "accepted" for row in ended[s]) for s in STREAMS}


def _half_accepted(rows: Rows, stream_of: dict, stream: str) -> float | None:
    offers = [
        ((row["closed_on"] or AS_OF) - row["offered_on"], row["status"])
        for row in rows["offers"]
        if stream_of[row["lot_id"]] == stream
    ]
    still_open, accepted = 1.0, 0.0
    for days in sorted({days for days, _ in offers}):
        at_risk = sum(1 for other, _ in offers if other >= days)
        ending = [status for other, status in offers if other == days and status != "open"]
        accepted += still_open * sum(1 for status in ending if status == "accepted") / at_risk
        still_open *= 1 - len(ending) / at_risk
        if accepted >= 0.5 - 1e-12:
            return float(days.days)
    return None


def _added(rows: Rows, stream_of: dict) -> dict[str, float]:
    """Per kg made, category by category, less what bulk pays of the same."""
    made = dict.fromkeys(STREAMS, 0.0)
    spent: dict[str, dict[str, float]] = {stream: defaultdict(float) for stream in STREAMS}
    for lot, kg in _made(rows).items():
        made[stream_of[lot]] += kg
    for row in rows["costs"]:
        if stream := row["stream"] or stream_of.get(row["lot_id"]):
            spent[stream][str(row.get("category"))] += row["amount"]
    ours, theirs = spent["micro"], spent["bulk"]
    return {"micro": sum(ours[name] / made["micro"] - theirs[name] / made["bulk"] for name in ours)}


def _paid_per_kg(rows: Rows, stream_of: dict) -> dict[str, float]:
    made = _made(rows)
    paid = dict.fromkeys(STREAMS, 0.0)
    for row in rows["payments"]:
        paid[stream_of[row["lot_id"]]] += row["amount"]
    return {s: paid[s] / sum(kg for lot, kg in made.items() if stream_of[lot] == s) for s in STREAMS}


def _reached(rows: Rows, stream_of: dict) -> dict[str, float]:
    paid, price = _paid_per_kg(rows, stream_of), _prices(rows, stream_of)
    return {s: paid[s] / price[s] for s in STREAMS}


def _pilot(rows: Rows, stream_of: dict) -> dict[str, float]:
    made = _made(rows)
    return {"micro": sum(kg for lot, kg in made.items() if stream_of[lot] == "micro") / sum(made.values())}
