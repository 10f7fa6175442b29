"""Data health: the ledger's sum, and each cell with what to do."""

from __future__ import annotations

from html import escape

import pytest

from decisions.fix_list import fix_list
from logbooks import health
from logbooks.problems import Problem
from pages.data_health.problem_list import OF_THE_SHEET, problem_row, standing
from tests.pages.conftest import words_of
from words import fix_words
from words.numbers import ABSENT
from words.speech import say


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    app = opened("data_health", cooperative)
    assert not app.exception and [title.value for title in app.title] == [say("pages.data_health.title")]


@pytest.mark.parametrize("cooperative", ["clean", "messy"])
def test_rows_in_is_the_sum_of_what_became_of_them(opened, cooperative):
    counts = [int(metric.value.replace("\u202f", "")) for metric in opened("data_health", cooperative).metric]
    assert counts[0] == sum(counts[1:]) > 1000


def test_a_row_that_is_left_out_stands_there_with_what_to_do(opened, cooperatives):
    """The cause with most at stake: an offer that is written twice, otherwise, in this season."""
    (first, *_) = fix_list(cooperatives["messy"]).causes
    words = words_of(opened("data_health", "messy"))
    assert first.first.code == "same-key-other-content" and first.at_stake
    assert say("health.standing.left-out") in words
    assert escape(fix_words.what(first)) in words and escape(first.first.fix) in words


def test_rows_not_read_yet_stand_in_the_headline_only_where_there_are_some(opened):
    """Of the messy sample two rows of bare numbers, one of unknown headings, one of a tab without its buyer column."""
    labels = {name: {one.label: one.value for one in opened("data_health", name).metric} for name in ("clean", "messy")}
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


def test_the_fix_list_can_be_taken_away(opened):
    assert say("health.download") in [button.label for button in opened("data_health", "messy").get("download_button")]
