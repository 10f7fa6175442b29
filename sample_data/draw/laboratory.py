"""What the laboratory and the cupper wrote: quality, defects, lab tests."""

from __future__ import annotations

from random import Random

from sample_data.chance import draw_choice, draw_poisson
from sample_data.world import Lot, mean_defects, parameters

# Beans for one full defect, and the category (SCA; domain.md 1.3).
EQUIVALENTS = {
    "full black": (1, 1),
    "severe insect": (1, 5),
    "broken": (2, 5),
    "partial black": (2, 3),
    "slight insect": (2, 10),
}


def full_defects(counts: dict[str, int], category: int) -> float:
    """Full defects of a category, unfloored."""
    return sum(count / EQUIVALENTS[kind][1] for kind, count in counts.items() if EQUIVALENTS[kind][0] == category)


def draw_quality(random: Random, lots: list[Lot]) -> tuple[list[dict], list[dict]]:
    """The rows of `quality` and `defects`: a resting sample, and one before shipment with a line a cupper."""
    world, quality, defects = parameters(), [], []
    for number, lot in enumerate(lots, start=1):
        calendar = world["calendar"]
        quality.append(
            {
                "sampled_on": lot.after(calendar["dried_after"] + 5),
                "lot_id": lot.lot_id,
                "sample_id": f"Q-{number:03d}R",
                "stage": "resting",
                "moisture": round(lot.moisture + random.gauss(0.3, 0.2), 1),
                "instrument": "Meter 1",
            }
        )
        counts = {kind: draw_poisson(random, mean) for kind, mean in mean_defects(lot.stream).items()}
        sample_id = f"Q-{number:03d}"
        defects += [{"sample_id": sample_id, "defect": kind, "count": count} for kind, count in counts.items() if count]
        for cupper in world["cupping"]["cuppers"]:
            score = lot.cup_score + random.gauss(0, world["cupping"]["cupper_sd"])
            quality.append(
                {
                    "sampled_on": lot.after(calendar["sampled_after"]),
                    "lot_id": lot.lot_id,
                    "sample_id": sample_id,
                    "stage": "pre-shipment",
                    "moisture": lot.moisture,
                    "water_activity": round(0.55 + 0.03 * (lot.moisture - 11), 2),
                    "instrument": "Meter 1",
                    "scheme": "SCA",
                    "category1_defects": round(full_defects(counts, 1), 2),
                    "category2_defects": round(full_defects(counts, 2), 2),
                    "sample_g": 350,
                    "screen": "15+",
                    "cup_score": round(4 * score) / 4,
                    "protocol": "SCA-2004",
                    "cupper": cupper,
                    "third_party": False,
                }
            )
    return quality, defects


# kind, analyte, unit, limit, limit of quantification, results that pass. No law limits ochratoxin or germs in green
# coffee: those limits are of the contract with the buyer.
ANALYTES = (
    ("residue", "glyphosate", "mg/kg", "0.1", "0.01", ("<0.01", "ND", "0,02", "0.04", "30 ppb")),
    ("residue", "chlorpyrifos", "mg/kg", "0.01", "0.005", ("<0.005", "n.d.", "no detectado", "5 ppb")),
    ("mycotoxin", "ochratoxin A", "ug/kg", "5", "0.5", ("<0.5", "ND", "0,8", "1.6")),
    ("microbiology", "salmonella", "in 25 g", "absent", None, ("absent", "ausente", "not detected")),
)
# What a result that fails, and one that says nothing, looks like: the second was sought with too coarse a method.
FAILING = {"residue": ("chlorpyrifos", "0.02"), "microbiology": ("ochratoxin A", "7,4")}
UNCLEAR = {"residue": ("chlorpyrifos", "<0.05", "0.05"), "microbiology": ("ochratoxin A", "<10", "10")}


def draw_lab_tests(random: Random, lots: list[Lot]) -> list[dict]:
    """The rows of `lab_tests`: every micro lot and some of bulk; results as laboratories print them."""
    rows, truth = [], parameters()["lab"]
    for lot in lots:
        if lot.place % truth["every"][lot.stream]:
            continue
        found = {
            group: draw_choice(random, {**truth[group][lot.stream], "pass": 1 - sum(truth[group][lot.stream].values())})
            for group in FAILING
        }
        for kind, analyte, unit, limit, loq, passing in ANALYTES:
            group = "residue" if kind == "residue" else "microbiology"
            result = random.choice(passing)
            if found[group] == "fail" and analyte == FAILING[group][0]:
                result = FAILING[group][1]
            elif found[group] == "inconclusive" and analyte == UNCLEAR[group][0]:
                result, loq = UNCLEAR[group][1:]
            rows.append(
                {
                    "sampled_on": lot.after(parameters()["calendar"]["sampled_after"]),
                    "lot_id": lot.lot_id,
                    "kind": kind,
                    "analyte": analyte,
                    "result": result,
                    "unit": unit,
                    "limit": limit,
                    "market": "EU" if group == "residue" else "contract",
                    "loq": loq,
                    "lab": "Laboratory A",
                    "accredited": True,
                }
            )
    return rows
