"""A lot's code written with other blanks, signs or case is that lot where it can be no other."""

from __future__ import annotations

import pytest

from logbooks import health
from logbooks.check.lot_spellings import only_lot_meant
from tests.logbooks.questions.asking_sheets import DAY, questions, read, register, values
from tests.logbooks.typed_sheets import QUALITY, tab


@pytest.mark.parametrize(
    "written, lots, meant",
    [
        ("ML01", ["ML-01", "ML-02"], "ML-01"),
        ("ml 01", ["ML-01", "ML-11"], "ML-01"),
        ("ml 1", ["ML-01", "ML-11"], ""),
        ("ĐS 01", ["ĐS-01", "NX-01"], "ĐS-01"),
        ("lot 1 bulk", ["Lot 1 (Bulk)", "Lot 2 (Bulk)", "ML-01"], "Lot 1 (Bulk)"),
        ("Lote ML 02", ["ML-01", "ML-02"], "ML-02"),
        ("Lot 1", ["Lot 1 (Bulk)", "Lot 1 (Micro)"], ""),
        ("Lot 1 Micro", ["Lot 1 (Bulk)"], ""),
        ("ml 1", ["ML-1", "ml1"], ""),
        ("12A", ["A12"], ""),
        ("ML-1 2", ["ML-12"], ""),
    ],
)
def test_a_spelling_means_the_one_lot_it_can_be(written, lots, meant):
    assert only_lot_meant(written, dict.fromkeys(lots)) == meant


def test_a_code_that_names_a_stream_is_no_lot_of_the_other():
    """Lote 3 is bulk in the register: Micro 3 is none of it, Bulk 3 is."""
    assert only_lot_meant("Micro 3", {"Lote 3": "bulk"}) == ""
    assert only_lot_meant("Bulk 3", {"Lote 3": "bulk"}) == only_lot_meant("Bulk 3", {"Lote 3": None}) == "Lote 3"


def samples(*codes, answers=None):
    rows = [[DAY, code, 11, 84] for code in codes]
    return read(register("ML-01", "ML-02"), tab("Quality", QUALITY, *rows), answers=answers)


def test_it_is_read_and_told():
    w = samples("ML01", "ml 02", "ML-02")
    assert values(w, "lot_id", "quality") == ["ML-01", "ML-02", "ML-02"]
    assert questions(w) == {}
    told = [(one["question"], one["answer"], one["written"]) for one in health.settled(w)]
    assert told == [("lot/ml 02", "ML-02", "ml 02 = ML-02"), ("lot/ml01", "ML-01", "ML01 = ML-01")]


def test_what_a_person_said_of_it_holds():
    w = samples("ML01", answers={"lot/ml01": "ML-02"})
    assert values(w, "lot_id", "quality") == ["ML-02"]


def deliveries(*codes: tuple[str, str], answers=None):
    """One delivery of each (lot, stream), of 10 kg; no tab is a register of lots."""
    headings = ["Received on", "Lot", "Stream", "Farmer", "Weight (kg)", "Form", "Receipt number"]
    rows = [[DAY, lot, stream, "Ana", 10, "cherry", f"r{n}"] for n, (lot, stream) in enumerate(codes)]
    return read(tab("Deliveries", headings, *rows), answers=answers)


def kg_by_lot(w):
    rows = w.rows("SELECT lot_id, sum(weight_kg) AS kg FROM receipts JOIN lots USING (lot_id) GROUP BY 1 ORDER BY 1")
    return {row["lot_id"]: row["kg"] for row in rows}


def test_without_a_register_the_spelling_of_most_rows_is_the_lot():
    """C-1 stands twice, c1 once: one lot of 30 kg, not two."""
    w = deliveries(("C-1", "bulk"), ("C-1", "bulk"), ("c1", "bulk"), ("C-2", "bulk"))
    assert kg_by_lot(w) == {"C-1": 30.0, "C-2": 10.0}
    assert questions(w) == {}
    assert [(one["question"], one["written"]) for one in health.settled(w)] == [("lot/c1", "c1 = C-1")]


def test_without_a_register_a_zero_before_a_number_is_asked_about():
    codes = ("01", "micro"), ("01", "micro"), ("1", "micro"), ("2", "micro")
    asked = questions(deliveries(*codes))
    assert [(part.id, part.suggests) for part in asked["lot"].parts] == [("lot/1", "01")]
    assert kg_by_lot(deliveries(*codes, answers={"lot/1": "01"})) == {"01": 30.0, "2": 10.0}
    apart = deliveries(*codes, answers={"lot/1": "nothing"})
    assert kg_by_lot(apart) == {"01": 20.0, "1": 10.0, "2": 10.0}
    assert questions(apart) == {}


def test_without_a_register_lots_of_two_streams_are_not_alike():
    w = deliveries(("01", "micro"), ("1", "bulk"), ("Lote 3 micro", "micro"), ("Lote 3", "bulk"))
    assert questions(w) == {} and len(kg_by_lot(w)) == 4


def test_a_word_for_the_stream_more_is_asked_about():
    """Lote 3 and Lote 3 micro are both micro: one lot, or two?"""
    codes = ("Lote 3", "micro"), ("Lote 3", "micro"), ("Lote 3 micro", "micro")
    assert [part.id for part in questions(deliveries(*codes))["lot"].parts] == ["lot/lote 3 micro"]


def test_one_spelling_in_two_streams_is_two_lots():
    """A1 is micro, A-1 bulk: nobody may say that they are one."""
    w = deliveries(("A1", "micro"), ("A-1", "bulk"), ("A-1", "bulk"))
    assert kg_by_lot(w) == {"A-1": 20.0, "A1": 10.0}
    assert w.rows("SELECT stream FROM lots ORDER BY lot_id") == [{"stream": "bulk"}, {"stream": "micro"}]


def test_a_spelling_taken_back_is_asked_about():
    codes = ("C-1", "bulk"), ("C-1", "bulk"), ("c1", "bulk")
    assert [part.id for part in questions(deliveries(*codes, answers={"lot/c1": "ask"}))["lot"].parts] == ["lot/c1"]


def test_a_tab_of_lots_that_nobody_filled_in_is_no_register():
    """C-1 and c1 are one lot, whether the empty tab is there or not."""
    heads = ["Received on", "Farmer", "Weight (kg)", "Form", "Lot", "Stream"]
    rows = [[DAY, "F1", 100, "cherry", code, "micro"] for code in ("C-1", "C-1", "c1")]
    for more in ((), (tab("Lots", ["Lot", "Stream", "Crop year"]),)):
        w = read(tab("Receipts", heads, *rows), *more)
        assert w.rows("SELECT lot_id FROM lots") == [{"lot_id": "C-1"}]
        assert values(w, "lot_id") == ["C-1", "C-1", "C-1"]
