"""Why a verdict could be wrong: rows left out and figures made worse, each gain worked out by hand."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from decisions.verdict.against_itself import _exchange, _market, _without_the_best, against, no_premium_on_unsold
from decisions.verdict.tried import GateTried
from decisions.verdict.verdict import Verdict, at_gate
from logbooks.warehouse.trial_tables import TrialTables
from metrics.books.changed_gain import changed_gain
from metrics.engine.economics import Inputs, NextSeason
from metrics.engine.question import Question
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of

START = {"setting": "pilot_start", "value": "2025-09-30"}  # day 180 is 29 March 2026
PLAN = {"gate": 180, "indicator": "net_gain", "scale_at": 0.0, "stop_at": 0.0, "expected_n": 4, "role": "goal"}
# 500 kg made, 100 each sold at 9, 9.1, 9.2 and 12, 100 unsold at the bulk price of 5; 400 for the laboratory. Earned
# 4,430, less 2,500 and 400: 1,530, 3.06 a kg made. The 9 are an exchange of 4 and 5 above it, the 400 are 800 of a
# money of which 2 are one USD.
PRICES = {"Buyer A": None, "Buyer B": 9.1, "Buyer C": 9.2, "Buyer D": 12.0}
ABOVE = {"differential_per_kg": 5.0, "price_basis": "differential", "fixed_on": date(2026, 2, 1)}
SOLD = [
    deal(f"M{i}", 100, price, buyer, currency="USD") | ({} if price else ABOVE)
    for i, (buyer, price) in enumerate(PRICES.items(), start=1)
]
LOGS = {
    "lots": lots(5, 3, green_kg=100.0),
    "offers": SOLD + [deal(f"B{i}", 100, 5.0, f"Buyer {i} of bulk", currency="USD") for i in (1, 2, 3)],
    "costs": [
        {"spent_on": date(2025, 12, 1), "category": "lab", "amount": 800.0, "stream": "micro", "currency": "PEN"}
    ],
    "rates": [{"date": date(2025, 12, 1), "currency": "PEN", "per_base": 2.0}],
    "market_prices": [{"date": date(2026, 2, 1), "species": "arabica", "price_per_kg": 4.0, "currency": "USD"}],
    "settings": [START, {"setting": "base_currency", "value": "USD"}],
    "plan": [PLAN],
}


@pytest.fixture(scope="module")
def world():
    """The gate and its tables, before any verdict was given."""
    gate = GateTried(warehouse_of(**LOGS), None)
    with closing(TrialTables(gate.then)) as tables:
        yield gate, tables


def test_as_it_stands(world):
    assert world[0].now.gain.value == pytest.approx(3.06) and world[0].now.answer is None


def test_without_the_best_buyer_and_the_best_lot(world):
    # Without the buyer at 12 his 100 kg stand at 5: 700 less, 1.66. Without his lot 400 kg are made: 9 + 9.1 + 9.2 + 5
    # at 100 are 3,230 less 2,000 and 400: 830, 2.075.
    buyer, lot = _without_the_best(*world)
    assert buyer.gain == pytest.approx(1.66) and "Buyer D" in buyer.changes
    assert lot.gain == pytest.approx(2.075) and "M4" in lot.changes
    assert buyer.answer is None and not buyer.turns  # no gate, no verdict


def test_all_prices_a_fifth_lower_also_those_above_the_exchange(world):
    # sold at 7.2, 7.28, 7.36, 9.6 and unsold at 4: 3,544, less 500 at 4 and 400: 1,144, 2.288 a kg made
    assert _market(*world).gain == pytest.approx(2.288)


def test_the_exchange_goes_where_it_hurts(world):
    # the 800 at a tenth fewer for one USD are 440
    assert _exchange(*world).gain == pytest.approx((4430 - 2500 - 440) / 500)


def test_kg_not_sold_bring_the_bulk_price_and_no_premium(world):
    inputs, ahead = no_premium_on_unsold(Inputs(500, sold_share=0.8, return_discount=0.3), NextSeason(900, 700, 0.25))
    assert (inputs.return_discount, ahead) == (0.0, NextSeason(900, 400.0, 0.25))
    found = changed_gain(Question(world[0].then, YEAR), no_premium_on_unsold)
    assert found.groups["micro"].value == pytest.approx(3.06)  # no discount was set


def test_a_verdict_is_judged_again_by_the_same_plan():
    one_money = LOGS | {"costs": [LOGS["costs"][0] | {"amount": 400.0, "currency": "USD"}], "rates": []}
    w = warehouse_of(**one_money)
    given = at_gate(w, 180)
    assert isinstance(given, Verdict)
    gate = GateTried(w, given)
    with closing(TrialTables(gate.then)) as tables:
        same = gate.of(tables.seen())
        assert (same.answer, same.gain.value) == (given.answer, pytest.approx(3.06))
        left_out = {"offers": [row["row_id"] for row in w.rows("SELECT row_id FROM offers WHERE stream = 'micro'")]}
        with tables.without(left_out) as seen:
            nothing_sold = gate.of(seen)
        found = against(gate, "best-buyer", nothing_sold, who="everybody")
        assert found.gain is None and "No micro deal is closed yet" in found.because
        exchange = _exchange(gate, tables)  # nothing is written in other money: as it is
        assert exchange.gain == pytest.approx(3.06) and "base currency" in exchange.because
