"""The export of a survey tool as a washing station in Rwanda may have it: a CSV for each form, headings that begin with
the name of their group, codes for words, and the tool's own columns around them."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

BEFORE = ["start", "end", "today", "deviceid"]
AFTER = ["_id", "_uuid", "_submission_time", "_validation_status", "_status", "_submitted_by", "__version__", "_index"]
PURCHASE = ["group_intro/date_purchase", "group_farmer/farmer_id", "group_receipt/coffee_form"]
PURCHASE += ["group_receipt/weight_kg", "group_receipt/price_per_kg", "group_receipt/currency"]
PURCHASE += ["group_receipt/lot_code", "group_receipt/lot_stream"]
SALE = ["group_sale/lot_code", "group_sale/buyer_name", "group_sale/date_offer", "group_sale/quantity_green_kg"]
SALE += ["group_sale/price_per_kg", "group_sale/currency", "group_sale/incoterm", "group_sale/deal_status"]
SALE += ["group_sale/date_closed"]

FIRST = date(2025, 11, 1)
LOTS = [("MICRO-1", "micro"), ("MICRO-2", "micro"), ("BULK-1", "bulk"), ("BULK-2", "bulk")]
# Micro: (300 x 9.00 + 100 x 11.00)/400 = 9.50, bulk: (1000 x 6.00 + 3000 x 5.00)/4000 = 5.25. The way from the gate to
# the ship costs 0.20 of it, as somebody will answer: 9.30 and 5.05 USD/kg, 4.25 more. Each deal took 21 days.
DEALS = [("MICRO-1", 300, "9.0"), ("MICRO-2", 100, "11.0"), ("BULK-1", 1000, "6.0"), ("BULK-2", 3000, "5.0")]


def survey_export(folder: Path) -> list[Path]:
    """The files of the forms for purchases and sales, 40 and 4 rows."""
    return [
        _written(folder / "purchases.csv", PURCHASE, [_purchase(number) for number in range(40)]),
        _written(folder / "sales.csv", SALE, [_sale(*deal) for deal in DEALS]),
    ]


def _purchase(number: int) -> list[str]:
    lot, stream = LOTS[number % len(LOTS)]
    form = "cherry_ripe" if stream == "micro" else "cherry_mixed"
    day = FIRST + timedelta(days=number)
    return [f"{day}", f"FRM{number % 7 + 1:03}", form, f"{80 + number}.5", "550", "rwf", lot, stream]


def _sale(lot: str, kg: int, price: str) -> list[str]:
    return [lot, "Buyer_Y", "2026-03-01", str(kg), price, "usd", "fob", "accepted", "2026-03-22"]


def _written(path: Path, heads: list[str], rows: list[list[str]]) -> Path:
    """The rows between what the tool writes around them."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        out.writerow([*BEFORE, *heads, *AFTER])
        for number, row in enumerate(rows, start=1):
            at = f"2026-03-01T08:{number:02}:12.345+02:00"
            after = [f"{400000 + number}", f"4f76a362-{number:04}", at, "", "submitted_via_web", "enum_1", "vKx9"]
            out.writerow([at, at, "2026-03-01", "device-1", *row, *after, f"{number}"])
    return path
