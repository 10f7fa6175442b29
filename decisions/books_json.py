"""The working capital and the risks of a report as plain values for JSON."""

from __future__ import annotations

from dataclasses import asdict

from metrics.books.cash_flow import CashFlow
from metrics.books.risk import Risk


def cash_json(found: CashFlow | str) -> dict:
    """The weeks of cash, the greatest need and what is not in it, in base currency; else only `why_not`."""
    if isinstance(found, str):
        return {"why_not": found}
    weeks = [asdict(week) | {"starts_on": week.starts_on.isoformat()} for week in found.weeks]
    return {
        "why_not": None,
        "weeks": weeks,
        "balance": found.balance,
        "peak_need": found.peak_need,
        "peak_on": found.peak_on.isoformat(),
        "days_below": found.days_below,
        "credit_limit": found.limit,
        "interest": found.interest,
        "not_counted": [asdict(one) for one in found.not_counted],
    }


def risks_json(found: tuple[Risk, ...] | str) -> list[dict]:
    """Every risk with both sides, what each rests on, and what can be said of them; none where they can't be split."""
    return [] if isinstance(found, str) else [asdict(one) for one in found]
