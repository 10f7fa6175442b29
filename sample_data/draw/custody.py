"""What was done to each lot and where it went: processing and handovers, which balance."""

from __future__ import annotations

from heapq import heappop, heappush
from random import Random

from sample_data.world import Lot, parameters

STORE, MILL, PORT = "Store 1", "Mill 1", "Port"
PARCHMENT_BAG_KG, GREEN_BAG_KG = 60, 69
TANK_DAYS = 8
# Share of a lot's water by step.
WATER = {
    "washed": {"pulping": 0.4, "fermentation": 0.05, "washing": 0.55},
    "honey": {"pulping": 1.0},
    "natural": {"floating": 1.0},
}


def draw_processing(random: Random, lots: list[Lot]) -> list[dict]:
    """The rows of `processing`, none heavier than what went in; sets each lot's `green_kg`. No bed holds two lots but
    the declared."""
    _give_beds(lots)
    return [row for lot in lots for row in _steps(random, lot)]


def _give_beds(lots: list[Lot]) -> None:
    """Gives each lot a tank and a bed of that number at its station, the first that is free."""
    idle: dict[tuple, list[int]] = {}
    busy: dict[tuple, list[tuple]] = {}
    for lot in sorted(lots, key=lambda lot: (lot.opened_on, lot.lot_id)):
        row, end = (lot.station, lot.stream), lot.after(parameters()["calendar"]["dried_after"])
        taken, free = busy.setdefault(row, []), idle.setdefault(row, [])
        while taken and taken[0][0] < lot.opened_on:
            heappush(free, heappop(taken)[1])
        lot.bed = heappop(free) if free else len(taken) + 1
        heappush(taken, (end, lot.bed))


def _steps(random: Random, lot: Lot) -> list[dict]:
    """The steps of one lot in their order, each taking what the one before gave; husk, water and rejects go."""
    spread = random.uniform(0.98, 1.02)
    water = (
        parameters()[lot.stream]["water_litres_per_kg_cherry"][lot.process] * lot.cherry_kg * random.uniform(0.85, 1.15)
    )
    lot.green_kg = round(lot.cherry_kg * lot.outturn, 1)
    ground = f"{lot.station}, pilot" if lot.stream == "micro" else lot.station
    have, rows = ("cherry", lot.cherry_kg), []
    for step, start, end, form, kg in _ladder(lot, spread):
        share = WATER[lot.process].get(step)
        rows.append(
            {
                "lot_id": lot.lot_id,
                "step": step,
                "started_on": lot.after(start),
                "ended_on": lot.after(end),
                "form_in": have[0],
                "weight_in": have[1],
                "form_out": form,
                "weight_out": kg,
                "operator": "Crew 1" if lot.good_crew else "Crew 2",
                "place": f"{ground} tank {lot.bed}" if end <= TANK_DAYS else STORE,
                "water_litres": share and round(water * share, -1),
            }
        )
        have = (form, kg)
    by_step = {row["step"]: row for row in rows}
    by_step["drying"] |= {"place": _bed(lot, ground), "moisture_out": round(lot.moisture + random.gauss(0.4, 0.15), 1)}
    if lot.process == "natural":
        by_step["floating"]["rejects"] = round(lot.cherry_kg - by_step["floating"]["weight_out"], 1)
    return [*rows, _milling(lot, *have)]


def _milling(lot: Lot, form: str, kg: float) -> dict:
    """The last step, from what the one before gave: most of what is neither husk nor green is sorted out."""
    milled, husk = parameters()["calendar"]["milled_after"], 0.45 if lot.process == "natural" else 0.18
    return {
        "lot_id": lot.lot_id,
        "step": "milling",
        "started_on": lot.after(milled),
        "ended_on": lot.after(milled + 1),
        "form_in": form,
        "weight_in": kg,
        "form_out": "green",
        "weight_out": lot.green_kg,
        "moisture_out": lot.moisture,
        "rejects": round(max(0.0, kg * (1 - husk) - lot.green_kg) * 0.9, 1),
        "operator": "Miller",
        "place": f"{MILL}, small line" if lot.stream == "micro" else MILL,
    }


