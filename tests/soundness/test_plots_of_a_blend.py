"""A file of plots that calls itself complete although a lot went in whose plots nobody knows."""

from datetime import date

from exports.eudr import declared
from tests.metrics.hand import lots
from tests.support import warehouse_of


def test_a_blend_with_a_lot_that_no_receipt_names_is_not_complete():
    """M1 (all of it from plot P1) and M2 (no receipts) became M3: P1 alone does not account for M3."""
    drying = [
        {"lot_id": lot, "step": "drying", "started_on": date(2025, 12, 1), "into_lot_id": "M3"} for lot in ("M1", "M2")
    ]
    plots = [
        {
            "plot_id": "P1",
            "farmer_id": "F1",
            "country": "HN",
            "latitude": 14.512345,
            "longitude": -88.712345,
            "area_ha": 1.0,
        }
    ]
    receipts = [
        {
            "received_on": date(2025, 11, 1),
            "farmer_id": "F1",
            "plot_id": "P1",
            "weight_kg": 100.0,
            "form": "cherry",
            "lot_id": "M1",
        }
    ]
    found = declared(warehouse_of(lots=lots(3), plots=plots, receipts=receipts, processing=drying))
    complete = {lot.lot_id: lot.complete for lot in found.lots}
    assert complete == {"M1": True, "M2": False, "M3": False}
    blend = next(lot for lot in found.lots if lot.lot_id == "M3")
    assert blend.name == "lot-M3-incomplete.geojson" and "plots of M2" in blend.said
    assert [refused.why for refused in found.refused if refused.lot_id == "M3"] == [
        "Lot M2 went into it, and no receipt names M2."
    ]
