"""Defects counted in another weight than 350 g are brought to 350 g, also where only the heading says so."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.engine.compute import answer
from tests.logbooks.questions.asking_sheets import questions, read, register
from tests.logbooks.typed_sheets import found, tab

DAY = date(2026, 1, 12)
SCHEME = {"column/quality.scheme": "always: SCA"}


@pytest.mark.parametrize(
    ("heading", "in_350"),
    [
        ("Defectos (300 g)", 7),  # 6 x 350 / 300
        ("Defects, total (100 g)", 21),  # 6 x 350 / 100
        ("Defectos 350g", 6),
        ("Defects", 6),  # nothing is said: 350 g, which the note to the number names
    ],
)
def test_six_defects(heading, in_350):
    samples = tab("Catación", ["Sampled on", "Lot", heading], [DAY, "M-1", 6], [DAY, "M-2", 6])
    w = read(register("M-1", "M-2"), samples, answers=SCHEME)
    assert answer(w, "defect_rate", "2025/26").groups["micro"].value == pytest.approx(in_350)


def test_a_scheme_is_asked_for_where_defects_stand_without_one():
    asked = questions(read(register("M-1"), tab("Catación", ["Sampled on", "Lot", "Defectos"], [DAY, "M-1", 6])))
    scheme = asked["column/quality.scheme"]
    assert "“Defectos”" in scheme.why and scheme.unused == 0
    assert "always: SCA" in {choice.id for choice in scheme.choices}


def test_an_empty_column_of_defects_asks_nothing():
    samples = tab("Catación", ["Sampled on", "Lot", "Cup score", "Defectos"], [DAY, "M-1", 85, None])
    assert questions(read(register("M-1"), samples)) == {}


def test_counts_of_samples_of_unlike_weight_stand_under_no_one_weight():
    """0 and 5 in 350 g are clean, 5 of 300 g would be 5.8: nobody says which weight is whose, so there is no grade."""
    heads = ["Sampled on", "Lot", "Cat 1 defects (300 g)", "Cat 2 defects (350 g)"]
    w = read(register("M-1"), tab("Catación", heads, [DAY, "M-1", 0, 5]), answers=SCHEME)
    assert answer(w, "specialty_grade", "2025/26").groups["micro"].value is None
    assert [code for *_, code in found(w) if code == "unknown-unit"] == ["unknown-unit"] * 2
    alike = tab("Catación", [one.replace("300", "350") for one in heads], [DAY, "M-1", 0, 5])
    assert answer(read(register("M-1"), alike, answers=SCHEME), "specialty_grade", "2025/26").groups["micro"].value == 1
