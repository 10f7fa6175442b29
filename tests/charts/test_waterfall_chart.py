"""The waterfall as drawn: both streams from one zero, measured solid, assumed hatched, what is unknown in words."""

from __future__ import annotations

import pytest

from charts.theme import BULK, MICRO
from charts.waterfall_chart import waterfall
from metrics.books.price_waterfall import PricePart, PriceWaterfall

WORDS = {
    "milling": "Milling",
    "lab": "Lab",
    "price": "Buyer's price",
    "left": "What is left",
    "unknown": "not written",
}
MICRO_LOTS = PriceWaterfall("micro", 8.0, (PricePart("milling", 0.5, 0.25), PricePart("lab", 0.25)), 100)
BULK_LOTS = PriceWaterfall("bulk", 4.0, (PricePart("milling", None, 0.25), PricePart("lab", said="not written")), 900)


def bars(figure, colour):
    return [(bar.base[0], bar.x[0], bar.marker.pattern.shape) for bar in figure.data if bar.marker.line.color == colour]


def test_every_piece_hangs_where_the_one_before_left_off():
    figure = waterfall({"micro": MICRO_LOTS, "bulk": BULK_LOTS}, WORDS, "USD/kg")
    # 8.00; milling takes 0.50 of bills and 0.25 assumed: 7.25; lab 0.25: 7.00 are left
    assert bars(figure, MICRO) == [
        (0.0, 8.0, None),
        (7.5, 0.5, None),
        (7.25, 0.25, "/"),
        (7.0, 0.25, None),
        (0.0, 7.0, None),
    ]
    assert bars(figure, BULK) == [(0.0, 4.0, None), (3.75, 0.25, "/"), (0.0, 3.75, None)]


def test_what_is_not_written_down_is_said_and_has_no_bar():
    figure = waterfall({"micro": MICRO_LOTS, "bulk": BULK_LOTS}, WORDS, "USD/kg")
    lab = next(a.text for a in figure.layout.annotations if "Lab" in a.text)
    assert "0.25" in lab and "not written" in lab


@pytest.mark.parametrize("micro", [None, 0.4, 12.5])
def test_the_name_of_a_step_is_not_cut_where_little_is_known_of_it(micro):
    parts = (PricePart("milling"), PricePart("lab", micro))
    streams = {"micro": PriceWaterfall("micro", 8.0, parts, 100), "bulk": BULK_LOTS}
    figure = waterfall(streams, {**WORDS, "lab": "Freight and export"}, "USD/kg")
    line = next(a.text for a in figure.layout.annotations if "Freight" in a.text)
    assert "<b>Freight and export</b>" in line and line.count("not written") == 1


def test_zero_is_in_sight_also_where_less_than_nothing_is_left():
    loss = PriceWaterfall("micro", 1.0, (PricePart("milling", 3.0), PricePart("lab", 0.5)), 100)
    low, high = waterfall({"micro": loss}, WORDS, "USD/kg").layout.xaxis.range
    assert low < -2.5 and high > 1.0


def test_a_thin_line_leads_from_each_step_down_to_the_next():
    figure = waterfall({"micro": MICRO_LOTS, "bulk": BULK_LOTS}, WORDS, "USD/kg")
    threads = {
        colour: [
            (line.x0, line.x1) for line in figure.layout.shapes if line.line.color == colour and line.line.dash == "dot"
        ]
        for colour in (MICRO, BULK)
    }
    assert threads == {MICRO: [(8.0, 8.0), (7.25, 7.25), (7.0, 7.0)], BULK: [(4.0, 4.0), (3.75, 3.75), (3.75, 3.75)]}
    assert all(line.y0 > line.y1 for line in figure.layout.shapes if line.line.dash == "dot")
