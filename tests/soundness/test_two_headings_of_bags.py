"""Of two headings of the same unit a person chooses one, and its numbers are in that unit."""

from __future__ import annotations

from datetime import date

import pytest

from tests.logbooks.questions.asking_sheets import questions, read, register, values
from tests.logbooks.typed_sheets import standings, tab

HEADINGS = ["Offer", "Lot", "Buyer", "Offered on", "Status", "Closed on", "Price (USD/kg)"]
ROW = ["O-1", "M-1", "Buyer A", date(2026, 1, 3), "accepted", date(2026, 1, 20), 9]


@pytest.mark.parametrize(
    ("made", "sold", "size", "kg"),
    [
        ("Sacas produzidas", "Sacas vendidas", {"size/bag": "60"}, 16 * 60),
        ("qq producidos", "qq vendidos", {"size/qq": "46"}, 16 * 46),
        ("Sacos", "Sacas", {"size/bag": "60"}, 16 * 60),
    ],
)
def test_sixteen_sold(made, sold, size, kg):
    sales = tab("Vendas", [*HEADINGS, made, sold], [*ROW, 20, 16])
    asked = questions(read(register("M-1"), sales))["column/offers.weight"]
    assert [one.id for one in asked.choices] == [made, sold, "nothing"]
    w = read(register("M-1"), sales, answers=size | {asked.id: sold})
    assert values(w, "weight_kg", "offers") == [pytest.approx(kg)]
    assert standings(w)[2] == "used"
