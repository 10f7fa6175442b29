"""Figures painted in a browser: the pixels asked for, letters of every script, nothing run, nothing blank."""

from __future__ import annotations

import base64
import io
import struct
from itertools import combinations

import plotly.graph_objects as go
import pytest
from PIL import Image, ImageChops

from connectors.trouble import CannotGoOn
from exports.painted import painting
from exports.picture import export_figure
from exports.picture_size import A4, SLIDE, SQUARE, PictureSize
from packs.letterhead import Letterhead
from tests.charts.figures import every_figure
from tests.exports.test_picture import WORDS, overlap

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><rect width="3" height="1" fill="#ff0000"/>
<script>document.title = "run"</script></svg>"""
HEAD = Letterhead(
    "የቡና አምራቾች ማኅበር", f"data:image/svg+xml;base64,{base64.b64encode(SVG).decode()}", ("#112233", "#445566")
)
BOXES = """[...document.querySelectorAll("svg text")].filter(t => t.textContent.trim()).map(t => {
  const b = t.getBoundingClientRect();
  return {text: t.textContent, left: b.left, right: b.right, top: b.top, bottom: b.bottom};
})"""


@pytest.fixture(scope="module")
def painter(printer):
    with painting(printer) as painter:
        yield painter


def opened(written):
    return Image.open(io.BytesIO(written)).convert("RGBA")


def of(title, size=SLIDE, **more):
    return export_figure(every_figure()["dots"], **WORDS | {"title": title}, size=size, **more)


@pytest.mark.parametrize(("size", "pixels"), [(SLIDE, (1920, 1080)), (SQUARE, (1080, 1080)), (A4, (3508, 2480))])
def test_a_picture_has_the_pixels_of_its_size(painter, size, pixels):
    assert opened(painter.png(of("Title", size), size)).size == pixels == size.pixels


def test_a4_says_that_it_is_a4(painter):
    """3508 pixels on 11.69 inches are 300 an inch, 11811 a metre."""
    written = painter.png(of("Title", A4), A4)
    assert struct.unpack(">II", written[written.index(b"pHYs") + 4 :][:8]) == (11811, 11811)


def test_amharic_vietnamese_and_accents_are_letters_not_boxes(painter):
    """A letter that no font has is drawn as one and the same box: two such letters look alike, these don't."""

    def title(text):
        small = PictureSize("small", 960, 540, 0.5)
        return opened(painter.png(of(text, small), small)).crop((18, 12, 120, 32))

    for one, other in (("ሀ" * 6, "መ" * 6), ("ạ" * 6, "ơ" * 6), ("ő" * 6, "ż" * 6)):
        assert ImageChops.difference(title(one).convert("RGB"), title(other).convert("RGB")).getbbox()


def test_an_svg_holds_the_letters_it_needs_and_no_others(painter):
    plain, amharic = (painter.svg(of(text)) for text in ("Title", "ቡና"))
    assert plain.startswith("<svg") and "@font-face" in plain
    assert "U+1200" not in plain and "U+1200" in amharic
    assert "http://" not in amharic.replace("http://www.w3.org/", "").replace("http://x", "")  # x: text of a sheet


def test_the_logo_is_drawn_and_nothing_in_it_is_run(painter):
    picture = opened(painter.png(of("Title", head=HEAD), SLIDE))
    assert (255, 0, 0, 255) in {colour for _, colour in picture.getcolors(1 << 20)}
    assert picture.getpixel((100, 5)) == (0x11, 0x22, 0x33, 255) and picture.getpixel((1900, 5)) == (68, 85, 102, 255)
    assert painter._browser.asked("document.title") == ""
    assert "<script" not in painter.svg(of("Title", head=HEAD))


def test_a_clear_ground_is_transparent_and_a_white_one_white(painter):
    assert opened(painter.png(of("Title", clear=True), SLIDE)).getpixel((3, 600)) == (0, 0, 0, 0)
    assert opened(painter.png(of("Title"), SLIDE)).getpixel((3, 600)) == (255, 255, 255, 255)


def test_a_blank_picture_is_never_given(painter):
    hidden = {"visible": False}
    empty = go.Figure(layout={"width": 960, "height": 540, "plot_bgcolor": "#fff", "xaxis": hidden, "yaxis": hidden})
    with pytest.raises(CannotGoOn, match="came out blank"):
        painter.png(empty, SLIDE)
    with pytest.raises(CannotGoOn, match="came out blank"):
        painter.svg(empty)


@pytest.mark.parametrize("name", list(every_figure()))
def test_with_our_letters_too_nothing_leaves_the_frame_or_lies_over_another(painter, name):
    for size in (SLIDE, SQUARE):
        figure = export_figure(every_figure()[name], **WORDS, size=size, head=HEAD, undecided="Not yet decidable")
        painter._paint(figure)
        found = painter._browser.asked(BOXES)
        assert len(found) > 6
        wide, high = size.width, figure.layout.height
        assert [t for t in found if t["left"] < 8 or t["right"] > wide - 8 or t["bottom"] > high - 4] == []
        assert [(size.name, a["text"], b["text"]) for a, b in combinations(found, 2) if overlap(a, b)] == []
