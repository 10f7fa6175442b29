"""A column that need not be there is asked about where a heading nobody understood could be it, and then counts."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.engine.compute import answer
from tests.logbooks.questions.asking_sheets import questions, read, register
from tests.logbooks.typed_sheets import OFFERS, tab

LOTS = ["Lot", "Stream", "Crop year"]
SOLD = ["O-1", "M-1", "Buyer A", date(2026, 1, 3), 100, "accepted", date(2026, 1, 20), 9]
LOT = tab("Lots", [*LOTS, "Kg exportables", "Households"], ["M-1", "micro", "2025/26", 400.5, "12 families"])
STEPS = ["Lot", "Step", "Started on", "Weight out (kg)", "Form out"]
MILLED = tab("Milling", STEPS, ["M-1", "milling", date(2026, 1, 2), 400, "green"])


def choices(asked) -> list[str]:
    return [one.id for one in asked.choices]


def test_the_green_of_a_lot_counts_once_its_heading_is_named():
    sold = tab("Sales", OFFERS, SOLD)
    asked = questions(read(LOT, sold))["column/lots.green_kg"]
    assert choices(asked) == ["Kg exportables", "nothing"]
    assert "what each lot gave is not known" in asked.why
    assert (asked.unused, asked.keeps) == (0, ("lots.green_kg",))
    w = read(LOT, sold, answers={asked.id: "Kg exportables"})
    assert "column/lots.green_kg" not in questions(w)
    assert w.rows("SELECT green_kg FROM clean.lots") == [{"green_kg": 400.5}]


def test_it_is_not_asked_about_where_milling_tells_it_or_no_heading_fits():
    assert "column/lots.green_kg" not in questions(read(LOT, MILLED))
    named = tab("Lots", [*LOTS, "Bodega", "No.", "Farmers"], ["M-1", "micro", "2025/26", "Norte", 1, "F-1"])
    assert questions(read(named)) == {}


BILLS = ["Spent on", "Category", "Amount (USD)", "Destino", "Proveedor"]
COSTS = tab(
    "Gastos",
    BILLS,
    [date(2025, 11, 3), "Jornales", 950, "Proyecto", "Uno"],
    [date(2025, 12, 3), "Catacion", 400, "Proyecto", "Dos"],
    [date(2025, 12, 9), "Flete", 600, "Los demas", "Tres"],
    [date(2025, 12, 19), "Sacos", 100, "Los demas", "Cuatro"],
)
ASKED_OF_COSTS = {"column/costs.stream": "Destino"}
WORDS = {"word/costs.stream/destino/proyecto": "micro", "word/costs.stream/destino/los demas": "bulk"}


def test_whom_costs_are_for_is_asked_by_the_column_and_then_by_its_words():
    asked = questions(read(register("M-1"), COSTS))["column/costs.stream"]
    assert choices(asked) == ["Destino", "always: micro", "always: bulk", "nothing"]
    of_words = questions(read(register("M-1"), COSTS, answers=ASKED_OF_COSTS))["word/costs.stream/destino"]
    assert {part.id for part in of_words.parts} == set(WORDS)


def test_costs_of_the_pilot_alone_are_what_its_words_say():
    lots = tab("Lots", [*LOTS, "Green kg"], ["M-1", "micro", "2025/26", 300], ["B-1", "bulk", "2025/26", 700])
    w = read(lots, COSTS, answers=ASKED_OF_COSTS | WORDS)
    assert answer(w, "added_cost", "2025/26").groups["micro"].value == pytest.approx((950 + 400) / 300)


DAYS = [*OFFERS, "Shipped on", "Dinheiro em conta", "Validade"]
DEALS = tab(
    "Sales",
    DAYS,
    [*SOLD, date(2026, 2, 1), date(2026, 2, 11), "n/a"],
    ["O-2", *SOLD[1:], date(2026, 2, 2), date(2026, 2, 22), "n/a"],
)


def test_the_day_the_money_came_is_asked_about_and_counts():
    asked = questions(read(register("M-1"), DEALS))
    assert [one for one in asked if one.startswith("column/")] == ["column/offers.paid_on"]
    assert choices(asked["column/offers.paid_on"]) == ["Dinheiro em conta", "nothing"]
    w = read(register("M-1"), DEALS, answers={"column/offers.paid_on": "Dinheiro em conta"})
    assert w.rows("SELECT paid_on - shipped_on AS days FROM clean.offers ORDER BY offer_id") == [
        {"days": 10},
        {"days": 20},
    ]


def test_one_unknown_day_is_asked_about_once_and_not_again_where_it_is_none():
    bare = tab("Sales", [*OFFERS, "Dinheiro em conta"], [*SOLD, date(2026, 2, 11)])
    of_days = [one for one in questions(read(register("M-1"), bare)) if one.startswith("column/")]
    assert len(of_days) == 1
    nothing = dict.fromkeys(("column/offers.shipped_on", "column/offers.paid_on"), "nothing")
    again = questions(read(register("M-1"), bare, answers=nothing))
    assert not any(one.startswith("column/") for one in again)


def test_weights_of_a_step():
    steps = tab("Milling", ["Lot", "Step", "Started on", "Pesaje A"], ["M-1", "milling", date(2026, 1, 2), 480])
    asked = questions(read(register("M-1"), steps))
    weights = [one for one in asked if one.startswith("column/processing.weight")]
    assert len(weights) == 1
    assert choices(asked[weights[0]]) == ["Pesaje A", "nothing"]


TWO_DAYS = [
    "Offer",
    "Lot",
    "Buyer",
    "Date offered",
    "Date of handshake",
    "Weight (kg)",
    "Status",
    "Accepted price (USD/kg)",
]
TWO_DAYS_SOLD = tab(
    "Sales",
    TWO_DAYS,
    ["O-1", "M-1", "Buyer A", date(2026, 1, 3), date(2026, 1, 20), 100, "accepted", 9],
    ["O-2", "M-1", "Buyer B", date(2026, 1, 4), date(2026, 1, 9), 100, "accepted", 9],
)


def test_another_column_of_days_may_be_that_of_the_deal():
    asked = questions(read(register("M-1"), TWO_DAYS_SOLD))
    assert not any(one.startswith("day_of_sale") for one in asked)
    assert choices(asked["column/offers.closed_on"]) == ["Date of handshake", "nothing"]


def test_deals_of_17_and_5_days():
    w = read(register("M-1"), TWO_DAYS_SOLD, answers={"column/offers.closed_on": "Date of handshake"})
    assert w.rows("SELECT closed_on - offered_on AS days FROM clean.offers ORDER BY offer_id") == [
        {"days": 17},
        {"days": 5},
    ]


def test_what_happened_on_the_only_day_is_asked_where_the_other_column_is_something_else():
    w = read(register("M-1"), TWO_DAYS_SOLD, answers={"column/offers.closed_on": "nothing"})
    assert "day_of_sale/date offered" in questions(w)
