"""A code that names nothing but its row is needed by no number: where it is not written down, the row's number does."""

from __future__ import annotations

from datetime import date

from tests.logbooks.questions.asking_sheets import questions, read, register, values
from tests.logbooks.typed_sheets import OFFERS, standings, tab

SOLD = ["M-1", "Buyer A", date(2026, 1, 3), 100, "accepted", date(2026, 1, 20), 9]
ASKED = "column/offers.offer_id"


def test_sales_without_a_code_are_numbered_where_people_say_that_they_have_none():
    sales = tab("Ventas", OFFERS[1:], SOLD, ["M-1", "Buyer B", *SOLD[2:]])
    assert questions(read(register("M-1"), sales))[ASKED].unused == 2
    w = read(register("M-1"), sales, answers={ASKED: "nothing"})
    assert ASKED not in questions(w)
    assert values(w, "offer_id", "offers") == ["2", "3"]  # rows of the sheet


def test_a_code_that_another_tab_has_stays_its_own():
    w = read(register("M-1"), tab("Ventas", OFFERS, ["O-7", *SOLD]), answers={ASKED: "nothing"})
    assert values(w, "offer_id", "offers") == ["O-7"]


def test_a_sale_without_a_contract_yet_goes_by_its_running_number():
    sales = tab("Sales", ["S/No", "Contract", *OFFERS[1:]], [1, "GK/01", *SOLD], [2, None, *SOLD], [3, "GK/03", *SOLD])
    w = read(register("M-1"), sales)
    assert values(w, "offer_id", "offers") == ["GK/01", "2", "GK/03"]
    assert "left out" not in standings(w).values()


def test_a_running_number_that_is_the_code_of_another_row_names_none():
    """The fourth row would be 4, which is another offer: it is left out and said, and offer 4 is kept."""
    rows = [[1, 3, *SOLD], [2, 4, *SOLD], [3, 5, *SOLD], [4, None, *SOLD]]
    w = read(register("M-1"), tab("Sales", ["No.", *OFFERS], *rows))
    assert values(w, "offer_id", "offers") == ["3", "4", "5"]
    assert list(standings(w).values()).count("left out") == 1


def test_a_running_number_that_stands_twice_names_no_row():
    sales = tab("Sales", ["No.", "Contract", *OFFERS[1:]], [1, "GK/01", *SOLD], [1, None, *SOLD])
    assert list(standings(read(register("M-1"), sales)).values()).count("left out") == 1


def test_a_numbered_row_with_nothing_in_it_is_no_sale():
    sales = tab("Sales", ["No.", "Contract", *OFFERS[1:]], [1, "GK/01", *SOLD], [2], [3])
    assert values(read(register("M-1"), sales), "offer_id", "offers") == ["GK/01"]
