"""Beneficio is the mill and what is done in it: where all its words are of a process, no lot is of a station Lavado."""

import pytest

from logbooks.health import settled
from tests.logbooks.questions.asking_sheets import read, values
from tests.logbooks.typed_sheets import tab

HEADS = ["Lote", "Tipo de lote", "Cosecha"]


def lots(*words, heading="Beneficio", **answers):
    rows = [[f"M-{no}", "micro", "2025/26", word] for no, word in enumerate(words, start=1)]
    return read(tab("Lotes", [*HEADS, heading], *rows), **answers)


def told(w):
    return values(w, "process", "lots"), values(w, "station", "lots")


@pytest.mark.parametrize("words", [("Lavado", "Honey", "Natural"), ("Lavado", "Honey rojo", "Semi lavado")])
@pytest.mark.parametrize("heading", ["Beneficio", "Beneficio húmedo"])
def test_words_of_a_process_are_the_process(words, heading):
    w = lots(*words, heading=heading)
    assert told(w) == ([*words], [None] * 3)
    assert [(one["question"], one["answer"]) for one in settled(w)] == [("column/lots.process", heading)]


@pytest.mark.parametrize("words", [("El Roble", "Santa Ana", "Natural"), ("Estación Lavado", "Km 4", "Honey")])
def test_one_name_among_them_is_that_of_a_station(words):
    assert told(lots(*words)) == ([None] * 3, [*words])


def test_what_people_said_of_the_column_holds():
    words = ("Lavado", "Honey", "Natural")
    for answers in ({"column/lots.station": "Beneficio"}, {"column/lots.process": "nothing"}):
        assert told(lots(*words, answers=answers)) == ([None] * 3, [*words])


def test_a_column_of_processes_beside_it_leaves_it_the_station():
    rows = [["M-1", "micro", "2025/26", "Natural", "Lavado"]]
    assert told(read(tab("Lotes", [*HEADS, "Beneficio", "Proceso"], *rows))) == (["Lavado"], ["Natural"])
