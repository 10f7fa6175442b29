"""A sale that names two lots is shared out between them once somebody said which they are; no kg is lost or doubled."""

import pytest

from logbooks.questions.open_questions import open_questions
from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.mapping import Mapping
from metrics.engine.compute import answer
from tests.logbooks.typed_sheets import checked, tab
from tests.metrics.hand import YEAR, values

LOTS = tab(
    "Lots",
    ["Lot", "Stream", "Crop year", "Green kg"],
    ["M-01", "micro", YEAR, 100],
    ["B-01", "bulk", YEAR, 300],
    ["B-02", "bulk", YEAR, 100],
)
HEADS = ["Offer", "Lot", "Buyer", "Offered on", "Closed on", "Weight (kg)", "Status", "Incoterm", "Price (USD/kg)"]


def sales(*cells):
    rows = [
        [f"O{n}", lot, "Buyer", "2026-01-05", "2026-01-20", kg, "accepted", "EXW", price]
        for n, (lot, kg, price) in enumerate(cells)
    ]
    return tab("Offers", HEADS, *rows)


@pytest.mark.parametrize("written", ["B-01 y B-02", "b 1 & b 2", "B-01, B-02"])
def test_its_kg_go_to_both_by_what_was_made_of_them(written):
    """400 kg of 300 + 100 made: 300 and 100, all sold; 100 kg of micro at 9.00 against 4.00: 5.00 more."""
    sheets = (LOTS, sales(("M-01", 100, 9.0), (written, 400, 4.0)))
    asked = {question.id: question for question in open_questions(checked(*sheets))}
    (part,) = asked["lot"].parts
    assert part.suggests == "B-01 + B-02"
    w = checked(*sheets, mapping=Mapping(answers=Answers((GivenAnswer(part.id, part.suggests),))))
    sold = w.rows("SELECT lot_id, weight_kg FROM offers WHERE lot_id <> 'M-01' ORDER BY 1")
    assert sold == [{"lot_id": "B-01", "weight_kg": 300.0}, {"lot_id": "B-02", "weight_kg": 100.0}]
    assert values(answer(w, "sold_share", YEAR).groups)["bulk"] == pytest.approx(1.0)
    assert answer(w, "premium_over_bulk", YEAR).difference.value == pytest.approx(5.0)
    assert "lot" not in {question.id for question in open_questions(w)}


def test_names_of_which_one_is_no_lot_are_left_as_they_are():
    w = checked(LOTS, sales(("M-01", 100, 9.0), ("B-01 y la bodega", 400, 4.0)))
    assert all(part.suggests == "" for question in open_questions(w) for part in question.parts)
