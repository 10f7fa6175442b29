"""A sale that names two lots is shared out between them once somebody said which they are; no kg is lost or doubled."""

from dataclasses import replace

import pytest

from logbooks.health import rows_behind
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


ROWS = (
    ["O1", "M-01", "A", "2026-01-05", "2026-01-20", 100, "accepted", "FOB", 9.0],
    ["O2", "B-01 y B-02", "B", "2026-01-05", "2026-01-20", 400, "accepted", "FOB", 4.0],
)
FOB = tab("Offers", HEADS, *ROWS)
EXPORT = tab("Settings", ["Setting", "Value"], ["export", 0.5], ["base_currency", "USD"])
BOTH_LOTS = Mapping(answers=Answers((GivenAnswer("lot/b 01 y b 02", "B-01 + B-02"),)))


def test_what_the_way_costs_is_taken_off_once_and_every_deal_counts_once():
    """FOB 9.00 and 4.00 less 0.50: 8.50 against 3.50, from 100 and 400 kg."""
    w = checked(LOTS, FOB, EXPORT, mapping=BOTH_LOTS)
    found = answer(w, "premium_over_bulk", YEAR).groups
    assert values(found) == pytest.approx({"micro": 8.5, "bulk": 3.5})
    assert w.rows("SELECT sum(kg) AS kg, count(*) AS deals FROM deals") == [{"kg": 500.0, "deals": 3}]
    (told,) = [line for line in w.rows("FROM ledger") if line["logbook"] == "offers"]
    assert (told["used"] + told["doubtful"], told["left_out"]) == (2, 0)  # rows of the sheet
    ids = [row["row_id"] for row in w.rows("SELECT row_id FROM offers WHERE lot_id LIKE 'B%'")]
    assert len(set(ids)) == 2 and {row["row_no"] for row in rows_behind(w, ids)} == {3}


def test_the_same_sale_in_a_second_workbook_counts_once():
    """Without it 400 of 400 kg are sold; counted twice it would be 800."""
    w = checked(LOTS, FOB, replace(FOB, source="copy.xlsx"), EXPORT, mapping=BOTH_LOTS)
    assert w.rows("SELECT sum(kg) AS kg FROM deals") == [{"kg": 500.0}]


def test_what_is_wrong_with_it_is_told_once():
    """Both rows are in lempiras, of which no rate is written."""
    lempiras = tab("Offers", [*HEADS[:-1], "Price (HNL/kg)"], *([*row] for row in ROWS))
    w = checked(LOTS, lempiras, EXPORT, mapping=BOTH_LOTS)
    told = w.rows("SELECT code, row_no FROM problems WHERE logbook = 'offers' ORDER BY row_no")
    assert told == [{"code": "no-rate", "row_no": 2}, {"code": "no-rate", "row_no": 3}]
