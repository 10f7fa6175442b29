"""Parts one below another: a mark and a range for each group, all on one scale."""

from __future__ import annotations

from charts.forest import LINE_PX, MOST_BLOCKS, forest
from charts.theme import BULK, MICRO, key_of
from metrics.engine.contract import Estimate
from tests.charts.figures import HOSTILE


def share(value, low80, high80):
    return Estimate("share", value, low80 - 0.1, high80 + 0.1, low80, high80, 6, "lot")


ROWS = [
    ("nitrogen", {"micro": share(0.4, 0.3, 0.5), "bulk": share(0.6, 0.5, 0.7)}),
    (HOSTILE, {"micro": Estimate("share", why_not="No plot.")}),
]


def marks(figure, colour):
    return [
        (trace.x[0], trace.y[0]) for trace in figure.data if trace.mode == "markers" and trace.marker.color == colour
    ]


def test_every_group_of_every_part_has_its_mark_on_one_scale():
    figure = forest(ROWS, ("micro", "bulk"), "share")
    (micro,), (bulk,) = marks(figure, MICRO), marks(figure, BULK)
    assert (micro[0], bulk[0]) == (40.0, 60.0) and micro[1] > bulk[1]


def test_the_80_percent_range_is_the_thicker_line():
    wide = {
        tuple(trace.x): trace.line.width
        for trace in forest(ROWS[:1], ("micro", "bulk"), "share").data
        if trace.mode == "lines"
    }
    assert wide[(30.0, 50.0)] > wide[(20.0, 60.0)]


def test_a_part_without_a_number_says_so_and_draws_nothing():
    figure = forest(ROWS[1:], ("micro", "bulk"), "share")
    assert len(figure.data) == 0 and "Micro-lots –" in figure.layout.annotations[0].text


def test_a_name_from_a_sheet_stays_text():
    assert "<a href" not in forest(ROWS, ("micro", "bulk"), "share").to_json()


def test_no_more_parts_are_drawn_than_a_picture_can_hold():
    assert len(forest(ROWS * 9, ("micro", "bulk"), "share").layout.annotations) == MOST_BLOCKS


def test_a_long_name_goes_on_over_two_lines_and_makes_room():
    question = "Would you deliver to the pilot again next season? (1-5)"
    short, long = (forest([(name, ROWS[0][1])], ("micro", "bulk"), "share") for name in ("Price", question))
    assert question in long.layout.annotations[0].text.split("</b>")[0].replace("<b>", "").replace("<br>", " ")
    assert long.layout.height == short.layout.height + LINE_PX


def test_the_key_says_of_ranges_only_where_there_are_some():
    alone = [("Premium reached", {"micro": Estimate("USD/kg", 4.4)})]
    assert "80 %" not in key_of(forest(alone, ("micro",), "USD/kg")) and "80 %" in key_of(
        forest(ROWS, ("micro", "bulk"), "share")
    )
