"""What one US dollar costs in the currency of a cooperative, so that a union can bring amounts of money together."""

from __future__ import annotations

from datetime import date

from logbooks.warehouse.warehouse import Warehouse

USD = "USD"
_LAST = """
    SELECT per_base, day FROM (
        SELECT per_base, date AS day FROM rates
        WHERE upper(trim(currency)) = $usd AND per_base > 0 AND date < $until
        UNION ALL SELECT per_base, NULL FROM said_rate WHERE currency = $usd)
    ORDER BY day DESC NULLS LAST LIMIT 1"""


def usd_rate(w: Warehouse, currency: str, until: date) -> tuple[float | None, date | None]:
    """The last rate written before that day with its own day, else the one somebody answered, without one; None where
    there is neither. Rates are written as what one unit of the cooperative's currency is worth."""
    if currency == USD:
        return 1.0, None
    found = w.rows(_LAST, {"usd": USD, "until": until})
    return (float(f"{1 / found[0]['per_base']:.6g}"), found[0]["day"]) if found else (None, None)
