"""What buyers said of the samples they were sent, and why they refused an offer."""

from __future__ import annotations

from random import Random

from sample_data.world import Lot, parameters


def answered(random: Random, lots: list[Lot], offers: list[dict]) -> list[dict]:
    """The offers with the answer to the sample of each: approved where the offer was taken; refused with a chance of
    its own where it was not; none where it was withdrawn or its time ran out. It comes with the answer to the offer."""
    lot_of, cupping, why = {lot.lot_id: lot for lot in lots}, parameters()["cupping"], parameters()["refused_for"]
    for offer in offers:
        lot = lot_of[offer["lot_id"]]
        refused = random.random() < parameters()[lot.stream]["sample_refused"]
        of_sample, of_offer = random.choice(why["sample"]), random.choice(why["offer"])
        tasted = lot.cup_score + random.gauss(0, cupping["buyer_sd"])
        score = round(tasted / cupping["buyer_step"]) * cupping["buyer_step"]
        said = offer["status"] in ("accepted", "rejected")
        no = offer["status"] == "rejected"
        offer |= {
            "sample_kind": "offer",
            "sample_result_on": offer["closed_on"] if said else None,
            "sample_result": ("rejected" if no and refused else "approved") if said else None,
            "reject_reason": (of_sample if refused else of_offer) if no else None,
            "buyer_score": score if said and lot.stream == "micro" else None,
        }
    return offers
