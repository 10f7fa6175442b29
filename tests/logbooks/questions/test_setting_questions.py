"""What neither sheets nor settings say and the numbers can't do without."""

from __future__ import annotations

from datetime import date

import pytest

from logbooks.questions.open_questions import open_questions
from logbooks.questions.unmet_answers import unmet_answers
from tests.logbooks.questions.asking_sheets import DAY, questions, read, register, the_question, values
from tests.logbooks.typed_sheets import OFFERS, PAYMENTS, SETTINGS, found, tab

PAID = tab("Pagos", PAYMENTS, [DAY, "F1", 77, "GTQ"], [DAY, "F2", 20, "USD"])
RATES = ((date(2025, 10, 1), 250), (date(2025, 11, 1), 25), (date(2025, 12, 1), 25.2))
SALES = [*OFFERS, "Incoterm"]


def sale(incoterm):
    """One deal under those terms."""
    return tab("Ventas", SALES, ["O1", "M1", "Roaster", DAY, 100, "accepted", DAY, 6, incoterm])


@pytest.mark.parametrize("rate", ["7.7", "7,7"])
def test_a_rate_that_no_sheet_holds(rate):
    asked = the_question(read(PAID))
    assert (asked.id, asked.asks) == ("rate/GTQ", "How many GTQ did one USD cost in this season?")
    assert (asked.about, asked.cells, asked.takes) == (("Pagos",), 1, "number")
    w = read(PAID, answers={"rate/GTQ": rate})
    assert (questions(w), found(w)) == ({}, [])
    assert w.rows("SELECT currency, per_base FROM said_rate") == [{"currency": "GTQ", "per_base": 7.7}]


@pytest.mark.parametrize("rate", ["0.13", "77"])
def test_a_rate_answered_far_from_the_usual_is_asked_for_again(rate):
    """One USD usually costs 7.7 quetzales: 0.13 is the other way round, and 77 has a digit too many."""
    w = read(PAID, answers={"rate/GTQ": rate})
    again = questions(w)["rate/GTQ"]
    assert again.why.startswith(f"You said {rate}. One USD usually costs about 7.7 GTQ")
    assert [code for *_, code in found(w)] == ["no-rate"] and "setting/rates_as_written" in questions(w)
    assert [(one.question, one.answer) for one in unmet_answers(w)] == [("rate/GTQ", rate)]
    assert w.rows("SELECT * FROM said_rate") == []
    as_it_is = read(PAID, answers={"rate/GTQ": rate, "setting/rates_as_written": "yes"})
    assert (questions(as_it_is), found(as_it_is), unmet_answers(as_it_is)) == ({}, [], [])


def test_a_rate_counts_what_was_paid_in_the_rows_of_deliveries_too():
    """One cost and two payments wait for it."""
    heads = ["Received on", "Farmer", "Weight (kg)", "Form", "Lot", "Amount paid (GTQ)"]
    receipts = tab("Receipts", heads, *([DAY, f"F{no}", 10, "cherry", "M1", 30] for no in (1, 2)))
    costs = tab("Costs", ["Date", "Category", "Amount (GTQ)", "Stream"], [DAY, "sorting", 100, "micro"])
    w = read(sale("EXW"), receipts, costs)
    assert (questions(w)["rate/GTQ"].cells, questions(w)["rate/GTQ"].about) == (3, ("Costs", "Receipts"))


def test_a_rate_is_asked_for_only_once_the_tab_that_may_hold_it_is_read():
    rates = tab("Tipo de cambio", ["Fecha", "Moneda", "Valor del cambio"], [DAY, "GTQ", 7.7])
    first = questions(read(PAID, rates))
    assert "rate/GTQ" not in first and "column/rates.per_base" in first
    w = read(PAID, rates, answers={"column/rates.per_base": "Valor del cambio"})
    assert (questions(w), w.rows("SELECT per_base FROM clean.rates")) == ({}, [{"per_base": 7.7}])
    assert "rate/GTQ" in questions(read(PAID, rates, answers={"column/rates.per_base": "nothing"}))


def test_the_base_currency_where_nothing_is_written_in_the_usual_one():
    paid = tab("Pagos", PAYMENTS, [DAY, "F1", 77, "GTQ"])
    asked = questions(read(paid))["setting/base_currency"]
    assert [one.id for one in asked.choices] == ["GTQ", "USD"]
    w = read(paid, answers={"setting/base_currency": "GTQ"})
    assert (questions(w), found(w)) == ({}, [])


