"""A day or a lot that is written once for all the rows below it: asked, and then read so."""

from __future__ import annotations

from datetime import date

import pytest

from connectors.cells import Tab
from tests.logbooks.questions.asking_sheets import questions, read, the_question
from tests.logbooks.typed_sheets import standings, tab

HEADINGS = ["Received on", "Lot", "Farmer", "Weight (kg)", "Form", "Receipt number", "Note"]
ASKED = "blank/receipts.received_on/received on"
SLIPS = [
    ["2025-11-03", "M-1", "Ana", 100, "cherry", "r1", ""],
    ["", "", "Beto", 200, "cherry", "r2", ""],
    ["", "", "Total", 300, "", "", ""],
    ["2025-11-09", "B-1", "Ana", 400, "cherry", "r3", "wet"],
    ["", "", "Caro", 500, "cherry", "r4", ""],
]


def slips(*more: list) -> Tab:
    return tab("Slips", HEADINGS, *SLIPS, *more)


def test_columns_blank_in_the_same_rows_are_asked_about_once():
    """Two deliveries of each day below their first; the total of a day is none."""
    asked = the_question(read(slips()))
    assert (asked.id, asked.cells, asked.unused) == (ASKED, 4, 2)
    assert "“Received on”, “Lot”" in asked.asks
    assert asked.choices[0].means == (
        "What is blank in row 3 means 2025-11-03, M-1",
        "What is blank in row 6 means 2025-11-09, B-1",
    )


def test_the_same_as_above_is_read_so():
    w = read(slips(), answers={ASKED: "above"})
    kg = w.rows("SELECT lot_id, min(received_on) AS day, sum(weight_kg) AS kg FROM receipts GROUP BY 1 ORDER BY 1")
    assert [tuple(row.values()) for row in kg] == [
        ("B-1", date(2025, 11, 9), 900.0),
        ("M-1", date(2025, 11, 3), 300.0),
    ]
    assert ASKED not in questions(w)


def test_not_written_down_stays_blank():
    w = read(slips(), answers={ASKED: "nothing"})
    assert {row: standing for row, standing in standings(w).items() if standing == "left out"} == {
        3: "left out",
        6: "left out",
    }
    assert ASKED not in questions(w)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([SLIPS[0], SLIPS[1], SLIPS[3]], id="one cell was forgotten"),
        pytest.param([SLIPS[0], SLIPS[1], SLIPS[0], SLIPS[0], SLIPS[4]], id="a day is written again in the next row"),
        pytest.param([SLIPS[1], SLIPS[4], SLIPS[3]], id="nothing stands above the first"),
        pytest.param([SLIPS[0], [], SLIPS[1], SLIPS[4]], id="a line of nothing lies between"),
        pytest.param([SLIPS[0], ["", "", "", "", "", "", "rain"], ["", "", "", "", "", "", "sun"]], id="remarks alone"),
    ],
)
def test_nothing_is_asked(rows):
    assert ASKED not in questions(read(tab("Slips", HEADINGS, *rows)))


def test_a_lot_that_costs_no_row_is_asked_about_too():
    """The days stand in every row; without the lot a delivery counts, but for no lot."""
    days = [["2025-11-03", *row[1:]] for row in SLIPS if row[2] != "Total"]
    asked = questions(read(tab("Slips", HEADINGS, *days)))
    assert list(asked) == ["blank/receipts.lot_id/lot"]
    assert asked["blank/receipts.lot_id/lot"].keeps == ("receipts.lot_id",)


def test_a_remark_or_a_number_is_never_taken_from_above():
    blanks = [[*row[:3], row[3] if number == 0 else "", *row[4:]] for number, row in enumerate(SLIPS)]
    w = read(tab("Slips", HEADINGS, *blanks), answers={ASKED: "above"})
    assert w.rows("SELECT sum(weight_kg) AS kg, count(note) AS notes FROM receipts") == [{"kg": 100.0, "notes": 0}]


def test_an_answer_holds_however_few_cells_are_blank_next_month():
    """Twelve rows of which one is blank are not asked about; what was answered last month holds for it."""
    whole = [["2025-11-03", "M-1", f"F{n}", 100, "cherry", f"x{n}", ""] for n in range(11)]
    month = tab("Slips", HEADINGS, *whole, SLIPS[1])
    assert ASKED not in questions(read(month))
    w = read(month, answers={ASKED: "above"})
    assert w.rows("SELECT count(*) AS n, sum(weight_kg) AS kg FROM receipts WHERE lot_id = 'M-1'") == [
        {"n": 12, "kg": 1300.0}
    ]


def test_an_answer_of_a_day_holds_for_the_lot_that_is_blank_beside_it_and_no_further():
    """In row 4 the lot alone is blank: nobody said what that means."""
    rows = [SLIPS[0], SLIPS[1], ["2025-11-04", "", "Dora", 50, "cherry", "r9", ""], SLIPS[3], SLIPS[4]]
    w = read(tab("Slips", HEADINGS, *rows), answers={ASKED: "above"})
    kg = w.rows("SELECT lot_id, sum(weight_kg) AS kg FROM receipts GROUP BY 1 ORDER BY 1 NULLS LAST")
    assert [tuple(row.values()) for row in kg] == [("B-1", 900.0), ("M-1", 300.0), (None, 50.0)]


def test_a_buyer_is_blank_where_nobody_bought_yet():
    headings = ["Offer", "Lot", "Buyer", "Offered on", "Weight (kg)", "Status", "Closed on", "Accepted price (USD/kg)"]
    sold = ["O1", "M-1", "Acme", "2026-01-05", 100, "accepted", "2026-01-20", 9]
    waiting = [[f"O{n}", f"M-{n}", "", "2026-01-05", 100, "open", "", ""] for n in (2, 3)]
    bought = [[f"O{n}", f"M-{n}", "", "2026-01-05", 100, "accepted", "2026-01-21", 8] for n in (2, 3)]
    asked = "blank/offers.buyer/buyer"
    assert asked not in questions(read(tab("Sales", headings, sold, *waiting)))
    assert asked in questions(read(tab("Sales", headings, sold, *bought)))
