"""What the laboratory, the cupper and the checker wrote: quality, defects, lab tests, checks."""

from __future__ import annotations

from random import Random

from sample_data.chance import draw_poisson
from sample_data.world import Lot, parameters

# Beans for one full defect, and the category (SCA; domain.md 1.3).
EQUIVALENTS = {"full black": (1, 1), "severe insect": (1, 5), "broken": (2, 5), "partial black": (2, 3), "slight insect": (2, 10)}


def full_defects(counts: dict[str, int], category: int) -> float:
    """Full defects of a category, unfloored."""
    return sum(count / EQUIVALENTS[kind][1] for kind, count in counts.items() if EQUIVALENTS[kind][0] == category)


def draw_quality(random: Random, lots: list[Lot]) -> tuple[list[dict], list[dict]]:
    """The rows of `quality` and `defects`: a resting sample, and one before shipment with a line a cupper."""
    world, quality, defects = parameters(), [], []
    for number, lot in enumerate(lots, start=1):
        calendar = world["calendar"]
        quality.append({"sampled_on": lot.after(calendar["dried_after"] + 5), "lot_id": lot.lot_id, "sample_id": f"Q-{number:03d}R",
                        "stage": "resting", "moisture": round(lot.moisture + random.gauss(0.3, 0.2), 1), "instrument": "Meter 1"})
        counts = {kind: draw_poisson(random, mean) for kind, mean in world[lot.stream]["defects"].items()}
        sample_id = f"Q-{number:03d}"
        defects += [{"sample_id": sample_id, "defect": kind, "count": count} for kind, count in counts.items() if count]
        for cupper in world["cupping"]["cuppers"]:
            score = lot.cup_score + random.gauss(0, world["cupping"]["cupper_sd"])
            quality.append({
                "sampled_on": lot.after(calendar["sampled_after"]), "lot_id": lot.lot_id, "sample_id": sample_id, "stage": "pre-shipment",
                "moisture": lot.moisture, "water_activity": round(0.55 + 0.03 * (lot.moisture - 11), 2), "instrument": "Meter 1",
                "scheme": "SCA", "category1_defects": round(full_defects(counts, 1), 2), "category2_defects": round(full_defects(counts, 2), 2),
                "sample_g": 350, "screen": "15+", "cup_score": round(4 * score) / 4, "protocol": "SCA-2004", "cupper": cupper, "third_party": False})
    return quality, defects


def draw_lab_tests(random: Random, lots: list[Lot]) -> list[dict]:
    """The rows of `lab_tests`: every micro lot, every fifth bulk lot; results as a laboratory prints them."""
    rows = []
    for number, lot in enumerate(lots):
        if lot.stream == "bulk" and number % 5:
            continue
        for kind, analyte, unit, limit, loq, fail_share in (
                ("residue", "glyphosate", "mg/kg", "0.1", "0.01", 0.04), ("residue", "chlorpyrifos", "mg/kg", "0.05", "0.01", 0.05),
                ("mycotoxin", "ochratoxin A", "ug/kg", "5", "0.5", 0.03), ("microbiology", "salmonella", "in 25 g", "absent", "", 0.0)):
            failed = random.random() < fail_share
            found = "absent" if kind == "microbiology" else (f"{float(limit) * 1.4:.3g}" if failed else random.choice((f"<{loq}", "ND")))
            rows.append({"sampled_on": lot.after(parameters()["calendar"]["sampled_after"]), "lot_id": lot.lot_id, "kind": kind, "analyte": analyte,
                         "result": found, "unit": unit, "limit": limit, "market": "EU", "loq": loq or None, "lab": "Laboratory A", "accredited": True})
    return rows


def draw_checks(random: Random, lots: list[Lot]) -> list[dict]:
    """The rows of `checks`: each item of the working rules on each lot, and protective clothing by occasion."""
    sop, rows = parameters()["sop"], []
    for lot in lots:
        yes = parameters()[lot.stream]["sop_yes"]["good" if lot.good_crew else "poor"]
        for item in sop["items"]:
            rows.append({"checked_on": lot.after(12), "kind": "sop", "item": item, "result": "yes" if random.random() < yes else "no",
                         "lot_id": lot.lot_id, "station": lot.station, "critical": item in sop["critical"], "checked_by": "Field officer 1", "observed": True})
    for lot in lots:
        if random.random() < 0.4:
            occasion = f"Spraying {lot.after(-40).isoformat()}"
            for item in ("gloves", "boots", "mask"):
                rows.append({"checked_on": lot.after(-40), "kind": "ppe", "item": item, "result": "yes" if random.random() < 0.6 else "no",
                             "station": lot.station, "occasion": f"{occasion}, {lot.station}", "person": f"Sprayer {1 + random.randrange(12)}",
                             "checked_by": "Field officer 1", "observed": random.random() < 0.7,
                             "stream": lot.stream, "crop_year": lot.season.crop_year})
    return rows
