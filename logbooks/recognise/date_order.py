"""The order of day and month that a heading shows: Fecha (dd/mm/aaaa)."""

from __future__ import annotations

import re

DAY_FIRST = re.compile(r"\b(dd?|jj?|tt)\W+mm?\b", re.IGNORECASE)
MONTH_FIRST = re.compile(r"\bmm?\W+(dd?|jj)\b", re.IGNORECASE)


def date_order_in(text: str) -> str | None:
    """dmy for "Fecha (dd/mm/aaaa)", mdy for "Date (mm/dd/yyyy)", else None."""
    if DAY_FIRST.search(text):
        return "dmy"
    return "mdy" if MONTH_FIRST.search(text) else None
