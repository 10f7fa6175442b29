"""Rows of a pilot that began on 15 Oct 2025 and is seen on 31 Mar 2026."""

from datetime import date

from tests.support import warehouse_of

START = {"setting": "pilot_start", "value": "2025-10-15"}
OPEN = date(2025, 11, 1)


def lot(lot_id, stream="micro", opened_on=OPEN, crop_year="2025/26", **more):
    return {"lot_id": lot_id, "stream": stream, "crop_year": crop_year, "opened_on": opened_on, **more}


def world(settings=(), **logs):
    return warehouse_of(date(2026, 3, 31), settings=[START, *settings], **logs)


def cherry(lot_id, weight_kg, farmer_id="F1", receipt_no=None, **more):
    """Green by the table of forms: cherry x 0.16."""
    number = receipt_no or f"{lot_id} {weight_kg} {farmer_id}"
    return {
        "received_on": OPEN,
        "farmer_id": farmer_id,
        "weight_kg": weight_kg,
        "form": "cherry",
        "lot_id": lot_id,
        "receipt_no": number,
        **more,
    }


def offer(lot_id, buyer="A", kg=60.0, status="accepted", **more):
    return {
        "offer_id": f"{lot_id} {buyer} {kg}",
        "lot_id": lot_id,
        "buyer": buyer,
        "offered_on": date(2026, 1, 10),
        "weight_kg": kg,
        "form": "green",
        "status": status,
        "closed_on": date(2026, 2, 1),
        "asked_price_per_kg": 8.0,
        "accepted_price_per_kg": 7.0,
        **more,
    }
