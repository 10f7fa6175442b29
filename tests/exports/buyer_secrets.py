"""A cooperative with a secret in every place where a sheet may hold one, and what of it a buyer may see."""

from __future__ import annotations

from datetime import date, timedelta

from logbooks.warehouse.warehouse import Warehouse
from tests.support import warehouse_of

YEAR, LOT, DAY = "2025/26", "MIC-01", date(2026, 1, 10)
OUTLINE = (
    '{"type":"Polygon","coordinates":[[[-88.731111,14.521111],[-88.730111,14.521111],[-88.730111,14.522111],'
    "[-88.731111,14.522111],[-88.731111,14.521111]]]}"
)

# What no file for a buyer may hold; each stands in a logbook below.
PLANTED = (
    *("Zephyr Roasters", "Quokka Imports", "Nimbus"),  # other buyers: sold, meant, refused
    *("45.67", "47.13", "43.21", "31.79", "29.37"),  # agreed, asked, bid, bulk; paid for cherry
    *("9876.54", "77.31", "66.53", "8765.43", "12345.6"),  # a cost, a wage, a claim, a payment, the credit limit
    *("0.4321", "0.1234"),  # export cost and finance
    *("Teodora", "Quispe", "Wilhelmina"),  # producers who did not agree
    *("14.512345", "88.712345", "88.731111", "14.521111", "Polygon"),
    *("9988-7766", "ana@", "secret.example"),
    *("Operator Xolotl", "Carrier Ixchel", "Guard Balam"),  # workers
    *("INCIDENT-7", "ACTION-7", "COMMENT-7", "REASON-7", "DECIDER-7", "QUESTION-7"),
    *("NOTE-7", "test.xlsx", "prices.xlsx", "private", "photos/", ".jpg", "GEHEIM"),  # notes, files, paths
    *("BULK-77", "MIC-99", "paraquat", "SEAL-99", "Q-99", "78.25"),  # another lot: its code, laboratory, score
    *("P-7001", "F-7001", "R-7001", "O-7001", "S-7001", "U-7001"),  # codes of plots, producers, slips, offers, seals
    "Board minutes",
)
# The same in other shapes, and what would be a claim of the cooperative's or of ours.
OTHER_SHAPES = ("9 877", "8 765", "99887766", "88,712345", "87.66")
CLAIMS = ("EUDR", "certified", "organic", "deforestation-free", "not mixed", "PASS ", "PASSED", "compliant")
# What is not for the board either: who is not to be named, where plots lie, how to reach people, who works, notes,
# what farmers said, links and paths, codes of farmers and slips.
NOT_FOR_THE_BOARD = (
    *("Teodora", "Quispe", "Wilhelmina", "14.512345", "88.712345", "88.731111", "14.521111", "Polygon"),
    *("9988-7766", "ana@", "secret.example", "Operator Xolotl", "Carrier Ixchel", "Guard Balam"),
    *("NOTE-7", "COMMENT-7", "prices.xlsx", "private", "photos/", ".jpg", "GEHEIM", "P-7001", "F-7001", "R-7001"),
)
# What the same rows hold and a buyer may see: so that nothing passes because nothing is shown.
SHOWN = (
    "MIC-01",
    "Amaru Example",
    "Upper village",
    "Bourbon",
    "washed",
    "SCA-2004",
    "glyphosate",
    "86.25",
    "pilot bed",
)


def secret_cooperative(met: bool = True) -> Warehouse:
    """Lot MIC-01, half sold, with secrets around and in it; MIC-99 sold out and BULK-77 of the bulk coffee. Where its
    board has not met there is no reading to compare with."""
    said = _said() if met else {name: rows for name, rows in _said().items() if name != "decisions"}
    return warehouse_of(**_lots(), **_farms(), **_made(), **_sampled(), **_money(), **said)


