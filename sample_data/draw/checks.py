"""What the field officer saw or was told: the working rules on each lot, and protective clothing by occasion."""

from __future__ import annotations

from random import Random

from sample_data.world import Lot, parameters

SPRAYERS = 12


def draw_checks(random: Random, lots: list[Lot]) -> list[dict]:
    """The rows of `checks`."""
    return [*_rules(random, lots), *_clothing(random, lots)]


def _rules(random: Random, lots: list[Lot]) -> list[dict]:
    sop, rows = parameters()["sop"], []
    for lot in lots:
        yes = parameters()[lot.stream]["sop_yes"]["good" if lot.good_crew else "poor"]
        for item in sop["items"]:
            rows.append(
                {
                    "checked_on": lot.after(12),
                    "kind": "sop",
                    "item": item,
                    "result": "yes" if random.random() < yes else "no",
                    "lot_id": lot.lot_id,
                    "station": lot.station,
                    "critical": item in sop["critical"],
                    "checked_by": "Field officer 1",
                    "observed": True,
                }
            )
    return rows


def _clothing(random: Random, lots: list[Lot]) -> list[dict]:
    """Sprayings in the months before the harvest, some of them watched, of others only told; each has a number of its
    own."""
    ppe, rows, number = parameters()["ppe"], [], 0
    for lot in lots:
        for how in ("watched", "told"):
            for _ in range(ppe[how][lot.stream]):
                number += 1
                all_worn = random.random() < ppe["all_worn"][lot.stream][how]
                missing = None if all_worn else random.choice(ppe["items"])
                day = lot.after(-random.randint(35, 60))
                for item in ppe["items"]:
                    worn = item != missing and (all_worn or random.random() < 0.8)
                    rows.append(
                        {
                            "checked_on": day,
                            "kind": "ppe",
                            "item": item,
                            "result": "yes" if worn else "no",
                            "station": lot.station,
                            "occasion": f"Spraying {number} of {day.isoformat()}",
                            "person": f"Sprayer {1 + random.randrange(SPRAYERS)}" if item == ppe["items"][0] else None,
                            "checked_by": "Field officer 1",
                            "observed": how == "watched",
                            "stream": lot.stream,
                            "crop_year": lot.season.crop_year,
                        }
                    )
    return rows
