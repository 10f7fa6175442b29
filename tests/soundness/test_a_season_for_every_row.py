"""Lots without a crop year: the one in which all their days lie is offered, and any may be typed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.logbooks.questions.asking_sheets import questions, read, values
from tests.logbooks.typed_sheets import tab

HEADINGS = ["Lot", "Stream", "Opened on"]
ASKED = "column/lots.crop_year"


def lots(first: date, second: date):
    return tab("Lots", HEADINGS, ["M-1", "micro", first], ["M-2", "micro", second])


@pytest.mark.parametrize(
    ("first", "second", "offered"),
    [
        (date(2025, 10, 1), date(2026, 9, 30), ["always: 2025/26", "nothing"]),
        (date(2025, 11, 3), date(2026, 1, 3), ["always: 2025/26", "nothing"]),
        (date(2025, 9, 30), date(2025, 10, 1), ["nothing"]),  # of two seasons
    ],
)
def test_the_season_of_all_days_is_offered(first, second, offered):
    asked = questions(read(lots(first, second)))[ASKED]
    assert ([one.id for one in asked.choices], asked.takes) == (offered, "text")


@pytest.mark.parametrize("said", ["always: 2025/26", "2025/26", "2025-2026"])
def test_it_holds_for_every_row(said):
    w = read(lots(date(2025, 9, 30), date(2025, 10, 1)), answers={ASKED: said})
    assert values(w, "crop_year", "lots") == ["2025/26", "2025/26"]


def test_a_heading_that_names_it_holds_instead():
    named = tab("Lots", [*HEADINGS, "Crop year"], ["M-1", "micro", date(2025, 11, 3), "2024/25"])
    assert values(read(named, answers={ASKED: "2025/26"}), "crop_year", "lots") == ["2024/25"]
