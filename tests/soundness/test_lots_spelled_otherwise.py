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
