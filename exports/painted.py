"""Figures as PNG or SVG, painted one after the other in a browser of this computer with the letters we bring along."""

from __future__ import annotations

import io
import json
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import plotly.graph_objects as go
from PIL import Image

from charts.live_chart import BUNDLE
from connectors.temporary_copies import temporary_folder
from connectors.trouble import CannotGoOn
from exports.browser import Browser, running_browser
from exports.bundled_fonts import FAMILY, font_css
from exports.picture_size import PictureSize

PAGE = """<!doctype html><html><head><meta charset="utf-8">
<style>{fonts} body {{ margin: 0; background: transparent }}</style><script src="{plotly}"></script></head>
<body><div id="figure"></div><script>
let box = document.getElementById("figure");
const letters = ["Aa", "\\u0151", "\\u1ea1", "\\u1230"];
window.drawn = Promise.all(["400", "700"].flatMap(
  weight => letters.map(letter => document.fonts.load(weight + " 15px '{family}'", letter))));
window.paint = async figure => {{
  Plotly.purge(box);
  const fresh = document.createElement("div");
  box.replaceWith(fresh);
  box = fresh;
  await Plotly.newPlot(box, figure.data, figure.layout, {{staticPlot: true}});
}};
window.asSvg = async () => decodeURIComponent((await Plotly.toImage(
  box, {{format: "svg", width: box._fullLayout.width, height: box._fullLayout.height}})).split(",").slice(1).join(","));
</script></body></html>"""
METRES_AN_INCH = 0.0254
A4_INCHES_WIDE = 11.69
LEAST_INK = 0.0005  # of the pixels of a picture that must not be of the colour of its corner


@contextmanager
def painting(running: Browser | None = None) -> Iterator[Painter]:
    """A painter for as long as the block lasts, in a browser that runs or one of its own; CannotGoOn where there is
    none."""
    start = nullcontext(running) if running else running_browser()
    with temporary_folder() as folder, start as browser:
        page = Path(folder) / "page.html"
        written = PAGE.format(fonts=font_css(), plotly=BUNDLE.as_uri(), family=FAMILY)
        page.write_text(written, "utf-8")
        browser.open_page(page)
        yield Painter(browser)


class Painter:
    """Paints the figures of `exports/picture.py`, one at a time."""

    def __init__(self, browser: Browser):
        self._browser = browser

    def png(self, figure: go.Figure, size: PictureSize) -> bytes:
        """The figure in the pixels of that size, higher where the figure is; what would come out blank is a
        CannotGoOn."""
        self._paint(figure)
        wide, high = figure.layout.width, figure.layout.height
        picture = self._browser.photograph(wide, high, size.scale)
        _check(picture, (round(wide * size.scale), round(high * size.scale)))
        return _with_dots_an_inch(picture, round(wide * size.scale / A4_INCHES_WIDE)) if size.name == "a4" else picture

    def svg(self, figure: go.Figure) -> str:
        """The figure as one file that holds its letters; what would come out without text is a CannotGoOn."""
        self._paint(figure)
        drawn: str = self._browser.asked("asSvg()")
        if "<text" not in drawn:
            raise _blank()
        head, mark, rest = drawn.partition(">")
        return f"{head}{mark}<style>{font_css(drawn)}</style>{rest}"

    def _paint(self, figure: go.Figure) -> None:
        drawn = json.dumps(figure.to_json())
        self._browser.asked(f"paint(JSON.parse({drawn}))")


def _check(picture: bytes, pixels: tuple[int, int]) -> None:
    """Raises where a picture is of another size or has nothing on it."""
    with Image.open(io.BytesIO(picture)) as opened:
        if opened.size != pixels:
            raise _blank()
        grey = opened.convert("LA").getchannel("L") if opened.mode == "RGB" else opened.getchannel("A")
        counts = grey.histogram()
    if sum(counts) - max(counts) < LEAST_INK * sum(counts):
        raise _blank()


def _with_dots_an_inch(picture: bytes, dots: int) -> bytes:
    """The PNG with how large it is on paper, right behind its head."""
    body = b"pHYs" + struct.pack(">IIB", *[round(dots / METRES_AN_INCH)] * 2, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return picture[:33] + chunk + picture[33:]


def _blank() -> CannotGoOn:
    return CannotGoOn(
        "A picture came out blank, so none was written.",
        "Try again; if it stays so, take the picture from the page with the button under the chart.",
    )
