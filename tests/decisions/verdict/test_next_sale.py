"""The one next sale that would turn a verdict: the search by hand, and a sale tried as a row of its own."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from decisions.verdict.next_sale import _Between, _nobody, next_sale, turning_price
from decisions.verdict.tried import GateTried
from decisions.verdict.verdict import Verdict, at_gate
from logbooks.warehouse.trial_tables import TrialTables
from metrics.books.changed_gain import changed_gain
from metrics.engine.question import Question
from tests.decisions.verdict.test_against_itself import PLAN, START
from tests.metrics.hand import YEAR, deal, lots
from tests.support import warehouse_of


def test_the_nearest_price_upwards():
    price, or_more = turning_price(lambda price: "scale" if price >= 11.37 else "wait", "wait", 9.0)
    assert price == 11.37 and or_more


def test_the_nearest_price_downwards():
    price, or_more = turning_price(lambda price: "stop" if price <= 4.2 else "wait", "wait", 9.0)
    assert price == 4.2 and not or_more


def test_where_a_sale_at_the_usual_price_turns_it_the_lowest_that_does():
    price, or_more = turning_price(lambda price: "scale" if price >= 7.0 else "wait", "wait", 9.0)
    assert price == 7.0 and or_more


def test_too_dear_a_sale_may_turn_nothing_because_it_makes_buyers_differ():
    price, _ = turning_price(lambda price: "scale" if 10.0 <= price <= 13.0 else "wait", "wait", 9.0)
    assert price == 10.0


def test_out_of_reach():
    assert turning_price(lambda price: "scale" if price > 37 else "wait", "wait", 9.0) is None


def test_a_buyer_nobody_has_heard_of():
    assert _nobody(["New buyer", "Buyer A"]) == "new buyer too"


# 500 kg made; 100 each sold at 5.50 to 5.56 and 100 unsold, all bulk at 5, a bill of 800: some 1.16 a kg lost, and all
# buyers agree on it, so that the rule says stop.
LOGS = {
    "lots": lots(5, 3, green_kg=100.0),
    "offers": [deal(f"M{i}", 100, 5.48 + 0.02 * i, f"Buyer {i}") for i in (1, 2, 3, 4)]
    + [deal(f"B{i}", 100, 5.0, f"Buyer {i} of bulk") for i in (1, 2, 3)],
    "costs": [{"spent_on": date(2025, 12, 1), "category": "lab", "amount": 800.0, "stream": "micro"}],
    "settings": [START, *({"setting": name, "value": "999"} for name in ("untraced_share_allowed", "data_age_days"))],
    "plan": [PLAN],
}


def test_a_sale_that_turns_a_stop():
    w = warehouse_of(**LOGS)
    given = at_gate(w, 180)
    assert isinstance(given, Verdict) and given.answer == "stop"
    gate = GateTried(w, given)
    with closing(TrialTables(gate.then)) as tables:
        found = next_sale(gate, tables)
    assert found.sale.answer != "stop" and found.sale.lot_id == "M5" and found.sale.kg == 100
    assert found.sale.or_more and f"{found.sale.price:.2f}\u202fUSD/kg or more at the gate" in found.because
    # that the rule says so at this price is judged in full by the search itself; with a cent less it still stops
    buyer = "Buyer 9" if found.sale.buyer_is_new else "Buyer 4"
    sale = deal("M5", 100, found.sale.price - 0.01, buyer)
    assert at_gate(warehouse_of(**LOGS | {"offers": [*LOGS["offers"], sale]}), 180).answer == "stop"


def test_before_a_gate_no_sale_turns_anything():
    with closing(TrialTables(warehouse_of())) as tables:
        found = next_sale(GateTried(warehouse_of(), None), tables)
    assert found.sale is None and "No gate" in found.because


def test_rows_between_two_prices_are_those_of_the_price_between():
    def asked(price):
        sale = deal("M5", 100, price, "Buyer 9")
        question = Question(warehouse_of(**LOGS | {"offers": [*LOGS["offers"], sale]}), YEAR)
        return question, changed_gain(question)

    (six, _), (ten, _), (_, truly) = asked(6.0), asked(10.0), asked(8.0)
    between = changed_gain(_Between(six, ten, 0.5))
    assert between.groups["micro"].value == pytest.approx(truly.groups["micro"].value)
    assert between.groups["micro"].range95 == pytest.approx(truly.groups["micro"].range95)