def _bed(lot: Lot, ground: str) -> str:
    """Where a lot dries; the one that shares a bed lies on the bed of the other lot."""
    return f"{lot.station} bed {lot.lies_with.bed}" if lot.lies_with else f"{ground} bed {lot.bed}"


def _ladder(lot: Lot, spread: float) -> list[tuple]:
    """The steps before milling: name, first and last day after opening, form and kg that come out."""
    chain, dried = parameters()["chain"], parameters()["calendar"]["dried_after"]

    def kg(share: float) -> float:
        return round(lot.cherry_kg * share * spread, 1)

    milled, dry = parameters()["calendar"]["milled_after"], chain["dried"][lot.process]
    first = {
        "washed": [
            ("pulping", 0, 7, "wet parchment", kg(chain["pulped"])),
            ("fermentation", 7, 8, "wet parchment", kg(chain["fermented"])),
            ("washing", 8, 8, "wet parchment", kg(chain["washed"])),
        ],
        "honey": [("pulping", 0, 7, "wet parchment", kg(chain["pulped"]))],
        "natural": [("floating", 0, 7, "cherry", round(lot.cherry_kg * chain["floated"], 1))],
    }[lot.process]
    form = "dry cherry" if lot.process == "natural" else "dry parchment"
    return [
        *first,
        ("drying", 8, dried, form, kg(dry)),
        ("resting", dried + 1, milled - 1, form, kg(dry * chain["rested"])),
    ]


def handover_rows(lots: list[Lot], processing: list[dict], offers: list[dict]) -> list[dict]:
    """The rows of `handovers`: station to store, store to mill, and mill to port or buyer once shipped; lots nobody
    wrote about have none."""
    out = {(row["lot_id"], row["step"]): row for row in processing if row["step"] in ("drying", "resting")}
    shipped: dict[str, list[dict]] = {}
    for offer in offers:
        if offer["shipped_on"]:
            shipped.setdefault(offer["lot_id"], []).append(offer)
    rows: list[dict] = []
    for lot in lots:
        if lot.place in parameters()["segregation"]["not_handed"][lot.stream]:
            continue
        legs = _legs(lot, out[lot.lot_id, "drying"], out[lot.lot_id, "resting"], shipped.get(lot.lot_id, []))
        for leg, (moved_on, from_place, to_place, form, weight, bags) in enumerate(legs):
            rows.append(
                {
                    "moved_on": moved_on,
                    "lot_id": lot.lot_id,
                    "from_place": from_place,
                    "to_place": to_place,
                    "form": form,
                    "weight": weight,
                    "bags": bags,
                    "seal_no": f"S-{len(rows) + 101}",
                    "handed_by": ("Station chief", "Store keeper", "Miller")[min(leg, 2)],
                    "received_by": ("Store keeper", "Miller", "Driver")[min(leg, 2)],
                }
            )
    return rows


def _legs(lot: Lot, dried: dict, rested: dict, shipped: list[dict]) -> list[tuple]:
    """The ways of one lot: day, from, to, form, kg and bags; a declared lot comes to the mill with a bag too many."""
    calendar, bags = parameters()["calendar"], -(-int(dried["weight_out"]) // PARCHMENT_BAG_KG)
    stored, milled = lot.after(calendar["dried_after"] + 1), lot.after(calendar["milled_after"] - 1)
    more = lot.place in parameters()["segregation"]["bag_too_many"][lot.stream]
    legs = [
        (stored, lot.station, STORE, dried["form_out"], dried["weight_out"], bags),
        (milled, STORE, MILL, rested["form_out"], rested["weight_out"], bags + more),
    ]
    for offer in shipped:
        goes_to, kg = offer["destination"] or offer["buyer"], offer["weight"]
        legs.append((offer["shipped_on"], MILL, goes_to, "green", kg, -(-int(kg) // GREEN_BAG_KG)))
    return legs
