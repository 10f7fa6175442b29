"""A PNG read by another program than ours: Pillow."""

from __future__ import annotations

import io

from PIL import Image


def read_png(written: bytes) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """Its width, its height, and red, green, blue and opacity of every pixel, row by row."""
    picture = Image.open(io.BytesIO(written)).convert("RGBA")
    raw = picture.tobytes()
    return *picture.size, [tuple(raw[i : i + 4]) for i in range(0, len(raw), 4)]
