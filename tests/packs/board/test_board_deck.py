"""The board's deck: twelve questions in their order, each answered by the numbers of the report, or by what lacks."""

from __future__ import annotations

from functools import cache

import pytest

from metrics.books.lot_book import lot_book
from metrics.engine.metric_catalogue import metrics
from packs.audience import Audience
from packs.board.board_deck import deck_of, slide_files
from packs.board.board_facts import board_facts
from tests.cooperatives import cooperative
from words.numbers import number

# The order the issue of a board's meeting asks for.
ORDER = (
    *("where", "verdict", "distance", "since", "seven", "premium"),
    *("quality", "farmers", "lots", "risks", "wrong", "decide"),
)


@cache
def facts(name: str):
    return board_facts(cooperative(name))


@cache
def deck(name: str):
    return deck_of(facts(name))


def slides(name: str):
    return {slide.id: slide for slide in deck(name).slides}


@pytest.mark.parametrize("name", ["empty", "clean", "messy"])
def test_the_slides_stand_in_the_order_of_a_meeting_whatever_the_sheets_hold(name):
    assert [slide.id for slide in deck(name).slides] == list(ORDER)


def test_no_two_slides_want_one_place():
    assert len({module.ORDER for module in slide_files()}) == len(ORDER)


def test_every_slide_is_for_the_board_and_none_for_a_buyer():
    assert deck("clean").for_reader(Audience.BUYER) == []
    assert len(deck("clean").for_reader(Audience.BOARD)) == len(ORDER)


def test_what_is_empty_says_which_sheet_would_fill_it():
    empty = slides("empty")
    lacking = {id for id, slide in empty.items() if slide.lacks}
    assert lacking >= {"where", "distance", "since", "premium", "quality", "lots"}
    assert "The sheet Lots" in empty["lots"].lacks
    assert all(slide.answer for slide in empty.values())
    assert not any(slide.chart for slide in empty.values())


def test_the_numbers_are_those_of_the_report():
    """Each cell of the seven, written by the one function that writes numbers."""
    report, table = facts("clean").report, slides("clean")["seven"].table
    assert table.head[:3] == ("Indicator", "Micro-lots", "Bulk")
    by_title = {row[0]: row for row in table.rows}
    for id in report.board:
        micro = report.answers[id].groups["micro"]
        assert by_title[metrics()[id].title][1] == number(micro.value, micro.unit)


def test_the_sums_of_lots_are_those_of_the_book():
    """Micro-lots of the sample, summed apart from the book of lots: how many, made, and what is left."""
    lots = [lot for lot in lot_book(cooperative("clean"), "2025/26") if lot["stream"] == "micro"]
    micro = next(row for row in slides("clean")["lots"].table.rows if row[0] == "Micro-lots")
    assert micro[1] == str(len(lots))
    assert micro[2] == number(sum(lot["made_kg"] for lot in lots), "kg")
    assert micro[4] == number(sum(lot["unsold_kg"] for lot in lots), "kg")
    bulk = next(row for row in slides("clean")["lots"].table.rows if row[0] == "Bulk")
    for row in (micro, bulk):  # above 10 000 kg too, to the last kilo
        made, sold, unsold = (int("".join(filter(str.isdigit, cell))) for cell in row[2:5])
        assert made == sold + unsold


def test_a_chart_shows_what_its_figure_shows():
    chart = slides("clean")["quality"].chart
    micro = facts("clean").answers["cup_score"].groups["micro"]
    assert chart.categories == ("Micro-lots", "Bulk")
    assert chart.series[0].values[0] == micro.value
    assert (chart.series[0].lows[0], chart.series[0].highs[0]) == (micro.low80, micro.high80)
    assert any("85" in str(one) for one in chart.figure["layout"]["annotations"])


def test_the_trace_of_the_rule_is_for_the_speaker():
    verdict = slides("clean")["verdict"]
    assert verdict.answer == "Day 180, 21 Feb 2026: the agreed rule says wait."
    assert [note.split(",")[0] for note in verdict.notes] == ["no", "no", "no", "no", "YES"]


def test_no_farmer_stands_on_a_slide():
    """Names and codes of farmers are in the receipts; a board's screen hangs in a hall."""
    farmers = {row["farmer_id"] for row in cooperative("clean").rows("SELECT DISTINCT farmer_id FROM receipts")}
    told = repr(deck("clean"))
    assert farmers and not [one for one in farmers if one and one in told]
