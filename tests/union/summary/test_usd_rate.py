"""The rate of a season is the last one written in it."""

from __future__ import annotations

from datetime import date

from tests.support import warehouse_of
from union.summary.usd_rate import usd_rate

RATES = [
    {"date": date(2025, 6, 1), "currency": "USD", "per_base": 0.0400},
    {"date": date(2025, 11, 1), "currency": "usd ", "per_base": 0.0385},
    {"date": date(2026, 1, 1), "currency": "EUR", "per_base": 0.0350},
]


def test_a_dollar_costs_one_over_what_a_lempira_is_worth():
    w = warehouse_of(rates=RATES)
    assert usd_rate(w, "HNL", date(2026, 10, 1)) == (25.974, date(2025, 11, 1))  # 1 / 0.0385
    assert usd_rate(w, "HNL", date(2025, 10, 1)) == (25.0, date(2025, 6, 1))  # the season before
    assert usd_rate(w, "HNL", date(2025, 1, 1)) == (None, None)


def test_a_dollar_is_a_dollar():
    assert usd_rate(warehouse_of(), "USD", date(2026, 10, 1)) == (1.0, None)
    assert usd_rate(warehouse_of(), "HNL", date(2026, 10, 1)) == (None, None)
