"""What stands in the frame, for the house and for a buyer."""

from dataclasses import replace

from exports.framed import Around, framed, picture_name
from packs.audience import Audience
from packs.drawn_chart import DrawnChart
from packs.letterhead import Letterhead
from tests.charts.figures import every_figure

ABOUT = Around("2025/26", "Season 2025/26", "2026-03-31", "Acme deals.xlsx", False, Letterhead(), "Not yet decidable")
CHART = DrawnChart("cup score", "Cup score", every_figure()["dots"], "score", "6 lots", (), to_be_decided=True)


def said(chart):
    return " ".join(a.text for a in framed(chart, ABOUT).layout.annotations)


def test_an_internal_picture_says_so_in_its_frame_and_in_its_name():
    assert "<b>Internal</b>" in said(CHART) and "Not yet decidable" in said(CHART) and "Acme deals.xlsx" in said(CHART)
    assert picture_name(CHART, ABOUT) == "lotwise_cup-score_2025-26_2026-03-31_internal"


def test_one_for_a_buyer_names_no_file_and_no_decision():
    chart = replace(CHART, audience=Audience.BUYER)
    assert "Internal" not in said(chart) and "Acme" not in said(chart) and "decidable" not in said(chart)
    assert "the cooperative's own logbooks" in said(chart)
    assert picture_name(chart, ABOUT) == "lotwise_cup-score_2025-26_2026-03-31"


def test_what_nobody_declared_is_internal_and_the_boards_too():
    assert CHART.internal and replace(CHART, audience=Audience.BOARD).internal


def test_the_title_is_the_finding_where_there_is_one():
    assert "Cup score" in said(CHART)
    assert "Micro-lots scored higher" in said(replace(CHART, finding="Micro-lots scored higher"))
