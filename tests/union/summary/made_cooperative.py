"""A cooperative of so many micro-lots, each of one farmer and sold to one buyer, secrets wherever a name stands."""

from __future__ import annotations

from datetime import date, timedelta

from logbooks.warehouse.warehouse import Warehouse
from tests.support import warehouse_of

YEAR, AS_OF = "2025/26", date(2026, 3, 31)
SECRETS = (
    "Zephyr",
    "Teodora",
    "Quispe",
    "MIC-7",
    "BULK-7",
    "Nimbus",
    "meter of",
    "tier of",
    "NOTE-7",
    "GEHEIM",
    "P-77",
)
MARGIN = 0.4321  # what one lot brings more than the one before


def cooperative_of(micro: int, bulk: int = 4, **settings: str) -> Warehouse:
    """Micro-lots MIC-71, MIC-72 ... and bulk lots BULK-71 ..., with receipts, samples and deals."""
    lots, receipts, plots, quality, offers = [], [], [], [], []
    for stream, count, price, score in (("micro", micro, 9.8765, 85.37), ("bulk", bulk, 5.4321, 81.13)):
        for n in range(1, count + 1):
            lot, farmer = f"{'MIC' if stream == 'micro' else 'BULK'}-7{n}", f"{stream} Quispe {n}"
            plot = {
                "plot_id": f"P-77{stream}{n}",
                "farmer_id": farmer,
                "farmer_name": f"Teodora {n}",
                "village": "GEHEIM",
            }
            day = date(2025, 11, 1) + timedelta(days=n)
            lots.append({"lot_id": lot, "stream": stream, "crop_year": YEAR, "opened_on": day, "note": "NOTE-7"})
            plots.append(plot)
            receipts.append(
                {"received_on": day, "farmer_id": farmer, "lot_id": lot, "weight_kg": 900.0 + 7 * n, "form": "cherry"}
                | {"plot_id": plot["plot_id"], "ripe_share": 0.9 + n / 100}
            )
            sample = {"lot_id": lot, "stage": "pre-shipment", "cup_score": score + MARGIN * n, "protocol": "SCA-2004"}
            quality.append(sample | {"sampled_on": day, "moisture": 11.03 + n / 7, "instrument": "meter of Nimbus"})
            offers.append(
                {"offer_id": f"O-{lot}", "lot_id": lot, "buyer": f"Zephyr {stream} {n}", "offered_on": date(2026, 1, 1)}
                | {"closed_on": date(2026, 2, 1), "weight_kg": 100.0 + n, "status": "accepted", "form": "green"}
                | {"accepted_price_per_kg": price + MARGIN * n, "incoterm": "EXW", "currency": "USD"}
                | {"tier": "tier of Zephyr", "note": "NOTE-7"}
            )
    said = {"cooperative": "Upper Valley", "base_currency": "USD"} | settings
    return warehouse_of(
        as_of=AS_OF,
        settings=[{"setting": name, "value": value} for name, value in said.items()],
        lots=lots,
        receipts=receipts,
        plots=plots,
        quality=quality,
        offers=offers,
    )
