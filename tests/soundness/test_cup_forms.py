"""A form on which coffee was cupped has a row for each cupper, with ten attributes and the score they come to."""

from __future__ import annotations

from datetime import date

import pytest

from tests.logbooks.questions.asking_sheets import questions, read, register
from tests.logbooks.typed_sheets import tab

ENGLISH = [
    *("Fragrance/Aroma", "Flavor", "Aftertaste", "Acidity", "Body", "Balance", "Uniformity", "Clean cup", "Sweetness"),
    "Overall",
]
SPANISH = [
    *("Fragancia/Aroma", "Sabor", "Sabor residual", "Acidez", "Cuerpo", "Balance", "Uniformidad", "Taza limpia"),
    *("Dulzor", "Puntaje del catador"),
]
FIRST, LATER = date(2026, 2, 3), date(2026, 3, 1)


def points(score):
    """Ten attributes of which three are 10 and that come to the score."""
    return [*[(score - 30) / 7] * 6, 10, 10, 10, (score - 30) / 7]


def cup_score(w):
    (one,) = w.rows(
        "SELECT sum(value * weight) AS score, count(DISTINCT sample) AS n FROM sampled WHERE thing = 'cup_score'"
    )
    return one["score"], one["n"]


@pytest.mark.parametrize(
    "headings",
    [
        ["Date", "Lot", "Cupper", *ENGLISH, "Defects (subtract)", "Final score"],
        ["Fecha", "Lote", "Catador", *SPANISH, "Defectos", "Puntaje final"],
        ["Date", "Batch", "Taster", *ENGLISH, "Defects", "Total score"],
    ],
)
def test_the_score_of_a_lot_is_the_mean_of_its_cuppers_and_of_its_samples(headings):
    """Three cuppers on the first day, one later: (84 + 85 + 86) / 3 = 85 and 87 make 86, not 85.5."""
    told = [("A", FIRST, 84), ("B", FIRST, 85), ("C", FIRST, 86), ("A", LATER, 87)]
    rows = [[day, "M-1", cupper, *points(score), 0, score] for cupper, day, score in told]
    w = read(register("M-1"), tab("Cupping", headings, *rows))
    assert cup_score(w) == (pytest.approx(86), 2)


def test_faults_of_the_cup_are_no_defects_of_beans():
    heads = ["Date", "Lot", "Cupper", *ENGLISH, "Defects (subtract)", "Final score"]
    w = read(register("M-1"), tab("Cupping", heads, [FIRST, "M-1", "A", *points(80), 2, 78]))
    assert w.rows("SELECT defect_total FROM quality") == [{"defect_total": None}]
    assert "column/quality.scheme" not in questions(w)


def test_of_a_total_and_a_final_score_the_final_one_counts():
    heads = ["Date", "Lot", "Cupper", *ENGLISH, "Total score", "Defects (subtract)", "Final score"]
    w = read(register("M-1"), tab("Cupping", heads, [FIRST, "M-1", "A", *points(80), 80, 2, 78]))
    assert cup_score(w) == (78, 1)


def test_attributes_without_a_score_are_not_added_up():
    w = read(register("M-1"), tab("Cupping", ["Date", "Lot", "Cupper", *ENGLISH], [FIRST, "M-1", "A", *points(80)]))
    assert cup_score(w) == (None, 0)


def test_defects_of_beans_stand_in_a_tab_without_attributes():
    w = read(register("M-1"), tab("Quality", ["Date", "Lot", "Defects", "Cup score"], [FIRST, "M-1", 4, 84]))
    assert w.rows("SELECT defect_total FROM quality") == [{"defect_total": 4}]


@pytest.mark.parametrize("more", [["Defects (350 g)"], ["Moisture %", "Defects"]])
def test_defects_beside_attributes_are_of_beans_where_grams_or_moisture_say_so(more):
    heads = ["Date", "Lot", "Cupper", *ENGLISH[:6], "Cup score", *more]
    row = [FIRST, "M-1", "A", *[7.5] * 6, 84, *([11.5, 4] if len(more) > 1 else [4])]
    w = read(register("M-1"), tab("Lab", heads, row))
    assert w.rows("SELECT defect_total FROM quality") == [{"defect_total": 4}]