def _lots() -> dict[str, list[dict]]:
    settings = {"cooperative": "Upper Valley", "contact": "Sales office", "export": "0.4321", "finance_rate": "0.1234"}
    settings |= {"credit_limit": "12345.6", "base_currency": "USD", "country": "HN"}
    shared = {"crop_year": YEAR, "opened_on": date(2025, 11, 1), "variety": "Bourbon", "process": "washed"}
    return {
        "settings": [{"setting": name, "value": value} for name, value in settings.items()],
        "lots": [
            {"lot_id": LOT, "stream": "micro", "station": "Station 1", "note": "NOTE-7 asked 47.13", **shared},
            {"lot_id": "MIC-99", "stream": "micro", "station": "Station 1", **shared},
            {"lot_id": "BULK-77", "stream": "bulk", "station": "Station 1", **shared},
        ],
    }


def _farms() -> dict[str, list[dict]]:
    place = {"latitude": 14.512345, "longitude": -88.712345, "area_ha": 1.0, "country": "HN", "note": "NOTE-7"}
    drawn = {"boundary": OUTLINE, "area_ha": 1.2, "country": "HN", "altitude_m": 1500.0}
    shy = {"farmer_name": "Teodora Quispe", "village": "Upper village"}
    return {
        "plots": [
            {"plot_id": "P-7001", "farmer_id": "F-7001", "name_may_be_shown": False, **shy, **place},
            {"plot_id": "P-2", "farmer_id": "F-2", "farmer_name": "Amaru Example", "name_may_be_shown": True, **drawn},
            {"plot_id": "P-3", "farmer_id": "F-3", "farmer_name": "Wilhelmina", "village": "14.512345, -88.712345"},
        ],
        "receipts": [
            {"received_on": date(2025, 11, n), "farmer_id": f, "plot_id": p, "weight_kg": 500.0, "form": "cherry"}
            | {"lot_id": LOT, "receipt_no": f"R-700{n}", "price_per_kg": 29.37, "currency": "USD", "note": "NOTE-7"}
            for n, (f, p) in enumerate((("F-7001", "P-7001"), ("F-2", "P-2"), ("F-3", "P-3")), 1)
        ],
    }


def _made() -> dict[str, list[dict]]:
    def step(lot: str, name: str, day: date, form_in: str, kg_in: float, form_out: str, kg: float, place: str) -> dict:
        after = day + timedelta(days=10)
        worker = {"operator": "Operator Xolotl", "note": "NOTE-7"}
        made = {"form_in": form_in, "weight_in_kg": kg_in, "form_out": form_out, "weight_out_kg": kg}
        return {"lot_id": lot, "step": name, "started_on": day, "ended_on": after, "place": place, **made, **worker}

    moves = (
        ("Station 1", "Store 1"),
        ("Store 1", "Zephyr Roasters, gate 2"),
        ("Store of Teodora Quispe", "house, call +504 9988-7766"),
        ("Store 1, beside BULK-77", "see C:\\private\\prices.xlsx"),
        ("14.512345 -88.712345", "port, 47.13 USD/kg"),
    )
    sides = {"handed_by": "Carrier Ixchel", "received_by": "Guard Balam", "seal_no": "S-7001", "note": "NOTE-7"}
    return {
        "processing": [
            step(LOT, "drying on the pilot bed", date(2025, 11, 5), "cherry", 1500.0, "dry parchment", 300.0, "bed 1"),
            step(LOT, "milling", date(2025, 12, 1), "dry parchment", 300.0, "green", 240.0, "mill of Nimbus"),
            step("MIC-99", "milling", date(2025, 12, 1), "dry parchment", 250.0, "green", 200.0, "mill 1"),
            step("BULK-77", "milling", date(2025, 12, 1), "dry parchment", 1250.0, "green", 1000.0, "mill 1"),
        ],
        "handovers": [
            {
                "moved_on": DAY + timedelta(days=n),
                "lot_id": LOT,
                "from_place": a,
                "to_place": b,
                "form": "green",
                **sides,
            }
            for n, (a, b) in enumerate(moves)
        ],
    }


