"""The picture a chart gives: right size, not blank, nothing over the edge, and with what it must carry."""

from pathlib import Path

import pytest
from PIL import Image

from tests.browser.driving import open_page, settle
from words.speech import say

pytestmark = pytest.mark.browser
EDGE_PX = 24
LISTEN = """() => { const paint = window.Plotly.downloadImage;
  window.Plotly.downloadImage = (figure, how) => { window.painted = figure; return paint(figure, how); }; }"""


def picture(page, number: int = 0) -> tuple[Image.Image, str, str]:
    """The picture of that chart, its file's name, and the words that stand in it."""
    page.wait_for_function("() => window.Plotly")
    page.evaluate(LISTEN)
    with page.expect_download() as download:
        page.get_by_role("button", name=say("chart.download")).nth(number).click()
    words = page.evaluate("() => window.painted.layout.annotations.map(note => note.text).join('\\n')")
    return Image.open(Path(download.value.path())).convert("RGB"), download.value.suggested_filename, words


def edges(image: Image.Image) -> list[tuple[int, int, int]]:
    """The colours found in the strips along the four edges."""
    wide, high = image.size
    strips = [
        (0, 0, wide, EDGE_PX),
        (0, high - EDGE_PX, wide, high),
        (0, 0, EDGE_PX, high),
        (wide - EDGE_PX, 0, wide, high),
    ]
    return [colour for box in strips for _, colour in image.crop(box).getcolors(maxcolors=1 << 20)]


def test_a_chart_gives_a_picture_that_can_stand_alone(app, page):
    open_page(page, f"{app}/learn")
    image, name, words = picture(page)
    assert image.size == (1920, 1080)
    assert name.endswith(".png") and "2026-03-31" in name
    assert set(edges(image)) == {(255, 255, 255)}  # white all around: no text over the edge
    white = sum(count for count, colour in image.getcolors(maxcolors=1 << 24) if colour == (255, 255, 255))
    assert 0.5 < white / (1920 * 1080) < 0.99  # drawn upon, and still paper
    assert "data as of 2026-03-31" in words and "2025/26" in words and "Source: clean.xlsx" in words
    assert "Synthetic sample" in words


def test_pictures_of_costs_and_break_even_are_marked_internal(app, page):
    """On Learn: what the kilos earned, added cost, break-even, what the answer hangs on; the last three speak of
    costs."""
    open_page(page, f"{app}/learn")
    for number in (1, 2, 3):
        assert "Internal" in picture(page, number)[2]


def test_a_picture_of_cup_scores_may_be_shown_to_buyers(app, page):
    open_page(page, f"{app}/measure")
    page.get_by_role("radio", name="Cup score", exact=True).click()
    page.get_by_role("button", name=say("chart.download")).wait_for()
    settle(page)
    assert "Internal" not in picture(page)[2]
