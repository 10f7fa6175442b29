"""The second comparison knows by itself what a cell must become, so that a lost, moved or altered one is seen."""

from datetime import date, datetime

import pytest

from tests.google.compared import as_written, expected_calls, in_the_sheets
from tests.google.sheets import Cell, Error, cell


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        ("L-1", None, "L-1"),
        (" two  words ", None, "two  words"),
        ("007", None, "007"),
        ("  ", None, None),
        ("", None, None),
        (None, None, None),
        (300, None, "300"),
        (300.5, None, "300.5"),
        (0.1, None, "0.1"),
        (0, None, "0"),
        (0.2, "0%", "20 %"),
        (0.125, "0%", "12.5 %"),
        (1, "0%", "100 %"),
        (1500, '0" qq"', "1500"),
        (True, None, "yes"),
        (False, None, "no"),
        (Error("#DIV/0!"), None, "#DIV/0!"),
        (date(2026, 3, 4), None, "2026-03-04"),
        (datetime(2026, 3, 4, 14, 5), None, "2026-03-04 14:05:00"),
        (datetime(2026, 3, 4), "yyyy-mm-dd", "2026-03-04"),
        (46085, "d/m/yyyy", "2026-03-04"),
    ],
)
def test_what_a_cell_must_become(value, pattern, text):
    assert as_written(cell(value, pattern)) == text


def test_every_cell_has_its_own_place(google):
    book = google.add(
        "Lots 2026", {"Lots": [["lot_id", "kg"], ["L-1", 300, None, "beside"], [], ["L-2", Cell(formula="=A1")]]}
    )
    assert in_the_sheets([book]) == {
        ("Lots 2026", "Lots", 2, "lot_id"): "L-1",
        ("Lots 2026", "Lots", 2, "kg"): "300",
        ("Lots 2026", "Lots", 2, "column D"): "beside",
        ("Lots 2026", "Lots", 4, "lot_id"): "L-2",
    }


def test_calls_as_designed(google):
    """26,000 cells a tab: 7 tabs are 182,000, one read; 8 are 208,000, two; each with one read of what tabs there
    are."""
    book = google.add("Lots 2026", {f"Tab {number}": [] for number in range(7)})
    assert (expected_calls(book, True), expected_calls(book, False)) == ({"drive": 2, "sheets": 2}, {"drive": 1})
    book.add_tab("Tab 7")
    assert expected_calls(book, True) == {"drive": 2, "sheets": 3}
