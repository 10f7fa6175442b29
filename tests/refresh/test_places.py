"""Every problem and every row knows where it stands in its sheet, and the link that opens the sheet there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from connectors.cells import Remark
from logbooks import health
from logbooks.check.staged_rows import letters
from tests.logbooks.typed_sheets import LOTS, RECEIPTS, checked, tab

DAY = date(2026, 1, 10)
LINK = "https://sheets.example/d/1/edit?gid=7#gid=7&range={place}"
AT = LINK.removesuffix("{place}")


def places(w) -> dict[str, tuple]:
    """Code to (place, link) of every problem."""
    return {problem.code: (problem.place, problem.link) for problem in health.problems(w)}


def test_a_cell_that_is_wrong_is_linked_by_its_letters_and_row():
    receipts = replace(tab("Recibos", RECEIPTS, [DAY, "F-1", "12,,5", "cherry", "R-1"]), link=LINK)
    # The weight is the third column, the receipt the second row.
    assert places(checked(receipts))["not-a-number"] == ("C2", f"{AT}C2")


def test_the_letters_are_of_the_column_that_is_meant_where_two_have_one_heading():
    heads = ["Note", *["Note"] * 30, *RECEIPTS]
    receipts = replace(tab("Recibos", heads, [*["x"] * 31, DAY, "F-1", "12,,5", "cherry", "R-1"]), link=LINK)
    # 31 notes, then the third of the receipt: 34 is AH
    assert places(checked(receipts))["not-a-number"] == ("AH2", f"{AT}AH2")


def test_the_letters_of_a_column_are_those_of_the_program_everywhere():
    w = checked(tab("Lots", LOTS, ["M-1", "micro", "2025/26"]))
    said = w.rows("SELECT n, column_letters(n) AS name FROM range(1, 16385) r(n)")
    assert len(said) == 16_384 and all(row["name"] == letters(row["n"]) for row in said)


def test_what_speaks_of_a_heading_stands_at_the_heading():
    lots = replace(tab("Lots", ["Our lots"], [*LOTS, "Moon phase"], ["M-1", "micro", "2025/26", "full"]), link=LINK)
    assert places(checked(lots))["unknown-column"] == ("D2", f"{AT}D2")


def test_problems_of_one_row_stand_from_left_to_right():
    lots = tab("Lots", ["Sun", *LOTS, "Moon phase", "Rain"], ["x", "M-1", "micro", "2025/26", "full", "no"])
    assert [problem.place for problem in health.problems(checked(lots))] == ["A1", "E1", "F1"]


def test_a_row_stands_at_its_row_and_a_tab_opens_at_its_corner():
    receipts = tab(
        "Recibos",
        RECEIPTS,
        [DAY, "F-1", 12, "cherry", "R-1"],
        [DAY, "F-1", 12, "cherry", "R-1"],
        remarks=(Remark("hidden-tab"),),
    )
    w = checked(replace(receipts, link=LINK))
    assert places(w)["hidden-tab"] == (None, f"{AT}A1")
    rows = health.rows_behind(w, [row["row_id"] for row in w.rows("SELECT row_id FROM receipts")])
    assert [(row["place"], row["link"]) for row in rows] == [("2:2", f"{AT}2:2")]


def test_a_file_of_this_computer_has_places_and_no_link():
    w = checked(tab("Recibos", RECEIPTS, [DAY, "F-1", "12,,5", "cherry", "R-1"]))
    assert places(w)["not-a-number"] == ("C2", None)
