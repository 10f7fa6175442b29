"""What stands in the pictures of tables: the board's numbers, a lot, the risks, the calendar."""

from __future__ import annotations

from dataclasses import replace

import pytest

from decisions.pilot_calendar import pilot_calendar
from decisions.roadmap_risks import NOT_THERE, THERE, RoadmapRisk
from decisions.roadmap_tasks import items
from exports.framed import Around, framed, picture_name
from exports.picture_size import SIZES
from metrics.books.risk import Risk, RiskSide
from metrics.engine.contract import Answer, Estimate
from packs.board_table import drawn_board
from packs.letterhead import Letterhead
from packs.lot_table import drawn_lot
from packs.pilot_calendar_chart import calendar_picture, drawn_calendar
from packs.range_strip import range_places
from packs.risk_tables import drawn_risks, drawn_roadmap_risks
from tests.cooperatives import cooperative

ABOUT = Around("2025/26", "Season 2025/26", "2026-03-31", "deals.xlsx", False, Letterhead(), "Not yet decidable")
LOT = {
    "lot_id": "M-1",
    "stream": "micro",
    "variety": "Typica",
    "process": "washed",
    "station": "North",
    "made_kg": 242.0,
    "made_assumed": None,
    "sold_kg": 120.0,
    "unsold_kg": 122.0,
    "promised_kg": 60.0,
    "price_per_kg": 9.5,
    "why_no_price": None,
    "buyers": ("Buyer A", "Buyer B"),
    "days_open": 45,
    "unpaid_amount": 300.0,
    "overdue_days": 5,
    "offers": 2,
}


def words_of(table):
    return [text for row in table.rows for cell in row for text in (cell.above, cell.main, cell.below) if text]


def of(value, low, high, unit="USD/kg"):
    return Estimate(unit, value, low80=low, high80=high, n=6, case_is="buyer")


@pytest.fixture
def clean():
    """The sample cooperative, where everything is right."""
    return cooperative("clean")


@pytest.fixture
def answers():
    """The premium is told apart from bulk (2.0 to 4.0 more), grade is not (-10 to 20 points)."""
    premium = Answer(
        "realised_premium", "2025/26", {"micro": of(9, 8, 10), "bulk": of(6, 5.5, 6.5)}, difference=of(3, 2, 4)
    )
    share = [of(value, value - 0.05, value + 0.05, "share") for value in (0.8, 0.75)]
    grade = Answer(
        "specialty_grade",
        "2025/26",
        dict(zip(("micro", "bulk"), share, strict=True)),
        difference=of(0.05, -0.1, 0.2, "share"),
    )
    return {answer.id: answer for answer in (premium, grade)}


def test_the_boards_table_holds_each_number_with_range_and_cases_and_says_no_more_than_can_be_told(
    clean, answers, monkeypatch
):
    monkeypatch.setattr("packs.board_table.board", lambda w: tuple(answers))
    before = {"realised_premium": replace(answers["realised_premium"], difference=of(-1.5, -2, -1))}
    table = drawn_board(clean, answers, before, "2024/25")
    assert table.finding == "1 of 2 numbers is better than bulk and 0 worse; of 1 it can't be told"
    assert table.head == ["Indicator", "Micro-lots", "Bulk", "Difference", "80 % ranges", "Season 2024/25"]
    first, second = table.rows
    assert [(cell.main, cell.below) for cell in first[1:4]] == [
        ("9.00 USD/kg", "8.00 to 10.00 · 6 buyers"),
        ("6.00 USD/kg", "5.50 to 6.50 · 6 buyers"),
        ("+3.00 USD/kg", "2.00 to 4.00"),
    ]
    assert first[5].main == "−1.50 USD/kg" and second[5].main == "–"
    assert second[3].main == "+5.0 % points" and table.internal and table.to_be_decided


def test_without_a_number_or_a_stream_the_board_has_no_table_and_no_verdict(clean, answers, monkeypatch):
    monkeypatch.setattr("packs.board_table.board", lambda w: ("specialty_grade",))
    nothing = Answer("specialty_grade", "2025/26", {"micro": Estimate("share", why_not="no sample")})
    assert drawn_board(clean, {"specialty_grade": nothing}, {}, None) is None
    alone = replace(answers["specialty_grade"], groups={"all": of(0.8, 0.7, 0.9, "share")}, difference=None)
    table = drawn_board(clean, {"specialty_grade": alone}, {}, None)
    assert table.finding == "" and table.head == ["Indicator", "All lots"]


