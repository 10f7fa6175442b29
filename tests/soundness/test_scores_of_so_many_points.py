"""A score says of how many points it is, or that it is in points: 84/100 and 85 pts are read like 84 and 85."""

import pytest

from tests.logbooks.questions.asking_sheets import questions, read, values
from tests.logbooks.typed_sheets import found, tab

HEADS = ["Date de dégustation", "Lot", "Humidité (%)"]


def cupped(heading, *scores, **answers):
    rows = [["2026-01-05", f"M-{no}", 11, score] for no, score in enumerate(scores, start=1)]
    return read(tab("Tasse", [*HEADS, heading], *rows), **answers)


@pytest.mark.parametrize("written", ["84/100", "84 / 100", "84 sur 100", "84 pts", "84 puntos", "84/100 pts"])
@pytest.mark.parametrize("heading", ["Cup score", "Puntaje", "Note tasse"])
def test_points_beside_a_score_are_read(heading, written):
    w = cupped(heading, written, 85.5)
    assert (values(w, "cup_score", "quality"), found(w)) == ([84, 85.5], [])


@pytest.mark.parametrize("written", ["42/50", "84/1000", "84 kg", "8-4"])
def test_of_another_number_of_points_or_in_a_unit_it_is_no_score(written):
    w = cupped("Cup score", written, 85.5)
    assert values(w, "cup_score", "quality") == [None, 85.5]
    assert [name for _, name, _ in found(w)] == ["cup_score"]


@pytest.mark.parametrize("scores", [(84, 85.5), ("84/100", "85.5/100"), ("84 pts", "85,5 points")])
def test_a_note_may_be_a_score_however_it_is_written(scores):
    question = "column/quality.cup_score"
    w = cupped("Note", *scores)
    assert [choice.id for choice in questions(w)[question].choices] == ["Note", "nothing"]
    assert values(cupped("Note", *scores, answers={question: "Note"}), "cup_score", "quality") == [84, 85.5]


def test_a_remark_is_no_score():
    assert questions(cupped("Note", "2/3 séché au soleil", "lot de 100 sacs")) == {}
