"""From cherry to green: lots, receipts, processing and handovers, which balance."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from sample_data.chance import draw_choice, draw_positive
from sample_data.draw.people import Farmer
from sample_data.world import Lot, Season, parameters

STREAMS = ("micro", "bulk")
PLACES = {"washed": "tank", "honey": "bed", "natural": "bed"}


def draw_lots(random: Random, season: Season, scale: int) -> list[Lot]:
    """The lots of a season, opened on days equally likely over the calendar's opening days."""
    world, lots = parameters(), []
    for stream in STREAMS:
        truth = world[stream]
        for number in range(1, truth["lots"] * scale + 1):
            lots.append(Lot(
                lot_id=f"{stream[0].upper()}-{season.short}-{number:02d}", stream=stream, season=season,
                opened_on=season.first_opening + timedelta(days=random.randrange(world["calendar"]["opening_days"])),
                station=world["stations"][number % len(world["stations"])], variety=random.choice(world["varieties"]),
                process=draw_choice(random, truth["process"]), good_crew=random.random() < truth["sop_good_crew"],
                outturn=random.gauss(truth["outturn"], truth["outturn_sd"]),
                cup_score=random.gauss(truth["cup_score"], truth["cup_score_sd"]),
                moisture=round(random.gauss(truth["moisture"], truth["moisture_sd"]), 1)))
    return lots


def lot_rows(lots: list[Lot]) -> list[dict]:
    """The rows of `lots`; a season that is over has its lots closed."""
    return [{
        "lot_id": lot.lot_id, "stream": lot.stream, "crop_year": lot.season.crop_year, "opened_on": lot.opened_on,
        "closed_on": lot.season.settled_on if lot.season.settled_on <= parameters()["as_of"] else None,
        "station": lot.station, "variety": lot.variety, "process": lot.process, "species": "arabica",
        "planned_kg": round(parameters()[lot.stream]["cherry_kg"] * parameters()[lot.stream]["outturn"], -1),
    } for lot in lots]


def draw_receipts(random: Random, lots: list[Lot], farmers: list[Farmer]) -> list[dict]:
    """The rows of `receipts` by day; adds them up into each lot's `cherry_kg`. Pilot lots take pilot farmers' cherry."""
    rows = [row for lot in lots for row in _deliveries(random, lot, farmers)]
    rows.sort(key=lambda row: (row["received_on"], row["lot_id"]))
    for number, row in enumerate(rows, start=1):
        row["receipt_no"] = f"R-{number:05d}"
    return rows


def _deliveries(random: Random, lot: Lot, farmers: list[Farmer]) -> list[dict]:
    truth = parameters()[lot.stream]
    bringers = [f for f in farmers if f.station == lot.station and (lot.stream == "bulk" or f.takes_part)]
    target = draw_positive(random, truth["cherry_kg"], truth["spread"])
    parts = [draw_positive(random, 1, 0.4) for _ in range(max(4, round(target / truth["delivery_kg"])))]
    rows = []
    for part in parts:
        farmer = random.choice(bringers)
        received_on = lot.after(random.randrange(parameters()["calendar"]["delivered_within"]) if rows else 0)
        rows.append({
            "received_on": received_on, "farmer_id": farmer.farmer_id, "plot_id": random.choice(farmer.plot_ids),
            "lot_id": lot.lot_id, "weight": max(1.0, round(2 * target * part / sum(parts)) / 2), "form": "cherry",
            "ripe_share": round(min(1, max(0.5, random.gauss(truth["ripe_share"], 0.02))), 2),
            "recorded_at": datetime.combine(received_on, time(17)) + timedelta(
                hours=random.choice((0, 1, 2, 3, 16, 40, 90)), minutes=random.randrange(60)),
        })
    lot.cherry_kg = sum(row["weight"] for row in rows)
    return rows


def draw_processing(random: Random, lots: list[Lot]) -> list[dict]:
    """The rows of `processing`, none heavier than what went in; sets each lot's `green_kg`."""
    return [row for lot in lots for row in _steps(random, lot)]


