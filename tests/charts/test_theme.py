"""The colours of all charts."""

from __future__ import annotations

from charts.theme import BULK, MICRO


def light(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_both_streams_are_seen_on_white_and_on_the_ground_of_a_panel():
    for ground in ("#FFFFFF", "#F6F4EF"):
        for stream in (MICRO, BULK):
            assert (light(ground) + 0.05) / (light(stream) + 0.05) >= 3, (stream, ground)