def _sampled() -> dict[str, list[dict]]:
    shared = {"sampled_on": DAY, "stage": "pre-shipment", "protocol": "SCA-2004", "note": "NOTE-7", "scheme": "SCA"}
    graded = {"category1_defects": 0.0, "category2_defects": 3.0, "sample_g": 350.0, "moisture": 11.0}
    own = {"lot_id": LOT, "cup_score": 86.25, "instrument": "Meter 1, ana@secret.example", "screen": "15+"}
    tested = {"sampled_on": DAY, "kind": "residue", "unit": "mg/kg", "market": "EU", "note": "NOTE-7"}
    return {
        "quality": [
            {"sample_id": "Q-1", "cupper": "Wilhelmina", **own, **graded, **shared},
            {"sample_id": "Q-99", "cupper": "Nimbus", "lot_id": "MIC-99", "cup_score": 78.25, **graded, **shared},
        ],
        "lab_tests": [
            {"lot_id": LOT, "analyte": "glyphosate", "result": "<0.01", "limit": "0.1", "loq": "0.01", **tested}
            | {"lab": "Laboratory of Quokka Imports", "seal_no": "BULK-77"},
            {
                "lot_id": "MIC-99",
                "analyte": "paraquat",
                "result": "9.9",
                "limit": "0.02",
                "seal_no": "SEAL-99",
                **tested,
            },
        ],
    }


def _money() -> dict[str, list[dict]]:
    def offer(code: str, lot: str, buyer: str, status: str, kg: float, price: float | None) -> dict:
        asked = {"asked_price_per_kg": 47.13, "first_bid_per_kg": 43.21, "currency": "USD", "incoterm": "EXW"}
        days = {"offered_on": DAY, "closed_on": None if status == "open" else DAY + timedelta(days=20)}
        row = {"offer_id": code, "lot_id": lot, "buyer": buyer, "status": status, "weight_kg": kg, "form": "green"}
        return row | {"accepted_price_per_kg": price, "note": "NOTE-7", "claim_amount": 66.53} | asked | days

    spent = {"spent_on": DAY, "currency": "USD", "crop_year": YEAR, "note": "NOTE-7"}
    return {
        "offers": [
            offer("O-7001", LOT, "Zephyr Roasters", "accepted", 120.0, 45.67),
            offer("O-2", LOT, "Nimbus", "rejected", 120.0, None) | {"reject_reason": "price"},
            offer("O-3", "MIC-99", "Nimbus", "accepted", 200.0, 45.67),
            offer("O-4", "BULK-77", "Nimbus", "accepted", 1000.0, 31.79),
        ],
        "intents": [{"dated_on": DAY, "crop_year": "2026/27", "buyer": "Quokka Imports", "weight_kg": 300.0}],
        "costs": [{"category": "sorting", "amount": 9876.54, "lot_id": LOT, "stream": "micro", **spent}],
        "payments": [
            {
                "paid_on": DAY,
                "farmer_id": farmer,
                "amount": 8765.43,
                "purpose": "premium",
                "lot_id": LOT,
                "note": "NOTE-7",
            }
            | {"currency": "USD"}
            for farmer in ("F-7001", "F-2")
        ],
        "labour": [
            {"worked_on": DAY, "work": "picking", "days": 3.0, "wage": 77.31, "lot_id": LOT, "farmer_id": "F-7001"}
        ],
    }


def _said() -> dict[str, list[dict]]:
    paper = {"dated_on": DAY, "note": "NOTE-7"}
    return {
        "documents": [
            {"document": "plot list", "lot_id": LOT, "signed": True, "link": "C:\\private\\GEHEIM.csv", **paper},
            {"document": "photo of drying", "lot_id": LOT, "link": "photos/U-7001.jpg", **paper},
            {"document": "contract", "lot_id": LOT, "signed": True, "link": "https://secret.example/x", **paper},
            {"document": "Board minutes", "about": "cooperative", **paper},
        ],
        "incidents": [{"happened_on": DAY, "incident": "INCIDENT-7", "lot_id": LOT, "action": "ACTION-7"}],
        "feedback": [
            {"asked_on": DAY, "farmer_id": "F-7001", "question": "QUESTION-7", "score": 1.0, "comment": "COMMENT-7"}
        ],
        "decisions": [
            {"decided_on": DAY, "gate": 90, "answer": "stop", "reason": "REASON-7", "decided_by": "DECIDER-7"}
        ],
    }
