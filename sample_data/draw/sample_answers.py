"""What buyers said of the samples they were sent, and why they refused an offer."""

from __future__ import annotations

from random import Random

from sample_data.world import Lot, parameters

# Why a sample is refused, and why an offer is whose sample was approved.
OF_SAMPLES = ("cup", "cup", "defects", "moisture", "time")
OF_OFFERS = ("price", "price", "price", "quantity", "no need", "terms")


def answered(random: Random, lots: list[Lot], offers: list[dict]) -> list[dict]:
    """The offers with the answer to the sample of each: approved where the offer was taken; refused with a chance of
    its own where it was not; none where it was withdrawn or its time ran out. It comes with the answer to the offer."""
    lot_of = {lot.lot_id: lot for lot in lots}
    for offer in offers:
        lot = lot_of[offer["lot_id"]]
        refused = random.random() < parameters()[lot.stream]["sample_refused"]
        reasons, score = (random.choice(OF_SAMPLES), random.choice(OF_OFFERS)), lot.cup_score + random.gauss(0, 0.6)
        said = offer["status"] in ("accepted", "rejected")
        no = offer["status"] == "rejected"
        offer |= {
            "sample_kind": "offer",
            "sample_result_on": offer["closed_on"] if said else None,
            "sample_result": ("rejected" if no and refused else "approved") if said else None,
            "reject_reason": reasons[0 if refused else 1] if no else None,
            "buyer_score": round(score * 4) / 4 if said and lot.stream == "micro" else None,
        }
    return offers
