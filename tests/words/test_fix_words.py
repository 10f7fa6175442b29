"""The fix list in words: runs of rows, and a text short enough for a phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from decisions.fix_causes import FixCause, FixList, FixQuestion
from logbooks.problems import Problem
from logbooks.questions.open_questions import OpenQuestion
from words import fix_words

DAY = date(2026, 3, 31)
PROBLEM = Problem(
    "not-a-number",
    "left-out",
    "receipts",
    "a.xlsx",
    "Recibos",
    4,
    "Peso kg",
    "12,,5",
    "“12,,5” is not a number.",
    "Write digits only, such as 12.5.",
    "weight",
    "C4",
)
QUESTION = OpenQuestion(
    id="size/qq", kind="size", asks="How many kg is one “qq” in your sheets?", why="", about=("Ventas",), choices=()
)


def cause(*rows: int, **otherwise) -> FixCause:
    problems = tuple(
        replace(PROBLEM, row=row, place=f"C{row}", **{"what": f"“{row}x” is not a number."} | otherwise) for row in rows
    )
    return FixCause(problems, len(rows), len(rows))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([4], "4"),
        ([4, 5], "4-5"),
        ([22, 4, 5, 6, 40, 7], "4-7, 22, 40"),
        (list(range(1, 100, 2)), ", ".join(map(str, range(1, 80, 2))) + " and 10 more rows"),
    ],
)
def test_rows_are_told_in_runs(rows, told):
    assert fix_words.row_ranges(rows) == told


def test_one_cell_is_told_by_its_place_and_its_own_sentence():
    one = cause(4)
    assert (fix_words.where(one), fix_words.what(one)) == ("C4", "“4x” is not a number.")


def test_cells_alike_are_told_together():
    several = cause(4, 5, 6, 22)
    assert (fix_words.where(several), fix_words.what(several)) == ("rows 4-6, 22", "Not a number, in 4 cells.")


def test_what_is_wrong_with_whole_rows_is_told_of_rows():
    alike = replace(PROBLEM, code="duplicate-row", column=None, written="")
    rows = tuple(replace(alike, row=row, what=f"The same as row {row - 1}.") for row in (4, 8))
    assert fix_words.what(FixCause(rows, 2, 2)) == "The same row again, in 2 rows."


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ("abc", "a; b; c"),
        ("abcd", "a; b; c; and 1 other"),
        ("abcde", "a; b; c; and 2 others"),
    ],
)
def test_what_is_written_is_told_of_three_cells_and_counted_of_the_rest(texts, told):
    problems = tuple(replace(PROBLEM, row=row, written=text) for row, text in enumerate(texts, start=4))
    assert fix_words.written(FixCause(problems, len(problems), len(problems))) == told


def test_what_is_mended_is_told_as_it_was_and_since_when():
    found = FixList(DAY, "USD", done=(cause(4),), since=date(2026, 3, 24))
    assert fix_words.was(found.done[0]) == "Before: “4x” is not a number."
    assert fix_words.done_title(found) == "Done: mended since the reading of 24 Mar 2026"
    assert fix_words.done_title(replace(found, since=None)) == "Done: mended since the upload before"


def test_a_problem_of_no_tab_is_told_by_its_file():
    assert fix_words.tab(cause(4, sheet="")) == "a.xlsx"


def test_remarks_that_cost_nothing_are_no_faults_to_correct():
    note = FixCause((replace(PROBLEM, code="unknown-column", severity="doubtful"),), 1, 1)
    told = fix_words.message(FixList(DAY, "USD", notes=(note,)))
    assert told.splitlines()[1] == (
        "No row and no cell is left out. There is 1 remark to look at when there is time; it is in the fix list."
    )


def test_what_is_at_stake_is_the_premium_where_it_is_known_else_money_and_kg_else_rows():
    one = cause(4, 5)
    assert (
        fix_words.stake(replace(one, at_stake=1037.2, money=9.0), "USD")
        == "up to 1\u202f037 USD of what the kilos made earned beyond bulk"
    )
    assert fix_words.stake(replace(one, money=120.0, kg=325.4), "USD") == "120 USD, 325 kg"
    assert (fix_words.stake(one, "USD"), fix_words.stake(cause(4), "USD")) == ("2 rows", "")


def test_the_text_for_a_phone_names_the_five_greatest_and_counts_the_rest():
    found = FixList(DAY, "USD", (FixQuestion(QUESTION, {"Ventas": 20}),), tuple(cause(row) for row in range(4, 11)))
    assert fix_words.message(found).splitlines() == [
        "To correct in the sheets, as of 31 Mar 2026:",
        "1. How many kg is one “qq” in your sheets? 20 rows in Ventas.",
        *(
            f"{row - 2}. Recibos, C{row}, Peso kg: “{row}x” is not a number. Write digits only, such as 12.5."
            for row in (4, 5, 6, 7)
        ),
        "And 3 more; they are in the fix list.",
    ]


def test_questions_leave_room_for_a_cause_with_more_at_stake():
    asked = tuple(FixQuestion(replace(QUESTION, id=f"size/{n}"), {"Ventas": 1}) for n in range(9))
    told = fix_words.message(FixList(DAY, "USD", asked, (replace(cause(4), at_stake=500.0),))).splitlines()
    assert told[5].startswith("5. Recibos, C4, Peso kg (up to 500 USD of what the kilos made earned beyond bulk)")
    assert told[6] == "And 5 more; they are in the fix list."


def test_of_many_rows_the_text_names_the_first_so_that_what_is_wrong_is_still_told():
    (_, line) = fix_words.message(FixList(DAY, "USD", (), (cause(*range(2, 40, 2)),))).splitlines()
    assert line == (
        "1. Recibos, rows 2, 4, 6, 8 and 15 more rows, Peso kg (19 rows): Not a number, in 19 cells. 12,,5. "
        "Write digits only, such as 12.5."
    )


def test_whatever_is_written_the_text_is_short_and_on_its_own_lines():
    """Five causes of sentences of 4,000 letters with line breaks, and a tab of 80."""
    long = cause(4, sheet="T" * 80, what="x\ny\u202e " * 800, fix="=HYPERLINK(1) " * 200)
    told = fix_words.message(FixList(DAY, "USD", (), (long,) * 9))
    assert len(told) < 900 and len(told.splitlines()) == 7
    assert all("T" * 80 in line for line in told.splitlines()[1:6])


def test_where_nothing_is_wrong_it_says_so():
    assert fix_words.message(FixList(DAY, "USD")).endswith("Nothing is wrong: every row is counted.")
