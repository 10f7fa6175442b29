"""Pictures read by other programs than ours: PNG by Pillow, QR codes by zxing."""

from __future__ import annotations

import io
import re

import zxingcpp
from PIL import Image


def read_png(written: bytes) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """Its width, its height, and red, green, blue and opacity of every pixel, row by row."""
    picture = Image.open(io.BytesIO(written)).convert("RGBA")
    raw = picture.tobytes()
    return *picture.size, [tuple(raw[i : i + 4]) for i in range(0, len(raw), 4)]


def code_in_png(written: bytes) -> str:
    """The text of the QR code in a PNG, as zxing reads it."""
    return _read(Image.open(io.BytesIO(written)))


def code_in_html(page: str) -> str:
    """The text of the QR code drawn in a page of HTML, painted from its own strokes and read by zxing."""
    path = re.search(r'<svg viewBox="0 0 (\d+) \d+"><path [^>]*d="([^"]+)"', page)
    assert path, "no code in the page"
    wide, strokes = int(path[1]), path[2]
    picture = Image.new("L", (wide, wide), 255)
    x = y = 0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", strokes):
        given = [float(one) for one in numbers.split()]
        if command == "M":
            x, y = given
        elif command == "m":
            x, y = x + given[0], y + given[1]
        else:
            for step in range(int(given[0])):
                picture.putpixel((int(x) + step, int(y)), 0)
            x += given[0]
    return _read(picture.resize((wide * 4, wide * 4), Image.Resampling.NEAREST))


def _read(picture: Image.Image) -> str:
    (code,) = zxingcpp.read_barcodes(picture)
    return code.text
