"""A season named by one year may begin or end in it: asked once for all tabs, and then every row counts."""

from __future__ import annotations

import pytest

from logbooks.recognise.mapping import BadMapping
from tests.logbooks.questions.asking_sheets import questions, read, values
from tests.logbooks.typed_sheets import LOTS, tab


def lots(*seasons: object, heads: list[str] = LOTS):
    return tab("Lotes", heads, *([f"M-{number}", "micro", one] for number, one in enumerate(seasons, start=1)))


FEEDBACK = ["Asked on", "Farmer", "Question", "Score", "Crop year"]
SHEETS = {
    "numbers": [lots(2026, 2026)],
    "in Spanish, as text": [lots("2026", "2026", heads=["Lote", "Tipo de lote", "Cosecha"])],
    "in another tab too": [
        lots(2026, 2026),
        tab("Encuesta", FEEDBACK, ["2026-08-01", "F-1", "Fair?", 4, 2026]),
    ],
}


@pytest.mark.parametrize("sheets", SHEETS.values(), ids=SHEETS)
def test_it_is_asked_once_with_what_each_answer_would_make_of_it(sheets):
    asked = questions(read(*sheets))["season"]
    assert [(one.id, one.means[0]) for one in asked.choices] == [
        ("last", "2026 is the harvest 2025/26"),
        ("first", "2026 is the harvest 2026/27"),
    ]
    assert asked.unused >= 2


@pytest.mark.parametrize("sheets", SHEETS.values(), ids=SHEETS)
@pytest.mark.parametrize(("said", "season"), [("last", "2025/26"), ("first", "2026/27")])
def test_the_answer_holds_for_every_row(sheets, said, season):
    w = read(*sheets, answers={"season": said})
    assert "season" not in questions(w) and values(w, "crop_year", "lots") == [season, season]


def test_two_years_are_what_they_are_whatever_is_answered():
    w = read(lots(2026, "2024/25", "2099"), answers={"season": "last"})
    assert values(w, "crop_year", "lots") == ["2025/26", "2024/25", "2098/99"]


def test_an_answer_that_is_none_is_refused():
    with pytest.raises(BadMapping, match="is no answer to the question season"):
        read(lots(2026), answers={"season": "2026"})
