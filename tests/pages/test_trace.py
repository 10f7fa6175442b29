"""Trace: the verdict on each lot, its tests, its way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from decisions.separation import Finding, LotSeparation, separation
from pages.trace.lot_tests import bar, percents, row_of_test, within
from pages.trace.verdicts import failed_row, folded_lines
from tests.logbooks.warehouse.test_segregation import found_in, world
from tests.pages.conftest import BUTTON, titles_of, words_of
from ui.parts.tables import Cell, Strip, table_html
from words.speech import say, words


@pytest.mark.parametrize("cooperative", ["empty", "clean", "messy"])
def test_the_page_opens_with_one_title_and_its_question(opened, cooperative):
    page = opened("trace", cooperative)
    assert not page.exception
    assert titles_of(page) == [say("pages.trace.title")]
    assert say("pages.trace.question") in words_of(page)


def test_without_lots_the_page_says_so(opened):
    assert say("trace.none") in [info.value for info in opened("trace", "empty").info]


def test_every_lot_has_its_verdict_and_the_failed_what_happened(opened, cooperatives):
    lots, said = separation(cooperatives["clean"], "2025/26"), words_of(opened("trace", "clean"))
    for lot in lots:
        assert lot.lot_id in said
        row = f"{BUTTON}{lot.lot_id}</div>"  # a row of its own, before any lot that passed
        assert (row in said) is bool(lot.failed)
        assert not lot.failed or lot.what_happened.casefold() in said.casefold()
    assert sum(lot.apart is True for lot in lots) and {lot.apart for lot in lots} <= {True, False, None}
    assert "M-2025-04" in said and said.index("M-2025-04") < said.index("<details")


def test_a_lot_in_the_link_opens_with_its_tests(opened):
    page = opened("trace", "clean", lot="M-2025-01")
    heads = [head.value for head in page.header]
    assert say("trace.tests", lot="M\\-2025\\-01") in heads and say("trace.way", lot="M\\-2025\\-01") in heads
    assert "Kg at each step" in words_of(page)


TEST = Finding("kg at each step", True, True, 0.996, 0.49, 1.02, "kg out per kg in", "drying", None, False, (1,))


def lot(name: str, passed: bool | None = True, stream: str | None = "micro", **changed) -> LotSeparation:
    """A lot of two tests, the first of which came out so."""
    return LotSeparation(name, stream, 1, 1, 1, (replace(TEST, passed=passed, **changed), replace(TEST, name="bags")))


def test_the_lots_that_passed_are_one_line_a_stream_with_their_names_folded():
    lines = folded_lines([lot("M1"), lot("M2", False), lot("M3"), lot("B1", stream="bulk"), lot("<b>", stream=None)])
    assert lines.count("<details class='passed'>") == 3 and "untested" not in lines
    assert "<summary>Micro-lots: 2 lots passed all 2 tests.</summary><p>M1, M3</p>" in lines
    assert "<summary>Bulk: 1 lot passed all 2 tests.</summary><p>B1</p>" in lines
    assert "<p>&lt;b&gt;</p>" in lines and "M2" not in lines


def test_lots_that_can_not_be_tested_are_counted_first_with_the_reason():
    lines = folded_lines(
        [lot("M1"), lot("M2", None, missing="Hand-overs hold no row of the lot"), lot("M3", None, missing="no weights")]
    )
    assert "<summary>Micro-lots: 2 lots can&#x27;t be tested. There are 2 reasons.</summary>" in lines
    assert "<p>M3 <i>No weights</i></p>" in lines and lines.index("M3") < lines.index("M1")
    one = folded_lines([lot("M2", None, missing="Hand-overs hold no row of the lot")])
    assert "1 lot can&#x27;t be tested. Hand-overs hold no row of the lot.</summary><p>M2</p>" in one


def test_of_lots_that_passed_some_without_a_test_that_is_said_behind_their_names():
    lines = folded_lines([lot("M1"), lot("M2", None, needed=False), lot("M3", sign=True)])
    assert "3 lots passed every test that could be made, 2 of them all 2." in lines
    assert "1 of them shows a sign of mixing, within the tolerance." in lines
    assert "<p>M2 <i>1 of 2 tests; not testable: kg at each step</i></p>" in lines
    assert "<p>M3 <i>All 2 tests; drying</i></p>" in lines


def test_a_failed_lot_says_what_happened_before_it_names_the_test():
    name, verdict, happened = failed_row(lot("M2", False, words="19 bags in, 20 out at Store 1"))
    assert (name.main, verdict.main, happened.main) == ("M2", "Failed", "19 bags in, 20 out at Store 1")
    assert happened.below == "Test: kg at each step"


def test_failed_tests_stand_in_the_table_and_passed_ones_are_folded(opened):
    said = words_of(opened("trace", "clean", lot="M-2025-04"))
    table, folded = said.split("9 tests were passed.")[0], said.split("9 tests were passed.")[-1]
    assert "A bed of its own" in table and "Kg at each step" not in table and "Kg at each step" in folded
    assert "<details class='passed' open>" in words_of(opened("trace", "clean", lot="M-2025-01"))


def shown(test: Finding) -> tuple[str, str]:
    """The figure and what is allowed, as they are written."""
    cell = within(test)
    told = (cell.above, cell.below) if isinstance(cell, Strip) else (cell.main, cell.below)
    return told[0].replace("\u202f", " "), told[1].replace("\u202f", " ")


@pytest.mark.parametrize(
    ("unit", "figure", "low", "high", "said"),
    [
        ("kg out per kg in", 0.996, 0.49, 1.02, ("99.6 % of the weight came out", "49 to 102 % is allowed")),
        ("kg sold per kg made", 1.0, None, 1.02, ("100 % of what was made is sold", "up to 102 % is allowed")),
        ("kg green per kg cherry", 0.15, None, 0.1949, ("15 % of the cherry became green", "up to 19.5 % is allowed")),
        ("bags left", 2.0, 0.0, None, ("2 bags left", "no more out than in")),
        ("bags left", -1.0, 0.0, None, ("1 bag too many went out", "no more out than in")),
        ("days", 0.0, 0.0, None, ("the same day", "the same day or later")),
        ("gaps", 0.0, 0.0, 0.0, ("no gap", "none is allowed")),
        ("beds shared", 1.0, 0.0, 0.0, ("1 bed shared", "none is allowed")),
        (None, None, None, None, ("–", "")),
    ],
)
def test_a_figure_and_its_limits_are_said_as_people_say_them(unit, figure, low, high, said):
    assert shown(replace(TEST, figure=figure, lowest=low, highest=high, unit=unit)) == said


def test_every_unit_of_a_test_has_its_words():
    units = {row["unit"] for row in found_in(**world()).values() if row["unit"]}
    assert {unit.replace(" ", "_") for unit in units} == {*words()["trace"]["shares"], *words()["trace"]["counted"]}


def test_a_figure_that_broke_its_limit_is_never_written_like_it():
    # 129.32 kg of 400 are 32.33 %, 32.34 % were asked for: with one decimal both would be 32.3 %
    broke = percents(replace(TEST, passed=False, figure=0.3233, lowest=0.3234, highest=0.6324))
    assert [text.replace("\u202f", " ") for text in broke] == ["32.33 %", "32.34 %", "63.24 %"]


def test_the_mark_stands_within_the_bar_or_outside_it():
    # 0.49 to 1.02 with 15 % of it to spare on each side: from 0.4105 to 1.0995
    look, low, high, value = bar(TEST)
    assert look == "allowed"
    assert [round(x, 3) for x in (low, high, value)] == [
        round(x / 0.689, 3) for x in (0.49 - 0.4105, 1.02 - 0.4105, 0.996 - 0.4105)
    ]
    look, low, high, value = bar(replace(TEST, passed=False, figure=1.1))
    assert look == "allowed outside" and low < high < value < 1
    look, low, high, value = bar(replace(TEST, passed=False, figure=50.0))  # far away: at the edge, the bar still seen
    assert value == 1 and high - low > 0.3
    assert bar(replace(TEST, lowest=None, figure=0.0))[1::2] == (0.0, 0.0)  # nothing below is not allowed


def test_the_bar_is_for_the_eye_and_the_words_beside_it_for_everybody():
    html = table_html(["Test", "Verdict", "Within", "Found"], [row_of_test(TEST)], "Tests")
    assert "<div aria-hidden='true'><div class='lane allowed'>" in html and "role='img'" not in html
    assert "<div class='below'>49 to 102\u202f% is allowed</div>" in html
    assert isinstance(within(replace(TEST, unit="gaps", figure=0.0, lowest=0.0, highest=0.0)), Cell)