def test_ranges_lie_on_one_scale_with_a_little_white_at_either_end(answers):
    """8 to 10 and 5.5 to 6.5: 4.5 wide and 4 % more at either end, from 5.32 on, 4.86 wide."""
    (_, low, high, at), bulk = range_places(answers["realised_premium"])
    assert [round(each, 3) for each in (low, high, at)] == [
        round((value - 5.32) / 4.86, 3) for value in (8.0, 10.0, 9.0)
    ]
    assert bulk[0] == "bulk" and round(bulk[1], 3) == round(0.18 / 4.86, 3)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Lot M-1: 120 kg of 242 kg sold, at 9.50 USD/kg"),
        ({"sold_kg": 242.0, "unsold_kg": 0.0}, "Lot M-1: all 242 kg sold, at 9.50 USD/kg"),
        ({"price_per_kg": None}, "Lot M-1: 120 kg of 242 kg sold; the price is not known"),
        ({"sold_kg": 0.0, "unsold_kg": 242.0}, "Lot M-1: none of its 242 kg is sold after 45 days"),
        ({"sold_kg": 0.0, "days_open": None}, "Lot M-1: none of its 242 kg is sold"),
        ({"sold_kg": None}, ""),
        ({"made_kg": None}, ""),
    ],
)
def test_a_lots_title_says_what_became_of_it_and_nothing_where_that_is_not_known(more, said):
    assert drawn_lot(LOT | more, "USD").finding == said


def test_a_lot_shows_six_numbers_with_who_bought_how_late_it_is_and_what_is_promised():
    words = words_of(drawn_lot(LOT, "USD"))
    for each in ("242 kg", "120 kg", "122 kg", "60 kg of it are promised", "9.50 USD/kg", "45 days", "300 USD"):
        assert each in words
    assert "Buyer A, Buyer B" in words and "5 days overdue" in words
    assert "paid" in words_of(drawn_lot(LOT | {"unpaid_amount": None, "overdue_days": None}, "USD"))
    assert "no rate for EUR" in words_of(
        drawn_lot(LOT | {"price_per_kg": None, "why_no_price": "no rate for EUR"}, "USD")
    )


def test_what_a_lot_earned_never_leaves_the_house_unmarked():
    table = drawn_lot(LOT, "USD")
    assert table.internal and picture_name(table, ABOUT) == "lotwise_lot-M-1_2025-26_2026-03-31_internal"
    said = " ".join(note.text for note in framed(table, ABOUT).layout.annotations)
    assert "<b>Internal</b>" in said and "deals.xlsx" in said and "Lot M-1: 120 kg of 242 kg sold" in said


@pytest.mark.parametrize("size", SIZES.values(), ids=str)
def test_a_lots_picture_is_as_large_as_was_asked_for(size):
    figure = framed(drawn_lot(LOT, "USD"), ABOUT, size)
    assert (figure.layout.width, figure.layout.height) == (size.width, size.height)


def test_the_risks_of_selling_say_how_many_are_shown_to_be_higher_and_why_one_has_no_number():
    sides = RiskSide(0.2, 5, "lot"), RiskSide(None, 0, "", why_not="No claim is written.")
    higher = Risk("unsold", "share", sides[0], sides[0], "higher")
    silent = Risk("claims", "share", sides[1], sides[1], "unknown")
    table = drawn_risks([higher, silent])
    assert table.finding == "1 of 2 risks of selling is higher for micro-lots"
    assert words_of(table).count("No claim is written.") == 1
    assert drawn_risks([replace(higher, said="unclear")]).finding.startswith("No risk of selling is shown")
    assert drawn_risks([silent]) is None


def test_the_risks_of_the_pilot_say_how_many_are_there():
    there = RoadmapRisk("mixing", THERE, (), {"mixed": (0.1, "share"), "untraced": (0.0, "share")})
    assert (
        drawn_roadmap_risks([there, replace(there, sign=NOT_THERE)]).finding
        == "Of 2 risks of the pilot 1 is there today"
    )
    assert drawn_roadmap_risks([replace(there, sign=NOT_THERE)]).finding.startswith("No risk of the pilot")


def test_the_calendar_fits_every_size_with_its_words_beside_the_lanes(clean):
    chart = calendar_picture(drawn_calendar(pilot_calendar(clean), items(clean)))
    tasks = items(clean)
    late = sum(one.stands in ("late", "contradicted") for one in tasks)
    done = sum(one.stands == "done" for one in tasks)
    assert chart.finding == f"{done} of {len(tasks)} tasks are done, {late} late or contradicted"
    for size in SIZES.values():
        assert framed(chart, ABOUT, size).layout.height == size.height
    assert {note.xanchor for note in chart.figure.layout.annotations if note.xref == "paper"} == {"right"}


def test_a_task_that_is_late_stands_in_the_title_of_the_calendar(clean):
    fine = [replace(one, shown="seen", overdue=False) for one in items(clean)]
    assert (
        drawn_calendar(pilot_calendar(clean), fine).finding
        == f"{len(fine)} of {len(fine)} tasks are done, and none is late"
    )
