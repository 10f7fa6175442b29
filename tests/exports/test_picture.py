"""A picture that leaves the house says in itself what it shows, and nothing in it lies over anything else."""

from __future__ import annotations

from itertools import combinations

import pytest
from plotly.io import from_json

from charts.tornado import tornado
from exports.picture import HEIGHT, WIDTH, export_figure, with_freshness
from tests.charts.figures import HOSTILE, Bar, every_figure

LONG = (
    "Do micro-lots sell for more than bulk at the gate, and how much more is it than in the season before the "
    "pilot began?"
)
WORDS = {
    "title": LONG,
    "unit": "USD/kg",
    "n": "Micro-lots: 4 buyers, Bulk: 7 months",
    "period": "Season 2025/26 · Station: Kivu, Bukavu",
    "data_date": "2026-03-31",
    "source": f"clean.xlsx, {HOSTILE}, a name that goes on and on and on and on and on and on and on.xlsx",
    "internal": True,
    "synthetic": True,
    "question": "How much more does a kilo of micro-lot coffee bring than a kilo of bulk, once it is sold and paid for "
    "at "
    "the gate of the station?",
    "freshness": "Read 21 Nov 2026 10:42 · last row typed 20 Nov 2026 17:05 · Ofertas stale since 18 Nov 2026 · "
    "Recibos y "
    "pesadas del centro stale since 1 Nov 2026",
}


def texts_of(figure):
    return " ".join(a.text for a in figure.layout.annotations)


def test_the_picture_carries_unit_n_period_data_date_and_source():
    said = texts_of(export_figure(every_figure()["dots"], **WORDS))
    for words in (
        "USD/kg",
        "4 buyers",
        "Season 2025/26",
        "data as of 2026-03-31",
        "Source: clean.xlsx",
        "Internal",
        "Synthetic sample",
    ):
        assert words in said


def test_the_picture_says_how_fresh_its_numbers_are():
    said = texts_of(export_figure(every_figure()["dots"], **WORDS))
    assert "Read 21 Nov 2026 10:42 · last row typed 20 Nov 2026 17:05 · Ofertas stale since 18 Nov 2026" in said


def test_freshness_is_written_into_a_picture_drawn_before_as_plain_text():
    drawn = export_figure(
        every_figure()["dots"], **{name: value for name, value in WORDS.items() if name != "freshness"}
    ).to_json()
    written = with_freshness(drawn, f'Read 10:42 · "{HOSTILE}" stale')
    assert "{freshness " in drawn and "{freshness" not in written
    assert "Read 10:42" in texts_of(from_json(written)) and "<a " not in written


def test_what_may_be_shown_to_a_buyer_carries_no_warning():
    said = texts_of(export_figure(every_figure()["dots"], **WORDS | {"internal": False, "synthetic": False}))
    assert "Internal" not in said and "Synthetic" not in said


def test_text_of_a_sheet_never_becomes_a_tag_a_link_or_a_formula():
    picture = export_figure(every_figure()["bars"], **WORDS | {"title": HOSTILE, "source": HOSTILE})
    assert "<a " not in picture.to_json() and "<b>lot" not in picture.to_json() and "$x" not in picture.to_json()


def test_the_figure_on_the_screen_is_left_as_it_was():
    figure = every_figure()["dots"]
    before = figure.to_json()
    export_figure(figure, **WORDS)
    assert figure.to_json() == before


@pytest.mark.browser
@pytest.mark.parametrize("name", list(every_figure()))
def test_no_text_leaves_the_frame_or_lies_over_another(painted, name):
    found = painted(export_figure(every_figure()[name], **WORDS), WIDTH, HEIGHT)
    assert len(found) > 6
    outside = [
        t["text"] for t in found if t["left"] < 8 or t["right"] > WIDTH - 8 or t["top"] < 4 or t["bottom"] > HEIGHT - 4
    ]
    assert outside == []
    assert [(a["text"], b["text"]) for a, b in combinations(found, 2) if overlap(a, b)] == []
    assert min(t["size"] for t in found) >= 14


@pytest.mark.browser
@pytest.mark.parametrize("name", list(every_figure()))
@pytest.mark.parametrize("width", [340, 1200])
def test_on_a_phone_and_on_a_wide_screen_no_text_is_cut_or_covered(painted, name, width):
    figure = every_figure()[name]
    found = painted(figure, width, figure.layout.height)
    assert [t["text"] for t in found if t["left"] < -1 or t["right"] > width + 1] == []
    assert [(a["text"], b["text"]) for a, b in combinations(found, 2) if overlap(a, b)] == []


def overlap(a, b):
    """Whether two boxes share more than the two pixels by which line boxes may touch."""
    return (
        min(a["right"], b["right"]) - max(a["left"], b["left"]) > 2
        and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > 2
    )


BAR = Bar("Sold share", -4.0, -0.4, "56 to 96 %, measured", "56 %", "96 %", True)


@pytest.mark.parametrize(("rows", "labels_of_two_lines"), [(1, 1), (6, 0)])
def test_where_rows_are_low_a_label_takes_one_line_so_that_it_covers_no_bar(rows, labels_of_two_lines):
    picture = export_figure(tornado([BAR] * rows, 0.0, "USD/kg"), **WORDS)
    assert texts_of(picture).count("<br>") == labels_of_two_lines
