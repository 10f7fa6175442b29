"""Micro and bulk are told apart by everybody: without colour, with two kinds of colour blindness, in grey print."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest

from charts.theme import BULK, COLOUR, DASH, INK, MICRO, MUTED, OTHERS, PAPER, SYMBOL, looks

# Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color vision deficiency",
# severity 1.0, in linear sRGB. Each row sums to 1: white stays white.
SEEN_BY = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "all colours": np.eye(3).tolist(),
}


def linear(colour):
    """A #rrggbb as linear sRGB, by IEC 61966-2-1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return np.array([p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts])


def lab(rgb):
    """Linear sRGB as CIELAB under D65."""
    xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    ) @ np.clip(rgb, 0, 1)
    x, y, z = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for t in xyz / np.array([0.95047, 1.0, 1.08883])
    )
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(one, other):
    """WCAG 2: 1 for alike, 21 for black on white."""
    light, dark = sorted((linear(c) @ np.array([0.2126, 0.7152, 0.0722]) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_conversion_gives_known_values():
    # red of sRGB is L* 53.24, a* 80.09, b* 67.20 under D65; white is 100, 0, 0
    assert lab(linear("#FF0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    assert lab(linear("#FFFFFF")) == pytest.approx([100, 0, 0], abs=0.02)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_micro_and_bulk_differ_for_every_eye(eyes):
    seen = [lab(np.array(SEEN_BY[eyes]) @ linear(colour)) for colour in (MICRO, BULK)]
    assert math.dist(*seen) > 25  # CIE 1976; about 2 is the least one can see, 10 is seen at a glance


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_micro_and_bulk_differ_in_grey_print(eyes):
    micro, bulk = (lab(np.array(SEEN_BY[eyes]) @ linear(colour))[0] for colour in (MICRO, BULK))
    assert bulk - micro > 15  # lightness alone, of 100


def test_both_stand_out_from_paper_as_marks_must():
    assert contrast(MICRO, PAPER) >= 4.5 and contrast(INK, PAPER) >= 4.5 and contrast(MUTED, PAPER) >= 4.5  # text
    assert contrast(BULK, PAPER) >= 3  # what WCAG 2.2 asks of graphics; never text alone: marks beside a label in ink


def test_shape_and_stroke_differ_too():
    for looked in (SYMBOL, DASH):
        assert looked["micro"] != looked["bulk"]
    assert SYMBOL["micro"] == "circle" and SYMBOL["bulk"].endswith("-open")


def test_groups_that_are_no_streams_have_looks_of_their_own():
    own = looks(("takes part", "takes no part"))
    assert [look.name for look in own.values()] == ["Takes part", "Takes no part"]
    for one, other in combinations((*own.values(), *looks(("micro", "bulk")).values()), 2):
        assert one.symbol != other.symbol
    assert {colour for colour, *_ in OTHERS}.isdisjoint({COLOUR["micro"], COLOUR["bulk"]})
