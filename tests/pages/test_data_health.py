"""Data health: the ledger's sum, and each cell with what to do."""

from __future__ import annotations

from html import escape

import pytest

from decisions.fix_causes import FixCause
from decisions.fix_list import fix_list
from decisions.who_mends import Mender
from logbooks import health
from logbooks.problems import CELL_LEFT_OUT, CONNECT, QUESTIONS, Problem
from pages.data_health.problem_list import (
    HEADS,
    MOST_ASKED,
    MOST_CELLS,
    OF_THE_SHEET,
    cause_lines,
    mender_title,
    problem_row,
    standing,
)
from tests.pages.conftest import sums_of, titles_of, words_of
from ui.parts.tables import Folded, table_html
from words import fix_words
from words.numbers import ABSENT
from words.speech import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    app = opened("data_health", cooperative)
    assert not app.exception and titles_of(app) == [say("pages.data_health.title")]


@pytest.mark.parametrize("cooperative", ["clean", "messy"])
def test_rows_in_is_the_sum_of_what_became_of_them(opened, cooperative):
    counts = [int(words.replace("\u202f", "")) for words in sums_of(opened("data_health", cooperative)).values()]
    assert counts[0] == sum(counts[1:]) > 1000


def test_paper_says_which_part_of_a_long_list_it_shows(opened, cooperatives):
    asked = len(fix_list(cooperatives["messy"]).questions)
    assert asked > MOST_ASKED
    assert say("inputs.on_paper", first=1, last=MOST_ASKED, count=asked) in words_of(opened("data_health", "messy"))


def test_a_row_that_is_left_out_stands_there_with_what_to_do(opened, cooperatives):
    """The cause with most at stake: an offer that is written twice, otherwise, in this season."""
    (first, *_) = fix_list(cooperatives["messy"]).causes
    words = words_of(opened("data_health", "messy"))
    assert first.first.code == "same-key-other-content" and first.at_stake
    assert say("health.standing.left-out") in words
    assert escape(fix_words.what(first)) in words and escape(first.first.fix) in words


def test_rows_not_read_yet_stand_in_the_headline_only_where_there_are_some(opened):
    """Of the messy sample two rows of bare numbers, one of unknown headings, one of a tab without its buyer column."""
    labels = {name: sums_of(opened("data_health", name)) for name in ("clean", "messy")}
    told = f"+ {say('health.not_read')}"
    assert told not in labels["clean"] and labels["messy"][told] == "4"


def test_questions_are_asked_first_and_their_cells_not_listed(opened, cooperatives):
    found = fix_list(cooperatives["messy"])
    words = words_of(opened("data_health", "messy"))
    assert escape(found.questions[0].question.asks, quote=False) in words
    assert "unit-without-size" not in {one.first.code for one in found.causes}


def test_the_greatest_can_be_copied_as_a_text_for_a_phone(opened, cooperatives):
    told = [one.value for one in opened("data_health", "messy").code]
    assert told == [fix_words.message(fix_list(cooperatives["messy"]))]


def test_what_speaks_of_the_sheet_is_not_called_doubtful(cooperatives):
    problems = health.problems(cooperatives["messy"])
    assert {standing(problem) for problem in problems if problem.code == "unknown-column"} <= {OF_THE_SHEET}


def test_nothing_is_said_to_be_written_only_where_a_cell_is_blank():
    blank = Problem("missing-value", "left-out", "receipts", "a.xlsx", "Receipts", 14, "Weight", "", "", "", "weight")
    struck = Problem("struck-through", "doubtful", "receipts", "a.xlsx", "Receipts", 14, "Weight", "", "", "")
    assert problem_row(blank)[1].main == say("health.nothing_written")
    assert problem_row(struck)[1].main == ABSENT


def test_each_line_stands_under_who_has_to_act(opened):
    """The cherry book of station A is one weigher's, the Vietnamese slips another's; offers are mended by who sells."""
    titles = [one.value for one in opened("data_health", "messy").subheader]
    assert titles[0].endswith(" for whoever sells")
    assert any(one.endswith("for the weigher at the scale, Phiếu cân Trạm C") for one in titles)
    assert any(one.endswith("for whoever connects the sheets") for one in titles) and len(titles) == len(set(titles))


def test_what_there_is_stands_in_one_choice_with_its_counts(opened, cooperatives):
    """All of it is shown until one sort is chosen; the counts of the sorts add up to that of all."""
    found = fix_list(cooperatives["messy"])
    app = opened("data_health", "messy")
    (sorts,) = app.get("button_group")
    told = [int(one.split(" ")[0]) for one in sorts.options]
    assert told[0] == sum(told[1:]) == len(found.questions) + len(found.causes) + len(found.notes)
    assert sorts.options[1] == f"{len(found.questions)} questions"


def test_where_nothing_is_wrong_the_tabs_stand_open(opened):
    assert "<th scope='row'><div class='main'>Lots</div>" in words_of(opened("data_health", "clean"))
    assert "<th scope='row'><div class='main'>Lots</div>" not in words_of(opened("data_health", "messy"))


def missing_weights(count: int) -> FixCause:
    blank = [
        Problem(
            "missing-value", CELL_LEFT_OUT, "receipts", "a.xlsx", "Receipts", row, "Weight", "", "Empty.", "Fill it"
        )
        for row in range(2, count + 2)
    ]
    return FixCause(tuple(blank), count, count)


def test_a_repeated_fault_is_one_line_with_its_rows_first_that_unfolds_to_its_cells():
    line, below = cause_lines(missing_weights(12), "USD")
    assert [one.main for one in line][:2] == ["12", "Receipts"] and line[1].below.startswith("rows 2-13")
    assert isinstance(below[0], Folded) and [row[0].main for row in below[0].rows] == [f"Row {n}" for n in range(2, 14)]
    assert len(below[0].head) == 2  # what is wrong is the same of all, and stands in the line
    assert table_html(HEADS, [line, below], "title").count("<details>") == 1
    assert len(cause_lines(missing_weights(1), "USD")) == 1


def test_of_very_many_cells_the_first_are_drawn_and_the_rest_is_counted():
    (_, below) = cause_lines(missing_weights(500), "USD")
    assert len(below[0].rows) == MOST_CELLS + 1 and below[0].rows[-1][1].main.startswith("and 400 more")


@pytest.mark.parametrize(
    ("mender", "title"),
    [
        (Mender("the bookkeeper"), "7 for the bookkeeper"),
        (Mender("the bookkeeper", "Office"), "7 for Office (the bookkeeper)"),
        (Mender("the weigher at the scale", "", "a.xlsx", "Station A"), "7 for the weigher at the scale, Station A"),
        (Mender(CONNECT), "7 for whoever connects the sheets"),
        (Mender(QUESTIONS), "7 for whoever answers on the page Questions"),
    ],
)
def test_the_count_stands_first_and_then_who_it_is_for(mender, title):
    assert mender_title(mender, 7) == title


def test_the_fix_list_can_be_taken_away(opened):
    assert say("health.download") in [button.label for button in opened("data_health", "messy").get("download_button")]
