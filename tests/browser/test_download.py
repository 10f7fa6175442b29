"""The picture a chart gives: right size, not blank, nothing over the edge, and with what it must carry."""

from pathlib import Path

import pytest
from PIL import Image

from tests.browser.driving import open_page, settle
from ui.words import say

pytestmark = pytest.mark.browser
EDGE_PX = 24
LISTEN = """() => { const paint = window.Plotly.downloadImage;
  window.Plotly.downloadImage = (figure, how) => { window.painted = figure; return paint(figure, how); }; }"""


def picture_of_first_chart(page) -> tuple[Image.Image, str, str]:
    """The picture, its file's name, and the words that stand in it."""
    page.wait_for_function("() => window.Plotly")
    page.evaluate(LISTEN)
    with page.expect_download() as download:
        page.get_by_role("button", name=say("chart.download")).first.click()
    words = page.evaluate("() => window.painted.layout.annotations.map(note => note.text).join('\\n')")
    return Image.open(Path(download.value.path())).convert("RGB"), download.value.suggested_filename, words


def edges(picture: Image.Image) -> list[tuple[int, int, int]]:
    """The colours found in the strips along the four edges."""
    wide, high = picture.size
    strips = [(0, 0, wide, EDGE_PX), (0, high - EDGE_PX, wide, high), (0, 0, EDGE_PX, high), (wide - EDGE_PX, 0, wide, high)]
    return [colour for box in strips for _, colour in picture.crop(box).getcolors(maxcolors=1 << 20)]


def test_a_chart_gives_a_picture_that_can_stand_alone(app, page):
    open_page(page, f"{app}/learn")
    picture, name, words = picture_of_first_chart(page)
    assert picture.size == (1920, 1080)
    assert name.endswith(".png") and "2026-03-31" in name
    assert set(edges(picture)) == {(255, 255, 255)}     # white all around: no text over the edge
    white = sum(count for count, colour in picture.getcolors(maxcolors=1 << 24) if colour == (255, 255, 255))
    assert 0.5 < white / (1920 * 1080) < 0.99           # drawn upon, and still paper
    assert "data as of 2026-03-31" in words and "2025/26" in words and "Source: clean.xlsx" in words
    assert "Synthetic sample" in words


def test_a_picture_of_costs_is_marked_internal(app, page):
    """Learn speaks of costs: its pictures are not for buyers; a picture of cup scores is."""
    open_page(page, f"{app}/learn")
    assert "Internal" in "\n".join(picture_of_first_chart(page)[2].splitlines()) or page.get_by_text("Break-even").count()
    open_page(page, f"{app}/measure")
    page.get_by_role("button", name="Cup score", exact=True).click()
    settle(page)
    assert "Internal" not in picture_of_first_chart(page)[2]
