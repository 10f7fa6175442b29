"""1.250 is 1,250 where many other numbers of the workbook have a comma before their decimals and none a point."""

from __future__ import annotations

import pytest

from logbooks.health import settled
from logbooks.recognise.answers import Answers, GivenAnswer
from logbooks.recognise.mapping import Mapping
from tests.logbooks.typed_sheets import checked, tab

QUESTION = "mark/receipts.weight/peso kg"


def weights(cells, scores, answers=(), source="libro.xlsx"):
    """The weights that are read, and what is settled; the scores stand in another tab of libro.xlsx."""
    rows = [["2026-01-05", f"F-{n}", cell, "cereza", f"R-{n}"] for n, cell in enumerate(cells)]
    head = ["Fecha de recibo", "Productor", "Peso (kg)", "Forma", "Recibo"]
    cups = [["2026-02-05", f"L-{n}", score] for n, score in enumerate(scores)]
    w = checked(
        tab("Recibos", head, *rows, source=source),
        tab("Calidad", ["Fecha de muestra", "Lote", "Puntaje"], *cups, source="libro.xlsx"),
        mapping=Mapping(answers=Answers(tuple(GivenAnswer(*one) for one in answers))),
    )
    read = [row["weight_kg"] for row in w.rows("SELECT weight_kg FROM clean.receipts ORDER BY row_no")]
    return read, [(one["question"], one["answer"], one["cells"]) for one in settled(w)]


COMMAS = [f"8{n},25" for n in range(10)]
POINTS = [f"8{n}.25" for n in range(10)]


def test_many_numbers_elsewhere_settle_it():
    assert weights(["1.250", "2.500"], COMMAS) == ([1250, 2500], [(QUESTION, ",", 2)])
    assert weights(["1.250", "2.500"], POINTS) == ([1.25, 2.5], [(QUESTION, ".", 2)])


@pytest.mark.parametrize("scores", [COMMAS[:9], [*COMMAS, "85.5"], [], ["85", "86"] * 10])
def test_few_or_contradicting_numbers_settle_nothing(scores):
    assert weights(["1.250", "2.500"], scores) == ([], [])


def test_another_workbook_settles_nothing_here():
    assert weights(["1.250"], COMMAS, source="otro.xlsx") == ([], [])


def test_what_the_column_proves_itself_holds_against_the_others():
    """The point of 12.5 is its decimal mark, so the comma of 1,250 stands before thousands."""
    assert weights(["1,250", "12.5"], COMMAS) == ([1250, 12.5], [])


def test_an_answer_wins_and_can_be_taken_back():
    assert weights(["1.250"], COMMAS, [(QUESTION, ".")]) == ([1.25], [])
    assert weights(["1.250"], COMMAS, [(QUESTION, "nothing")]) == ([], [])
    assert weights(["1.250"], COMMAS, [(QUESTION, "."), (QUESTION, "")])[0] == [1250]
    assert weights(["1.250"], [], [(QUESTION, ",")])[0] == [1250]
