"""A few rows in few words, for tables worked out by hand."""

from datetime import date

from metrics.engine.compute import answer
from tests.support import warehouse_of

YEAR = "2025/26"


def lots(micro: int = 0, bulk: int = 0, **columns) -> list[dict]:
    """Lots M1.. and B1.. of the crop year; further columns are the same for all."""
    names = [("micro", f"M{i}") for i in range(1, micro + 1)] + [("bulk", f"B{i}") for i in range(1, bulk + 1)]
    return [{"lot_id": lot, "stream": stream, "crop_year": YEAR, **columns} for stream, lot in names]


def deal(lot: str, kg: float, price: float, buyer: str = "Buyer A", day: date = date(2026, 2, 1), **columns) -> dict:
    """One accepted offer, EXW and in green unless said otherwise."""
    return {
        "offer_id": f"{lot} {buyer} {day}",
        "lot_id": lot,
        "buyer": buyer,
        "offered_on": date(2026, 1, 1),
        "closed_on": day,
        "weight_kg": kg,
        "accepted_price_per_kg": price,
        "status": "accepted",
        "form": "green",
        "incoterm": "EXW",
        **columns,
    }


def asked(indicator: str, as_of: date = date(2026, 3, 31), **logs):
    """The answer of one indicator over these rows."""
    return answer(warehouse_of(as_of=as_of, **logs), indicator, YEAR)


def values(groups) -> dict[str, float | None]:
    return {name: estimate.value for name, estimate in groups.items()}