def _steps(random: Random, lot: Lot) -> list[dict]:
    chain, calendar = parameters()["chain"], parameters()["calendar"]
    water = parameters()[lot.stream]["water_litres_per_kg_cherry"] * {"washed": 1, "honey": 0.25, "natural": 0.05}[lot.process]
    water_litres = round(lot.cherry_kg * water * random.uniform(0.85, 1.15), -1)
    lot.green_kg = round(lot.cherry_kg * lot.outturn, 1)
    dried_kg = round(lot.cherry_kg * chain["dry_cherry" if lot.process == "natural" else "dry_parchment"] * random.uniform(0.98, 1.02), 1)
    wet_kg = round(lot.cherry_kg * chain["wet_parchment"] * random.uniform(0.98, 1.02), 1)
    dried = "dry cherry" if lot.process == "natural" else "dry parchment"
    into_drying = ("cherry", lot.cherry_kg) if lot.process == "natural" else ("wet parchment", wet_kg)
    first = "floating" if lot.process == "natural" else "pulping"
    after_first = ("cherry", lot.cherry_kg) if lot.process == "natural" else ("wet parchment", wet_kg)
    of_its_own = f"{lot.station}, pilot" if lot.stream == "micro" else lot.station
    husk_share = 0.45 if lot.process == "natural" else 0.18
    rejects_kg = round(max(0.0, dried_kg * (1 - husk_share) - lot.green_kg) * 0.9, 1)
    return [
        _step(lot, first, 0, 7, ("cherry", lot.cherry_kg), after_first, place=f"{of_its_own} {PLACES[lot.process]}", water_litres=water_litres),
        _step(lot, "drying", 8, calendar["dried_after"], into_drying, (dried, dried_kg), place=f"{of_its_own} bed {1 + random.randrange(9)}",
              moisture_out=round(random.gauss(11.2, 0.4), 1)),
        _step(lot, "milling", calendar["milled_after"], calendar["milled_after"] + 1, (dried, dried_kg), ("green", lot.green_kg), place="Mill 1, small line" if lot.stream == "micro" else "Mill 1",
              rejects=rejects_kg),
    ]


def _step(lot: Lot, step: str, start: int, end: int, put_in: tuple, came_out: tuple, **more) -> dict:
    return {"lot_id": lot.lot_id, "step": step, "started_on": lot.after(start), "ended_on": lot.after(end), "form_in": put_in[0],
            "weight_in": put_in[1], "form_out": came_out[0], "weight_out": came_out[1], "operator": "Crew 1" if lot.good_crew else "Crew 2", **more}


def handover_rows(lots: list[Lot], processing: list[dict], offers: list[dict]) -> list[dict]:
    """The rows of `handovers`: station to store, store to mill, and mill to port once shipped; 60 kg a bag."""
    dried = {row["lot_id"]: row for row in processing if row["step"] == "drying"}
    shipped = {row["lot_id"]: row["shipped_on"] for row in offers if row.get("shipped_on")}
    rows = []
    for lot in lots:
        out, calendar = dried[lot.lot_id], parameters()["calendar"]
        legs = [(lot.after(calendar["dried_after"] + 1), lot.station, "Store 1", out["form_out"], out["weight_out"]),
                (lot.after(calendar["milled_after"] - 1), "Store 1", "Mill 1", out["form_out"], out["weight_out"])]
        if lot.lot_id in shipped:
            legs.append((shipped[lot.lot_id], "Mill 1", "Port", "green", lot.green_kg))
        for moved_on, from_place, to_place, form, weight in legs:
            rows.append({"moved_on": moved_on, "lot_id": lot.lot_id, "from_place": from_place, "to_place": to_place, "form": form,
                         "weight": weight, "bags": -(-int(weight) // 60), "seal_no": f"S-{len(rows) + 101}",
                         "handed_by": "Store keeper", "received_by": "Driver"})
    return rows