def test_what_it_costs_from_the_gate_is_asked_part_by_part_where_prices_need_it():
    assert questions(read(sale("EXW"), register("M1"))) == {}
    asked = the_question(read(sale("FOB"), register("M1")))
    assert (asked.id, asked.cells, asked.kg) == ("gate/export", 1, 100)
    answers = {part.id: "0.25" for part in asked.parts}
    assert questions(read(sale("FOB"), register("M1"), answers=answers)) == {}
    assert questions(read(sale("FOB"), register("M1"), answers={"gate/export": "0"})) == {}


def test_one_part_of_the_way_alone_may_cost_something():
    """6.00 aboard the ship less 0.25 is 5.75 at the gate."""
    w = read(sale("FOB"), register("M1"), answers={"gate/export": "0.25"})
    assert w.rows("SELECT net_price FROM deals") == [{"net_price": 5.75}]


def test_a_way_that_costs_nothing_says_nothing_of_a_longer_one():
    """Nothing for FOB leaves freight and insurance of a later sale open, else its price stands too high."""
    w = read(sale("CIF"), register("M1"), answers={"gate/export": "0"})
    asked = the_question(w)
    assert (asked.id, len(asked.parts)) == ("gate/freight+insurance", 2)
    assert w.rows("SELECT net_price FROM deals") == [{"net_price": None}]


def test_where_the_buyer_takes_over():
    asked = questions(read(sale(None), register("M1")))["setting/default_incoterm"]
    assert (asked.cells, [one.id for one in asked.choices]) == (1, ["EXW", "FCA", "FOB", "CIF"])
    assert questions(read(sale(None), register("M1"), answers={asked.id: "EXW"})) == {}


def test_the_first_day_of_the_pilot_is_asked_for_where_there_are_micro_lots():
    (asked,) = open_questions(read(register("M1")))
    assert (asked.id, asked.takes, asked.cells) == ("setting/pilot_start", "day", 0)
    assert open_questions(read(register("M1"), answers={"setting/pilot_start": "2025-10-01"})) == []


@pytest.mark.parametrize(("said", "rates"), [("yes", [250, 25, 25.2]), ("no", [None, 25, 25.2])])
def test_rates_far_from_the_others(said, rates):
    typed = tab("Rates", ["Day", "Currency", "Per USD"], *([day, "HNL", rate] for day, rate in RATES))
    settings = tab("Settings", SETTINGS, ["base_currency", "USD"])
    asked = the_question(read(typed, settings))
    assert (asked.id, [one.written for one in asked.examples]) == ("setting/rates_as_written", ["250"])
    w = read(typed, settings, answers={"setting/rates_as_written": said})
    assert (values(w, "per_base", "rates"), questions(w)) == (rates, {})


def test_the_sheets_own_settings_hold_against_an_answer():
    settings = tab("Settings", SETTINGS, ["pilot_start", "2025-09-01"])
    w = read(register("M1"), settings, answers={"setting/pilot_start": "2025-10-01"})
    assert values(w, "value", "settings") == ["2025-09-01"]


def test_the_base_currency_is_asked_for_before_any_rate_for_a_reason_that_is_so():
    """A rate is that of the base: 25 for a dollar would be wrong for a base of quetzales."""
    one = tab("Pagos", PAYMENTS, [DAY, "F1", 77, "GTQ"])
    two = tab("Pagos", PAYMENTS, [DAY, "F1", 77, "GTQ"], [DAY, "F2", 88, "GTQ"], [DAY, "F3", 90, "HNL"])
    asked = the_question(read(one))
    assert (asked.id, asked.cells, asked.about) == ("setting/base_currency", 1, ("Pagos",))
    assert asked.why == "Your sheets hold amounts in GTQ alone, and until you say otherwise all are brought to USD."
    asked = the_question(read(two))
    assert (asked.id, asked.cells) == ("setting/base_currency", 3)
    assert asked.why == "Your sheets hold several, and all amounts are brought to one."
    assert list(questions(read(two, answers={"setting/base_currency": "GTQ"}))) == ["rate/HNL"]
    assert set(questions(read(two, answers={"setting/base_currency": "USD"}))) == {"rate/GTQ", "rate/HNL"}
