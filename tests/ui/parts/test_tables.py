"""A table is HTML made by us alone: whatever a sheet holds stays text."""

from __future__ import annotations

import pytest

from metrics.engine.contract import Answer, Estimate
from metrics.engine.metric_catalogue import metrics
from ui.parts.cards import STREAMS, estimate_cell, number_cells, short_cell, strip_cell
from ui.parts.tables import Cell, Strip, table_html

METRIC = metrics()["cup_score"]
HOSTILE = "<img src=x onerror=alert(1)>\"'"


def test_markup_in_any_cell_stays_text():
    page = table_html([HOSTILE], [[Cell(HOSTILE, HOSTILE, HOSTILE, HOSTILE)], [Cell(HOSTILE)]], HOSTILE, HOSTILE)
    assert "<img" not in page and "'>\"'" not in page and "&lt;img" in page


def test_the_first_cell_of_a_row_is_its_heading_and_every_cell_knows_its_column():
    page = table_html(["Lot", "Price"], [[Cell("M-1"), Cell("7.12", "USD/kg")]], "Lots")
    assert "<th scope='row'>" in page and "data-head='Price'" in page and "<caption>Lots</caption>" in page


def test_where_rows_are_pressed_each_name_is_a_button_but_that_of_a_row_of_sums():
    rows = [[Cell("Micro-lots", mark="total"), Cell("9 kg", mark="total kilos")], [Cell("M-1"), Cell("9 kg")]]
    pressed = table_html(["Lot", "Made"], rows, "Lots", "lots pressed")
    assert [name.split("<")[0] for name in pressed.split("<div class='main' role='button' tabindex='0'>")[1:]] == [
        "M-1"
    ]
    assert "role='button'" not in table_html(["Lot", "Made"], rows, "Lots", "lots")


def test_a_number_that_was_not_computed_is_a_dash():
    assert estimate_cell(Estimate("share", why_not="No lot.")).main == "–"
    assert estimate_cell(None).main == "–"


def test_a_number_stands_with_unit_range_and_cases():
    cell = estimate_cell(Estimate("USD/kg", 7.12, 6, 8, 6.4, 7.9, 4, "buyer"), "micro")
    assert (cell.main, cell.unit, cell.below, cell.mark) == ("7.12", "USD/kg", "6.40 to 7.90 · 4 buyers", "micro")


def test_the_season_before_is_one_cell_with_bulk_below():
    e = Estimate("share", 0.5)
    assert (
        short_cell(METRIC, Answer("x", "2024/25", {"micro": e, "bulk": e})).below.replace("\u202f", " ") == "bulk 50 %"
    )
    assert short_cell(METRIC, None).main == "–"


def test_both_ranges_of_a_strip_share_one_scale():
    answer = Answer(
        "x",
        None,
        {"micro": Estimate("share", 0.8, low80=0.6, high80=1.0), "bulk": Estimate("share", 0.3, low80=0.0, high80=0.4)},
    )
    strip = strip_cell(answer)
    assert isinstance(strip, Strip)
    # 0 to 1 with 4 % to spare on each side: 0 stands at 0.04 / 1.08, 1 at 1.04 / 1.08
    assert [round(x, 3) for x in strip.ranges[1][1:3]] == [0.037, 0.407] and round(strip.ranges[0][2], 3) == 0.963


def test_one_range_alone_has_no_scale_to_stand_on():
    assert strip_cell(Answer("x", None, {"micro": Estimate("share", 0.8, low80=0.6, high80=1.0)})) == Cell(
        "", mark="none"
    )


def test_where_nothing_is_known_the_reason_stands_over_both_columns():
    none = Estimate("share", why_not="No lot was cupped.")
    cells = number_cells(METRIC, Answer("x", None, {"micro": none, "bulk": none}), STREAMS)
    assert [(cell.main, cell.over) for cell in cells] == [("Cup score", 1), ("No lot was cupped.", 2)]
    page = table_html(["", "Micro", "Bulk", "Next"], [[*cells, Cell("7")]], "")
    assert "colspan='2'" in page and "data-head='Next'" in page


def test_one_group_has_one_number():
    cells = number_cells(METRIC, Answer("x", None, {"all": Estimate("points", 82.1, n=9, case_is="lot")}), ("all",))
    assert [cell.main for cell in cells] == ["Cup score", "82.1"] and cells[0].below == ""


def test_groups_that_are_no_streams_stand_under_their_own_names():
    answer = Answer(
        "x",
        None,
        {
            "takes part": Estimate("points", 4.0, n=9, case_is="farmer"),
            "takes no part": Estimate("points", 3.0, n=8, case_is="farmer"),
        },
    )
    cells = number_cells(METRIC, answer, STREAMS)
    assert [(cell.above, cell.main, cell.mark) for cell in cells[1:]] == [
        ("Takes part", "4.0", ""),
        ("Takes no part", "3.0", ""),
    ]
    assert "<div class='above'>Takes part</div>" in table_html(["", "Micro", "Bulk"], [cells], "")


def test_a_link_of_ours_opens_in_a_window_of_its_own():
    page = table_html(["Cell"], [[Cell("F12", link="https://sheets.example/d/1/edit?gid=7#gid=7&range=F12")]], "")
    assert (
        "<a href='https://sheets.example/d/1/edit?gid=7#gid=7&amp;range=F12' target='_blank' rel='noopener "
        "noreferrer'>F12</a>" in page
    )


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "http://sheets.example/F12",
        "https://sheets.example/a b",
        "https://x.example/'onclick='alert(1)",
        'https://x.example/"',
        "https://x.example/<b>",
        " https://x.example/",
        "https://x.example/\n",
        "https://user@x.example/",
        "data:text/html,x",
        "//x.example/",
        "https:///",
        "https://x.example/" + "a" * 1000,
    ],
)
def test_what_is_no_plain_https_address_is_no_link(link):
    assert "<a" not in table_html(["Cell"], [[Cell("F12", link=link)]], "")


def test_an_unusual_number_says_so_below_its_title():
    """A break-even of 700 USD per kg: costs in another money. It stands on the board, where nobody asks for notes."""
    note = "Doubtful: usual is 0.1 to 60 USD/kg. Look at the rows behind it."
    odd = Estimate("points", 820.0, n=9, case_is="lot", notes=("seen", note))
    cells = number_cells(METRIC, Answer("x", None, {"micro": odd, "bulk": odd}), STREAMS)
    assert cells[0].below.endswith(note) and cells[0].below.count(note) == 1
